"""Is a target sane? A wanted score and rank against the published distribution and its movement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tinhxanh.core.index.knowledge import Interval, Point, rank_at, value_at
from tinhxanh.core.index.wording import said


@dataclass(frozen=True, slots=True)
class Movement:
    """One unit's way from one edition to the next, where both are published."""

    unit: str
    edition: str
    rank_before: int
    rank_after: int
    score_before: float | None = None
    score_after: float | None = None

    @property
    def climb(self) -> int:
        """Places gained; negative where places were lost."""
        return self.rank_before - self.rank_after


@dataclass(frozen=True)
class Sanity:
    """A target seen against what was published.

    `rank_of_score`: ranks that the wanted score had in the reference edition; `score_of_rank`: scores
    that the wanted rank had; `fits`: whether the pair can go together there. `as_far`: how many of
    `seen` published steps climbed as far or farther; `examples` names them. `across_break` counts the
    steps that cross a break in the method and were left out. `sentences` say all of it.
    """

    rank_of_score: Interval | None
    score_of_rank: Interval | None
    fits: bool | None
    climb_wanted: int | None
    as_far: int
    seen: int
    farthest: Movement | None
    examples: tuple[Movement, ...]
    across_break: int
    sentences: tuple[str, ...]


def sanity(
    points: Sequence[Point],
    units: int,
    score: float | None = None,
    rank: int | None = None,
    rank_now: int | None = None,
    steps: Sequence[Movement] = (),
    scale: tuple[float, float] = (4.0, 40.0),
    broken: frozenset[str] = frozenset(),
) -> Sanity:
    """Judge a wanted `score` and `rank` by `points` of a reference edition and by past `steps`.

    `broken` names editions whose step from the one before crosses a break; such steps are not counted.
    """
    rank_of_score = rank_at(points, score, units) if score is not None and points else None
    score_of_rank = value_at(points, rank, *scale) if rank is not None and points else None
    fits = _fits(rank_of_score, rank)
    wanted = rank_now - rank if rank is not None and rank_now is not None else None
    counted = [step for step in steps if step.edition not in broken]
    far = [] if wanted is None or wanted <= 0 else [step for step in counted if step.climb >= wanted]
    farthest = max(counted, key=lambda step: step.climb, default=None)
    found = Sanity(
        rank_of_score,
        score_of_rank,
        fits,
        wanted,
        len(far),
        len(counted),
        farthest,
        tuple(sorted(far, key=lambda step: -step.climb)[:5]),
        len(steps) - len(counted),
        (),
    )
    return replace(found, sentences=tuple(_sentences(found, score, rank)))


def steps_between(
    before: Mapping[str, tuple[float | None, int | None]],
    after: Mapping[str, tuple[float | None, int | None]],
    edition: str,
) -> list[Movement]:
    """Steps of the units whose rank is published in both editions; values are (score, rank)."""
    found = []
    for unit, (score_before, rank_before) in before.items():
        score_after, rank_after = after.get(unit, (None, None))
        if rank_before is not None and rank_after is not None:
            found.append(Movement(unit, edition, rank_before, rank_after, score_before, score_after))
    return found


def _fits(of_score: Interval | None, rank: int | None) -> bool | None:
    if of_score is None or rank is None:
        return None
    return of_score.low <= rank <= of_score.high


def _sentences(found: Sanity, score: float | None, rank: int | None) -> list[str]:
    lines = []
    if found.rank_of_score is not None and score is not None:
        lines.append(f"Điểm {said(score)} ở kỳ tham chiếu ứng với hạng {_span(found.rank_of_score)}.")
    if found.score_of_rank is not None and rank is not None:
        low, high = said(found.score_of_rank.low), said(found.score_of_rank.high)
        lines.append(f"Hạng {rank} ở kỳ tham chiếu ứng với điểm từ {low} đến {high}.")
    if found.fits is False:
        lines.append("Điểm và hạng mục tiêu không khớp nhau theo phân bố đã công bố.")
    if found.climb_wanted is not None and found.climb_wanted > 0:
        lines.append(
            f"Mục tiêu cần tăng {found.climb_wanted} bậc; trong {found.seen} lượt đã công bố có "
            f"{found.as_far} lượt tăng được như vậy."
        )
        if not found.as_far and found.farthest is not None and found.farthest.climb > 0:
            best = found.farthest
            lines.append(f"Lượt tăng nhiều nhất: {best.unit}, {best.climb} bậc (kỳ {best.edition}).")
    if found.across_break:
        lines.append(f"Không tính {found.across_break} lượt đi qua điểm gãy phương pháp.")
    return lines


def _span(interval: Interval) -> str:
    return f"{interval.low:g}" if interval.known else f"{interval.low:g}–{interval.high:g}"
