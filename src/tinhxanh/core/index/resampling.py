"""Doubt that comes from asking a sample: resample the firms of each stratum and build the index anew.

Firms are drawn with replacement within unit × stratum. By default one firm fewer than the stratum has
is drawn and scaled up (Rao and Wu 1988), which makes the variance of a mean unbiased in small strata; a
stratum of one firm is always kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tinhxanh.core.index import stacks
from tinhxanh.core.index.choices import Choice, Design, Noise, Part, at_random, vary
from tinhxanh.core.index.data import Data, Floats, Ints, Microdata
from tinhxanh.core.index.doubt import Doubt, Uncertainty, over
from tinhxanh.core.index.faults import BadData, Fault
from tinhxanh.core.index.pipeline import check_recipe_once, score
from tinhxanh.core.index.recipe import Recipe

BLOCK = 256  # draws counted and multiplied together


@dataclass(frozen=True)
class Sampling(Doubt):
    """Sampling doubt: scores and ranks by draw, and the standard error of every indicator's value.

    `standard_errors` is (units, indicators) in the recipe's column order.
    """

    data: Data
    standard_errors: Floats

    def value_intervals(self, z: float = 1.6448536269514722) -> Floats:
        """Normal intervals of the values, (units, indicators, 2); 90 % by default."""
        half = z * self.standard_errors
        return np.stack([self.data.values - half, self.data.values + half], axis=2)


@dataclass(frozen=True)
class Doubts:
    """Sampling doubt and method doubt side by side, and both at once."""

    sampling: Sampling
    method: Uncertainty
    both: Doubt


@dataclass(frozen=True)
class Strata:
    """Firms sorted by unit and stratum: `order` sorts, `bounds` are the stratum borders of each unit."""

    units: tuple[str, ...]
    order: Ints
    bounds: tuple[tuple[int, ...], ...]


def indicators(recipe: Recipe, micro: Microdata) -> Data:
    """Weighted means of the answers of every unit, missing answers left out."""
    _check(recipe, micro)
    strata = sort(micro)
    return _as_they_are(recipe, strata, _products(recipe, micro, strata))


def _as_they_are(recipe: Recipe, strata: Strata, products: list[Floats]) -> Data:
    """Every firm counted once."""
    values = _means(products, [np.ones((1, len(part))) for part in products])[:, 0]
    return Data(strata.units, recipe.codes, values)


def bootstrap(
    recipe: Recipe, microdata: Microdata, b: int, rng: np.random.Generator, rescale: bool = True
) -> Sampling:
    """`b` resamples of `microdata`; `rescale=False` draws as many firms as the stratum has."""
    done = _Resampling(recipe, microdata, b)
    scores = np.empty((b, len(done.strata.units)))
    for start, stack in done.stacks(rng, rescale):
        scores[start : start + stack.shape[1]] = stacks.scores(recipe, stack).T
    return Sampling(done.nominal, done.strata.units, scores, done.data, done.standard_errors())


def doubts(
    recipe: Recipe,
    microdata: Microdata,
    choices: Sequence[Choice | Noise],
    b: int,
    rng: np.random.Generator,
) -> Doubts:
    """Sampling, method, and both at once with `b` draws each; the last two take the same choices."""
    design = at_random(recipe, choices, b, rng)
    done = _Resampling(recipe, microdata, b)
    alone, both = np.empty((2, b, len(done.strata.units)))
    for start, stack in done.stacks(rng, True):
        rows = slice(start, start + stack.shape[1])
        alone[rows] = stacks.scores(recipe, stack).T
        both[rows] = _varied(recipe, design, rows, stack)
    sampling = Sampling(done.nominal, done.strata.units, alone, done.data, done.standard_errors())
    return Doubts(sampling, over(recipe, done.data, design), Doubt(done.nominal, done.strata.units, both))


def with_counts(recipe: Recipe, micro: Microdata, counts: Floats) -> Floats:
    """Scores (draws, units) for given resampling counts (draws, firms)."""
    strata = sort(micro)
    ordered = counts[:, strata.order]
    products = _products(recipe, micro, strata)
    edges = np.cumsum([0, *(len(part) for part in products)])
    parts = [ordered[:, edges[k] : edges[k + 1]] for k in range(len(products))]
    return stacks.scores(recipe, _means(products, parts)).T


def sort(micro: Microdata) -> Strata:
    """Firms sorted by unit, then stratum."""
    units, unit = _numbered(micro.unit)
    _, stratum = _numbered(micro.stratum)
    order = np.lexsort((stratum, unit))
    ends = np.searchsorted(unit[order], np.arange(len(units) + 1))
    bounds = []
    for first, last in pairwise(ends.tolist()):
        cuts = np.flatnonzero(np.diff(stratum[order[first:last]])) + 1
        bounds.append((0, *cuts.tolist(), last - first))
    return Strata(units, order, tuple(bounds))


def _numbered(labels: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """The different labels in order, and the place of each label among them."""
    names = tuple(sorted(set(labels)))
    place = {name: k for k, name in enumerate(names)}
    return names, np.fromiter((place[label] for label in labels), dtype=np.intp, count=len(labels))


class _Resampling:
    """Products of one survey, and running sums of what the resamples give."""

    def __init__(self, recipe: Recipe, micro: Microdata, draws: int) -> None:
        _check(recipe, micro)
        self.strata = sort(micro)
        self.draws = draws
        self._products = _products(recipe, micro, self.strata)
        self.data = _as_they_are(recipe, self.strata, self._products)
        self.nominal = score(recipe, self.data)
        self._sum = np.zeros_like(self.data.values)
        self._square = np.zeros_like(self.data.values)

    def stacks(self, rng: np.random.Generator, rescale: bool) -> Iterator[tuple[int, Floats]]:
        """Blocks of resampled values: first draw, (units, draws, indicators)."""
        products = _scaled_up(self._products, self.strata) if rescale else self._products
        for start in range(0, self.draws, BLOCK):
            size = min(BLOCK, self.draws - start)
            counts = (draw_counts(bounds, size, rng, rescale) for bounds in self.strata.bounds)
            stack = _means(products, counts)
            for unit, values in enumerate(stack):  # one unit stays in the cache, all of them would not
                off = values - self.data.values[unit]
                self._sum[unit] += off.sum(axis=0)
                self._square[unit] += np.einsum("di,di->i", off, off)
            yield start, stack

    def standard_errors(self) -> Floats:
        """Standard deviation of every value over the resamples."""
        spread = self._square - self._sum * self._sum / self.draws
        return np.asarray(np.sqrt(np.maximum(spread, 0.0) / max(1, self.draws - 1)))


def draw_counts(bounds: tuple[int, ...], draws: int, rng: np.random.Generator, rescale: bool) -> Floats:
    """How often each firm of one unit is drawn, (draws, firms)."""
    firms = bounds[-1]
    kind = np.uint16 if firms < 2**16 else np.int64
    strata = [(first, last, _taken(last - first, rescale)) for first, last in pairwise(bounds)]
    cells = np.empty((draws, sum(taken for *_, taken in strata)), dtype=np.intp)
    rows = np.arange(0, draws * firms, firms)[:, None]
    start = 0
    for first, last, taken in strata:
        picked = rng.integers(first, last, (draws, taken), dtype=kind)
        np.add(picked, rows, out=cells[:, start : start + taken])
        start += taken
    counts = np.bincount(cells.ravel(), minlength=draws * firms)
    return counts.reshape(draws, firms).astype(np.float64)


def _taken(firms: int, rescale: bool) -> int:
    """How many firms of a stratum are drawn; the only firm of a stratum is always kept."""
    return firms - 1 if rescale and firms > 1 else firms


def _scaled_up(products: list[Floats], strata: Strata) -> list[Floats]:
    """Products of a unit's firms, made up for the one firm that is not drawn in each stratum."""
    found = []
    for part, bounds in zip(products, strata.bounds, strict=True):
        sizes = np.diff(bounds)
        factor = sizes / np.maximum(1, sizes - 1)
        found.append(part * np.repeat(factor, sizes)[:, None])
    return found


