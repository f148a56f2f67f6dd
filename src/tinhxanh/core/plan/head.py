"""Head and end of the layout of Nghị định 30/2020/NĐ-CP -> what the document is.

Blanks stay None: the first number in the text is usually a citation, so it is never taken for the
document's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tinhxanh.core.plan import markers, places, titles
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.citing import instruments
from tinhxanh.core.plan.facts import Document
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.outline import Outline
from tinhxanh.core.plan.source import Stamp
from tinhxanh.core.plan.times import dates
from tinhxanh.core.plan.titles import KIND, KIND_MIXED, MOTTO, SUBJECT

_NUMBER = re.compile(
    r"(?:^|\s)Số(?:\s+hiệu)?\s*:?\s*(?P<number>[^\n,;]*?/\s*[A-ZĐ][^\s,;]*(?:\s?[-–]\s?[A-ZĐ][\wĐ]*)*"
    r"|\d+\s?[-–]\s?[A-Z]{1,3}\s?/\s?[A-Z]{2,}\w*)"
)
_DATED = re.compile(
    r"ngày\s*(?P<d>\d{0,2})[\s.…]*tháng\s*(?P<m>\d{0,2})[\s.…]*năm\s*(?P<y>\d{4})?", re.IGNORECASE
)
_SIGNS = re.compile(
    r"(?:TM\.|KT\.|TL\.|TUQ\.|Q\.\s|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|PHÓ |TRƯỞNG|BÍ THƯ|TỔNG )"
)
# Names of the ethnic minorities hold an apostrophe, a hyphen or a part of one letter: "K’ Brôl", "Y Biêr".
# A word is never taken apart in another way: one of the apostrophes is a letter too.
_SYLLABLE = r"\w*+(?:['’‘ʼ-]\s?\w++)*+['’‘ʼ]?"
_PERSON = re.compile(
    rf"(?:(?:TS|ThS|PGS|GS|KS|BS)\.?\s*)*[{UPPER}]{_SYLLABLE}(?:\s+[{UPPER}]{_SYLLABLE}){{1,5}}"
)
_KIND_OF_LETTER = re.compile(r"\d[\s/]*(?:UBND|S[A-ZĐ&]{1,8}|VP|VPUBND|BQL\w*|CA\w*)\s?[-–]\s?[A-ZĐ]")


# What opens the articles of a decision; the kind of a decision stands before its grounds.
_OPERATIVE = re.compile(r"QUYẾT ĐỊNH\s*:?|QUYẾT NGHỊ\s*:?")
_OWN_NUMBER = re.compile(r"Số\s*:?\s*\d+\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]")


@dataclass(frozen=True, slots=True)
class Head:
    """The document, and where its title and number stand (None where they do not)."""

    document: Document
    title_span: tuple[int, int] | None = None
    number_from: str | None = None


def read(canonical: Canonical, outline: Outline, stamps: Sequence[Stamp] = ()) -> Head:
    """What the head, the end and, for want of them, the text say about the document."""
    blocks = [b for b in canonical.blocks[:45] if b.start < 9000]
    texts = [squeeze(canonical.text[b.start : b.end]) for b in blocks]
    at = _kind_line(texts)
    zone = texts[: at if at is not None else _letter_zone(texts)]
    number, source = _number(zone, stamps)
    kind = _kind(texts[at]) if at is not None else _kind_by_number(number)
    if kind is None and (zone or _is_letter(texts)):
        kind = "Công văn"
    date = _date(zone, stamps) or _date_beside(texts)
    attached = _attached(texts[:12])
    if (
        attached is not None
        and number is None
        and at is not None
        and kind in {"Phụ lục", "Danh mục", "Phụ biểu"}
    ):
        number, date, source = attached.number, attached.date or date, "text"
    title, span = titles.find(canonical, blocks, texts, at, kind)
    issuer = (
        _issuer_whole(zone, texts)
        or (attached.issuer if attached is not None else None)
        or _issuer_of_text(canonical, outline, kind)
    )
    province = _province(issuer, zone, title, canonical.text)
    document = Document(
        kind=kind,
        number=number,
        date=date,
        issuer=issuer,
        province=province,
        title=title,
        period=titles.period(title),
        signer=_signer(canonical, outline),
    )
    return Head(document, span, source)


def _kind_line(texts: list[str]) -> int | None:
    """The index of the line that names the kind: a title in capitals, or the kind alone."""
    for index, text in enumerate(texts[:24]):
        if len(text) > 400:
            return None
        if _OPERATIVE.fullmatch(text) and any(one.startswith("Căn cứ") for one in texts[:index]):
            return None
        match = KIND.match(text)
        if match is not None and (
            match.end() == len(text) or text[: match.end() + 12].isupper() or index < 2
        ):
            return index
        if KIND_MIXED.match(text) is not None:
            return index
        if text.startswith("Kính gửi") or (markers.read(text) is not None and not text.startswith("-")):
            return None
    return None


def _kind(text: str) -> str:
    match = KIND.match(text) or KIND_MIXED.match(text)
    printed = (match["kind"] + match["rest"]) if match is not None else text
    return printed[0] + printed[1:].lower()


def _kind_by_number(number: str | None) -> str | None:
    """The kind that the symbol of the document's own number names first ("…/KH-UBND", "…-CT/TU")."""
    symbol = re.match(r"\d+[a-z]?(?:/\d{4})?(?:/|-)(?P<kind>[^/-]+)[/-]", number or "")
    return instruments.KINDS.get(symbol["kind"]) if symbol is not None else None


