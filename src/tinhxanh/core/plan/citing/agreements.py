"""Signed co-operation that a text recites: parties, day of signature, validity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.facts import Agreement
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.times import dates

_TITLE = re.compile(
    r"(?P<title>(?:Bản ghi nhớ|Biên bản ghi nhớ|Thỏa thuận|Thoả thuận|Bản thỏa thuận"
    r"|Biên bản thỏa thuận|Hiệp định|Chương trình hợp tác|Quy chế phối hợp|Chương trình phối hợp"
    r"|Kế hoạch hành động|Kế hoạch phối hợp|Hợp đồng hợp tác)(?:\s+(?:hợp tác|ghi nhớ|phối hợp|khung"
    r"|chung|năm\s+20\d\d))*)"
)
_SIGN = re.compile(r"(?:thống nhất\s+)?(?:đã\s+)?(?:thống nhất\s+)?(?:ký kết|ký)\s+(?:được\s+)?(?:các\s+)?$")
# "Chương trình phối hợp về … được ký kết ngày … giữa … với …".
_SIGNED_BETWEEN = re.compile(
    r"(?P<about>[^.;()]{0,200}?)\s+(?:đã\s+)?(?:được\s+)?ký(?:\s+kết)?\s(?=[^.;]*?(?<!\w)giữa\s)"
)
_VALID = re.compile(
    r"(?:có giá trị|có hiệu lực|hiệu lực|thời hạn|thời gian thực hiện)\s*(?:thực hiện\s*)?:?\s*"
    r"(?P<until>(?:đến|tới)\s+(?:hết\s+)?)?(?:từ\s+)?(?P<range>[^.;)]{6,110})"
)
_MONTH = re.compile(r"(?:cuối|hết|đầu)?\s*tháng\s+(?P<m>\d{1,2})\s*(?:/|năm)\s*(?P<y>20\d\d)", re.IGNORECASE)
_PARTY = re.compile(
    r"(?:UBND|Ủy ban|Uỷ ban|Sở|Ban|Bộ|Công an|Trung tâm|Viện|Trường|Đại học|Công ty|Tập đoàn"
    r"|Hiệp hội|Hội|Liên đoàn|Tỉnh đoàn|Mặt trận|Cục|Chính quyền|Tổ chức|Quỹ|Ngân hàng"
    r"|VCCI|tỉnh|thành phố|Thành phố|Tỉnh)\s*(?=\S)"
)
_AND = re.compile(r"\s+(?:và|với)\s+")
_BETWEEN = re.compile(r"giữa\s+")


def find(canonical: Canonical) -> tuple[Agreement, ...]:
    """The agreements whose signing the text states, in printed order, each title and parties once."""
    found: dict[tuple[str, tuple[str, ...]], Agreement] = {}
    for agreement in _all(canonical):
        found.setdefault((agreement.title.lower(), agreement.parties), agreement)
    return tuple(found.values())


def _all(canonical: Canonical) -> Iterator[Agreement]:
    text = canonical.text
    for match in _TITLE.finditer(text):
        begin = max(text.rfind("\n", 0, match.start()), _stop_before(text, match.start())) + 1
        before = text[begin : match.start()]
        end = _stop_behind(text, match.end())
        behind = text[match.end() : end]
        passive = _SIGNED_BETWEEN.match(behind)
        if passive is None and not _SIGN.search(before):
            continue
        parties = _parties(before, behind)
        if not parties:
            continue
        valid_from, valid_to = _validity(behind)
        yield Agreement(
            title=_title(match["title"], behind)
            if passive is None
            else squeeze(match["title"] + passive["about"]),
            parties=parties,
            signed=_signed(before, behind),
            valid_from=valid_from,
            valid_to=valid_to,
            source=canonical.spans((begin, end)),
        )


# What it is about stands behind "về", or behind what the two sides agree to do.
_ABOUT = re.compile(
    r"\s+(?:về|tài trợ|hỗ trợ|cung cấp|đầu tư|đào tạo|nghiên cứu|phát triển|triển khai|xây dựng|chuyển giao"
    r"|trong lĩnh vực|giai đoạn|thực hiện(?!\s+(?:từ|đến)\s))\s+[^,;.()]{3,160}?"
    r"(?=\s+(?:với|giữa|có hiệu lực|có giá trị|ngày|nhằm|để)\s|[,;.()]|$)"
)


def _title(named: str, behind: str) -> str:
    """The kind of agreement with what it is about ("Biên bản ghi nhớ về …", "Thỏa thuận
    hợp tác tài trợ vốn cho …"), up to the parties or a comma."""
    about = _ABOUT.match(behind)
    return squeeze(named + (about[0] if about is not None else ""))


def _stop_before(text: str, at: int) -> int:
    stops = [m.start() for m in re.finditer(r"[.;]\s", text[max(0, at - 600) : at])]
    return max(0, at - 600) + stops[-1] if stops else -1


def _stop_behind(text: str, at: int) -> int:
    match = re.compile(r"[.;](?:\s|$)|\n").search(text, at)
    return match.start() if match is not None else len(text)


def _parties(before: str, behind: str) -> tuple[str, ...]:
    """The two sides: those named right before the verb of signing, else those behind "giữa"."""
    clause = _SIGN.sub("", before).rstrip(" ,")
    between = _BETWEEN.search(behind)
    for text in (clause, behind[between.end() :] if between is not None else ""):
        found = _sides(text)
        if found:
            return found
    return _around(clause, behind)


_WITH = re.compile(r"(?:^|\s)với\s+")


def _around(clause: str, behind: str) -> tuple[str, ...]:
    """The sides of "X ký … với Y": one before the verb, the other behind "với"."""
    one = next((part for part in reversed(re.split(r",\s+", clause)) if _PARTY.match(part)), None)
    other = _WITH.search(behind)
    if one is None or other is None or not _PARTY.match(behind, other.end()):
        return ()
    name = re.split(r",\s", behind[other.end() :], maxsplit=1)[0]
    return _clean(one), _clean(re.split(r"\s+có\s", name, maxsplit=1)[0])


def _sides(text: str) -> tuple[str, ...]:
    text = re.sub(r"^\s*(?:\d{1,2}[.)]|[-–+]|[a-zđ]\))?\s*", "", text)
    openings = [0, *(m.end() for m in re.finditer(r",\s+", text))]
    for start in reversed(openings):
        segment = text[start:]
        if not _PARTY.match(segment):
            continue
        for joint in _AND.finditer(segment):
            right = segment[joint.end() :]
            if _PARTY.match(right):
                return _clean(segment[: joint.start()]), _clean(right)
    return ()


def _clean(name: str) -> str:
    shorter = re.split(r"\s+(?:đã|thống nhất|ký|về|ngày|nhằm|được)(?!\w)|\s*\(", squeeze(name), maxsplit=1)[0]
    return shorter.strip(" ,;.")


def _signed(before: str, behind: str) -> dt.date | None:
    found = dates.find(before) or dates.find(re.sub(r"\([^()]*\)", " ", behind))
    return found.date if found is not None else None


def _validity(behind: str) -> tuple[dt.date | None, dt.date | None]:
    match = _VALID.search(behind)
    if match is None:
        return None, None
    printed = match["range"]
    first = dates.find(printed)
    if first is None:
        return None, None
    if match["until"]:
        return None, first.date
    later = dates.find(printed, first.end)
    if later is not None:
        return first.date, later.date
    month = _MONTH.search(printed, first.end)
    return first.date, dates.last_of_month(int(month["y"]), int(month["m"])) if month is not None else None
