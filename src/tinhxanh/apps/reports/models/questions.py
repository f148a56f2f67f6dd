"""What a leader wants to know more about: asked on a duty, answered there."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track()
class Question(models.Model):
    """A leader's question on a duty to who leads and who keeps it; it waits until one of them answers."""

    duty = models.ForeignKey("programmes.Duty", models.CASCADE, related_name="+")
    words = models.TextField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="question_answered_in_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.duty.code}: {self.words[:60]}"
