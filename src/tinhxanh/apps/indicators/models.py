"""What is measured: indices, their editions, indicators, observations and targets."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models


class Index(models.Model):
    """A composite index, such as the Provincial Green Index."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=20)
    publisher = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.abbreviation


class Edition(models.Model):
    """One publication of an index. Two editions compare only where `comparable_with_previous` says so."""

    index = models.ForeignKey(Index, models.CASCADE, related_name="editions")
    year = models.PositiveSmallIntegerField()
    released_on = models.DateField(null=True, blank=True)
    label = models.CharField(max_length=60, blank=True)
    n_units = models.PositiveSmallIntegerField(help_text="places ranked")
    n_respondents = models.PositiveIntegerField(null=True, blank=True)
    n_indicators = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum = models.FloatField(null=True, blank=True, help_text="highest possible total")
    comparable_with_previous = models.BooleanField(null=True, help_text="empty: doubtful")
    break_label = models.CharField(max_length=40, blank=True, help_text="the same in two or three words")
    break_note = models.TextField(blank=True, help_text="one sentence on the change of method or scale")
    source = models.TextField()
    is_verified = models.BooleanField(default=True)

    class Meta:
        ordering = ("index", "year")
        constraints = (models.UniqueConstraint(fields=("index", "year"), name="edition_once"),)

    def __str__(self) -> str:
        return f"{self.index} {self.year}"


class Indicator(models.Model):
    """An indicator, component or total of one edition, in the tree of that edition."""

    class Level(models.TextChoices):
        TOTAL = "total", "Tổng"
        COMPONENT = "component", "Thành phần"
        INDICATOR = "indicator", "Chỉ tiêu"

    class Direction(models.TextChoices):
        HIGHER = "higher", "cao hơn là tốt hơn"
        LOWER = "lower", "thấp hơn là tốt hơn"
        UNKNOWN = "unknown", "chưa rõ chiều"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    level = models.CharField(max_length=10, choices=Level)
    code = models.CharField(max_length=20, help_text="total, I, I.1 …")
    position = models.PositiveSmallIntegerField()
    component = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=250, help_text="as printed")
    short_name = models.CharField(max_length=120, blank=True, help_text="as tables show it")
    name_en = models.CharField(max_length=250, blank=True)
    unit = models.CharField(max_length=40)
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.HIGHER)
    direction_is_inferred = models.BooleanField(default=False)
    median = models.FloatField(null=True, blank=True, help_text="national median as published")
    median_source = models.TextField(blank=True)

    class Meta:
        ordering = ("edition", "position")
        constraints = (models.UniqueConstraint(fields=("edition", "code"), name="indicator_once"),)

    def __str__(self) -> str:
        return f"{self.edition} {self.code}"


class Observation(models.Model):
    """A value or rank of an indicator in a place; `status` says whether it was published."""

    class Status(models.TextChoices):
        PUBLISHED = "published", "đã công bố"
        INFERRED = "inferred", "suy ra"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="observations")
    province = models.ForeignKey("registers.Province", models.PROTECT, related_name="+")
    value = models.FloatField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    value_status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    rank_status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    basis = models.TextField(blank=True, help_text="how an inferred value was found")
    source = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("indicator", "province"), name="observation_once"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.province}: {self.value}"


@pghistory.track()
class IndicatorTarget(models.Model):
    """What a document sets for an indicator: a value, a rank, and who answers for it."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    province = models.ForeignKey("registers.Province", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    lead = models.JSONField(default=list, help_text="names as printed")
    coordinate = models.JSONField(default=list)
    document = models.ForeignKey("registers.Document", models.SET_NULL, null=True, related_name="+")
    spans = models.JSONField(default=list)
    source = models.TextField()
    is_dropped = models.BooleanField(default=False, help_text="of an earlier version of the plan")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "province", "year", "document"), name="target_once"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.province} {self.year}: {self.value}"


class Dataset(models.Model):
    """A recipe with a table of figures that a person brought to try things on; nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    source = models.TextField(help_text="where the figures come from, as the person said")
    recipe = models.TextField(help_text="TOML or JSON")
    figures = models.TextField(help_text="CSV, a row for each unit")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-added_at",)

    def __str__(self) -> str:
        return self.name
