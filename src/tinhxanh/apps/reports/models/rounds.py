"""Report rounds and what agencies hand in for them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track()
class Round(models.Model):
    """A report period of a programme. Its fields are those a report regime must state (NĐ 09/2019/NĐ-CP)."""

    class Rhythm(models.TextChoices):
        MONTH = "month", "Tháng"
        QUARTER = "quarter", "Quý"
        HALF_YEAR = "half_year", "6 tháng"
        NINE_MONTHS = "nine_months", "9 tháng"
        YEAR = "year", "Năm"

    class State(models.TextChoices):
        OPEN = "open", "Đang mở"
        SIGNED = "signed", "Đã ký"

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
    report_duty = models.ForeignKey(
        "programmes.ReportDuty", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next_rounds")
    title = models.CharField(max_length=250)
    content = models.TextField(blank=True)
    who = models.TextField(blank=True, help_text="which agencies report")
    recipients = models.JSONField(default=list, help_text="to whom the consolidated report goes")
    way = models.CharField(max_length=250, blank=True)
    outline = models.TextField(blank=True, help_text="the outline, a part each line")
    forms = models.TextField(blank=True, help_text="the forms for figures, one each line")
    rhythm = models.CharField(max_length=12, choices=Rhythm)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    data_from = models.DateField()
    data_to = models.DateField(help_text="data close at the end of this day")
    hand_in_on = models.DateField(help_text="last day for agencies")
    consolidate_on = models.DateField(help_text="last day for the focal department")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-data_to", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "rhythm", "year", "number", "hand_in_on"), name="round_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(data_to__gte=models.F("data_from"))
                & Q(hand_in_on__gte=models.F("data_to"))
                & Q(consolidate_on__gte=models.F("hand_in_on")),
                name="round_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Submission(models.Model):
    """What one agency hands in for a round. Once approved it is frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", "Chưa nộp"
        RETURNED = "returned", "Trả lại"
        HANDED_IN = "handed_in", "Chờ duyệt"
        APPROVED = "approved", "Đã duyệt"

    round = models.ForeignKey(Round, models.CASCADE, related_name="submissions")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    difficulties = models.TextField(blank=True, help_text="khó khăn, vướng mắc")
    proposals = models.TextField(blank=True, help_text="đề xuất, kiến nghị")
    remarks = models.TextField(blank=True, help_text="why it was returned")
    drafted_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    first_handed_in_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="grows with each change; two people at once")

    class Meta:
        ordering = ("round", "organisation__sort_key")
        constraints = (models.UniqueConstraint(fields=("round", "organisation"), name="submission_once"),)

    def __str__(self) -> str:
        return f"{self.round}: {self.organisation}"


class Verdict(models.TextChoices):
    """What the focal officer said of one line of a submission."""

    NONE = "", "Chưa xem"
    GOOD = "good", "Đạt"
    BACK = "back", "Trả lại"


@pghistory.track()
class DutyAnswer(models.Model):
    """A line of a submission: what the agency says of one duty in this period."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="duty_answers")
    duty = models.ForeignKey("programmes.Duty", models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, help_text="lead or coordinate")
    words = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it takes back that the duty was reported complete")
    last_words = models.TextField(blank=True, help_text="of the round before")
    last_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    verdict = models.CharField(max_length=5, choices=Verdict, blank=True, default="")
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("submission", "duty__position")
        constraints = (
            models.UniqueConstraint(fields=("submission", "duty"), name="duty_answered_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="answer_percent_within"),
        )

    def __str__(self) -> str:
        return f"{self.duty.code}: {self.percent}"

    @property
    def takes_done_day(self) -> bool:
        """Whether the line may tell a day of completion: a lead's, of a duty that comes to an end."""
        return self.part == "lead" and not self.duty.repeats


@pghistory.track()
class FigureAnswer(models.Model):
    """A line of a submission: the value that an indicator the agency owes has reached."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="figure_answers")
    target = models.ForeignKey("programmes.Target", models.PROTECT, related_name="+")
    value = models.FloatField(null=True, blank=True)
    note = models.TextField(blank=True)
    last_value = models.FloatField(null=True, blank=True, help_text="of the round before")
    verdict = models.CharField(max_length=5, choices=Verdict, blank=True, default="")
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ("submission", "target__position")
        constraints = (models.UniqueConstraint(fields=("submission", "target"), name="figure_answered_once"),)

    def __str__(self) -> str:
        return f"{self.target.subject}: {self.value}"
