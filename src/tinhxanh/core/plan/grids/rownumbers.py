"""Row numbers of tables broken into lines: which number begins the next row, where the rows end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.plan.source import Line

LABEL = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-HĐ])[.)]?(?:\s+(\S.*)|\s*)$")
FIRST = frozenset({"1", "01", "I", "A", "1.1"})
# The row below a header that numbers its columns; a head repeated on the next page may lack it.
COLUMN_NUMBERS = re.compile(r"\s*\(1\)(?:\s*\(\d{1,2}\))*\s*")
_END = re.compile(r"(?:Nơi nhận|TM\.|KT\.|TL\.|Ghi chú\s*:|PHỤ LỤC|Phụ lục\s+[IVX\d]|Trên đây là)")


def ends_table(text: str) -> bool:
    """Whether a line can only stand behind the table: addressees, a signature, a note, the next annex."""
    return _END.match(text) is not None


def head(lines: Sequence[Line], start: int, most: int) -> Sequence[Line]:
    """The lines from `start` on until `most` printed ones are in it; empty lines do not count."""
    end, printed = start, 0
    while end < len(lines) and printed < most:
        printed += bool(lines[end].text.strip())
        end += 1
    return lines[start:end]


def heads(header: Sequence[Line]) -> list[str]:
    """The lines of a header as they are looked for on the next page, without the numbers of its columns."""
    return [
        fold(line.text) for line in header if line.text.strip() and not COLUMN_NUMBERS.fullmatch(line.text)
    ]


def repeated(lines: Sequence[Line], index: int, header: list[str]) -> int:
    """How many lines from `index` on repeat the header (0: none)."""
    if not header or lines[index].text.strip()[:1].lower() != header[0][:1]:
        return 0
    at, matched = index, 0
    while at < len(lines) and matched < len(header):
        text = fold(lines[at].text)
        if text and text != header[matched]:
            return 0
        matched += bool(text)
        at += 1
    return at - index if matched == len(header) else 0


def follows(labels: Sequence[str], label: str) -> bool:
    """Whether `label` is the next row number: of the same run, a new group, or the first of a group."""
    if not labels:
        return label in FIRST
    last = labels[-1]
    if "." in label:
        major, minor = label.rsplit(".", 1)
        before = next((x for x in reversed(labels[-40:]) if "." in x and x.rsplit(".", 1)[0] == major), None)
        if before is None or last == major:  # 1.1 once more where 1 stands in the next part
            return minor == "1" and last.split(".")[0] == major.split(".")[0]
        return int(minor) - int(before.rsplit(".", 1)[1]) in (1, 2)
    own = kind(label)
    same = next((x for x in reversed(labels) if kind(x) == own and "." not in x), None)
    value = _value(label, own)
    if same is None:
        return value == 1
    restarts = value == 1 and own == "number" and kind(last) != "number"
    return restarts or value == _value(same, own) + 1


_BEHIND_TIME = re.compile(r".*(?:20\d\d|xuyên|(?:hằng|hàng) (?:năm|quý|tháng)) (\d{1,3}(?:\.\d{1,3})*)$")


def behind_time(text: str, labels: Sequence[str]) -> re.Match[str] | None:
    """The next row number where it stands behind a time on one line ("năm 2026 3"), as group 1."""
    found = _BEHIND_TIME.fullmatch(text) if labels and len(text) < _SHORT else None
    return found if found is not None and follows(labels, found[1]) else None


_SHORT = 60  # letters of a line that ends with a time


def kind(label: str) -> str:
    """What a row number is: "number", "roman" or "capital"."""
    if label[0].isdigit():
        return "number"
    return "roman" if set(label) <= set("IVX") else "capital"


def _value(label: str, own: str) -> int:
    return int(label.split(".")[0]) if own == "number" else markers.order(own, label)
