"""Where a paragraph of running text turns from one agency to the next.

Letters, directives and conclusions often put several orders into one unmarked paragraph: "Giao Sở A … .
Sở B … . UBND các huyện … .". Each stands for itself; sentences without an agency belong to the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhxanh.core.plan import addressing, closings, orders
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import UPPER, fold, squeeze


@dataclass(frozen=True, slots=True)
class Turn:
    """What `[start, end)` of a paragraph asks of `lead`."""

    start: int
    end: int
    lead: tuple[str, ...]


_BETWEEN = re.compile(
    rf"(?<!TP)(?<!Tp)(?<=[.…])[”\"]?\s+(?=[“\"]?[{UPPER}])|(?<=;)\s+(?=(?:giao|yêu cầu|đề nghị)\s)"
)
_SENTENCE_WORDS = 6
# "các đơn vị này", "Sở cũng": the same as before. What befalls those who fail asks for nothing.
_SAME = re.compile(r"\s+(?:này|nào|nêu trên|trên|nói trên)(?!\w)")
_THREAT = re.compile(
    r"sẽ\s+(?:phải\s+)?chịu trách nhiệm|(?:nếu|(?:nơi|địa phương|đơn vị) nào)[^.]{0,120}để xảy ra"
)
_OFFICE = re.compile(r"(?:giám đốc|thủ trưởng|chủ tịch|lãnh đạo|người đứng đầu|trưởng|chánh)\s+")


def of(text: str) -> tuple[Turn, ...]:
    """The turns of a paragraph in printed order; together they cover it. One without lead where none is read.

    >>> [turn.lead for turn in of("Giao Sở Y tế kiểm tra bếp ăn trường học. Sở Nội vụ rà soát định biên.")]
    [('Sở Y tế',), ('Sở Nội vụ',)]
    """
    found: list[Turn] = []
    for start, end in _sentences(text):
        sentence = squeeze(text[start:end])
        lead = _told(sentence) if found else _first(sentence)
        before = found[-1] if found else None
        if before is None or (lead and before.lead and not _same(lead, before.lead)):
            found.append(Turn(start, end, lead))
        else:
            found[-1] = Turn(before.start, end, before.lead or lead)
    return tuple(found)


def _sentences(text: str) -> list[tuple[int, int]]:
    starts = [0, *(gap.end() for gap in _BETWEEN.finditer(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _first(sentence: str) -> tuple[str, ...]:
    """Whom the first sentence addresses; one that tells what was issued or received addresses nobody."""
    return () if _is_told(sentence) else addressing.lead_of(sentence)


def _is_told(sentence: str) -> bool:
    told = closings.recounts(sentence) or has_done(sentence)
    return told and not addressing.orders_somebody(sentence)


_DONE = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:đã|vừa)\s")


def has_done(text: str) -> bool:
    """Whether the agencies that open a paragraph did the deed already ("VCCI đã công bố …")."""
    names, end = agencies.scan(text, 0)
    return bool(names) and _DONE.match(text, end) is not None


def _told(sentence: str) -> tuple[str, ...]:
    """Whom a later sentence of a paragraph addresses by an order or as its subject."""
    if sentence.count(" ") < _SENTENCE_WORDS - 1 or _is_told(sentence):
        return ()
    lead = addressing.opened_by(sentence)
    if not lead or orders.is_superior(lead[0]):
        return ()
    behind = sentence[sentence.rfind(lead[-1]) + len(lead[-1]) :] if lead[-1] in sentence else ""
    return () if _SAME.match(behind) or _THREAT.search(sentence) else lead


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return {_body(name) for name in one} <= {_body(name) for name in other}


def _body(name: str) -> str:
    """The body behind whoever heads it: the head of a department answers for it."""
    return _OFFICE.sub("", fold(name))


# Small words with which no deed begins, though names end before them.
_NO_DEED = re.compile(
    r"(?:theo|trong|để|nhằm|thông qua|về|tại|từ|trên cơ sở|đối với|khi|sau khi|trước|h[ằà]ng|là|được|đã|sẽ"
    r"|phải|cần|cũng|như|này|vào|ngay|không|cùng|với|bằng|do|vừa|căn cứ|đại diện|thông tin|thông báo"
    r"|đồng thời|sớm|tính|biết|cấp|thu|tạm|hỗ|nêu|gắn|thống nhất|đề nghị|yêu cầu|giao"
    r"|công bố|kết nối|đầu mối|mời)(?!\w)"
)
_STRONG = re.compile(r"(?:tăng cường|sẵn sàng|nghiêm túc|chủ động|khuyến khích|theo dõi|đảm bảo)\s")


def goes_on(text: str) -> bool:
    """Whether a paragraph asks for further deeds without saying of whom: of those asked before it.

    >>> goes_on("Đồng thời, rà soát các khu dân cư ven suối để kịp thời di dời người dân.")
    True
    """
    said = addressing.without_aside(text)
    small = said[:1].lower() + said[1:]
    return (
        said.count(" ") >= _SENTENCE_WORDS
        and said.rstrip('”" /').endswith((".", ";", "…"))
        and not closings.recounts(text)
        and not closings.is_closing(text)
        and (_STRONG.match(small) is not None or STOP.match(small) is not None)
        and (_STRONG.match(small) is not None or _NO_DEED.match(small) is None)
    )
