"""Signed co-operation that a text recites: parties, day of signature, validity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Agreement
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.times import dates

_TITLE = re.compile(
    r"(?P<title>(?<!\w)(?:(?:[Bb]ản|[Bb]iên bản)\s+(?:ghi nhớ|th[ỏo][aả] thuận|hợp tác|thảo luận)"
    r"|[Tt]h(?:ỏa|oả) thuận(?!\s+Paris)|[Hh]iệp định|[Cc]hương trình\s+(?:hợp tác|phối hợp|liên tịch)"
    r"|[Qq]uy chế\s+phối hợp|[Kk]ế hoạch\s+(?:hành động|phối hợp|liên tịch|hợp tác)|[Nn]ghị quyết liên tịch"
    r"|[Hh]ợp đồng\s+(?:hợp tác|mua bán|chi trả))(?:\s+(?:hợp tác|ghi nhớ|phối hợp|liên tịch|khung|chung"
    r"|năm\s+20\d\d))*(?!\w)(?:\s+số\s+[\w./-]*\w)?)"
)
_VERB = re.compile("[Kk]ý")
# "đã thống nhất ký kết (được) (02) Bản ghi nhớ": the verb right before what is signed.
_SIGN = re.compile(
    r"(?<!\w)(?:thống nhất\s+)?(?:tổ chức\s+)?(?:lễ\s+)?(?:[Kk]ý kết|[Kk]ý)\s+(?:thành công\s+|được\s+)?"
    r"(?:các\s+|0?1\s+|bản\s+)?$"
)
# "… đã được ký kết ngày …": the verb behind it.
_SIGNED = re.compile(r"(?<!\w)(?:được\s+|cùng\s+|lễ\s+)?(?:ký kết|ký)(?!\w)")
# What was not signed yet: "sẽ ký", "dự kiến ký kết", "tiến tới ký".
_NOT_YET = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|chuẩn bị|tiến tới|đề xuất|xem xét|nghiên cứu|đàm phán|chưa|hướng tới|thủ tục"
    r"|kế hoạch|tổ chức|đề nghị|giao|yêu cầu|thúc đẩy|chủ trương|phương án|nội dung|dự thảo|để)"
    r"(?:\s+(?:việc|được|sẽ|các bên|hai bên))*\s+$"
)
_DONE = re.compile(r"(?<!\w)(?:đã|vừa)(?!\w)")
_VALID = re.compile(
    r"(?:có giá trị|có hiệu lực|hiệu lực|(?:có\s+)?thời hạn|thời gian thực hiện|(?:được\s+)?thực hiện"
    r"(?=\s+(?:từ|đến|trong)\s))\s*(?:thực hiện\s*)?:?\s*"
    r"(?:(?:trong\s+)?(?:vòng\s+)?(?P<years>\d{1,2})\s*(?:\([^()]*\)\s*)?năm"
    r"|(?P<until>(?:đến|tới)\s+(?:hết\s+)?)?(?:từ\s+)?(?P<range>[^.;)]{4,110}))"
)
# "…; thời gian thực hiện …": the piece behind a semicolon still speaks of what was signed.
_STILL = re.compile(
    r"[;.]\s*(?:[Tt]hời (?:gian|hạn)|(?:[Bb]iên bản|[Bb]ản ghi nhớ|[Tt]h(?:ỏa|oả) thuận|[Cc]hương trình"
    r"|[Qq]uy chế)(?:\s+này)?\s+có|[Cc]ó (?:hiệu lực|giá trị)|[Hh]iệu lực)"
)
_MONTH = re.compile(r"(?:cuối|hết|đầu)?\s*tháng\s+(?P<m>\d{1,2})\s*(?:/|năm)\s*(?P<y>20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?:hết\s+)?năm\s+(?P<y>20\d\d)")
_PARTY = re.compile(
    r"(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Sở|Ban|Bộ|Công an|Trung tâm|Viện|Học viện|Trường|Đại học|Công ty"
    r"|Tổng công ty|Tổng cục|Tập đoàn|Hiệp hội|Hội|Liên hiệp|Liên minh|Liên đoàn|Tỉnh đoàn|Đoàn|Mặt trận|Cục"
    r"|Chi cục|Chính quyền|Chính phủ|Tổ chức|Cơ quan|Quỹ|Ngân hàng|Văn phòng|Đại sứ quán|Vườn quốc gia|Dự án"
    r"|Chương trình Phát triển|Nhóm|Phòng|tỉnh|thành phố|Thành phố|Tỉnh|(?-i:[A-Z]{3,}))(?!\w)\s*(?=\S|$)"
)
_AND = re.compile(r",?\s+(?P<joint>và|với|cùng với|cùng)\s+")
_BETWEEN = re.compile(r"(?<!\w)giữa\s+")
_OPENING = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–+•]|[a-zđ]\))?\s*(?:[Hh]ai bên(?:\s+là)?\s+)?")
_FOR = re.compile(r"(?:^|.*\s)tham mưu(?:\s+(?:cho|để))?\s+(?=\S)", re.DOTALL)


def find(canonical: Canonical) -> tuple[Agreement, ...]:
    """The agreements whose signing the text states, in printed order, each title and parties once."""
    found: dict[tuple[str, tuple[str, ...]], Agreement] = {}
    for agreement in _all(canonical):
        found.setdefault((agreement.title.lower(), agreement.parties), agreement)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """The clause around a title: what stands before it and behind it, and what follows the clause."""

    title: str
    before: str
    behind: str
    after: str

    @property
    def clause(self) -> str:
        """What stands before the verb of signing."""
        return _SIGN.sub("", self.before).rstrip(" ,")


def _named(text: str) -> Iterator[re.Match[str]]:
    """The kinds of agreement named in the lines that speak of signing."""
    verb = _VERB.search(text)
    while verb is not None:
        end = text.find("\n", verb.start())
        end = end if end >= 0 else len(text)
        yield from _TITLE.finditer(text, text.rfind("\n", 0, verb.start()) + 1, end)
        verb = _VERB.search(text, end)


def _all(canonical: Canonical) -> Iterator[Agreement]:
    text = canonical.text
    for match in _named(text):
        begin = max(text.rfind("\n", 0, match.start()), _stop_before(text, match.start())) + 1
        end = _stop_behind(text, match.end())
        after = text[end : _stop_behind(text, end + 1)] if _STILL.match(text, end) else ""
        said = _Said(match["title"], text[begin : match.start()], text[match.end() : end], after)
        signed = _signed(said)
        if not _is_signed(said, known=signed is not None):
            continue
        parties = _parties(said)
        if not parties:
            continue
        since, until = _validity(said, signed)
        yield Agreement(
            title=_title(said),
            parties=parties,
            signed=signed,
            valid_from=since,
            valid_to=until,
            source=canonical.spans((begin, end)),
        )


def _is_signed(said: _Said, *, known: bool) -> bool:
    """Whether the clause says that it was signed: its day is `known`, or it is told as done."""
    verb = _SIGN.search(said.before)
    if verb is not None:
        return (known or _DONE.search(said.before) is not None) and not _NOT_YET.search(
            said.before[: verb.start()]
        )
    passive = _SIGNED.search(said.behind)
    if passive is None or not known or _NOT_YET.search(said.behind[: passive.start()]):
        return False  # told without its day it was spoken of before
    return _BETWEEN.search(said.behind) is not None or bool(_sides(_OPENING.sub("", said.before)))


# What it is about stands behind "về", or behind what the two sides agree to do.
_END_OF_SUBJECT = (
    r"(?=\s+(?:với|giữa|có hiệu lực|có giá trị|có thời hạn|thời hạn|ngày|vào|nhằm|để"
    r"|(?:đã\s+)?(?:được\s+)?ký)(?!\w)|[,;.()]|$)"
)
_ABOUT = re.compile(
    r"\s+(?:về|tài trợ|hỗ trợ|cung cấp|đầu tư|đào tạo|nghiên cứu|phát triển|triển khai|xây dựng|chuyển giao"
    r"|quản lý|bảo vệ|giảm|mua bán|chi trả|dự án|trong lĩnh vực|giai đoạn|thực hiện(?!\s+(?:từ|đến)\s))\s+"
    r"[^,;.()]{3,160}?" + _END_OF_SUBJECT
)
_LATER = re.compile(r"\s(?P<about>(?:về|trong lĩnh vực)\s+(?![A-ZĐ])[^,;.()]{3,160}?)" + _END_OF_SUBJECT)
_AIM = re.compile(r"(?<!\w)(?:nhằm|hướng tới|qua đó)(?!\w)")
_PASSIVE_ABOUT = re.compile(r"(?P<about>\s+về\s[^.;()]{0,200}?)\s+(?:đã\s+)?(?:được\s+)?ký(?!\w)")


def _title(said: _Said) -> str:
    """The kind of agreement with what it is about ("Biên bản ghi nhớ về …", "Thỏa thuận hợp tác tài trợ
    vốn cho …"), which may stand behind the parties and the day.
    """
    whole = _PASSIVE_ABOUT.match(said.behind) if not _SIGN.search(said.before) else None
    if whole is not None and not _BETWEEN.search(whole["about"]):
        return squeeze(said.title + whole["about"])
    about = _ABOUT.match(said.behind)
    if about is not None:
        return squeeze(said.title + about[0])
    later = _LATER.search(_AIM.split(said.behind, maxsplit=1)[0])
    return squeeze(f"{said.title} {later['about']}" if later is not None else said.title)


def _stop_before(text: str, at: int) -> int:
    stops = [m.start() for m in re.finditer(r"[.;]\s", text[max(0, at - 600) : at])]
    return max(0, at - 600) + stops[-1] if stops else -1


_STOP = re.compile(r"[.;](?:\s|$)|\n")


def _stop_behind(text: str, at: int) -> int:
    match = _STOP.search(text, at)
    return match.start() if match is not None else len(text)


def _parties(said: _Said) -> tuple[str, ...]:
    """The two sides: those behind "giữa", else those named right before the verb of signing, else one
    before it and the other behind "với".
    """
    between = _BETWEEN.search(said.behind)
    if between is not None and (found := _sides(said.behind[between.end() :])):
        return found
    clause = _OPENING.sub("", said.clause)
    return _sides(_FOR.sub("", clause)) or _around(_FOR.sub("", clause), said.behind)


_WITH = re.compile(r"(?:^|\s)(?:với|cùng)\s+(?=\S)")


def _around(clause: str, behind: str) -> tuple[str, ...]:
    """The sides of "X ký … với Y": one before the verb, the other behind "với"."""
    one = next((part for part in reversed(re.split(r",\s+", clause)) if _PARTY.match(part)), None)
    other = _WITH.search(behind)
    if one is None or other is None or not _is_name(behind, other.end()):
        return ()
    return _clean(one), _clean(behind[other.end() :])


def _is_name(text: str, at: int) -> bool:
    return at < len(text) and (text[at] in _CAPITALS or _PARTY.match(text, at) is not None)


_CAPITALS = frozenset(UPPER)


def _sides(text: str) -> tuple[str, ...]:
    openings = [0, *(m.end() for m in re.finditer(r",\s+", text))]
    for start in reversed(openings):
        segment = text[start:]
        if not _PARTY.match(segment):
            continue
        for joint in _AND.finditer(segment):
            at = joint.end()
            if _PARTY.match(segment, at) or (joint["joint"] != "và" and _is_name(segment, at)):
                return _clean(segment[: joint.start()]), _clean(segment[at:])
    return ()


_NAME_ENDS = re.compile(
    r"\s+(?:đã|thống nhất|cùng|ký|về(?!\s+[A-ZĐ])|ngày|nhằm|được|có|vào|để|trong|thực hiện|giai đoạn)(?!\w)"
    r"|\s*[(;]|,\s+(?!Nhật Bản|Hàn Quốc|Trung Quốc|Đức|Pháp|Hoa Kỳ|Lào|Đan Mạch|Hà Lan|Úc|Thái Lan)"
)


def _clean(name: str) -> str:
    return _NAME_ENDS.split(squeeze(name), maxsplit=1)[0].strip(" ,;.")


_NO_SIGNING = re.compile(r"(?:từ|đến|tới|hết|trước|kể từ)(?:\s+(?:ngày|hết|hết ngày))*\s*$")


def _signed(said: _Said) -> dt.date | None:
    """The day beside the verb or behind the title that no validity begins or ends with, else the one that
    the clause opens with.
    """
    valid = _VALID.search(said.behind)
    behind = said.behind[: valid.start()] if valid is not None else said.behind
    at = 0
    while (found := dates.find(behind, at)) is not None:
        if not _NO_SIGNING.search(behind, max(0, found.start - 20), found.start):
            return found.date
        at = found.end
    before = dates.find(said.before)
    return before.date if before is not None else None


def _validity(said: _Said, signed: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """From when until when it holds; a number of years is counted from the signing."""
    match = _VALID.search(said.behind) or _VALID.search(said.after)
    if match is None:
        return None, None
    if match["years"]:
        return (signed, _years_on(signed, int(match["years"]))) if signed is not None else (None, None)
    printed = match["range"]
    first = dates.find(printed)
    if first is None:
        year = _YEAR.match(printed) if match["until"] else None
        return None, dt.date(int(year["y"]), 12, 31) if year is not None else None
    if match["until"]:
        return None, first.date
    later = dates.find(printed, first.end)
    if later is not None:
        return first.date, later.date
    month = _MONTH.search(printed, first.end)
    return first.date, dates.last_of_month(int(month["y"]), int(month["m"])) if month is not None else None


def _years_on(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