def _products(recipe: Recipe, micro: Microdata, strata: Strata) -> list[Floats]:
    """For each unit: weight × answer and weight × answered, (firms, 2 × indicators)."""
    column = {code: k for k, code in enumerate(micro.codes)}
    answers = micro.answers[strata.order][:, [column[code] for code in recipe.codes]]
    weight = micro.weight[strata.order][:, None]
    present = ~np.isnan(answers)
    both = np.hstack([np.where(present, answers, 0.0) * weight, present * weight])
    edges = np.cumsum([bounds[-1] for bounds in strata.bounds])[:-1]
    return [np.ascontiguousarray(part) for part in np.split(both, edges)]


def _means(products: Sequence[Floats], counts: Iterator[Floats] | Sequence[Floats]) -> Floats:
    """Weighted means (units, draws, indicators): one matrix product a unit."""
    columns = products[0].shape[1] // 2
    out: Floats | None = None
    for unit, (part, drawn) in enumerate(zip(products, counts, strict=True)):
        if out is None:
            out = np.empty((len(products), len(drawn), columns))
        sums = drawn @ part
        with np.errstate(invalid="ignore", divide="ignore"):
            np.divide(sums[:, :columns], sums[:, columns:], out=out[unit])
    assert out is not None  # noqa: S101 - there is at least one unit
    return out


