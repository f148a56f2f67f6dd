"""The index engine: score, doubt, simulate, plan and explain any composite index by its recipe.

>>> from tinhxanh.core import index
>>> data = index.make(["A", "B", "C"], {"x": [1, 2, 3], "y": [10, 20, 15]})
>>> recipe = index.Recipe(
...     "DEMO", "Chỉ số mẫu",
...     (index.Indicator("x", "X", "I"), index.Indicator("y", "Y", "I")),
...     (index.Group("I", "Chỉ số"),),
... )
>>> [float(score) for score in index.score(recipe, data).scores]
[0.0, 75.0, 75.0]
"""

from tinhxanh.core.index.choices import (
    Choice,
    Noise,
    Part,
    aggregations,
    dropped,
    imputations,
    normalisations,
    standard,
    treatments,
    weight_sets,
)
from tinhxanh.core.index.data import Data, Microdata, make
from tinhxanh.core.index.doubt import Doubt, RankSummary, Uncertainty, uncertainty
from tinhxanh.core.index.explanation import Cause, Explanation, check_series, contributions, explain
from tinhxanh.core.index.faults import BadData, BadRecipe, Fault, IndexFault, NotComparable, StepFailed
from tinhxanh.core.index.goals import Movement, Sanity, sanity, steps_between
from tinhxanh.core.index.handbook import Audit, Chapter, Finding, Table, audit
from tinhxanh.core.index.influence import Sensitivity, sensitivity
from tinhxanh.core.index.knowledge import (
    HalfKnown,
    Interval,
    Point,
    Published,
    bounds,
    midline,
    rank_at,
    value_at,
)
from tinhxanh.core.index.merging import merge
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.planning import plan
from tinhxanh.core.index.plans import Chance, Goal, Lever, Move, Plan, Planned
from tinhxanh.core.index.ranksets import RankSets, marginal, simultaneous
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Note,
    Recipe,
    Screening,
    Source,
    Standing,
    Step,
    Treatment,
    TreatmentMethod,
    Weighting,
)
from tinhxanh.core.index.resampling import Doubts, Sampling, bootstrap, doubts, indicators
from tinhxanh.core.index.result import Ran, Result
from tinhxanh.core.index.simulation import Change, MovedScale, WhatIf, what_if
from tinhxanh.core.index.sobol import Estimator, Indices
from tinhxanh.core.index.weighting import importance, towards

__all__ = [
    "Aggregation",
    "Audit",
    "BadData",
    "BadRecipe",
    "Cause",
    "Chance",
    "Change",
    "Chapter",
    "Choice",
    "Data",
    "Doubt",
    "Doubts",
    "Estimator",
    "Explanation",
    "Fault",
    "Finding",
    "Goal",
    "Group",
    "HalfKnown",
    "Imputation",
    "ImputationMethod",
    "IndexFault",
    "Indicator",
    "Indices",
    "Interval",
    "Lever",
    "Microdata",
    "Move",
    "MovedScale",
    "Movement",
    "Noise",
    "Normalisation",
    "NormalisationMethod",
    "NotComparable",
    "Note",
    "Part",
    "Plan",
    "Planned",
    "Point",
    "Published",
    "Ran",
    "RankSets",
    "RankSummary",
    "Recipe",
    "Result",
    "Sampling",
    "Sanity",
    "Screening",
    "Sensitivity",
    "Source",
    "Standing",
    "Step",
    "StepFailed",
    "Table",
    "Treatment",
    "TreatmentMethod",
    "Uncertainty",
    "Weighting",
    "WhatIf",
    "aggregations",
    "audit",
    "bootstrap",
    "bounds",
    "check_series",
    "contributions",
    "doubts",
    "dropped",
    "explain",
    "importance",
    "imputations",
    "indicators",
    "make",
    "marginal",
    "merge",
    "midline",
    "normalisations",
    "plan",
    "rank_at",
    "sanity",
    "score",
    "sensitivity",
    "simultaneous",
    "standard",
    "steps_between",
    "towards",
    "treatments",
    "uncertainty",
    "value_at",
    "weight_sets",
    "what_if",
]
