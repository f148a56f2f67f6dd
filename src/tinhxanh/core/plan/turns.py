"""Where a paragraph of running text turns from one agency to the next.

Letters, directives and conclusions often put several orders into one paragraph or point: "Giao Sở A … .
Sở B … ; UBND các huyện … .". Each stands for itself; sentences without an agency belong to the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tinhxanh.core.plan import addressing, closings, orders
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import UPPER, fold, squeeze
from tinhxanh.core.plan.points import Point
from tinhxanh.core.plan.sections import Section


@dataclass(frozen=True, slots=True)
class Turn:
    """What `[start, end)` of a paragraph asks of `lead`. Behind a mark within it ("(ii) Sở B: …") its words
    begin at `said`, and `label` is that of the mark.
    """

    start: int
    end: int
    lead: tuple[str, ...]
    said: int
    label: str = ""


_MAY_PART = {None, Section.TASKS, Section.ORGANISATION, Section.PROPOSALS}


def may_part(point: Point) -> bool:
    """Whether a point may give duties to several agencies one after another: where nobody heads it, or it
    opens with the name of an agency and a colon below a heading of them all.
    """
    if point.place.section not in _MAY_PART:
        return False
    if not point.place.leads:
        return True
    names, end = agencies.scan(point.text, 0)
    return bool(names) and point.text[end : end + 1] == ":"


_MARK = r"\((?P<label>[ivx]{1,4}|\d{1,2}|[a-zđ])\)\s+"
_BETWEEN = re.compile(
    rf"(?<!TP)(?<!Tp)(?<=[.…])[”\"]?\s+(?=[“\"]?[{UPPER}])|(?<=;)\s+(?=(?:đồng thời,?\s+)?(?:giao|yêu cầu"
    rf"|đề nghị)\s|[{UPPER}]|các\s)|(?<=[;:,])\s+(?=\([ivx\d]{{1,4}}\)\s+[{UPPER}])"
)
_MARKED = re.compile(_MARK)
_ORDER = re.compile(r"(?:đồng thời,?\s+)?(?:giao|yêu cầu|đề nghị|phân công)\s+(?:cho\s+)?", re.IGNORECASE)
# Who helps in the deed of the one before, behind a semicolon: "…; Sở B phối hợp (thực hiện)".
_HELPS = re.compile(r"\s+(?:cùng\s+|tham gia\s+)?phối hợp(?!\s+(?:với|cùng)(?!\w))")
# What they are or what befalls them is no deed: "…; các xã vùng cao được ưu tiên".
_IS = re.compile(
    r"(?:\s+[^\s.;,]+){0,3}?\s+(?:được|bị|là|chưa|còn|đã|đang|đạt|thuộc"
    r"|có(?=\s+(?:nguy cơ|điều kiện|nhu cầu|đủ|nhiều|khả năng)))\s"
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
        mark = _MARKED.match(text, start)
        sentence = squeeze(text[mark.end() if mark is not None else start : end])
        lead = _told(sentence, _is_clause(text, start)) if found else _first(sentence)
        before = found[-1] if found else None
        said, label = (mark.end(), mark["label"]) if mark is not None else (start, "")
        if before is None or (lead and before.lead and not _same(lead, before.lead)):
            found.append(Turn(start, end, lead, said, label))
        elif label and lead and _sign_before(text, start) == ":":  # what stands before it heads it
            found[-1] = Turn(before.start, end, lead, said, label)
        else:
            found[-1] = replace(before, end=end, lead=before.lead or lead)
    return tuple(found)


def _is_clause(text: str, start: int) -> bool:
    """Whether what begins at `start` goes on with the sentence of another: behind ";", ":" or ","."""
    return _sign_before(text, start) in {";", ":", ","}


def _sign_before(text: str, at: int) -> str:
    """The last letter before the white space in front of `at`; "" where none is near."""
    return text[max(0, at - 8) : at].rstrip()[-1:]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where sentences and the clauses of further agencies begin and end; names that a semicolon parts stay
    with what they do.
    """
    starts = [0, *(gap.end() for gap in _BETWEEN.finditer(text))]
    pieces: list[tuple[int, int]] = []
    held: int | None = None
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        begin = start if held is None else held
        held = begin if end < len(text) and _names_only(text[start:end]) else None
        if held is None:
            pieces.append((begin, end))
    return pieces


def _names_only(piece: str) -> bool:
    """Whether a piece up to a semicolon is nothing but agencies, ordered or not, whose deed follows."""
    piece = squeeze(piece)
    if not piece.endswith(";"):
        return False
    mark = _MARKED.match(piece)
    at = mark.end() if mark is not None else 0
    order = _ORDER.match(piece, at)
    names, end = agencies.scan(piece, order.end() if order is not None else at)
    if bool(names) and end == len(piece) - 1:
        return True
    ordered, _ = orders.given(piece)
    return bool(ordered) and ordered[-1].end == len(piece) - 1


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


def _told(sentence: str, is_clause: bool) -> tuple[str, ...]:
    """Whom a later sentence of a paragraph, or clause of one, addresses by an order or as its subject."""
    if sentence.count(" ") < _SENTENCE_WORDS - 1 or _is_told(sentence):
        return ()
    if is_clause:
        names, end = agencies.scan(sentence, 0)
        if names and (_HELPS.match(sentence, end) or _IS.match(sentence, end)):
            return ()
    lead = addressing.opened_by(sentence)
    if not lead or (orders.is_superior(lead[0]) and not _ORDER.match(sentence)):
        return ()
    behind = sentence[sentence.rfind(lead[-1]) + len(lead[-1]) :] if lead[-1] in sentence else ""
    return () if _SAME.match(behind) or _THREAT.search(sentence) else lead


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return {_body(name) for name in one} <= {_body(name) for name in other}


def _body(name: str) -> str:
    """The body behind whoever heads it: the head of a department answers for it."""
    return _OFFICE.sub("", fold(name))


_ONE_OF = re.compile(
    r"(?:(?:Phó )?[Cc]hủ tịch )?(?:UBND|[ỦU][ỷy] ban nhân dân)\s"
    rf"(?P<unit>huyện|thị xã|thành phố|xã|phường|đặc khu)\s[{UPPER}]"
)


def shares(text: str, leads: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the committees that head a point whom a later clause of it gives a share of their own.

    >>> shares("Dọn các bãi rác; UBND huyện Na Rì dời xong 12 hộ dân ven suối.", ("UBND các huyện",))
    ('UBND huyện Na Rì',)
    """
    if ";" not in text and ". " not in text:
        return ()
    found: dict[str, None] = {}
    for start, end in _sentences(text)[1:]:
        for name in _told(squeeze(text[start:end]), _is_clause(text, start)):
            one = _ONE_OF.match(name)
            if one is not None and any("các " in lead and one["unit"] in lead for lead in leads):
                found[name] = None
    return tuple(found)


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
