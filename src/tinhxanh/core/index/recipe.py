"""The recipe of a composite index: what is measured, how it is treated, weighed and put together.

A recipe is data. Nothing here computes; `dataclasses.replace` varies a recipe, and every result
carries the recipe it was made with. The vocabulary follows the OECD/JRC Handbook on Constructing
Composite Indicators (2008).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from tinhxanh.core.index.tree import Tree, grow


class Standing(StrEnum):
    """How far a statement about a method can be relied on."""

    KNOWN = "known"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """The steps that prepare the indicators, in the order a recipe lists them."""

    DENOMINATE = "denominate"
    SCREEN = "screen"
    IMPUTE = "impute"
    TREAT = "treat"
    NORMALISE = "normalise"


class ImputationMethod(StrEnum):
    NONE = "none"
    MEAN = "mean"
    MEDIAN = "median"
    GROUP_MEAN = "group_mean"
    GROUP_MEDIAN = "group_median"


class TreatmentMethod(StrEnum):
    NONE = "none"
    WINSORISE = "winsorise"
    LOG = "log"
    BOX_COX = "box_cox"


class NormalisationMethod(StrEnum):
    NONE = "none"
    MIN_MAX = "min_max"
    Z_SCORE = "z_score"
    RANK = "rank"
    PERCENTILE_RANK = "percentile_rank"
    BORDA = "borda"
    DISTANCE_TO_MAX = "distance_to_max"
    DISTANCE_TO_TARGET = "distance_to_target"
    DISTANCE_TO_REFERENCE = "distance_to_reference"


class Weighting(StrEnum):
    GIVEN = "given"
    EQUAL = "equal"
    PCA = "pca"


class Aggregation(StrEnum):
    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    SUM = "sum"
    MEDIAN = "median"
    COPELAND = "copeland"
    OUTRANKING = "outranking"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from; `seen` is the day it was read, ISO date."""

    text: str
    url: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One statement about the method, with its standing: known, inferred or unknown."""

    standing: Standing
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """Leave out units whose share of present indicators is below `threshold` (0 keeps all)."""

    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class Imputation:
    """How missing values are filled. `group` names the column of groups for the group methods."""

    method: ImputationMethod = ImputationMethod.NONE
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """How outliers are treated.

    An indicator fails when |skewness| >= `skew_limit` and excess kurtosis >= `kurtosis_limit`
    (both bias-corrected, type 2). WINSORISE pulls in at most `winmax` points of a failing indicator;
    if that does not help, `then` is applied to the untreated values. LOG and BOX_COX transform a
    failing indicator at once; `always` skips the test. `lam` is the exponent of Box-Cox.
    """

    method: TreatmentMethod = TreatmentMethod.NONE
    winmax: int = 5
    skew_limit: float = 2.0
    kurtosis_limit: float = 3.5
    then: TreatmentMethod = TreatmentMethod.LOG
    lam: float = 0.0
    always: bool = False


@dataclass(frozen=True, slots=True)
class Normalisation:
    """How indicators come onto one scale.

    `low`, `high`: range of MIN_MAX; `mean`, `sd`: of Z_SCORE; `reference`: unit of
    DISTANCE_TO_REFERENCE; `cap`: cut distances at 1. Targets stand with the indicators.
    """

    method: NormalisationMethod = NormalisationMethod.MIN_MAX
    low: float = 0.0
    high: float = 100.0
    mean: float = 0.0
    sd: float = 1.0
    reference: str | None = None
    cap: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """A leaf of the tree. `direction` is 1 (more is better) or -1; `weight` is relative to siblings.

    `treatment` and `normalisation`, where given, stand in place of the recipe's.
    """

    code: str
    name: str
    parent: str
    direction: int = 1
    weight: float = 1.0
    unit: str = ""
    name_en: str = ""
    denominator: str | None = None
    target: float | None = None
    treatment: Treatment | None = None
    normalisation: Normalisation | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A node above indicators; the one without `parent` is the index itself."""

    code: str
    name: str
    parent: str | None = None
    weight: float = 1.0
    name_en: str = ""
    aggregation: Aggregation | None = None


DEFAULT_ORDER = (Step.DENOMINATE, Step.SCREEN, Step.IMPUTE, Step.TREAT, Step.NORMALISE)


@dataclass(frozen=True)
class Recipe:
    """A composite index, one edition.

    `series` names the stretch of editions that may be compared with each other; two recipes with
    different series stand on two sides of a break. `aggregation` is listed from the lowest level of
    groups upwards; one entry serves all levels; a group may state its own.
    """

    code: str
    name: str
    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    edition: dt.date | None = None
    version: str = "1"
    series: str = ""
    name_en: str = ""
    unit: str = "điểm"
    screening: Screening = Screening()
    imputation: Imputation = Imputation()
    treatment: Treatment = Treatment()
    normalisation: Normalisation = Normalisation()
    weighting: Weighting = Weighting.GIVEN
    aggregation: tuple[Aggregation, ...] = (Aggregation.ARITHMETIC,)
    order: tuple[Step, ...] = DEFAULT_ORDER
    sources: tuple[Source, ...] = field(default=())
    notes: tuple[Note, ...] = field(default=())

    @cached_property
    def tree(self) -> Tree:
        """The tree in arrays, checked once; raises BadRecipe with every fault of the tree."""
        leaves = [(i.code, i.parent, i.weight) for i in self.indicators]
        groups = [(g.code, g.parent, g.weight) for g in self.groups]
        return grow(leaves, groups)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the indicators, in the recipe's order; the columns of every array."""
        return tuple(indicator.code for indicator in self.indicators)

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code; KeyError where there is none."""
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise KeyError(code)
