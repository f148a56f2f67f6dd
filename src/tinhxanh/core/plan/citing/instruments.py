"""The grammar of instruments: kinds of documents, their numbers, and citations in running text.

Numbers follow Nghị định 30/2020/NĐ-CP, annex III, with the deviations seen in real files: stray spaces
and line breaks, a swallowed hyphen (`QĐTTg`), `QD` for `QĐ`, Party symbols with the hyphen first
(`17-CT/TU`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tinhxanh.core.plan.citing import issuers, subjects
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import UPPER
from tinhxanh.core.plan.times import dates

KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "QD": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "PC": "Phiếu chuyển",
    "GM": "Giấy mời",
    "NĐ": "Nghị định",
    "ND": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KL": "Kết luận",
    "QH": "Luật",
    "UBTVQH": "Nghị quyết",
    "CV": "Công văn",
    "PL": "Pháp lệnh",
    "VBHN": "Văn bản hợp nhất",
    "TBKL": "Thông báo",
    "QyC": "Quy chế",
    "BTT": "Bản thỏa thuận",
    "L": "Lệnh",
}
_KIND_WORDS = (
    "Thông tư liên tịch|Văn bản hợp nhất|Thông báo kết luận|Phiếu chuyển|Nghị quyết|Quyết định|Nghị "
    "định|Thông tư|Chỉ thị|Kế hoạch|Thông báo"
    "|Công văn|Văn bản|Báo cáo|Tờ trình|Kết luận|Chương trình hành động|Chương trình|Hướng dẫn|Công "
    "điện|Giấy mời|Quy định|Quy chế|Đề án"
    "|Phương án|Pháp lệnh|Bộ luật|Luật|Lệnh|Thông tri|Công ước|Hiến pháp|Thông cáo|Phiếu trình|Biên bản"
)
_BLOCK = f"[{UPPER}][A-Za-zĐđƯưÂÊÔƠ&0-9]*"
NUMBER = re.compile(
    rf"(?P<no>\d(?<![\w/.,]\d)\d{{0,4}}(?:\.\d{{1,3}})?[a-z]?)\s?(?P<sep>[/-])\s?(?P<year>(?:19|20)\d\d\s?/\s?)?"
    rf"(?P<tail>{_BLOCK}(?:\s?[-–]\s?{_BLOCK}|\.{_BLOCK}){{0,4}}(?:\s?/\s?[{UPPER}][A-Za-zĐđƯư0-9]*)?)(?!\w)"
)
KIND = re.compile(rf"(?:{_KIND_WORDS})(?!\w)", re.IGNORECASE)
_LEAD = re.compile(
    rf"(?P<kind>{_KIND_WORDS})(?P<mid>\s+(?:liên tịch\s+)?)?(?:\s*số\s*:?)?\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"số\s*:?\s*$", re.IGNORECASE)
_BLANK = re.compile(
    rf"số(?<!\wsố)\s*:?\s*(?P<blank>[…._\s]*)/\s?(?P<tail>(?:19|20)?\d{{0,4}}/?{_BLOCK}(?:\s?[-–]\s?{_BLOCK}){{0,3}})"
)
_GLUED = re.compile(
    r"^(?P<year>(?:\d{4}/)?)(?P<kind>QĐ|QD|CT|NQ|KH|BC|TB|TTr|NĐ|TT|CTr|KL|HD)"
    r"(?P<office>TTg|UBND|CP|HĐND|TU|TW|B[A-ZĐ]{2,}|S[A-ZĐ]{2,}|VPCP)"
)
_DATED = re.compile(r"[\s,(]*(?:ký\s+|ban hành\s+)?(?=ngày\s|\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_SUBJECTS = subjects.Subjects(_KIND_WORDS)


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument as cited at `[start, end)`; `number` None where the printed number is blank or there
    is none.
    """

    number: str | None
    kind: str | None
    date: dt.date | None
    issuer: str | None
    subject: str | None
    start: int
    end: int


# Symbols that hold a small letter, as titles set in capitals throughout print them.
_SET_SMALL = (("-TTG", "-TTg"), ("-CTR/", "-CTr/"), ("/CTR-", "/CTr-"), ("/TTR-", "/TTr-"))


def tidy(number: str) -> str:
    """The number without stray spaces, with the hyphen a line end swallowed put back.

    >>> tidy("04- NQ/TU"), tidy("1626/QĐTTg"), tidy("876/QĐ-TTG")
    ('04-NQ/TU', '1626/QĐ-TTg', '876/QĐ-TTg')
    """
    flat = re.sub(r"\s+", "", number).replace("–", "-").strip(".,;")
    for capital, printed in _SET_SMALL:
        flat = flat.replace(capital, printed)
    head, slash, tail = flat.partition("/")
    return head + slash + _GLUED.sub(r"\g<year>\g<kind>-\g<office>", tail) if slash else flat


