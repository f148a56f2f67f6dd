"""The agencies of a province as a register knows them, with the days on which each existed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from tinhxanh.core.plan.normal import fold

_ALIKE = 82.0  # a proposal must reach this likeness (0..100)
_LONG_FORMS = (
    (r"uỷ ban nhân dân|ủy ban nhân dân", "ubnd"),
    (r"tài nguyên (?:và|&) môi trường|tài nguyên môi trường|tn&mt|tn và mt", "tnmt"),
    (r"nông nghiệp (?:và|&) (?:phát triển nông thôn|ptnt)|nn&ptnt", "nnptnt"),
    (r"nông nghiệp (?:và|&) môi trường|nn&mt", "nnmt"),
    (r"kế hoạch (?:và|&) đầu tư|kh&đt", "khđt"),
    (r"khoa học (?:và|&) công nghệ|kh&cn", "khcn"),
    (r"thông tin (?:và|&) truyền thông|tt&tt", "tttt"),
    (r"giáo dục (?:và|&) đào tạo|gd&đt", "gdđt"),
    (r"giao thông vận tải|gtvt", "gtvt"),
    (r"lao động ?[-,–]? ?(?:thương binh|tb) ?(?:và|&) ?(?:xã hội|xh)|lđ-?tb&xh", "lđtbxh"),
    (r"văn hóa,? ?-? ?thể thao,? ?(?:và|&)? ?du lịch|vhtt&dl|vhttdl", "vhttdl"),
)
_SAME = (
    # A province has one board of its zones, whatever zone it is named after.
    (
        r"^(?:ban quản lý|ban ql|bql) (?:các )?khu (?:kinh tế|công nghiệp|chế xuất|công nghệ cao)(?!\w).*$",
        "bql khu kinh tế",
    ),
    (r"(?:(?:ủy ban|uỷ ban|ub) ?)?(?:mặt trận tổ quốc|mttq)(?: việt nam)?", "mttq"),
)
_COMPILED = tuple((re.compile(pattern), short) for pattern, short in (*_LONG_FORMS, *_SAME))
_PLACE = re.compile(r"\s+(?:tỉnh|thành phố)(?:\s+\S+){0,4}$")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the register. It existed from `valid_from` to `valid_to`, both inclusive; None is open."""

    name: str
    aliases: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successors: tuple[str, ...] = ()
    key: str | None = None

    def existed(self, at: dt.date | None) -> bool:
        """Whether the agency existed on the day `at`; with no day, whether it ever did."""
        if at is None:
            return True
        return (self.valid_from is None or self.valid_from <= at) and (
            self.valid_to is None or at <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What the register says of a name: the agency (its valid one where several bear the name), else
    proposals.
    """

    agency: Agency | None
    proposals: tuple[tuple[Agency, float], ...] = ()


def key(name: str) -> str:
    """The key under which names meet: folded, long forms shortened, without "các" in front.

    >>> key("Sở Tài nguyên và Môi trường") == key("sở TN&MT")
    True
    """
    folded = re.sub(r"^(?:các|những)\s+", "", fold(name))
    for pattern, short in _COMPILED:
        folded = pattern.sub(short, folded)
    return re.sub(r"[^\w]+", " ", folded).strip()


class AgencyNames:
    """A register of agencies that answers whether a name in a document is one of them, and whom it may
    mean.
    """

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._by_key: dict[str, list[Agency]] = {}
        for agency in agencies:
            for name in (agency.name, *agency.aliases):
                self._by_key.setdefault(key(name), []).append(agency)
        self._keys = list(self._by_key)
        self._proposed: dict[str, tuple[tuple[Agency, float], ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def find(self, name: str, at: dt.date | None = None) -> Found:
        """The agency a name means on the day `at`, or the registered ones most like it, best first."""
        for spelling in (key(name), key(_PLACE.sub("", name)), key(name) + " tỉnh"):
            bearers = self._by_key.get(spelling)
            if bearers:
                return Found(next((a for a in bearers if a.existed(at)), bearers[0]))
        return Found(None, self._alike(key(name)))

    def _alike(self, wanted: str) -> tuple[tuple[Agency, float], ...]:
        if wanted not in self._proposed:
            best = process.extract(wanted, self._keys, scorer=fuzz.ratio, limit=3, score_cutoff=_ALIKE)
            self._proposed[wanted] = tuple((self._by_key[found][0], score) for found, score, _ in best)
        return self._proposed[wanted]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A cited instrument that a later one replaced, from the day on which that one came.

    `is_verified` is False where the source of the replacement was not compared with the text itself.
    """

    by: str
    since: dt.date | None = None
    is_verified: bool = True


Replacements = Mapping[str, Replaced]