def _varied(recipe: Recipe, design: Design, rows: slice, stack: Floats) -> Floats:
    """Scores (draws, units) where every draw has its own data and its own method."""
    picks = design.picks[rows]
    weight = _weights(recipe, design, picks)
    inside = [c for c, choice in enumerate(design.choices) if choice.part not in (Part.WEIGHTS, Part.DROPPED)]
    out = np.empty((len(picks), len(stack)))
    _, version = np.unique(picks[:, inside], axis=0, return_inverse=True)
    for number in range(version.max() + 1):
        own = np.flatnonzero(version == number)
        varied = recipe
        for column in inside:
            choice = design.choices[column]
            varied = vary(varied, choice.part, choice.alternatives[picks[own[0], column]])
        check_recipe_once(varied)
        out[own] = stacks.scores(varied, stack[:, own], weight[:, own]).T
    return out


def _weights(recipe: Recipe, design: Design, picks: Ints) -> Floats:
    weight = np.repeat(recipe.tree.weight[:, None], len(picks), axis=1)
    for column, choice in enumerate(design.choices):
        if choice.part is Part.WEIGHTS and choice.sets is not None:
            weight = choice.sets[:, picks[:, column]]
    for column, choice in enumerate(design.choices):
        if choice.part is Part.DROPPED:
            weight = weight.copy()
            for place, code in enumerate(choice.alternatives):
                if code is not None:
                    weight[recipe.tree.number[str(code)], picks[:, column] == place] = 0.0
    return weight


def _check(recipe: Recipe, micro: Microdata) -> None:
    check_recipe_once(recipe)
    faults = [
        Fault("missing_column", f"Dữ liệu khảo sát thiếu cột “{code}” mà công thức cần.", None, code)
        for code in recipe.codes
        if code not in set(micro.codes)
    ]
    bad = np.flatnonzero(~(micro.weight >= 0) | np.isinf(micro.weight))[:20]
    for row in bad:
        sentence = f"Hàng thứ {row + 1}, cột trọng số: giá trị {micro.weight[row]} phải là số không âm."
        faults.append(Fault("bad_weight", sentence, str(row + 1), "weight"))
    rows, columns = np.nonzero(np.isinf(micro.answers))
    for row, column in list(zip(rows, columns, strict=True))[:20]:
        sentence = f"Hàng thứ {row + 1}, cột “{micro.codes[column]}”: giá trị vô cùng."
        faults.append(Fault("infinite", sentence, str(row + 1), micro.codes[column]))
    if faults:
        raise BadData(faults)
