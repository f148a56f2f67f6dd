"""What is handed in and asked for: report rounds, submissions, requests, urging, the report itself."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from tinhxanh.apps.programmes.models import Duty


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
    recipients = models.JSONField(default=list, help_text="to whom the consolidated report goes")
    way = models.CharField(max_length=250, blank=True)
    outline = models.TextField(blank=True, help_text="where the outline stands")
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
        kinds = Duty.DeadlineKind
        return self.part == "lead" and self.duty.deadline_kind not in (kinds.ONGOING, kinds.RECURRING)


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


@pghistory.track()
class DutyCheck(models.Model):
    """The focal officer's word on a duty's last report; a duty closes only with one that says completed."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", "Duyệt"
        RETURNED = "returned", "Trả lại"
        COMPLETED = "completed", "Xác nhận hoàn thành"

    duty = models.ForeignKey("programmes.Duty", models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.duty.code}: {self.get_verdict_display()}"


@pghistory.track()
class Request(models.Model):
    """What an agency asks of a leader: more time, or that the duty go to another agency."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", "Gia hạn"
        TRANSFER = "transfer", "Chuyển cơ quan"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ quyết định"
        GRANTED = "granted", "Đồng ý"
        REFUSED = "refused", "Không đồng ý"

    duty = models.ForeignKey("programmes.Duty", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    until = models.DateField(null=True, blank=True, help_text="the day asked for")
    due_before = models.DateField(null=True, blank=True, help_text="the day when it was asked")
    successor = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("duty", "kind"), condition=Q(state="waiting"), name="request_waits_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.duty.code}"


@pghistory.track()
class TriggerEvent(models.Model):
    """An event that conditional duties waited for (“Trung ương đã ban hành …”), recorded by a person."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
    what = models.TextField()
    happened_on = models.DateField()
    source = models.CharField(max_length=250, blank=True, help_text="number and day of the instrument")
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-happened_on", "-id")

    def __str__(self) -> str:
        return self.what


@pghistory.track()
class Occurrence(models.Model):
    """One time at which a rhythmic, ongoing or triggered duty owes an answer."""

    duty = models.ForeignKey("programmes.Duty", models.CASCADE, related_name="+")
    trigger = models.ForeignKey(TriggerEvent, models.CASCADE, null=True, related_name="occurrences")
    starts_on = models.DateField()
    due_on = models.DateField()
    is_owed = models.BooleanField(default=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("duty", "due_on")
        constraints = (models.UniqueConstraint(fields=("duty", "due_on"), name="occurrence_once"),)

    def __str__(self) -> str:
        return f"{self.duty.code}: {self.due_on}"


@pghistory.track()
class Urging(models.Model):
    """A reminder, urging letter or reproach to an agency, with its proof: number, reading, answer."""

    class Level(models.IntegerChoices):
        REMIND = 1, "Nhắc việc"
        URGE = 2, "Đôn đốc"
        REPROACH = 3, "Phê bình"

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="urgings")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="counts within the focal department and year")
    focal = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    words = models.TextField()
    duties = models.ManyToManyField("programmes.Duty", related_name="+", blank=True)
    issued_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    read_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("focal", "year", "number"), name="urging_numbered_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.number}/{self.year}"


class Notice(models.Model):
    """One thing that one person should know. E-mail follows the person's wish; the page always has it."""

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", "Được giao"
        SOON = "soon", "Sắp đến hạn"
        LATE = "late", "Quá hạn"
        RETURNED = "returned", "Bị trả lại"
        APPROVED = "approved", "Được duyệt"
        OPENED = "opened", "Mở kỳ báo cáo"
        HANDED_IN = "handed_in", "Đã nộp"
        ASKED = "asked", "Chờ quyết định"
        DECIDED = "decided", "Đã quyết định"
        URGED = "urged", "Đôn đốc"
        ANSWERED = "answered", "Đã trả lời"

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=400)
    address = models.CharField(max_length=250, help_text="path of the page that it leads to")
    key = models.CharField(max_length=120, help_text="the same thing is told once")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="notice_told_once"),)
        indexes = (models.Index(fields=("user", "read_at")),)

    def __str__(self) -> str:
        return self.words


class MailWish(models.Model):
    """How a person wants to hear by e-mail. An urging letter always goes out at once."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", "Từng việc, ngay khi có"
        DAILY = "daily", "Một thư gộp mỗi ngày làm việc"
        WEEKLY = "weekly", "Một thư gộp mỗi thứ Hai"
        NEVER = "never", "Không nhận thư, chỉ xem trên trang"

    user = models.OneToOneField("accounts.User", models.CASCADE, related_name="+")
    when = models.CharField(max_length=8, choices=When, default=When.DAILY)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_when_display()}"


class Feed(models.Model):
    """The right to read one person's or one agency's calendar by an address with a token in it."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, never the token")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.user}: {self.organisation or 'việc của tôi'}"


@pghistory.track()
class Report(models.Model):
    """The consolidated report of a round. When signed it is frozen together with its file."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="report")
    title = models.TextField()
    opening = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    recipients = models.JSONField(default=list, help_text="nơi nhận, a line each")
    authority = models.CharField(max_length=120, blank=True, help_text="such as TM. ỦY BAN NHÂN DÂN")
    position = models.CharField(max_length=120, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=40, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to="reports", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Passage(models.Model):
    """A sentence of the report, picked from a submission; `{số}` in it stands for the figure's value."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="passages")
    component = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    answer = models.ForeignKey(DutyAnswer, models.PROTECT, null=True, blank=True, related_name="passages")
    figure = models.ForeignKey(FigureAnswer, models.PROTECT, null=True, blank=True, related_name="passages")

    class Meta:
        ordering = ("report", "position")

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track()
class SubPlan(models.Model):
    """An agency's own plan that carries out this programme: owed by a day, linked when it is there."""

    programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    due_on = models.DateField()
    plan = models.ForeignKey("programmes.Programme", models.SET_NULL, null=True, blank=True, related_name="+")
    linked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    linked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("programme", "organisation__sort_key")
        constraints = (models.UniqueConstraint(fields=("programme", "organisation"), name="sub_plan_once"),)

    def __str__(self) -> str:
        return f"{self.programme}: {self.organisation}"


@pghistory.track()
class Service(models.Model):
    """A duty of a sub-plan serves a duty of the plan above and rolls up to it."""

    sub_plan = models.ForeignKey(SubPlan, models.CASCADE, related_name="services")
    duty = models.OneToOneField("programmes.Duty", models.CASCADE, related_name="+")
    serves = models.ForeignKey("programmes.Duty", models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.duty.code} -> {self.serves.code}"


@pghistory.track()
class OfficeTemplate(models.Model):
    """A province's own .docx template of the consolidated report; the newest that is in use counts."""

    file = models.FileField(upload_to="templates", max_length=200)
    filename = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    is_used = models.BooleanField(default=True)
    uploaded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.filename
