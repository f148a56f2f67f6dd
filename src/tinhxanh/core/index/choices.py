"""What could have been done otherwise: the choices whose doubt is carried through the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from tinhxanh.core.index.data import Floats, Ints
from tinhxanh.core.index.faults import BadRecipe, Fault
from tinhxanh.core.index.recipe import (
    Aggregation,
    Imputation,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Treatment,
)


class Part(StrEnum):
    """The part of a recipe that a choice varies."""

    IMPUTATION = "imputation"
    TREATMENT = "treatment"
    NORMALISATION = "normalisation"
    AGGREGATION = "aggregation"
    WEIGHTS = "weights"
    DROPPED = "dropped"


Alternative = Imputation | Treatment | Normalisation | tuple[Aggregation, ...] | str | None


@dataclass(frozen=True)
class Choice:
    """One uncertain choice with equally likely alternatives.

    For WEIGHTS the alternatives are the columns of `sets` (nodes, sets), raw weights in tree order;
    for DROPPED they are codes of nodes left out, None for leaving out nothing.
    """

    name: str
    part: Part
    alternatives: tuple[Alternative, ...] = ()
    sets: Floats | None = None

    def __len__(self) -> int:
        """How many alternatives there are."""
        return len(self.alternatives) if self.sets is None else int(self.sets.shape[1])


@dataclass(frozen=True)
class Noise:
    """Weights that may differ by up to `share` of their value, on the given levels (1 = indicators).

    Each draw gets weights of its own.
    """

    name: str = "weights"
    share: float = 0.25
    levels: tuple[int, ...] = (1,)


def treatments(*alternatives: Treatment) -> Choice:
    """A choice among treatments of outliers."""
    return Choice("treatment", Part.TREATMENT, alternatives)


def normalisations(*alternatives: Normalisation) -> Choice:
    """A choice among normalisations."""
    return Choice("normalisation", Part.NORMALISATION, alternatives)


def aggregations(*alternatives: tuple[Aggregation, ...]) -> Choice:
    """A choice among ways of putting together, each listed from the lowest level up."""
    return Choice("aggregation", Part.AGGREGATION, alternatives)


def imputations(*alternatives: Imputation) -> Choice:
    """A choice among ways of filling gaps."""
    return Choice("imputation", Part.IMPUTATION, alternatives)


def dropped(*codes: str | None) -> Choice:
    """A choice of the node to leave out; None leaves out nothing."""
    return Choice("dropped", Part.DROPPED, codes)


def weight_sets(recipe: Recipe, sets: Sequence[Mapping[str, float]]) -> Choice:
    """A choice among given sets of weights by code; nodes that a set does not name keep theirs."""
    tree = recipe.tree
    columns = np.repeat(tree.weight[:, None], len(sets), axis=1)
    for place, weights in enumerate(sets):
        for code, weight in weights.items():
            if code not in tree.number:
                sentence = f"Bộ trọng số thứ {place + 1}, mục “{code}”: mã không có trong công thức."
                raise BadRecipe([Fault("unknown_code", sentence, str(place + 1), code)])
            columns[tree.number[code], place] = weight
    return Choice("weights", Part.WEIGHTS, (), columns)


def noisy(recipe: Recipe, noise: Noise, sets: int, rng: np.random.Generator) -> Choice:
    """`sets` draws of noisy weights, uniform within ± share of the recipe's weights."""
    tree = recipe.tree
    spread = np.where(np.isin(tree.level, noise.levels), noise.share, 0.0)[:, None]
    factor = 1.0 + spread * rng.uniform(-1.0, 1.0, (len(tree.codes), sets))
    return Choice(noise.name, Part.WEIGHTS, (), tree.weight[:, None] * factor)


def vary(recipe: Recipe, part: Part, alternative: Alternative) -> Recipe:
    """The recipe with one part replaced; indicators with specifications of their own keep them."""
    if part in (Part.WEIGHTS, Part.DROPPED):
        return recipe
    varied = replace(recipe, **{part.value: alternative})  # type: ignore[arg-type]  # the field is named by data
    varied.__dict__.update(tree=recipe.tree, codes=recipe.codes)  # the same nodes: grown once
    return varied


@dataclass(frozen=True)
class Design:
    """Which alternative every draw takes: `picks` is (draws, choices)."""

    choices: tuple[Choice, ...]
    picks: Ints


def at_random(
    recipe: Recipe, choices: Sequence[Choice | Noise], draws: int, rng: np.random.Generator
) -> Design:
    """Independent draws; a Noise gets fresh weights in every draw."""
    fixed = tuple(_fixed(recipe, choice, draws, rng) for choice in choices)
    picks = [
        np.arange(draws) if isinstance(asked, Noise) else rng.integers(len(choice), size=draws)
        for asked, choice in zip(choices, fixed, strict=True)
    ]
    return Design(fixed, np.stack(picks, axis=1).astype(np.intp))


def saltelli(recipe: Recipe, choices: Sequence[Choice | Noise], n: int, rng: np.random.Generator) -> Design:
    """Rows A, B, then A with each column taken from B in turn: n × (choices + 2) draws."""
    fixed = tuple(_fixed(recipe, choice, 2 * n, rng) for choice in choices)
    a, b = np.empty((2, n, len(fixed)), dtype=np.intp)
    for column, (asked, choice) in enumerate(zip(choices, fixed, strict=True)):
        own = isinstance(asked, Noise)
        a[:, column] = np.arange(n) if own else rng.integers(len(choice), size=n)
        b[:, column] = np.arange(n, 2 * n) if own else rng.integers(len(choice), size=n)
    return Design(fixed, crossed(a, b))


def crossed(a: Ints, b: Ints) -> Ints:
    """A, B, and A with column i of B for every i, one below the other."""
    blocks = [a, b]
    for column in range(a.shape[1]):
        mixed = a.copy()
        mixed[:, column] = b[:, column]
        blocks.append(mixed)
    return np.vstack(blocks)


def _fixed(recipe: Recipe, choice: Choice | Noise, sets: int, rng: np.random.Generator) -> Choice:
    found = noisy(recipe, choice, sets, rng) if isinstance(choice, Noise) else choice
    if not len(found):
        raise BadRecipe(
            [Fault("no_alternatives", f"Lựa chọn “{found.name}” không có phương án nào.", found.name)]
        )
    return found


def standard(recipe: Recipe) -> tuple[Choice | Noise, ...]:
    """The choices an auditor asks about first: scale, weights ±25 %, and the mean of the lowest groups.

    The geometric mean joins only where the recipe's scale stays above zero.
    """
    own = recipe.normalisation
    other = Normalisation(NormalisationMethod.Z_SCORE, mean=100.0, sd=10.0)
    if own.method is NormalisationMethod.Z_SCORE:
        other = Normalisation(NormalisationMethod.MIN_MAX, 1.0, 10.0)
    levels = tuple(range(1, recipe.tree.top))
    found: list[Choice | Noise] = [normalisations(own, other), Noise(levels=levels)]
    positive = own.method is NormalisationMethod.MIN_MAX and own.low > 0
    lowest = recipe.aggregation[0]
    if positive and lowest in (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC):
        swapped = Aggregation.GEOMETRIC if lowest is Aggregation.ARITHMETIC else Aggregation.ARITHMETIC
        found.append(aggregations(recipe.aggregation, (swapped, *(recipe.aggregation[1:] or (lowest,)))))
    return tuple(found)
