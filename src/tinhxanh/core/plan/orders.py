"""Who orders whom: "Chủ tịch UBND tỉnh giao Sở X …", "Bộ Y đề nghị UBND cấp tỉnh …".

In letters, telegrams and conclusions the sentence names who gives the order before those who carry it
out. Who gives it has no duty by it, however much it is the subject of the sentence.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan import clauses
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import PLACE, STOP
from tinhxanh.core.plan.normal import UPPER, squeeze

_COUNCIL = (
    r"(?:UBND|[ỦU][ỷy] ban nhân dân(?:\s*\(UBND\))?|Uỷ ban nhân dân(?:\s*\(UBND\))?"
    r"|HĐND|Hội đồng nhân dân)"
)
_CITY = rf"T[Pp]\.?(?:\s?(?:HCM|Hồ Chí Minh)|(?<=\.)[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,2}})?(?!\w)"
# A small word may stand between one who orders without further name and the verb: "Tỉnh cũng yêu cầu …".
_BARE = r"(?=\s+(?:(?:cũng|còn|đã|vừa|mới)\s+){0,2}(?:giao|yêu cầu|đề nghị)\s)"
_PERSONS = _BARE.replace("giao|", "giao|chỉ đạo|")  # whom a newspaper calls by name speaks for the body
# Those who stand over every body that a document of a province gives duties to.
_SUPERIOR = (
    rf"(?:(?:(?:Phó )?[Cc]hủ tịch(?: Thường trực)?|Thường trực|Lãnh đạo|Đảng ủy) )?{_COUNCIL}\s+(?:[Tt]ỉnh"
    rf"|[Tt]hành phố|{_CITY})(?!\s*,\s*xã)"
    r"|Lãnh đạo (?:tỉnh|[Tt]hành phố|TP|UBND)(?!\w)"
    rf"|(?:Phó )?Chủ tịch(?=\s+(?!{_COUNCIL}|Hội)[{UPPER}])"
    r"|(?:Phó )?Thủ tướng(?: Thường trực)?(?: Chính phủ)?|Chính phủ"
    r"|(?:Ban Thường vụ|Thường trực|Bí thư|Ban Chấp hành Đảng bộ) (?:Tỉnh|Thành) [uủ][ỷy]|(?:Tỉnh|Thành) ủy"
    r"|Bộ trưởng(?: Bộ)?(?=\s)|Bộ(?=\s+(?!trưởng|[Cc]hỉ huy|[Tt]ư lệnh))|Tổng cục(?=\s)|Ban Bí thư|Bộ"
    r" Chính trị"
    r"|Văn phòng (?:Chính phủ|UBND tỉnh|Ủy ban nhân dân tỉnh)"
    # Who speaks is known from what stands before: "Tỉnh yêu cầu", "Công văn yêu cầu", "ông Hùng yêu cầu".
    rf"|(?:UBND|[Tt]ỉnh|[Tt]hành phố|TP\.?|Sở|Ban Chỉ đạo|Đoàn (?:giám sát|kiểm tra|thanh tra)"
    rf"|(?:[Cc]hỉ thị|[Cc]ông (?:văn|điện)|[Vv]ăn bản"
    rf"|[Kk]ế hoạch|[Qq]uyết định|[Tt]hông báo)(?: này| trên| nêu trên)?){_BARE}"
    rf"|(?:[ÔôBb]ng|[Bb]à|[Đđ]ồng chí)(?: [{UPPER}]\w+){{1,5}}{_PERSONS}"
)
# A body below the province orders those below it in letters of its own.
_DISTRICT = (
    rf"(?:(?:(?:(?:Phó )?[Cc]hủ tịch|Lãnh đạo) )?{_COUNCIL}\s+(?:huyện|thị xã|quận)"
    rf"(?:\s+[{UPPER}]\w*){{0,4}}|(?:[Hh]uyện|[Tt]hị xã)(?:\s+[{UPPER}]\w*){{1,3}}){_BARE}"
)
_CALLED = rf"(?:\s+này)?(?:,?(?:\s+[{UPPER}][\w.-]*){{0,6}})?(?:\s*\([^()]{{1,60}}\))?"  # a person's own name
_PAPER = (
    r"(?:(?:các\s+)?(?:[Vv]ăn bản|[Cc]ông văn|[Cc]ông điện|[Cc]hỉ thị|[Tt]hông báo)|ý kiến)"
    r"(?:\s+(?:hỏa tốc|khẩn|chỉ đạo|mới|gửi|(?:số\s+)?\d[^\s,]*(?:\s?/[^\s,]+)?"
    r"|\([^()]{1,40}\)|ngày\s+\d\S+))*,?"
)
_MANNER = (
    r"(?:\s+(?:vừa|mới|đã|cũng|còn|tiếp tục|thống nhất|trân trọng|ngay|xin|nhất trí|kịp thời"
    rf"|(?:k[ýí]\s+)?(?:có|ban hành|k[ýí]|ra)\s+{_PAPER}))*"
)
_VERB = r"(?:giao|yêu cầu|đề nghị|phân công|chỉ đạo|mời|đề xuất)"
# What was said and is an order: "Phó Chủ tịch UBND tỉnh nêu rõ: Sở X …".
_SAYS = r"(?:nêu rõ|nhấn mạnh|lưu ý|kết luận|chỉ đạo|có ý kiến(?: chỉ đạo)?(?: như sau)?)(?=\s*:\s)"
# What is permitted to somebody named is asked of them.
_PERMIT = r"(?:chấp thuận|đồng ý|cho phép|ủy quyền|uỷ quyền)"
_ABOVE = Guarded(
    rf"(?:^|(?<=[\s“\"(]))(?:{_DISTRICT}|{_SUPERIOR})(?=[^.;]{{0,160}}?\s(?:{_VERB}(?!\w)|{_SAYS}"
    rf"|{_PERMIT}(?!\w)))",
    "giao|yêu cầu|đề nghị|phân công|chỉ đạo|mời|đề xuất|nêu rõ|nhấn mạnh|lưu ý|kết luận|có ý kiến"
    "|chấp thuận|đồng ý|cho phép|ủy quyền|uỷ quyền",
)
_ORDERING = re.compile(rf"{_CALLED}{_MANNER}\s*,?\s+(?:{_SAYS}|{_VERB}(?=[\s,:])(?!\s+(?:của|về|tại)(?!\w)))")
# "các nhiệm vụ UBND tỉnh giao …", "dự án do UBND tỉnh giao …" order nothing now.
_RELATIVE = re.compile(
    r"(?:nhiệm vụ|nội dung|công việc|việc|chỉ tiêu|vấn đề|biên chế|vốn|mà|được|do|của|tại|theo)\s+$"
)
# "đề nghị Bộ X có ý kiến chỉ đạo Cục Y …": who is asked to give an order answers for it.
_IS_ASKED = re.compile(r"(?:đề nghị|kiến nghị|yêu cầu|giao)\s+$")
_SENT = re.compile(rf"{_CALLED}{_MANNER}\s+(?:gửi|đến|tới)\s+")
_OF_THEM = re.compile(r"(?:\s+về việc [^.;,]{3,160})?,?\s+(?:yêu cầu|đề nghị|chỉ đạo)\s+(?:khẩn trương\s+)?")
_PERMITS = re.compile(rf"{_CALLED}{_MANNER}\s+{_PERMIT}(?:\s+(?:giao|cho))*\s+(?=\S)")
_OPENS = re.compile(r"(?:^|,\s+)$")
# A body that is over nobody asks its equals and those below: "Sở X (cơ quan thường trực) đề nghị các đơn vị".
_ASKS = re.compile(
    rf"(?:\s*\([^()]{{2,80}}\))?{_MANNER}\s+(?:đề nghị|(?:yêu cầu|đề xuất)(?=\s+(?:các\s+)?(?:[Ss]ở|UBND"
    rf"|chính quyền|cơ quan|đơn vị|địa phương|[Cc]hủ tịch|[Tt]hủ trưởng)))\s+(?!của)"
)
_ASKER = re.compile(rf"(?:^|,\s+)(?=[{UPPER}])")
_ASKING = re.compile(r"đề nghị|yêu cầu|đề xuất")
_HIGHER = re.compile(rf"(?:{_SUPERIOR})(?!\w)")
_TO = re.compile(
    r"\s*:?\s+(?:(?:nhiệm vụ|trách nhiệm)\s+(?:cụ thể\s+)?)?(?:cho\s+)?(?:(?:các\s+)?đồng chí\s+(?!Phó|Chủ))?"
)
_COMMA = re.compile(r",\s*")
# Those ordered whom the grammar of names does not know: a district or town by its name, people by what
# they are. Their name ends before the verb.
_PLACED = re.compile(rf"(?:tỉnh|huyện|thị xã|thành phố|TP\.?|quận|xã|phường|thị trấn|đặc khu){PLACE}(?!\w)")
_PEOPLE = re.compile(
    r"(?:(?:các|toàn thể|mọi|mỗi|từng|tất cả|đội ngũ)\s+)(?:đội ngũ\s+)?(?:cán bộ|công chức|đảng viên"
    r"|thành viên|đồng chí|tỉnh|chủ rừng|chủ hồ|chủ phương tiện|nhà thầu|nhà máy|người|hộ|tổ|đoàn|đội|hội"
    r"|ngành)(?!\w)"
)


def given(text: str) -> tuple[tuple[agencies.Name, ...], int]:
    """Those whom the first sentence orders by the word of somebody named before them, and where the one
    who orders begins; () with that place where it orders a deed of nobody named, () and -1 without order.

    >>> [name.text for name in given("Chủ tịch UBND tỉnh giao Sở Y tế kiểm tra.")[0]]
    ['Sở Y tế']
    """
    sent = _letter(text)
    if sent:
        return sent, 0
    if not _ABOVE.may_match(text):
        return (), -1  # the words of `_ABOVE` are all the verbs of ordering there are
    nobody = -1
    for above in _ABOVE.finditer(_first(text)):
        near = max(0, above.start() - 20)
        if any(word.search(text, near, above.start()) for word in (_RELATIVE, _IS_ASKED)):
            continue
        _, end = agencies.scan(text, above.start())
        order = _ORDERING.match(text, max(end, above.end())) or _ORDERING.match(text, above.end())
        names = _sent(text, max(end, above.end())) or _permitted(text, max(end, above.end()))
        if names:
            return names, above.start()
        if order is None:
            continue
        names = _behind(text, order.end())
        if names:
            return names, above.start()
        if nobody < 0 and _OPENS.search(text[: above.start()]) and STOP.match(text, order.end() + 1):
            nobody = above.start()
    return ((), nobody) if nobody >= 0 else _asked(text)


def _sent(text: str, at: int) -> tuple[agencies.Name, ...]:
    """Those a letter was sent to where it asks a deed: "có công văn gửi các sở, yêu cầu kiểm tra"."""
    sent = _SENT.match(text, at)
    if sent is None:
        return ()
    names, end = agencies.scan(text, sent.end())
    asks = _OF_THEM.match(text, end) if names else None
    return names if asks is not None and STOP.match(text, asks.end()) else ()


# "Công văn số 12 gửi Sở X, UBND các xã kiểm tra …": a letter that is sent with a deed orders it.
_LETTER = Guarded(
    rf"(?:^|\s)(?P<letter>(?:[Cc]ông (?:văn|điện)|[Vv]ăn bản|[Cc]hỉ thị|[Tt]hông báo)(?:\s+(?:hỏa tốc|khẩn"
    rf"|(?:số\s+)?\d[^\s,]*|ngày\s+\d\S+)){{0,4}},?\s+gửi\s+(?:tới\s+|đến\s+)?)(?=[{UPPER}]|các\s)",
    "gửi",
)
_SENT_DEED = re.compile(
    r",?\s+(?:khẩn trương|tăng cường|kiểm tra|rà soát|chủ động|tập trung|triển khai|xử lý|chấn chỉnh|đôn đốc"
    r"|đẩy mạnh|đẩy nhanh|nghiêm túc|tổ chức|tham mưu|hướng dẫn|xác minh|giải quyết|thực hiện|bảo đảm"
    r"|đảm bảo)(?!\w)"
)


_RECITED = re.compile(r"(?:[Tt]hực hiện|[Cc]ăn cứ|[Tt]heo|[Tt]riển khai|tại|của|[Ss]au|[Tt]iếp theo)\s*$")


def _letter(text: str) -> tuple[agencies.Name, ...]:
    """Those a letter is sent to that tells them a deed without a word of ordering; one that a sentence only
    goes by orders nothing.
    """
    for letter in _LETTER.finditer(_first(text)) if _LETTER.may_match(text) else ():
        at = letter.start("letter")
        names, end = agencies.scan(text, letter.end())
        if names and _SENT_DEED.match(text, end) and not _RECITED.search(text, max(0, at - 20), at):
            return names
    return ()


def _permitted(text: str, at: int) -> tuple[agencies.Name, ...]:
    permits = _PERMITS.match(text, at)
    names, end = agencies.scan(text, permits.end()) if permits is not None else ((), at)
    return names if names and text[end:].lstrip(" :,")[:1].islower() else ()


def gives(text: str, at: int) -> bool:
    """Whether an order follows at `at`, behind the name of who gives it."""
    return _ORDERING.match(text, at) is not None


def is_superior(name: str) -> bool:
    """Whether a body stands over all that a document of a province gives duties to."""
    return _HIGHER.match(name) is not None


# Several bodies write no letter together: they pass on what is asked of them.
_MANY = re.compile(rf"(?:(?:[Cc]hủ tịch )?{_COUNCIL}\s+(?:các|cấp)|[Cc]ác)\s")


def _asked(text: str) -> tuple[tuple[agencies.Name, ...], int]:
    """Those whom a body that is over nobody asks, at the head of the sentence or behind a clause."""
    if not _ASKING.search(text):
        return (), -1
    for begin in _ASKER.finditer(_first(text)):
        names, end = agencies.scan(text, begin.end())
        asks = _ASKS.match(text, end) if names and not _HIGHER.match(text, begin.end()) else None
        if asks is None or _MANY.match(names[0].text) or _HIGHER.match(text, asks.end()):
            continue
        asked, _ = agencies.scan(text, asks.end())
        if asked:
            return asked, begin.end()
    return (), -1


_SENTENCE_END = re.compile(rf"[.;](?=\s+[{UPPER}])")


def _first(text: str) -> str:
    end = _SENTENCE_END.search(text, 12)
    return text[: end.start()] if end is not None else text


def _behind(text: str, at: int) -> tuple[agencies.Name, ...]:
    """The agencies at `at`, a clause between commas passed over: "yêu cầu, căn cứ kết quả, các sở …"."""
    comma = _COMMA.match(text, at)
    if comma is not None:
        names, _ = agencies.scan(text, comma.end())
        if names:
            return names
        clause = text[comma.end() :]
        names, _ = clauses.agents(clause[:1].upper() + clause[1:])
        return tuple(agencies.Name(n.text, n.start + comma.end(), n.end + comma.end()) for n in names)
    to = _TO.match(text, at)
    if to is None:
        return ()
    return agencies.scan(text, to.end())[0] or _loose(text, to.end())


def _loose(text: str, at: int) -> tuple[agencies.Name, ...]:
    """One who is ordered and stands in no grammar of names: a place that acts, or people before a verb."""
    placed = _PLACED.match(text, at)
    if placed is not None:
        return (agencies.Name(squeeze(placed[0]), at, placed.end()),)
    people = _PEOPLE.match(text, at)
    if people is None:
        return ()
    for gap in _GAP.finditer(text, people.end(), at + _LONGEST):
        if STOP.match(text, gap.end()):
            return (agencies.Name(squeeze(text[at : gap.start()]), at, gap.start()),)
        if gap[0].startswith((".", ";", ":")):
            break
    return ()


_GAP = re.compile(r"[.;:,]?\s+")
_LONGEST = 160  # letters of a name of people
