"""A score and a rank beside what an edition of the index published: can they go together?

A higher score has a rank at least as good. So a pair contradicts a published point where it has the
higher score and the worse rank, or the lower score and the better rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tinhxanh.core.plan.facts import Facts, IndicatorRow, Target, Warning
from tinhxanh.core.values import Span

_ROUNDING = 0.0051  # published to hundredths


@dataclass(frozen=True, slots=True)
class Point:
    """A province of an edition had this score (points of the index) and this rank; `source` says so."""

    score: float
    rank: int
    source: str


Published = Mapping[tuple[int, str], Sequence[Point]]
"""Points by edition (year) and code: the Roman number of a component, or “total”."""


def contradicting(points: Sequence[Point], score: float, rank: int) -> Point | None:
    """The published point that a pair contradicts most plainly: the one nearest in score; else None."""
    against = [
        point
        for point in points
        if (score > point.score + _ROUNDING and rank > point.rank)
        or (score < point.score - _ROUNDING and rank < point.rank)
    ]
    return min(against, key=lambda point: abs(point.score - score), default=None)


@dataclass(frozen=True, slots=True)
class Pair:
    """A score and a rank that a document puts together: where it stands, or where it wants to be."""

    name: str
    code: str
    year: int
    score: float
    rank: int
    is_goal: bool
    source: tuple[Span, ...]


def check(facts: Facts, published: Published) -> Iterator[Warning]:
    """Rows and goals whose score and rank cannot go together in the edition that the document starts from."""
    for pair in dict.fromkeys(pairs(facts, {year for year, _code in published})):
        point = contradicting(published.get((pair.year, pair.code), ()), pair.score, pair.rank)
        if point is not None:
            yield _warning(pair, point)


def pairs(facts: Facts, editions: Iterable[int]) -> Iterator[Pair]:
    """The pairs of the total and of the components; goals are seen beside the edition they start from."""
    last = _last_edition(facts, editions)
    of_rows = {target.id: target.baseline.year for target in facts.targets if target.baseline is not None}
    for row in facts.indicator_rows:
        year, code = of_rows.get(row.id) or last, _code(row)
        if year is None or not code or row.unit != "điểm":
            continue
        for score, rank, is_goal in ((row.value, row.rank, False), (row.target, row.target_rank, True)):
            if score is not None and rank is not None:
                yield Pair(row.name, code, year, score, rank, is_goal, row.source)
    for target in facts.targets:
        year, code = of_rows.get(target.id) or last, _code(target)
        if target.measure == "score" and target.target_rank is not None and year is not None and code:
            yield Pair(target.subject, code, year, target.value, target.target_rank, True, target.source)


def _code(entry: IndicatorRow | Target) -> str:
    """The code of the published table: a component's Roman number or “total”; empty for what is below."""
    if entry.id == "total":
        return "total"
    is_component = entry.component is not None and 0 < entry.component < len(_COMPONENTS)
    is_whole = isinstance(entry, Target) or entry.id in _COMPONENTS
    return _COMPONENTS[entry.component or 0] if is_component and is_whole else ""


_COMPONENTS = ("", "I", "II", "III", "IV")


def _last_edition(facts: Facts, editions: Iterable[int]) -> int | None:
    """The last edition before the year of the document: results of a year come out in the next."""
    year = facts.document.date.year if facts.document.date is not None else None
    return max((known for known in editions if year is not None and known < year), default=None)


def _warning(pair: Pair, point: Point) -> Warning:
    printed = f"{'mục tiêu ' if pair.is_goal else ''}{_shown(pair.score)} điểm, hạng {pair.rank}"
    message = (
        f"{pair.name}: {printed} không khớp kết quả đã công bố của kỳ {pair.year}:"
        f" {_shown(point.score)} điểm xếp hạng {point.rank} (nguồn: {point.source})."
    )
    proposal = (
        "Kiểm tra lại điểm hoặc thứ hạng mục tiêu" if pair.is_goal else "Đối chiếu lại điểm và thứ hạng"
    )
    return Warning("rank-against-published", message, pair.source, proposal)


def _shown(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")
