"""Whom a sentence addresses: "Giao Sở X chủ trì, phối hợp với Y", "Sở X có trách nhiệm …", footers,
brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tinhxanh.core.plan import clauses, closings, orders
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import LOWER, UPPER, squeeze


@dataclass(frozen=True, slots=True)
class Roles:
    """Who answers for a duty and who co-ordinates, as the sentence says."""

    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()


_ORDER = re.compile(
    r"(?:[Gg]iao(?:\s+(?:nhiệm vụ|trách nhiệm)(?:\s+cụ thể)?)?(?:\s+cho)?"
    r"|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công)\s+"
    r"(?:đồng chí\s+)?"
)
# Words that join a sentence to the one before it.
_JOINS = (
    r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Theo đó|Trong đó|Cụ thể|Trước mắt|Mặt khác|Đặc biệt|Về việc này"
    r"|Cùng với đó|Cạnh đó|Song song đó|Tiếp đó|Riêng)\s*[,:]?\s+"
)
_OPENING = Guarded(
    rf"(?:^|[.;:…]\s+[“\"]?(?:{_JOINS})?|,\s+)(?=(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công)(?:\s+"
    rf"(?:nhiệm vụ|trách nhiệm))?(?:\s+cho)?\s+(?:[{UPPER}]|các\s|[Tt]hủ trưởng))",
    "giao|yêu cầu|đề nghị|phân công",
)
_TOGETHER = re.compile(
    r"(?:phối|Phối)\s+hợp(?:\s*,?\s*(?:chặt chẽ|thường xuyên|đồng bộ|tốt|chủ động))?(?:\s+(?:với|cùng"
    r"(?:\s+với)?))?(?:\s*:)?\s+"
)
_URGED = re.compile(
    r"(?:đôn đốc|hướng dẫn|vận động|yêu cầu|chỉ đạo|đề nghị|nhắc nhở|giữa)\s+(?:các\s+)?[^,.;]*$",
    re.IGNORECASE,
)
_LEADS_TOO = re.compile(r"chủ trì,?\s*$")
_LEADS = re.compile(
    r"\s*(?:\(?\s*(?:cơ quan\s+)?(?:(?:đồng |cùng )?chủ trì|chịu trách nhiệm|có trách nhiệm|đầu mối"
    r"|là cơ quan)"
    r"(?!\s+cuộc họp))"
)
_NOT_LEAD = re.compile(r"(?:các|những)\s+(?:cơ sở|cá nhân|khu|cụm|dự án|hộ)(?!\w)", re.IGNORECASE)


# What stands before a sentence: the newspaper that prints it ("(TTXVN) - …"), the mark of a quoted order.
_ASIDE = re.compile(rf"(?:{closings.DATELINE})?[“\"]?(?:{_JOINS})?(?=\S)")
_COMRADE = re.compile(r"^(?:Các\s+đồng chí|Đồng chí|Đ/c)\s+(?=\S)")
# A body named by its role alone: "Cơ quan chủ trì xây dựng kế hoạch …", "Các đơn vị phối hợp gửi …".
_ROLE_BODY = re.compile(
    r"(?:(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+)?(?P<body>(?:(?:[Cc]ơ quan|[Đđ]ơn vị)(?:,\s*(?:đơn vị"
    r"|địa phương))?"
    r"\s+(?:chủ trì|phối hợp|đầu mối|thường trực)(?:\s+(?:nhiệm vụ|thực hiện nhiệm vụ))?(?=\s+(?!với"
    r"|cùng|thực hiện\s*:)"
    r"[a-zđ])|(?:[Cc]ác)\s+(?:cơ quan|đơn vị)(?:,\s*(?:đơn vị|địa phương))?\s+(?:chủ trì|phối hợp|đầu mối)"
    r"(?:\s+(?:nhiệm vụ|thực hiện nhiệm vụ))?(?=\s+(?:báo cáo|có trách nhiệm|chịu trách nhiệm|gửi|định kỳ"
    r"|tổng hợp|chủ động|kịp thời|cung cấp|cử|bố trí))))"
)


def unique(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """`names` without repetitions (case apart), in order."""
    seen: dict[str, str] = {}
    for name in names:
        if name:
            tidy = squeeze(name)
            seen.setdefault(tidy.lower(), tidy)
    return tuple(seen.values())


# A letter told: "Theo đó, chỉ đạo Sở X …" is the order of whoever the paragraph before names; in a list of
# duties "Chỉ đạo Sở X …" is the deed of those addressed above.
_TOLD_ORDER = re.compile(
    r"(?:Theo đó|Cụ thể|Trong đó|Trước mắt|Đồng thời),?\s+chỉ đạo\s+(?=(?:các\s+)?Sở[\s:])"
)


def lead_of(text: str) -> tuple[str, ...]:
    """The agencies that the sentence gives the duty to by its own words, or none.

    >>> lead_of("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát.")
    ('Sở Nội vụ',)
    """
    body = _ROLE_BODY.match(text)
    if body is not None:
        return (squeeze(body["body"]),)
    if (told := _TOLD_ORDER.match(text)) is not None:
        return _texts(_names(text, told.end()))
    text = _without_as_for(without_aside(text))
    ordered, at = orders.given(text)
    if at == 0 and ordered:
        return _alone(text, ordered)
    opened = _ORDER.match(text)
    # Who orders a deed of nobody named does not do it either.
    names = _names(text, opened.end() if opened is not None else 0) if at < 0 or ordered else ()
    if names and opened is None and orders.is_superior(names[0].text) and orders.gives(text, names[-1].end):
        names = ()
    if names and (opened is not None or _acts(text, names)) and not _names_own(text, opened, names):
        return _alone(text, names)
    if ordered:
        return _alone(text, ordered)
    for opening in _OPENING.finditer(text):
        order = _ORDER.match(text, opening.end())
        names = _names(text, order.end()) if order is not None else ()
        if names:
            return _alone(text, names)
    if at >= 0 and not ordered:
        return _ordered_later(text)
    return _in_charge(text) or _behind_clause(text) or _ordered_later(text)


_LATER = Guarded(
    rf"(?<=[.…])\s+(?=[“\"]?[{UPPER}][^.;]{{0,160}}?(?:giao|yêu cầu|đề nghị|chỉ đạo)\s)",
    "giao|yêu cầu|đề nghị|chỉ đạo",
)


def _ordered_later(text: str) -> tuple[str, ...]:
    """Those whom a later sentence orders by the word of somebody named: "… . Sở đề nghị các đơn vị …"."""
    for begin in _LATER.finditer(text):
        said = without_aside(text[begin.end() :])
        ordered, _ = orders.given(said)
        if ordered:
            return _alone(said, ordered)
    return ()


def _behind_clause(text: str) -> tuple[str, ...]:
    """From "Đến hết năm 2026, Sở X hoàn thành …": those who act behind the clause."""
    names, _ = clauses.agents(text[:1].upper() + text[1:])  # a joining word may stand before the clause
    names = tuple(name for name in names if not _NOT_LEAD.match(name.text))
    return _texts(names) if names and _acts(text, names) else ()


_OWN = re.compile(r"(?:các\s+)?(?:lãnh đạo|cán bộ|công chức|viên chức|thành viên)(?!\w)", re.IGNORECASE)


def _names_own(text: str, opened: re.Match[str] | None, names: tuple[agencies.Name, ...]) -> bool:
    """Whether "Phân công lãnh đạo sở theo dõi …" tells an agency to choose among its own people."""
    return (
        opened is not None and text.startswith(("Phân công", "Giao lãnh")) and bool(_OWN.match(names[0].text))
    )


_VERBS = r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Cc]hỉ đạo|[Pp]hân công)"
_ORDERING = re.compile(
    rf"(?<!\w)(?<!bàn ){_VERBS}\s+(?:(?:nhiệm vụ|trách nhiệm)\s+(?:cụ thể\s+)?)?(?:cho\s+)?"
)


def orders_somebody(text: str) -> bool:
    """Whether an order stands in the text with an agency behind it."""
    return any(agencies.begins(text, order.end()) for order in _ORDERING.finditer(text)) or bool(
        orders.given(text)[0]
    )


def subject_of(text: str) -> tuple[str, ...]:
    """The agencies that open the sentence as its subject; an order to others ("Yêu cầu …") gives none."""
    body = _ROLE_BODY.match(text)
    if body is not None:
        return (squeeze(body["body"]),)
    ordered, at = orders.given(text)
    if at == 0:
        return _alone(text, ordered)
    names = _names(text, 0)
    if names and _acts(text, names):
        return _alone(text, names)
    return _alone(text, ordered) if ordered else _behind_clause(text)


_AS_FOR = re.compile(r"(?:(?:Còn|Riêng)\s+)?(?:[Đđ]ối với|Riêng|Còn)\s+")
_MUST = re.compile(
    r"\s+(?:cần|phải|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|chủ động|tập trung|khẩn trương|tiếp tục"
    r"|tăng cường|thường xuyên|xây dựng|rà soát|tổ chức|chỉ đạo)\s"
)


def _without_as_for(text: str) -> str:
    """The sentence without the words that set those it is for apart ("Đối với UBND các xã cần rà soát …")."""
    said = _AS_FOR.match(text)
    names, end = agencies.scan(text, said.end()) if said is not None else ((), 0)
    return text[said.end() :] if said is not None and names and _MUST.match(text, end) else text


def opened_by(text: str) -> tuple[str, ...]:
    """The agencies that the sentence opens with: as those it orders or as its subject."""
    text = _without_as_for(without_aside(text))
    order = _ORDER.match(text)
    if order is None:
        return subject_of(text)
    names = _names(text, order.end())
    return _alone(text, names) if names and not _names_own(text, order, names) else ()


_PASSES_ON = re.compile(r"\s+chỉ đạo(?:,| và)?\s+(?!về(?!\w))")


def passed_on_by(text: str) -> tuple[str, ...]:
    """The ministries that a sentence begins with and that have others do it: asked of them where the Prime
    Minister speaks.

    >>> passed_on_by("Bộ Y tế chỉ đạo các bệnh viện phân loại rác thải.")
    ('Bộ Y tế',)
    """
    if not text.startswith(("Bộ ", "Các Bộ")):
        return ()
    names, end = agencies.scan(text, 0)
    return _texts(names) if names and _PASSES_ON.match(text, end) is not None else ()


def without_aside(text: str) -> str:
    """The sentence without what joins it to the one before ("Đồng thời, …"), and without "Đồng chí"."""
    return _COMRADE.sub("", _ASIDE.sub("", text, count=1), count=1)


def _names(text: str, at: int) -> tuple[agencies.Name, ...]:
    names, _ = agencies.scan(text, at)
    if names and not _NOT_LEAD.match(names[0].text):
        return names  # "Bộ X và các cơ sở giáo dục …" act together
    return tuple(name for name in names if not _NOT_LEAD.match(name.text))


def _texts(names: tuple[agencies.Name, ...]) -> tuple[str, ...]:
    return unique([name.text for name in names])


def _alone(text: str, names: tuple[agencies.Name, ...]) -> tuple[str, ...]:
    """The names before the one that an accompanying word joins: "Sở X cùng Sở Y" gives Sở X."""
    for place in range(1, len(names)):
        if "cùng" in text[names[place - 1].end : names[place].start]:
            return _texts(names[:place])
    return _texts(names)


# Any small word behind an agency is its verb, but for the words that tie names together.
_VERB = re.compile(
    rf"(?!(?:của|và|hoặc|thì|là|thuộc|như|cũng(?=\s+như)|với|về|ở)(?!\w))[{LOWER.removeprefix('a-z')}a-z]"
)


# Nothing, or what somebody has done: that is told of them, not asked.
_NOTHING = re.compile(r"\s*(?:\([^()]*\)\s*)?[:,]?\s*$|\s+(?:đã|luôn|(?:cũng|vẫn) (?:chưa|đã|còn))\s")
_GAP = re.compile(r"\s*(?:\([^()]{1,80}\)\s*)?[:,]?\s*")


def _acts(text: str, names: tuple[agencies.Name, ...]) -> bool:
    """Whether the agencies at the head of the sentence are its subject: a verb or a colon follows."""
    end = names[-1].end
    if _NOTHING.match(text, end):
        return False
    behind = _GAP.match(text, end)
    at = behind.end() if behind is not None else end
    return (
        _VERB.match(text, at) is not None
        or STOP.match(text, at) is not None
        or text[end:].lstrip().startswith(":")
    )


_SUBJECT = re.compile(rf"(?:^|[\s(])(?=[{UPPER}]\w+\s|UBND|[Cc]ác\s)")


def _in_charge(text: str) -> tuple[str, ...]:
    """`… Sở X chủ trì, phối hợp với …` anywhere in the text, for want of an order at its head."""
    if "chủ trì" not in text and "đầu mối" not in text and "chịu trách nhiệm" not in text:
        return ()
    for match in _SUBJECT.finditer(text):
        names, end = agencies.scan(text, match.end())
        if (
            names
            and _LEADS.match(text, end)
            and not re.search(r"(?:cùng|với|của|cho|gửi)\s*$", text[: match.end()])
        ):
            return _texts(names)
    return ()


# "(Sở X chủ trì; Công ty Y phối hợp)": who helps stands before the verb.
_HELPER = re.compile(r"[(;,]\s*(?:và\s+)?(?=[^();.]{3,160}?\s(?:cùng\s+)?phối hợp)")
_HELPS = re.compile(
    r"(?:\s*,)?\s+(?:là (?:cơ quan|đơn vị)\s+)?(?:cùng\s+|tham gia\s+)?phối hợp(?!\s+(?:với|cùng|các|giữa))"
)
# "Sở X chủ trì, cùng Sở Y …": the accompanying word names who co-ordinates.
_ALONGSIDE = re.compile(r"(?:[Cc]hủ trì|[Pp]hối hợp)?\s*(?P<comma>[,;]?)\s*\bcùng(?:\s+với)?(?:\s*:)?\s+")


_REACH_BACK = 600  # letters: clauses are shorter, and the work stays linear in a line of any length


def coordinates_of(text: str) -> tuple[str, ...]:
    """The agencies behind every "phối hợp với", those apart that are only urged to co-operate with others.

    >>> coordinates_of("Chủ trì, phối hợp với các sở, ngành và chính quyền địa phương rà soát.")
    ('các sở, ngành', 'chính quyền địa phương')
    >>> coordinates_of("Sở Y tế chủ trì, cùng Sở Nội vụ kiểm tra; Báo Bình Định phối hợp đưa tin.")
    ('Sở Nội vụ', 'Báo Bình Định')
    """
    if "hợp" not in text and "cùng" not in text:
        return ()
    found: list[str] = []
    for match in _TOGETHER.finditer(text):
        if _is_urged(text[max(0, match.start() - _REACH_BACK) : match.start()]):
            continue
        names, _ = agencies.scan(text, match.end())
        found.extend(name.text for name in names)
    return unique([*found, *_alongside(text), *_helpers(text)])


def _is_urged(before: str) -> bool:
    """Whether the words before "phối hợp" only urge others to it; no comma stands between."""
    words = before[max(map(before.rfind, ".;,")) + 1 :]
    return _URGED.search(words) is not None and _LEADS_TOO.search(before) is None


def _alongside(text: str) -> list[str]:
    """Those behind "chủ trì, cùng" or ", cùng với", and those who stand so beside the subject."""
    if "cùng" not in text:
        return []
    opened = _ORDER.match(text)
    names = _names(text, opened.end() if opened is not None else 0)
    found = [name.text for name in names[len(_alone(text, names)) :]]
    for match in _ALONGSIDE.finditer(text):
        if match["comma"] or match[0].lower().startswith(("chủ trì", "phối hợp")):
            names, _ = agencies.scan(text, match.end())
            found.extend(name.text for name in names)
    return found


def _helpers(text: str) -> list[str]:
    """Those who stand before "phối hợp" behind one who leads: "X chủ trì, Y phối hợp"."""
    last = text.rfind("phối hợp")
    if last < 0:
        return []
    leads = text.find("chủ trì")
    found: list[str] = []
    for match in _HELPER.finditer(text, 0, last + len("phối hợp")):
        names, end = agencies.scan(text, match.end())
        helps = _HELPS.match(text, end) if names else None
        if helps is not None and (
            0 <= leads < match.end() or match[0][0] in "(;" or _ends(text, helps.end())
        ):
            found.extend(name.text for name in names)
    return found


def _ends(text: str, at: int) -> bool:
    """Whether nothing but a stop stands behind `at`."""
    return re.match(r"\s*(?:thực hiện\s*)?[;,.)]", text[at:]) is not None