def kind_of(number: str) -> str | None:
    """The kind of instrument that a number's symbol names; None for letters, whose symbol names none."""
    for block in re.split(r"[/\-]", number)[1:]:
        if block in KINDS:
            return KINDS[block]
        if block.startswith("QH") and block[2:].isdigit():
            return "Luật"
    return None


def find(text: str) -> Iterator[Citation]:
    """All citations with a number in `text`, in order; blanks ("Quyết định số    /QĐ-UBND") too."""
    taken = 0
    for match in NUMBER.finditer(text):
        if match.start() < taken:
            continue
        cited = _of_number(text, match)
        if cited is not None:
            yield cited
            taken = match.end()
    for match in _BLANK.finditer(text):
        lead = _LEAD.search(text[max(0, match.start() - 40) : match.start()])
        if lead is not None:
            yield _of_blank(text, match, lead)


def _of_number(text: str, match: re.Match[str]) -> Citation | None:
    number = tidy(match[0])
    before = text[max(0, match.start() - 60) : match.start()]
    lead = _LEAD.search(before)
    named = lead["kind"] if lead is not None else None
    symbol = kind_of(number)
    if named is None and symbol is None and not _NUMBERED.search(before) and not _is_office(number):
        return None
    if (
        re.search(r"(?:QCVN|TCVN|QCĐP|Hợp đồng|hợp đồng|Giấy phép|giấy phép)(?:\s+số)?\s*$", before)
        or "/" not in number
    ):
        return None
    start = match.start() - (len(before) - lead.start()) if lead is not None else match.start()
    date, issuer, subject, end = _behind(text, match.end())
    if date is None or issuer is None:
        day, by = _before(text, start)
        date, issuer = date or day, issuer or by
    return Citation(number, _kind(named, symbol), date, issuer, subject, start, end)


_ISSUED = re.compile(
    r"(?:^|[.;:\n]|[-–+]\s|\d[.)]\s)\s*(?:[Vv]ào\s+)?(?P<day>[Nn]gày\s[^,.;]{6,32}?,?\s+)?"
    r"(?P<by>[^,.;:\n]{0,70}?)\s*(?:đã\s+)?(?:ban hành|ký ban hành|ký|có)\s+$"
)


def _before(text: str, at: int) -> tuple[dt.date | None, str | None]:
    """Date and issuer that stand before the kind: "Ngày 25/6/2026, Sở X ban hành Quyết định số …"."""
    match = _ISSUED.search(text[max(0, at - 140) : at])
    if match is None:
        return None, None
    found = dates.find(match["day"]) if match["day"] else None
    names, end = agencies.scan(match["by"], 0)
    named = names[0].text if len(names) == 1 and not match["by"][end:].strip() else None
    return (found.date if found is not None else None), named


def _kind(named: str | None, symbol: str | None) -> str | None:
    if named is None:
        return symbol
    if named.lower() == "văn bản" and symbol is not None:
        return symbol
    return named[0].upper() + named[1:].lower()


def _is_office(number: str) -> bool:
    """Whether the symbol is that of an office and its unit, as letters carry it (`822/UBND-KT`)."""
    tail = number.partition("/")[2]
    return (
        re.match(r"(?:UBND|VPCP|VPUBND|B[A-ZĐ]{2,}|S[A-ZĐ]{2,}|STNMT|BĐKH|VP|HĐND|TU)[A-ZĐ&]*-[A-ZĐ]", tail)
        is not None
    )


def _of_blank(text: str, match: re.Match[str], lead: re.Match[str]) -> Citation:
    _, issuer, subject, end = _behind(text, match.end())
    start = match.start() - (len(lead.string) - lead.start())
    return Citation(None, _kind(lead["kind"], None), None, issuer, subject, start, end)


_EMPTY_DATE = re.compile(r"[\s,(]*ngày[\s.…/]*(?:tháng[\s.…\d]*)?(?:năm[\s.…]*(?:\d{4})?)?", re.IGNORECASE)


def _behind(text: str, at: int) -> tuple[dt.date | None, str | None, str | None, int]:
    """Date, issuer and subject that stand behind a number, each where it does."""
    date = None
    end = at
    dated = _DATED.match(text, at)
    if dated is not None:
        found = dates.find(
            text, dated.end() - 1 if dated.end() > at else at, min(len(text), dated.end() + 34)
        )
        if found is not None and found.start - dated.end() < 6:
            date, end = found.date, found.end
    if date is None:
        empty = _EMPTY_DATE.match(text, at)
        end = empty.end() if empty is not None else end
    issuer, end = issuers.find(text, end)
    subject, end = _SUBJECTS.find(text, end, behind=date is not None or issuer is not None)
    if issuer is None and subject is not None:
        issuer, _ = issuers.find(text, end)
    return date, issuer, subject, end
