"""Heads of documents whose two columns came out as text: cells between bars, cells broken over lines.

Pages of legal libraries set the head as a table. Copied as text, a row becomes one line with bars
("Số: 5/KH-UBND | Cao Bằng, ngày …"), or every cell stands on lines of its own with a bar between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tinhxanh.core.plan.normal import UPPER
from tinhxanh.core.plan.source import Element, Line, Paragraph

_HEAD = 40  # lines, blank ones among them, in which the head of a document stands
_BAR = re.compile(r"\s*\|(?:\s*\|)*\s*")
_OF_HEAD = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s|NGHĨA VIỆT NAM|Độc\s+lập|(?:^|\|)\s*Số(?:\s+hiệu)?\s*[:|]|,\s*ngày\s"
    r"|BAN NHÂN DÂN|^\s*\|"
)
# What a library of law prints of a document above its text: the label and its value are one line.
_LABELLED = re.compile(
    r"\s*(?:Số hiệu|Ngày ban hành|Ngày (?:có )?hiệu lực|Loại văn bản|(?:Cơ quan|Nơi) ban hành|Người ký"
    r"|Lĩnh vực|Ngày công báo|Số công báo|Tình trạng)\s*:?\s*\|"
)
_MOTTO_OPEN = re.compile(r"CỘNG(?:\s+H(?:ÒA|OÀ))?(?:\s+XÃ)?(?:\s+HỘI)?(?:\s+CHỦ)?(?:\s+NGHĨA)?(?:\s+VIỆT)?")
_MOTTO_GOES_ON = re.compile(r"\s*(?:(?:H(?:ÒA|OÀ)|XÃ|HỘI|CHỦ|NGHĨA|VIỆT|NAM)(?:\s+|$))+")
_NUMBER_OPEN = re.compile(r"\s*Số\s*:?\s*")
_NUMBER_GOES_ON = re.compile(r"\s*(?:\d|/)\S*/?\S*")
_DAY_OPEN = re.compile(r".{0,30},\s*ngày\s*(?:\d{1,2}\s*)?(?:tháng\s*(?:\d{1,2}\s*)?)?(?:năm\s*)?")
_DAY_GOES_ON = re.compile(r"\s*(?:\d{1,2}\s+tháng|tháng|năm|\d{4}(?!\d))")


def unfold(elements: Sequence[Element]) -> list[Element]:
    """`elements` with the cells of a head that stand between bars as lines, broken cells put together."""
    head, body = elements[:_HEAD], elements[_HEAD:]
    return [*_whole(_cells(head)), *body]


# Where the lines of a head began that a converter wrote one behind the other: number and subject behind
# capitals, the department behind its province, motto, place and day.
_BEGINS = re.compile(
    rf"(?<=[{UPPER}])\s+(?=Số\s*:|V/v\s|CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s)"
    rf"|(?<=[{UPPER}])\s+(?=(?:SỞ|BAN QUẢN LÝ|CHI CỤC|VĂN PHÒNG|CÔNG AN)\s+[{UPPER}]{{2}})(?<!VÀ\s)"
    r"|(?<=NAM)\s+(?=Độc\s+lập)|(?<=[Pp]húc)\s+(?=\S[^,]{1,30},\s*ngày)"
    r"|(?<=[\w./])\s+(?=V/v\s|CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s|Độc\s+lập\s*[-–]\s*Tự)"
)
_DRAWN = re.compile(r"\s*(?:[-_*=–—]{3,}|\*\s*\*\s*\*)\s*")
_OPENS = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|BỘ|SỞ|TỈNH|THÀNH PHỐ|VĂN PHÒNG|BAN|CỤC|CÔNG AN|CỘNG H)"
)
_LONGEST = 400  # letters in which the two cells of a head fit


def parted(text: str) -> list[str]:
    """The lines of a head that stand in `text` one behind the other; any other text as it is.

    >>> parted("UBND TỈNH HUẾ SỞ CÔNG THƯƠNG Số: 7/KH-SCT")
    ['UBND TỈNH HUẾ', 'SỞ CÔNG THƯƠNG', 'Số: 7/KH-SCT']
    """
    if len(text) > _LONGEST or _OPENS.match(text) is None or ("Số" not in text and "lập" not in text):
        return [text]
    lines = [line for part in _DRAWN.split(text) for line in _BEGINS.split(part) if line]
    return lines if len(lines) > 1 else [text]


def part(elements: Sequence[Element]) -> list[Element]:
    """`elements` with lines of the head that a converter wrote one behind the other as lines of their own."""
    found: list[Element] = []
    for place, element in enumerate(elements):
        if place >= _HEAD or not isinstance(element, Line | Paragraph):
            found.append(element)
            continue
        lines = parted(element.text.strip())
        found.extend((replace(element, text=text) for text in lines) if len(lines) > 1 else [element])
    return found


def _cells(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        if not isinstance(element, Line) or "|" not in element.text:
            yield element
        elif _LABELLED.match(element.text):
            yield replace(element, text=" ".join(element.text.replace("|", " ").split()))
        elif _OF_HEAD.search(element.text):
            for cell in _BAR.split(element.text):
                if cell.strip():
                    yield replace(element, text=cell.strip())
        else:
            yield element


def _whole(elements: Iterator[Element]) -> Iterator[Element]:
    """The lines of a head, a number or a date that goes on in the next line put together with it."""
    held: Line | None = None
    for element in elements:
        if held is not None and isinstance(element, Line) and _belong(held.text, element.text):
            held = replace(held, text=f"{held.text.rstrip()} {element.text.strip()}")
            continue
        if held is not None:
            yield held
            held = None
        if isinstance(element, Line) and element.box is None and _is_open(element.text):
            held = element
        else:
            yield element
    if held is not None:
        yield held


def _is_open(text: str) -> bool:
    return any(pattern.fullmatch(text) is not None for pattern in (_NUMBER_OPEN, _DAY_OPEN, _MOTTO_OPEN))


def _belong(first: str, then: str) -> bool:
    """Whether a line goes on with the open number, date or motto of the line before."""
    if _MOTTO_OPEN.fullmatch(first):
        return _MOTTO_GOES_ON.fullmatch(then) is not None
    if _NUMBER_OPEN.fullmatch(first):
        return _NUMBER_GOES_ON.fullmatch(then) is not None and "/" in then
    return _DAY_OPEN.fullmatch(first) is not None and _DAY_GOES_ON.match(then) is not None