_LINE = 160  # letters: a longer paragraph near the beginning cites numbers and days of others


def _letter_zone(texts: list[str]) -> int:
    """How many lines of a letter stand before its address; of a document whose kind is not printed, how
    many hold its number and day.
    """
    for index, text in enumerate(texts[:16]):
        if text.startswith("Kính gửi"):
            return _right_of(texts, index)
    if _is_letter(texts):
        return 8
    return next((i + 3 for i, text in enumerate(texts[:16]) if _OWN_NUMBER.match(text)), 0)


def _right_of(texts: list[str], address: int) -> int:
    """Where the head ends whose left column, read first, holds the address at `address`: behind the place
    and day of the right column where that begins below, else at the address.
    """
    below = texts[address + 1 : address + 6]
    motto = next((i for i, text in enumerate(below) if MOTTO.match(text)), None)
    if motto is None:
        return address
    rest = texts[address + 1 + motto : address + 5 + motto]
    dated = next((i for i, text in enumerate(rest) if _DATED.search(text)), None)
    return address if dated is None else address + 2 + motto + dated


def _is_letter(texts: list[str]) -> bool:
    return any(
        t.startswith("Kính gửi")
        or SUBJECT.match(t) is not None
        or (len(t) < _LINE and _KIND_OF_LETTER.search(t))
        for t in texts[:10]
    )


def _number(zone: list[str], stamps: Sequence[Stamp]) -> tuple[str | None, str | None]:
    for text in zone:
        match = _NUMBER.search(text)
        if match is None:
            continue
        printed = instruments.tidy(match["number"].strip(" ._…"))
        if re.match(r"\d", printed):
            return printed, "text"
        stamped = _stamped(stamps)
        if stamped is not None and stamped[0]:
            return stamped[0] + printed[printed.find("/") :], "stamp"
        return None, None
    return None, None


def _stamped(stamps: Sequence[Stamp]) -> tuple[str, str, str] | None:
    """Number, day and month as a clerk stamped them on the first page: the number left, the day and
    month right.
    """
    digits = [
        (s.box.x0, s.box.page_width, s.text.strip())
        for s in stamps
        if s.page == 1 and s.box is not None and s.text.strip().isdigit()
    ]
    if not digits:
        return None
    left = [text for x0, width, text in sorted(digits) if x0 < 0.42 * width]
    right = [text for x0, width, text in sorted(digits) if x0 >= 0.42 * width]
    return (left[0] if left else "", right[0] if right else "", right[1] if len(right) > 1 else "")


