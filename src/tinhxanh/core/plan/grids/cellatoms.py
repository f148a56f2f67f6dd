"""Pieces of printed lines ("atoms"): lines of a broken table cut where a cell could begin in their middle."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tinhxanh.core.plan.grids import timecells
from tinhxanh.core.plan.grids.cellwords import DEADLINE, hangs, opens_agency, share
from tinhxanh.core.plan.grids.opencells import is_open
from tinhxanh.core.plan.grids.sidecells import HOLDER, SENT_TO
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import UBND
from tinhxanh.core.plan.normal import UPPER, fold

_NAME_BEGUN = 6  # words of a line that may be the first half of a name
_LONGEST = 2000  # letters of a line that is looked at for cells: what is longer was never printed so
_CAPITAL = re.compile(rf"(?<=\s)(?=[{UPPER}\d]|[-–+•] [{UPPER}])")
_NARROW, _BROAD = frozenset("ijltf.,;:'()[]! -I"), frozenset("mwMWƠƯĐQGO")
HOLDS = re.compile(
    rf"(?:Văn phòng|Thanh tra|Lãnh đạo|Giám đốc|Ban|{UBND}|của|thuộc|với|và|các|Các|Công ty|Hiệp hội"
    r"|Liên minh|Liên đoàn|Liên hiệp|Chi cục|Trung tâm|Ủy ban|Quỹ|Hội)$"
)
FIGURE = re.compile(r"\d[\d.,]*(?=\s|$)")
_COUNTED = re.compile(r"(?:vực|số|khu|quận|phường|huyện|xã|cấp|vùng|Vùng)\s$")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a printed line; `inside` where it does not begin the line."""

    text: str
    line: int
    inside: bool
    width: float
    first: float  # the width of its first word
    opens: bool = False  # whether an agency begins with it, its name ending here or below


def width_of(text: str) -> float:
    """How wide print sets a text, in letters of mean width."""
    return sum(
        0.6 if letter in _NARROW else 1.5 if letter in _BROAD else 1.3 if letter.isupper() else 1.0
        for letter in text
    )


def atoms(lines: Sequence[str]) -> list[Atom]:
    """The pieces of the lines of a row: cut where a capital, a figure or a name could begin a cell."""
    found: list[Atom] = []
    for number, line in enumerate(lines):
        text = line.strip()
        cuts = [0, *_cuts(text), len(text)]
        for start, end in itertools.pairwise(cuts):
            piece = text[start:end].strip()
            if piece:
                first = piece.split(maxsplit=1)[0]
                found.append(Atom(piece, number, start > 0, width_of(piece), width_of(first)))
    return [
        replace(atom, opens=_opens(atom.text, " ".join(below.text for below in found[at : at + 3])))
        for at, atom in enumerate(found, 1)
    ]


@lru_cache(maxsize=8192)
def _opens(text: str, following: str) -> bool:
    """Whether an agency begins a piece; a name of few words may go on in the next ("Thanh tra" / "tỉnh")."""
    if opens_agency(text):
        return True
    return len(text.split()) <= _NAME_BEGUN and text[:1].isupper() and opens_agency(f"{text} {following}")


@lru_cache(maxsize=8192)
def _cuts(text: str) -> tuple[int, ...]:
    """Where in a line a cell could begin: at a name, a time, a figure or another capital, in no name."""
    found: list[int] = []
    if len(text) > _LONGEST or is_time(text):
        return ()
    end, timed = agencies.scan(text, 0)[1], timecells.scan(text, 0)
    for match in _CAPITAL.finditer(text):
        at = match.start()
        if at < timed:
            continue
        dated = DEADLINE.match(text, at) is not None and (
            not text[at].isdigit() or timecells.is_whole(text[at:])
        )
        counted = text[at].isdigit() and _COUNTED.search(text[:at]) is not None
        if counted and not dated:
            continue  # "chi nhánh Khu vực 9"
        is_figure = text[at].isdigit() and FIGURE.match(text, at) and not counted
        if at < end and not (dated or is_figure or _is_next_name(text, at) or _is_foreign(text, at)):
            continue
        if not _may_begin(text, at):
            continue
        if agencies.begins(text, at):
            end = max(agencies.scan(text, at)[1], at)
        timed = timecells.scan(text, at)
        found.append(at)
        if is_time(text[at:]):
            break
    return tuple(found)


def _is_next_name(text: str, at: int) -> bool:
    """Whether a name begins that no word ties to the one before ("Công an tỉnh | Hội Nông dân tỉnh")."""
    before = text[:at]
    return agencies.begins(text, at) and not is_open(before) and HOLDER.search(fold(before)) is None


def _is_foreign(text: str, at: int) -> bool:
    """Whether a whole name ends before a capital word that names of agencies do not hold."""
    before, word = text[:at].rstrip(), text[at:].split(maxsplit=1)[0]
    whole = agencies.scan(before, 0)[1] == len(before)
    return whole and word[0].isupper() and share(word) == 0.0 and HOLDS.search(before) is None


def _may_begin(text: str, at: int) -> bool:
    """Whether a cell could begin in the middle of a line, by the words around."""
    rest = text[at:]
    if text[at].isdigit() and not DEADLINE.match(rest) and not FIGURE.match(rest):
        return False
    before = text[:at].rstrip()
    if rest[0].isupper() and is_time(rest):
        return before[-1] not in "(/"  # "Sở Khoa học và | Năm 2026", where a page ends
    if before[-1] in ",;:(-–/" or is_open(before[-60:]):
        return False
    return agencies.begins(text, at) or not ties(before)


def ties(before: str) -> bool:
    """Whether the words before a place tie what follows to the sentence."""
    return hangs(before) or SENT_TO.search(before) is not None


@lru_cache(maxsize=8192)
def is_time(text: str) -> bool:
    """Whether a piece of a line is a due time and nothing else."""
    return len(text) < 40 and timecells.is_whole(text)
