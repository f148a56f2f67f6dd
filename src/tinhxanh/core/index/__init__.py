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

from tinhxanh.core.index.data import Data, Microdata, make
from tinhxanh.core.index.faults import BadData, BadRecipe, Fault, IndexFault, NotComparable, StepFailed
from tinhxanh.core.index.pipeline import score
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
from tinhxanh.core.index.result import Ran, Result

__all__ = [
    "Aggregation",
    "BadData",
    "BadRecipe",
    "Data",
    "Fault",
    "Group",
    "Imputation",
    "ImputationMethod",
    "IndexFault",
    "Indicator",
    "Microdata",
    "Normalisation",
    "NormalisationMethod",
    "NotComparable",
    "Note",
    "Ran",
    "Recipe",
    "Result",
    "Screening",
    "Source",
    "Standing",
    "Step",
    "StepFailed",
    "Treatment",
    "TreatmentMethod",
    "Weighting",
    "make",
    "score",
]
