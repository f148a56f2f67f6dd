"""Lines that say who, with whom and by when for the items above them ("Đơn vị chủ trì: …; phối hợp: …"), and
brackets behind a duty that say the same.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan.addressing import Roles, coordinates_of, lead_of, unique
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze

_BODY = (
    r"(?:(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]/vị|CQ|ĐV)(?:\s*[,/]\s*(?:cơ quan|đơn vị|địa phương|cá nhân|tổ chức))*)"
)
_ROLE = (
    r"(?:[Cc]hủ trì|CHỦ TRÌ|[Pp]hối hợp|PHỐI HỢP|[Tt]hực hiện|[Cc]hịu trách nhiệm|[Đđ]ầu mối"
    r"|[Tt]rách nhiệm(?:\s+(?:lãnh đạo,?|chỉ đạo|tổ chức)){0,2}(?=\s+thực hiện\s*:))"
)
_MORE = r"(?:\s+(?:thực hiện|chính|tham mưu|theo dõi))?"
_ELSE = (  # labels behind which no agency stands any more
    r"(?:[Tt]hời (?:gian|hạn|điểm)|[Tt]iến độ|[Hh]ạn|[Hh]oàn thành|[Ss]ản phẩm|[Kk]ết quả|[Kk]inh phí"
    r"|[Nn]guồn)[^:;.]{0,20}:"
)
_FIELD = re.compile(
    rf"(?<!gian )(?<!hạn )(?<!độ )(?:{_BODY}\s+)?(?P<role>{_ROLE}){_MORE}\s*:\s*(?P<names>.*?)"
    rf"(?=\s*(?:[;.,–-]?\s*(?:{_BODY}\s+)?{_ROLE}{_MORE}\s*:|[;.,–-]?\s*{_ELSE}|$))",
    re.DOTALL,
)
_FOOTER = re.compile(
    rf"\s*\(?\s*(?:[-–+•*]\s*)?(?:{_BODY}\s+(?:chủ trì|phối hợp|thực hiện|chịu trách nhiệm|đầu mối)"
    r"(?:\s+\w+){0,2}|[Cc]hủ trì(?:\s+thực hiện)?|[Pp]hối hợp(?:\s+thực hiện)?"
    r"|[Cc]hịu trách nhiệm(?:\s+chính)?|[Đđ]ầu mối(?:\s+thực hiện)?|[Tt]hực hiện"
    r"|[Tt]rách nhiệm(?:\s+(?:lãnh đạo,?|chỉ đạo|tổ chức)){0,2}\s+thực hiện"
    r"|[Tt]hời (?:gian|hạn|điểm)(?:\s+(?:thực hiện|hoàn thành))?|[Hh]ạn(?:\s+hoàn thành)?"
    r"|[Tt]iến độ(?:\s+\w+){0,2}|[Ss]ản phẩm(?:\s+\w+){0,2}|[Kk]ết quả đầu ra|[Kk]inh phí"
    r"(?:\s+\w+){0,2})\s*:"
)
# "(Sở X chủ trì, Sở Y phối hợp)" on a line of its own.
_BRACKET = re.compile(r"\([^()]{5,300}\s(?:chủ trì|phối hợp|thực hiện)(?:[^()]{0,120})\)[\s.;]*")
# "… tiểu học. (Sở X chủ trì, phối hợp với Sở Y; hằng năm)": the same behind a duty.
_LAST_BRACKET = Guarded(
    r"\s*\((?P<said>(?=[^()]*(?:chủ trì|phối hợp|thực hiện)|[Gg]iao\s)[^()]{5,400})\)[\s.;]*$",
    "chủ trì|phối hợp|thực hiện|giao",
    hint=r"\)[\s.;]*$",
)
_INLINE_FOOTER = Guarded(
    rf"(?:(?<=[.;])\s+|\s*\(\s*)(?=(?:{_BODY}\s+(?:chủ trì|thực hiện|đầu mối|chịu trách nhiệm)"
    rf"|[Cc]hủ trì|Chịu trách nhiệm|Đầu mối|Trách nhiệm(?:\s+(?:chỉ đạo|tổ chức))?){_MORE}\s*:)",
    ":",
    hint=r"(?:chủ trì|thực hiện|đầu mối|tham mưu|trách nhiệm|chỉ đạo|tổ chức|chính|theo dõi)\s*:",
)


def is_footer(text: str) -> bool:
    """Whether a paragraph only says who, with whom or by when for the items above it."""
    if _FOOTER.match(text) is not None and len(text) < 700:
        return True
    return (
        text.startswith("(") and _BRACKET.fullmatch(text) is not None and bool(lead_of(text.strip("(). ;")))
    )


def fields(text: str) -> Roles:
    """The agencies behind "Chủ trì:" and "Phối hợp:" labels in a footer or a cell."""
    lead: list[str] = []
    coordinate: list[str] = []
    for match in _FIELD.finditer(text):
        names = agencies.split(match["names"].rstrip(") ."))
        (coordinate if match["role"].lower() == "phối hợp" else lead).extend(names)
    text = squeeze(text)
    if not lead and not coordinate and text.startswith("("):
        return Roles(lead_of(text.strip("(). ;")), coordinates_of(text))
    return Roles(unique(lead), unique(coordinate))


# "(Phân công cụ thể tại Phụ lục kèm theo)": where more is said of the duty is no part of it.
_SEE = Guarded(
    r"\s*\((?:[Pp]hân công|[Cc]hi tiết|[Cc]ụ thể|[Nn]ội dung|[Xx]em|[Tt]heo|[Cc]ó)\s[^()]{0,120}?"
    r"(?:Phụ lục|Phụ biểu|Biểu|Danh mục)[^()]{0,80}\)[\s.;]*$",
    "phụ lục|phụ biểu|biểu|danh mục",
    hint=r"\)[\s.;]*$",
)


def footer_start(text: str) -> int | None:
    """Where a footer begins inside a paragraph ("… . Đơn vị chủ trì: …", "… (Sở X chủ trì)."), or None."""
    match = _INLINE_FOOTER.search(text)
    if match is not None:
        return match.start()
    see = _SEE.search(text) if ")" in text else None
    if see is not None and see.start():
        return see.start()
    last = _LAST_BRACKET.search(text) if ")" in text else None
    return last.start() if last is not None and last.start() and lead_of(squeeze(last["said"])) else None


# "… tại các chợ (Sở Công Thương, UBND các xã)": nothing but agencies behind a deed of nobody.
_NAMES = re.compile(r"(?P<before>\S+)\s*\((?P<said>[^()]{4,200})\)[\s.;]*$")
_EXPLAINED = re.compile(
    r"(?:quan|vị|ngành|sở|ban|tỉnh|phương|chức|hội|nghiệp|thể|cấp|bộ|gồm)$", re.IGNORECASE
)


def in_bracket(text: str) -> tuple[str, ...]:
    """The agencies in a bracket behind a deed, where nothing else stands in it and it explains no agencies.

    >>> in_bracket("Kiểm tra giá rau (Sở Y tế, Sở Nội vụ)."), in_bracket("Họp các ngành (Sở Y tế).")
    (('Sở Y tế', 'Sở Nội vụ'), ())
    """
    last = _NAMES.search(text, max(0, len(text) - 260)) if ")" in text[-4:] else None
    if last is None or _EXPLAINED.match(last["before"]):
        return ()
    names, end = agencies.scan(last["said"], 0)
    return unique([one.text for one in names]) if end == len(last["said"].rstrip()) else ()
