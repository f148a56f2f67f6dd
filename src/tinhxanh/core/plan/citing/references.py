"""Cited instruments: Canonical -> references. Each number once, laws without number by name."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.citing import instruments
from tinhxanh.core.plan.citing.instruments import Citation
from tinhxanh.core.plan.facts import Reference
from tinhxanh.core.plan.normal import UPPER, fold, squeeze
from tinhxanh.core.plan.times import dates

# Names of laws that hold a comma or "và", so that the grammar below would stop too early.
_LONG_LAWS = (
    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Phòng cháy, chữa cháy và cứu nạn cứu hộ",
    "Phòng cháy và chữa cháy",
    "Sử dụng năng lượng tiết kiệm và hiệu quả",
    "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
    "Tổ chức Hội đồng nhân dân và Uỷ ban nhân dân",
    "Tổ chức HĐND và UBND",
    "Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
    "Phòng, chống thiên tai và Luật Đê điều",
    "Phòng, chống thiên tai",
    "Phòng, chống tham nhũng",
    "Phòng, chống ma túy",
    "Thực hành tiết kiệm, chống lãng phí",
    "Quản lý, sử dụng tài sản công",
    "Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp",
    "Hỗ trợ doanh nghiệp nhỏ và vừa",
    "Ban hành văn bản quy phạm pháp luật",
    "Thuế bảo vệ môi trường",
    "Tài nguyên, môi trường biển và hải đảo",
    "Địa chất và khoáng sản",
    "Đầu tư theo phương thức đối tác công tư",
    "An toàn, vệ sinh lao động",
    "Khoa học, công nghệ và đổi mới sáng tạo",
    "Khoa học và công nghệ",
    "Bảo vệ và kiểm dịch thực vật",
    "Bảo vệ và phát triển rừng",
    "Trồng trọt",
    "Giao dịch điện tử",
)
_DATED = re.compile(r"\s*,?\s*(?:được\s+[^.;,]{3,40}\s+)?ngày(?=\s+\d)")
_SHORT = re.compile(
    rf"[{UPPER}]{{2,8}}(?:\s(?:và|&)\s[{UPPER}]{{2,8}})?"
)  # "Luật PCCC": a law named in full elsewhere
_AMENDING = re.compile(
    r"Luật\s+[Ss]ửa đổi,?\s*bổ sung(?:\s+một số)?\s+điều(?:,\s*khoản)?\s+của\s+(?:(?:các|\d+)\s+)?(?:Bộ luật"
    r"|[Ll]uật)\s+[^;.()]{3,240}?(?=[;.()]|,(?!\s+(?:Bộ luật|Luật)\s)|\s+(?:ngày|số|năm)\s|$)"
)
_LAW = re.compile(
    rf"(?P<kind>Bộ luật|Luật|Pháp lệnh|Hiến pháp)(?:\s+(?P<name>"
    rf"(?i:{'|'.join(sorted(map(re.escape, _LONG_LAWS), key=len, reverse=True))})|[{UPPER}]"
    rf"(?:[^\s,;:.()“”\"]*)(?:\s+(?!(?:và|hoặc|số|ngày|năm|được|đã|có|quy|tại|theo|trong|để|về|này|của"
    rf"|là|cũng|như|sẽ|phải|do|với|khi|từ|đến|trên|Luật|Bộ|Nghị|các|nêu|liên|hiện|ban|thông|cho|ở|đối"
    rf"|bảo đảm|nhằm|thì|vào|sửa|thay)(?!\w))[^\s,;:.()“”\"]+){{0,11}}))(?:\s+(?P<year>năm\s+(?:19"
    rf"|20)\d\d|(?:19|20)\d\d))?"
)


_HEAD = 3000  # letters within which the head of a document stands
_HEAD_NUMBER = re.compile(r"^Số\s*:\s*(?P<number>\d\S*)", re.MULTILINE)


def find(
    canonical: Canonical, own: str | None, cited: Iterable[Citation] | None = None
) -> tuple[Reference, ...]:
    """The instruments a document cites, in printed order; `own` is its own number and no citation, `cited`
    what its text cites by number where that is known already.
    """
    found: dict[str, Reference] = {}
    head = _own_head(canonical.text, own)
    numbered = instruments.find(canonical.text) if cited is None else cited
    for key, reference in sorted(_all(canonical, numbered), key=lambda pair: pair[1].source[0].start):
        if (
            own is not None
            and reference.number == own
            and (_is_head(canonical.text, reference) or reference.source[0].start < head)
        ):
            continue
        known = found.get(key)
        found[key] = reference if known is None else _richer(known, reference)
    return tuple(found.values())


def _own_head(text: str, own: str | None) -> int:
    """Where the head prints the document's own number; what stands above it is a library's card, whose
    number cites nothing.
    """
    for match in _HEAD_NUMBER.finditer(text, 0, min(len(text), _HEAD)) if own is not None else ():
        if instruments.tidy(match["number"]) == own:
            return match.start()
    return -1


def _is_head(text: str, reference: Reference) -> bool:
    """Whether the number stands in the head line "Số: …" and so names the document itself."""
    start = reference.source[0].start
    line = text[text.rfind("\n", 0, start) + 1 : start + 6]
    return re.match(r"Số\s*:?\s*|.{0,60}\sSố\s*:\s*", line) is not None and "Kèm" not in line


def _richer(known: Reference, other: Reference) -> Reference:
    """The first citation, its gaps filled from a later one (a document cites in full once)."""
    return replace(
        known,
        date=known.date or other.date,
        issuer=known.issuer or other.issuer,
        subject=_plainer(known.subject, other.subject),
        kind=known.kind if known.kind not in {None, "Văn bản"} else other.kind or known.kind,
    )


def _plainer(known: str | None, other: str | None) -> str | None:
    """The subject cited first; the other where the first stands in the capitals of a title."""
    return other if known is None or (known.isupper() and other is not None) else known


def _all(canonical: Canonical, numbered: Iterable[Citation]) -> Iterator[tuple[str, Reference]]:
    for cited in numbered:
        key = cited.number or f"blank:{cited.kind}:{cited.issuer}"
        source = canonical.spans((cited.start, cited.end))
        yield (
            fold(key).replace("-", ""),
            Reference(cited.number, cited.kind, cited.date, cited.issuer, cited.subject, source),
        )
    yield from _laws(canonical)


def _laws(canonical: Canonical) -> Iterator[tuple[str, Reference]]:
    text = canonical.text
    covered: list[tuple[int, int]] = []
    for match in _AMENDING.finditer(text):
        covered.append(match.span())
        name = squeeze(match[0])
        if not _is_number_behind(text, match.end()):
            date = _day_behind(text, match.end())
            yield (
                "law:" + fold(name),
                Reference(None, "Luật", date, None, name, canonical.spans(match.span())),
            )
    for match in _LAW.finditer(text):
        before = bisect_right(covered, (match.start(), len(text))) - 1
        if before >= 0 and match.start() < covered[before][1]:
            continue
        name = squeeze(match["name"])
        if _SHORT.fullmatch(name):
            continue
        if re.match(r"\s+số\s+\d", text[match.end() : match.end() + 8]) or _is_number_behind(
            text, match.end()
        ):
            continue
        subject = squeeze(match[0])
        date = _day_behind(text, match.end())
        source = canonical.spans(match.span())
        yield "law:" + fold(name), Reference(None, match["kind"], date, None, subject, source)


def law_at(text: str, at: int) -> str | None:
    """The law cited at `at` by its name alone, as its reference has it; None where a number goes with it.

    >>> law_at("thi hành Luật Thủy lợi về giá nước", 9)
    'Luật Thủy lợi'
    """
    match = _LAW.match(text, at)
    if match is None or _SHORT.fullmatch(squeeze(match["name"])) or _is_number_behind(text, match.end()):
        return None
    return squeeze(match[0])


def _day_behind(text: str, at: int) -> dt.date | None:
    """The day of a law that stands right behind its name."""
    dated = _DATED.match(text, at)
    found = dates.find(text, dated.end() - 5, dated.end() + 32) if dated is not None else None
    return found.date if found is not None else None


def _is_number_behind(text: str, at: int) -> bool:
    """Whether the law is cited with its number right behind ("Luật Đất đai số 31/2024/QH15", "… (Luật số
    …)").
    """
    return re.match(r"\s*(?:năm\s+\d{4}\s*)?\(?\s*(?:Luật\s+)?số\s+\d", text[at : at + 30]) is not None
