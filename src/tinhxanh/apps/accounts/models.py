"""Who: organisations with their names over time, people, and what each may do where."""

from __future__ import annotations

from typing import Any

import pghistory
import rules
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


@pghistory.track()
class Organisation(models.Model):
    """An agency, office or collective of one place, as it was between two days.

    A rename or merger ends one row and begins another; `Succession` joins them. Rows are never rewritten.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "Ủy ban nhân dân"
        DEPARTMENT = "department", "Sở, ban, ngành"
        UNIT = "unit", "Phòng, đơn vị thuộc sở"
        DISTRICT = "district", "UBND cấp huyện"
        COMMUNE = "commune", "UBND cấp xã"
        CENTRAL_BRANCH = "central_branch", "Cơ quan trung ương tại tỉnh"
        PARTY = "party", "Cơ quan Đảng"
        FRONT = "front", "Mặt trận và đoàn thể"
        PRESS = "press", "Báo chí"
        ASSOCIATION = "association", "Hội, hiệp hội"
        ENTERPRISE = "enterprise", "Doanh nghiệp, đơn vị sự nghiệp"
        OTHER = "other", "Khác"

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=250)
    folded = models.CharField(
        max_length=250, db_index=True, help_text="name without tone or case, for search"
    )
    sort_key = models.CharField(
        max_length=400, db_index=True, db_collation="C", help_text="key of the Vietnamese alphabet"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(
        max_length=250, db_index=True, db_collation="C", help_text="ids from the root, such as /1/7/"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="last day of the name; empty while in force")
    source = models.TextField(blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="organisation_valid_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class OrganisationAlias(models.Model):
    """Another name under which documents mention an organisation (Sở TN&MT)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=250)
    folded = models.CharField(max_length=250, db_index=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "folded"), name="alias_once"),)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Succession(models.Model):
    """`successor` took over from `predecessor` on a day; one predecessor may have several successors."""

    predecessor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, models.CASCADE, related_name="precessions")
    date = models.DateField()
    subject = models.CharField(max_length=250, blank=True, help_text="which of its duties, where split")
    source = models.TextField(blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),)

    def __str__(self) -> str:
        return f"{self.predecessor} -> {self.successor}"


class User(AbstractUser):
    """A person who signs in. Personal data is kept to the name and the office contact."""

    full_name = models.CharField(max_length=150)
    position = models.CharField(max_length=150, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether a rule grants it. Rights follow the tree; no rows of permissions are kept or read."""
        return self.is_active and (self.is_superuser or rules.has_perm(perm, self, obj))


@pghistory.track()
class Membership(models.Model):
    """What a person may do, where in the organisation tree, from when to when."""

    class Role(models.TextChoices):
        FOCAL = "focal", "Đầu mối chương trình"
        OFFICER = "officer", "Cán bộ cơ quan"
        LEADER = "leader", "Lãnh đạo"
        AUDITOR = "auditor", "Cán bộ kiểm tra"
        ADMINISTRATOR = "administrator", "Quản trị hệ thống"

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "organisation", "role", "valid_from"), name="membership_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.organisation})"
