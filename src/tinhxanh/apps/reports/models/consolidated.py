"""The consolidated report of a round, its passages and the office template it is set in."""

from __future__ import annotations

import pghistory
from django.db import models

from tinhxanh.apps.reports.models.rounds import DutyAnswer, FigureAnswer, Round


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
