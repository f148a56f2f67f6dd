"""Where a table broken into lines ends: at a heading that goes on with the outline around it.

Without borders a table of lines has no end of its own, so the line behind its last row could be one more
cell. What stands above tells: behind "2. Các chỉ tiêu:" a line "III. NHIỆM VỤ" or "3. Kinh phí" goes on
with the document unless the table itself has come to that number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinhxanh.core.plan import markers, sections
from tinhxanh.core.plan.grids import rownumbers
from tinhxanh.core.plan.normal import UPPER
from tinhxanh.core.plan.source import Line

_REACH = 300  # lines looked back over for the outline above a table; keeps the cost linear
_RUNS = ("roman", "capital", "number", "decimal", "letter")
# A part, chapter or article stands in no cell; a pointer to one ("Phần II Kế hoạch này") may begin a line.
_PART = re.compile(
    rf"(?:PHẦN|CHƯƠNG|MỤC)\s+(?:THỨ\s+)?(?:[IVX]+|\d{{1,2}}|NHẤT|HAI|BA|TƯ|BỐN|NĂM)(?!\w)"
    rf"|(?:Phần|Chương|Mục)\s+(?:thứ\s+\w+|[IVX]+|\d{{1,2}})\s*(?:[.:–-]\s*)?(?:$|[{UPPER}]{{2}})"
    rf"|(?:ĐIỀU|Điều)\s+\d{{1,3}}\s*[.:]\s*[{UPPER}]"
)
_TITLED = re.compile(rf"[“\"'(]?[{UPPER}]")


@dataclass(slots=True)
class Ends:
    """The runs of the outline above a table, those its own lines have come to, and how its rows print."""

    outside: dict[str, tuple[str, int]]
    inside: dict[str, int] = field(default_factory=dict)
    signs: dict[str, set[bool]] = field(default_factory=dict)
    before: str = ""

    def closes(self, text: str, labels: Sequence[str]) -> bool:
        """Whether the line `text` is a heading behind the table whose rows so far are `labels`; it is
        remembered as a line of the table where it is none.
        """
        marker = markers.read(text)
        titled = marker is not None and marker.kind in _RUNS and _has_title(text, marker)
        found = _PART.match(text) is not None or self._unmarked(text)
        if titled and marker is not None and not found:
            found = self._goes_on(marker, text[marker.length :], labels)
        if not found:
            self._remember(text, marker, labels)
        return found

    def _unmarked(self, text: str) -> bool:
        """Whether a line in capitals names a section of documents and goes on with no line above it."""
        return not self.before.isupper() and _OWN_SECTION.fullmatch(text) is not None

    def _goes_on(self, marker: markers.Marker, title: str, labels: Sequence[str]) -> bool:
        above = self.outside.get(marker.kind)
        continues = above == (_stem(marker), marker.order - 1)
        is_row = rownumbers.follows(labels, marker.label) and self._prints_alike(marker.label)
        if marker.kind == "roman":
            has_roman = any(rownumbers.kind(label) == "roman" for label in labels)
            return (not is_row and (continues or not has_roman)) or (continues and _names_section(title))
        return continues and not is_row and self.inside.get(marker.kind) != marker.order - 1

    def _prints_alike(self, label: str) -> bool:
        """Whether rows of this kind print their number with a stop behind it, as headings do."""
        return True in self.signs.get(rownumbers.kind(label), {True})

    def _remember(self, text: str, marker: markers.Marker | None, labels: Sequence[str]) -> None:
        self.before = text or self.before
        if marker is not None and marker.kind in _RUNS:
            self.inside[marker.kind] = marker.order
        row = rownumbers.LABEL.match(text)
        if row is not None and rownumbers.follows(labels, row[1]):
            stopped = text.strip()[len(row[1]) :][:1] in {".", ")"}
            self.signs.setdefault(rownumbers.kind(row[1]), set()).add(stopped)


# What stands in capitals over the last sections of a plan, unnumbered.
_OWN_SECTION = re.compile(
    r"TỔ CHỨC THỰC HIỆN|KINH PHÍ THỰC HIỆN|CHẾ ĐỘ (?:THÔNG TIN,? )?BÁO CÁO"
    r"|NHIỆM VỤ(?: VÀ|,) GIẢI PHÁP(?: .*)?|PHÂN CÔNG (?:NHIỆM VỤ|THỰC HIỆN|TRÁCH NHIỆM)"
    r"|KIẾN NGHỊ, ĐỀ XUẤT|ĐỀ XUẤT, KIẾN NGHỊ"
)


def _has_title(text: str, marker: markers.Marker) -> bool:
    """Whether words of a heading stand behind the marker: a sentence or a title, no lone number."""
    title = text[marker.length :]
    return _TITLED.match(title) is not None and re.search(r"[^\W\d_]{2}", title) is not None


def _stem(marker: markers.Marker) -> str:
    """What stands before the last number of a decimal: "2" of "2.3"."""
    return marker.label.rpartition(".")[0]


def _names_section(title: str) -> bool:
    return len(title.split()) <= 12 and sections.of_heading(title) in {
        sections.Section.ORGANISATION,
        sections.Section.REPORTING,
        sections.Section.MONEY,
        sections.Section.PROPOSALS,
    }


def around(lines: Sequence[Line], start: int) -> Ends:
    """The ends of a table whose header begins at `start`: by the outline of the lines above it."""
    outside: dict[str, tuple[str, int]] = {}
    for line in lines[max(0, start - _REACH) : start]:
        text = line.text.strip()
        marker = markers.read(text)
        if marker is None or marker.kind not in _RUNS or not _has_title(text, marker):
            continue
        if _continues(outside.get(marker.kind), marker):
            outside[marker.kind] = (_stem(marker), marker.order)
            for kind in _RUNS[_RUNS.index(marker.kind) + 1 :]:
                outside.pop(kind, None)
    return Ends(outside)


def _continues(above: tuple[str, int] | None, marker: markers.Marker) -> bool:
    """Whether a marker opens its run or goes on with it; a first line in reach may stand in the midst."""
    return above is None or marker.order == 1 or marker.order > above[1]
