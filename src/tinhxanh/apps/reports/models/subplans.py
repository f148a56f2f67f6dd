"""Agencies' own plans that carry out a programme, and which duty serves which."""

from __future__ import annotations

import pghistory
from django.db import models


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