def _date(zone: list[str], stamps: Sequence[Stamp]) -> dt.date | None:
    stamped = _stamped(stamps)
    for text in zone:
        match = _DATED.search(text) if len(text) < _LINE else None
        if match is None:
            continue
        year = match["y"] or next((s.signed_at[:4] for s in stamps if s.signed_at), None)
        if year is None:
            return None
        day = match["d"] or (stamped[1] if stamped else "")
        month = match["m"] or (stamped[2] if stamped else "")
        if day and month:
            return dates.day(int(year), int(month), int(day))
        return None
    return None


# "Long Xuyên, ngày 04 tháng 3 năm 2024" alone on its line.
_PLACE_AND_DAY = re.compile(
    rf"[{UPPER}][^,;:.]{{1,30}},\s*ngày\s*\d{{1,2}}\s*tháng\s*\d{{1,2}}\s*năm\s*\d{{4}}"
)


def _date_beside(texts: list[str]) -> dt.date | None:
    """The day of a letter whose right half of the head an extractor printed behind the left one: then
    place and day stand, alone on their line, behind or among those it is sent to.
    """
    line = next((t for t in texts[:20] if _PLACE_AND_DAY.fullmatch(t)), None)
    return _date([line], ()) if line is not None else None


def _attached(texts: list[str]) -> instruments.Citation | None:
    """The instrument an annex says it came with: "(Kèm theo Kế hoạch số … ngày … của …)"."""
    for text in texts:
        if re.match(r"\(?\s*(?:Ban hành\s+)?[Kk]èm theo\s", text):
            return next(instruments.find(text), None)
    return None


# The second line of a motto that did not fit on one.
_MOTTO_REST = re.compile(r"(?:(?:(?:(?:XÃ )?HỘI )?CHỦ )?NGHĨA )?(?:VIỆT )?NAM|HẠNH PHÚC|PHÚC")


# Bodies whose whole name is one word; other single capitals are initials of those who typed.
_ONE_WORD = {"UBND", "HĐND", "VCCI", "ĐCSVN"}


def _issuer(zone: list[str]) -> str | None:
    lines = []
    for text in zone:
        left = MOTTO.sub("", text).strip(" -–_")
        left = re.split(r"\s*Số\s*:|\s+V/v\s", left)[0].strip()
        if _MOTTO_REST.fullmatch(left):
            continue
        if left and left.isupper() and KIND.match(left) is None:
            lines.append(left)
        elif left and not left.isupper() and not text.startswith(("Số", "V/v", "Độc")) and lines:
            break
    lines = [
        line for line in lines if not re.match(r"(?:HỎA TỐC|KHẨN|THƯỢNG KHẨN|MẬT|DỰ THẢO|BẢN SAO)", line)
    ]
    if not lines or (len(lines) == 1 and " " not in lines[0] and lines[0] not in _ONE_WORD):
        return None
    first, rest = lines[0], lines[1:]
    if rest and re.match(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|TP)(?!\w)", rest[0]):
        first, rest = f"{first} {rest[0]}", rest[1:]
    if not rest:
        return first
    own = " ".join(rest)
    if own == "VĂN PHÒNG":
        return f"{own} {first}"
    return (
        own
        if re.match(r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BỘ|TỈNH ỦY)(?!\w)", first)
        else f"{first} {own}"
    )


def _issuer_whole(zone: list[str], texts: list[str]) -> str | None:
    """The issuer of the head; where it lost its place, as the line above the grounds prints it."""
    printed = _issuer(zone)
    if printed is None or re.fullmatch(r"[ỦU][ỶY] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN", printed) is None:
        return printed
    return next((t for t in texts[:24] if t.startswith(printed) and titles.is_authority(t)), printed)


