"""The map of an edition as SVG attributes: boundaries, classes, the labels of Hoàng Sa and Trường Sa.

Boundary paths come from the npm package @svg-maps/vietnam (CC BY 4.0), carried into the static files by
`frontend/build.mjs`; no tiles, no third party. The two archipelagos stand on every map, each drawn and
coloured with the unit that it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from tinhxanh.apps.indicators.engine import Figure, Standing

FILE = "built/vietnam.json"
#: The names of the package where they are not the province's name without spaces.
KEYS = {"thua thien hue": "tthue", "ba ria vung tau": "baria", "ho chi minh": "hcm"}
#: Which province each archipelago belongs to.
ISLANDS = {"hoangsa": "da nang", "truongsa": "khanh hoa"}
CLASSES = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """One unit on the map: its path, its class (0 where no total is known), what a pointer reads."""

    key: str
    path: str
    klass: int
    is_inferred: bool
    is_own: bool
    title: str


@dataclass(frozen=True, slots=True)
class Band:
    """A class of the legend: totals from `low` to `high`, and how many units are in it."""

    klass: int
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Label:
    """A name written on the map."""

    x: int
    y: int
    name: str
    belongs: str


@dataclass(frozen=True, slots=True)
class Map:
    """Everything the drawing needs; `unknown` counts the units without a total."""

    view_box: str
    shapes: tuple[Shape, ...]
    bands: tuple[Band, ...]
    labels: tuple[Label, ...]
    unknown: int


@cache
def boundaries() -> tuple[str, dict[str, str]]:
    """View box and paths by the package's key; empty where the front end has not been built."""
    found = finders.find(FILE)
    if not found:
        return "0 0 812 873", {}
    read = json.loads(Path(found).read_text(encoding="utf-8"))
    return read["viewBox"], read["paths"]


def draw(standings: Sequence[Standing], own: str) -> Map | None:
    """The map of these units; `own` is drawn with an outline. None where there are no boundaries."""
    view_box, paths = boundaries()
    if not paths:
        return None
    bands = bands_of([one.total for one in standings])
    shapes = [_shape(one, paths, bands, own) for one in standings]
    unknown = sum(shape.klass == 0 for shape in shapes)
    return Map(view_box, tuple(shapes), bands, labels(), unknown)


def bands_of(totals: Sequence[Figure | None]) -> tuple[Band, ...]:
    """Classes with about the same number of units each, the highest first."""
    values = sorted((one.value for one in totals if one is not None), reverse=True)
    count = min(CLASSES, len(values))
    cuts = [len(values) * step // count for step in range(count + 1)] if count else [0]
    parts = [values[a:b] for a, b in pairwise(cuts)]
    return tuple(Band(k, part[-1], part[0], len(part)) for k, part in enumerate(parts, start=1))


def class_of(total: Figure | None, bands: Sequence[Band]) -> int:
    """The class of a total, 0 where it is not known."""
    if total is None:
        return 0
    return next((band.klass for band in bands if total.value >= band.low), len(bands))


def labels() -> tuple[Label, ...]:
    """Hoàng Sa and Trường Sa, in Vietnamese, each with what it belongs to."""
    return (
        Label(618, 328, _("Quần đảo Hoàng Sa"), _("(thành phố Đà Nẵng)")),
        Label(636, 596, _("Quần đảo Trường Sa"), _("(tỉnh Khánh Hòa)")),
    )


def _shape(one: Standing, paths: dict[str, str], bands: Sequence[Band], own: str) -> Shape:
    keys = [KEYS.get(name, name.replace(" ", "")) for name in one.members]
    keys += [island for island, province in ISLANDS.items() if province in one.members]
    inferred = bool(one.total and one.total.is_inferred)
    return Shape(
        key=one.key,
        path=" ".join(_absolute(paths[key]) for key in keys),
        klass=class_of(one.total, bands),
        is_inferred=inferred,
        is_own=one.key == own,
        title=_title(one),
    )


def _absolute(path: str) -> str:
    """A path that may follow another one: a first `m` counts from where the path before it ended."""
    return "M" + path.strip()[1:] if path.strip()[:1] == "M" else f"M0 0{path.strip()}"


def _title(one: Standing) -> str:
    said = {"name": one.name, "low": one.rank_low, "high": one.rank_high}
    if one.total is None:
        return _("%(name)s: chưa công bố tổng điểm, hạng %(low)s–%(high)s") % said
    said["total"] = f"{one.total.value:.2f}".replace(".", ",")
    if one.rank_low == one.rank_high:
        return _("%(name)s: %(total)s điểm, hạng %(low)s") % said
    return _("%(name)s: %(total)s điểm, hạng %(low)s–%(high)s") % said
