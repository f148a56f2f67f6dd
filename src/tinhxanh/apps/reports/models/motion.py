"""What moves a duty between reports: checks, requests, trigger events, occurrences."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


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
