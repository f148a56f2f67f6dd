"""What is told to people and agencies: urging with its proof, notices, wishes, calendars."""

from __future__ import annotations

import pghistory
from django.db import models

from tinhxanh.apps.reports.models.rounds import Round


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
        QUESTION = "question", "Lãnh đạo hỏi"

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