_ISSUED = re.compile(
    r"(?P<who>(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố)(?:\s+[A-ZĐ]\S*(?:\s?[-–]\s?"
    r"|\s+)?){0,6}?)\s*(?:\(.*?\)\s*)?(?:ban hành|xây dựng|yêu cầu|báo cáo|đề nghị)"
)


def _issuer_of_text(canonical: Canonical, outline: Outline, kind: str | None) -> str | None:
    """Who issues according to the introduction ("UBND tỉnh X ban hành Kế hoạch …") or the signature."""
    intro = canonical.text[:6000]
    match = _ISSUED.search(intro)
    if match is not None and "tỉnh" in match["who"]:
        who = squeeze(match["who"])
        # "Chủ tịch UBND tỉnh Nguyễn Văn A đề nghị …": what follows is a person.
        place = places.BARE.search(who)
        return who[: place.end()] if place is not None else who[: who.index("tỉnh") + len("tỉnh")]
    end = 0
    for sentence in re.finditer(
        r"(?:^|[.;,\n]\s*)(?=(?:Sở|Ban|Công an|Cục|Chi cục|Văn phòng|Trung tâm|UBND)\s)", intro
    ):
        if sentence.end() < end:  # inside the list read last, which ends where it ends
            continue
        names, end = agencies.scan(intro, sentence.end())
        if names and re.match(
            r"\s+(?:kính\s+|tổng hợp\s+|trân trọng\s+)?(?:báo cáo|ban hành|xây dựng Kế hoạch"
            r"|đề nghị)",
            intro[end : end + 40],
        ):
            return names[0].text
    foot = " ".join(canonical.text[b.start : b.end] for b in outline.foot)
    signed = re.search(r"TM\.\s*(?P<who>[ỦU][ỶY] BAN NHÂN DÂN|UBND)", foot)
    return "UBND tỉnh" if signed is not None else None


# What these issue concerns the country; the place of their date is where they sit.
_CENTRAL = re.compile(
    r"BỘ [A-ZĐ]|(?:THỦ TƯỚNG )?CHÍNH PHỦ|VĂN PHÒNG (?:CHÍNH PHỦ|QUỐC HỘI|TRUNG ƯƠNG)|QUỐC HỘI|TỔNG CỤC"
    r"|BAN CHẤP HÀNH TRUNG ƯƠNG|BỘ CHÍNH TRỊ|BAN BÍ THƯ|[ỦU][ỶY] BAN THƯỜNG VỤ QUỐC HỘI"
)


def _province(issuer: str | None, zone: list[str], title: str | None, text: str) -> str | None:
    if issuer is not None and _CENTRAL.match(issuer):
        return None
    for printed in (issuer, " ".join(zone), title):
        match = places.NAMED.search(printed) if printed else None
        if match is not None:
            return places.title_case(squeeze(match["name"]))
    place = next((m for t in zone if (m := re.match(r"(?P<place>[^,]{2,30}),\s*ngày", t)) is not None), None)
    if place is not None and (bare := places.BARE.search(place["place"])) is not None:
        return places.title_case(squeeze(bare["name"]))
    counts = Counter(places.title_case(squeeze(m["name"])) for m in places.NAMED.finditer(text))
    return counts.most_common(1)[0][0] if counts else None


def _signer(canonical: Canonical, outline: Outline) -> str | None:
    """The name below the first signing formula."""
    signing = False
    for block in outline.foot:
        text = squeeze(canonical.text[block.start : block.end])
        if _SIGNS.match(text) or (_SIGNS.search(text) and text.startswith("Nơi nhận")):
            signing = True
            continue
        if (
            signing
            and not text.startswith(("-", "+", "("))
            and not text.isupper()
            and _PERSON.fullmatch(text)
            and len(text) < 40
        ):
            return text
    return None
