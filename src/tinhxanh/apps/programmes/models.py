"""What must be done: programmes, duties, who answers for them, what was reported."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track()
class Programme(models.Model):
    """A plan that runs: made from a confirmed document, kept by a focal organisation."""

    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="+",
        help_text="whose programme it is (UBND tỉnh)",
    )
    focal = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", help_text="who keeps it (đầu mối)"
    )
    title = models.TextField()
    start_year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    edition = models.ForeignKey(
        "indicators.Edition", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class ProgrammeDocument(models.Model):
    """A document of a programme: the plan itself, an appendix, or a later version."""

    class Part(models.TextChoices):
        PLAN = "plan", "Kế hoạch"
        APPENDIX = "appendix", "Phụ lục"
        REVISION = "revision", "Bản sau"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="documents")
    document = models.OneToOneField("registers.Document", models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.PLAN)

    def __str__(self) -> str:
        return f"{self.programme}: {self.document}"


@pghistory.track()
class Duty(models.Model):
    """Who must do what, by when or how often, ordered by which sentence of which document."""

    class DeadlineKind(models.TextChoices):
        NONE = "none", "Không nêu hạn"
        DATE = "date", "Có ngày"
        YEAR = "year", "Trong năm"
        ONGOING = "ongoing", "Thường xuyên"
        RECURRING = "recurring", "Định kỳ"
        CONDITIONAL = "conditional", "Có điều kiện"

    # Told by doubts.told(); a row read in another way says nothing of it.
    is_doubted = False

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="duties")
    fact = models.OneToOneField("registers.ReadFact", models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("registers.Document", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    text = models.TextField()
    folded = models.TextField(help_text="code, text and agencies without tone or case, for search")
    theme = models.TextField(blank=True)
    component = models.PositiveSmallIntegerField(null=True, blank=True)
    deadline_kind = models.CharField(max_length=12, choices=DeadlineKind, default=DeadlineKind.NONE)
    deadline_text = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="last day in time; empty where none is known")
    spans = models.JSONField(default=list)
    indicator = models.ForeignKey(
        "indicators.Indicator", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What follows from acceptance and reports; only actions write these, in the transaction of the report.
    started_on = models.DateField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    said_done_on = models.DateField(
        null=True, blank=True, help_text="day of completion as its lead reported it; waits for the check"
    )
    completed_on = models.DateField(
        null=True, blank=True, help_text="the same day once the focal officer has confirmed it"
    )
    answered_on = models.DateField(
        null=True, blank=True, help_text="day for which the lead's last report counts, at most its period's"
    )
    reported_on = models.DateField(null=True, blank=True, help_text="day of the lead's last report")
    is_dropped = models.BooleanField(default=False, help_text="left out by a later version of the plan")

    class Meta:
        ordering = ("programme", "position")
        indexes = (
            models.Index(fields=("programme", "component", "position")),
            models.Index(fields=("programme", "due_on")),
        )
        constraints = (
            models.CheckConstraint(condition=Q(percent__lte=100), name="duty_percent_within"),
            models.UniqueConstraint(fields=("programme", "document", "code", "position"), name="duty_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text[:60]}"

    @property
    def repeats(self) -> bool:
        """Whether it comes again every period: each time is answered, the duty is never finished."""
        return self.deadline_kind in (self.DeadlineKind.ONGOING, self.DeadlineKind.RECURRING)


@pghistory.track()
class DutyAgency(models.Model):
    """An agency's part in a duty. `organisation` is empty until a person has matched the printed name.

    A collective (“UBND các xã, phường”) has one row as printed and, below it, one for each member on the
    day of the document: everybody has a part of their own to sign for and to answer.
    """

    # Counted by queries.parts(); a row read in another way stands for itself alone.
    n_members = 0
    n_answered = 0

    class Role(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        COORDINATE = "coordinate", "Phối hợp"

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="agencies")
    role = models.CharField(max_length=10, choices=Role)
    name = models.CharField(max_length=300, help_text="as printed")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_collective = models.BooleanField(default=False)
    collective = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="members")
    accepted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, help_text="when it last reported its part")

    class Meta:
        ordering = ("duty", "role", "position")
        indexes = (models.Index(fields=("organisation", "role")),)

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.name}"

    @property
    def is_unmatched(self) -> bool:
        """Whether nobody has said yet which organisation the printed name means."""
        return self.organisation_id is None and not self.is_collective


@pghistory.track()
class ProgressReport(models.Model):
    """What an agency says of a duty on a day: words, percent, evidence. Never edited, only followed."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reports")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    reported_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True, help_text="day of completion, where percent is 100")
    percent = models.PositiveSmallIntegerField()
    words = models.TextField()
    obstacle = models.TextField(blank=True, help_text="vướng mắc, kiến nghị")
    takes_back = models.DateField(
        null=True, blank=True, help_text="day of completion reported before that this report takes back"
    )
    reason = models.TextField(blank=True, help_text="why it takes that back")

    class Meta:
        ordering = ("-reported_at",)
        constraints = (models.CheckConstraint(condition=Q(percent__lte=100), name="report_percent_within"),)

    def __str__(self) -> str:
        return f"{self.duty.code}: {self.percent} %"


def evidence_path(evidence: Evidence, filename: str) -> str:
    """Where evidence lies: by its own id, never by the name the browser sent."""
    return f"evidence/{evidence.id}"


@pghistory.track()
class Evidence(models.Model):
    """A file that shows what a report says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to=evidence_path, max_length=200)
    filename = models.CharField(max_length=250)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.filename


@pghistory.track()
class Target(models.Model):
    """A number that the programme's document sets: one row a subject and year."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    fact = models.OneToOneField("registers.ReadFact", models.PROTECT, null=True, related_name="+")
    duty = models.ForeignKey(Duty, models.SET_NULL, null=True, blank=True, related_name="targets")
    code = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    subject = models.TextField()
    component = models.PositiveSmallIntegerField(null=True, blank=True)
    measure = models.CharField(max_length=10)
    comparator = models.CharField(max_length=2)
    value = models.FloatField()
    unit = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    baseline_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    spans = models.JSONField(default=list)
    is_dropped = models.BooleanField(default=False, help_text="set no more by a later version of the plan")

    class Meta:
        ordering = ("programme", "position")

    def __str__(self) -> str:
        return f"{self.subject} {self.comparator} {self.value}"


@pghistory.track()
class ReportDuty(models.Model):
    """A report that the document asks for: who, to whom, on which days or how often."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="report_duties")
    fact = models.OneToOneField("registers.ReadFact", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    who = models.JSONField(default=list)
    what = models.TextField()
    to = models.JSONField(default=list)
    due = models.JSONField(default=list, help_text="[{date}] or [{month, day}] of every year")
    frequency = models.CharField(max_length=12, blank=True)
    spans = models.JSONField(default=list)
    is_dropped = models.BooleanField(
        default=False, help_text="of an earlier version of the plan; a period that it opened keeps it"
    )

    class Meta:
        ordering = ("programme", "position")

    def __str__(self) -> str:
        return f"{self.code} {self.what[:60]}"


@pghistory.track()
class Citation(models.Model):
    """An instrument that the programme's document cites."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="citations")
    fact = models.OneToOneField("registers.ReadFact", models.PROTECT, null=True, related_name="+")
    instrument = models.ForeignKey("registers.Instrument", models.PROTECT, related_name="+")
    relation = models.CharField(max_length=12, blank=True, help_text="implements, amends, replaces, details")
    spans = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.programme} -> {self.instrument}"
