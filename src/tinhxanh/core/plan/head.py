"""Head and end of the layout of Nghị định 30/2020/NĐ-CP -> what the document is.

Blanks stay None: the first number in the text is usually a citation, so it is never taken for the document's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tinhxanh.core.plan import agencies, dates, instruments, markers, places
from tinhxanh.core.plan.canonical import Block, Canonical
from tinhxanh.core.plan.facts import Document, Period
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.outline import Outline
from tinhxanh.core.plan.source import Stamp

_KINDS = (
    "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG BÁO", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN",
    "BÁO CÁO", "TỜ TRÌNH", "CÔNG ĐIỆN", "KẾT LUẬN", "BIÊN BẢN", "GIẤY MỜI", "PHIẾU CHUYỂN", "BẢN GHI NHỚ", "DANH MỤC", "PHỤ LỤC", "CÔNG VĂN",
    "THÔNG TƯ", "NGHỊ ĐỊNH", "PHỤ BIỂU", "BẢNG PHÂN CÔNG", "LUẬT",
)  # fmt: skip
_KIND = re.compile(rf"(?P<kind>{'|'.join(_KINDS)})(?P<rest>(?:\s+HÀNH ĐỘNG)?)(?!\w)")
_KIND_MIXED = re.compile(
    rf"(?P<kind>{'|'.join(k.capitalize() for k in _KINDS)})(?P<rest>)(?=\s*$|\s+(?:[IVX\d]+)?\s*$)"
)
_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+ph[úu]c|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|CỘNG\s+HÒA\s+XÃ\s+HỘI.*",
)
_NUMBER = re.compile(r"(?:^|\s)Số\s*:?\s*(?P<number>[^\n,;]*?/\s*[A-ZĐ][^\s,;]*(?:\s?[-–]\s?[A-ZĐ][\wĐ]*)*|\d+\s?[-–]\s?[A-Z]{1,3}\s?/\s?[A-Z]{2,}\w*)")
_DATED = re.compile(r"ngày\s*(?P<d>\d{0,2})[\s.…]*tháng\s*(?P<m>\d{0,2})[\s.…]*năm\s*(?P<y>\d{4})?", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:^|\s)(?:V/v|v/v|Về việc)\s*:?\s+(?P<subject>.+)$")
_ATTACHED = re.compile(
    r"\(?\s*(?:Ban hành\s+)?[Kk]èm theo\s+(?P<what>[^()]*?\s+của\s+(?P<who>[^()]+?))\s*\)?\s*$"
)
_BODY = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo|Kính gửi|Để|Nhằm|Ngày|Trong|Triển khai|Xét|Tiếp|Ủy ban|UBND|Sở|Chủ tịch|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN|Qua|Sau|Nhân|Trên cơ sở|Phát huy|\(|Năm \d|Điều|GIÁM ĐỐC|QUYẾT ĐỊNH\s*:|TT\s|STT)"
)
_BODY_STRICT = re.compile(r"(?:Căn cứ|Kính gửi|Điều \d|QUYẾT ĐỊNH\s*:|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN|GIÁM ĐỐC|\(|TT\s|STT)")
_SIGNS = re.compile(r"(?:TM\.|KT\.|TL\.|TUQ\.|Q\.\s|CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|PHÓ |TRƯỞNG|BÍ THƯ|TỔNG )")
_PERSON = re.compile(rf"(?:(?:TS|ThS|PGS|GS|KS|BS)\.?\s*)*[{UPPER}][^\W\d_A-Z]*\w*(?:\s+[{UPPER}]\w*){{1,5}}")
_KIND_OF_LETTER = re.compile(r"\d[\s/]*(?:UBND|S[A-ZĐ&]{1,8}|VP|VPUBND|BQL\w*|CA\w*)\s?[-–]\s?[A-ZĐ]")


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
    kind = _kind(texts[at]) if at is not None else ("Công văn" if zone or _is_letter(texts) else None)
    number, source = _number(zone, stamps)
    date = _date(zone, stamps)
    attached = _attached(texts[:12])
    if attached is not None and number is None and at is not None and kind in {"Phụ lục", "Danh mục", "Phụ biểu"}:
        number, date, source = attached.number, attached.date or date, "text"
    title, span = _title(canonical, blocks, texts, at, kind)
    issuer = _issuer(zone) or (attached.issuer if attached is not None else None) or _issuer_of_text(canonical, outline, kind)
    province = _province(issuer, zone, title, canonical.text)
    document = Document(
        kind=kind,
        number=number,
        date=date,
        issuer=issuer,
        province=province,
        title=title,
        period=period(title),
        signer=_signer(canonical, outline),
    )
    return Head(document, span, source)


def _kind_line(texts: list[str]) -> int | None:
    """The index of the line that names the kind: a title in capitals, or the kind alone."""
    for index, text in enumerate(texts[:24]):
        if len(text) > 400:
            return None
        match = _KIND.match(text)
        if match is not None and (match.end() == len(text) or text[: match.end() + 12].isupper() or index < 2):
            return index
        if _KIND_MIXED.match(text) is not None:
            return index
        if text.startswith("Kính gửi") or markers.read(text) is not None and not text.startswith("-"):
            return None
    return None


def _kind(text: str) -> str:
    match = _KIND.match(text) or _KIND_MIXED.match(text)
    printed = (match["kind"] + match["rest"]) if match is not None else text
    return printed[0] + printed[1:].lower()


def _letter_zone(texts: list[str]) -> int:
    """How many lines of a letter stand before its address."""
    for index, text in enumerate(texts[:16]):
        if text.startswith("Kính gửi"):
            return index
    return 8 if _is_letter(texts) else 0


def _is_letter(texts: list[str]) -> bool:
    return any(t.startswith("Kính gửi") or _SUBJECT.match(t) is not None or _KIND_OF_LETTER.search(t) for t in texts[:10])


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
    """Number, day and month as a clerk stamped them on the first page: the number left, the day and month right."""
    digits = [(s.box.x0, s.box.page_width, s.text.strip()) for s in stamps if s.page == 1 and s.box is not None and s.text.strip().isdigit()]
    if not digits:
        return None
    left = [text for x0, width, text in sorted(digits) if x0 < 0.42 * width]
    right = [text for x0, width, text in sorted(digits) if x0 >= 0.42 * width]
    return (left[0] if left else "", right[0] if right else "", right[1] if len(right) > 1 else "")


def _date(zone: list[str], stamps: Sequence[Stamp]) -> dt.date | None:
    stamped = _stamped(stamps)
    for text in zone:
        match = _DATED.search(text)
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


def _attached(texts: list[str]) -> instruments.Citation | None:
    """The instrument an annex says it came with: "(Kèm theo Kế hoạch số … ngày … của …)"."""
    for text in texts:
        if re.match(r"\(?\s*(?:Ban hành\s+)?[Kk]èm theo\s", text):
            return next(instruments.find(text), None)
    return None


def _issuer(zone: list[str]) -> str | None:
    lines = []
    for text in zone:
        left = _MOTTO.sub("", text).strip(" -–_")
        left = re.split(r"\s*Số\s*:|\s+V/v\s", left)[0].strip()
        if left and left.isupper() and _KIND.match(left) is None:
            lines.append(left)
        elif left and not left.isupper() and not text.startswith(("Số", "V/v", "Độc")) and lines:
            break
    lines = [line for line in lines if not re.match(r"(?:HỎA TỐC|KHẨN|THƯỢNG KHẨN|MẬT|DỰ THẢO|BẢN SAO)", line)]
    if not lines:
        return None
    first, rest = lines[0], lines[1:]
    if rest and re.match(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|TP)(?!\w)", rest[0]):
        first, rest = f"{first} {rest[0]}", rest[1:]
    if not rest:
        return first
    own = " ".join(rest)
    if own == "VĂN PHÒNG":
        return f"{own} {first}"
    return own if re.match(r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BỘ|TỈNH ỦY)(?!\w)", first) else f"{first} {own}"


_ISSUED = re.compile(
    r"(?P<who>(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?:tỉnh|thành phố)(?:\s+[A-ZĐ]\S*(?:\s?[-–]\s?|\s+)?){0,6}?)\s*(?:\(.*?\)\s*)?(?:ban hành|xây dựng|yêu cầu|báo cáo|đề nghị)"
)


def _issuer_of_text(canonical: Canonical, outline: Outline, kind: str | None) -> str | None:
    """Who issues according to the introduction ("UBND tỉnh X ban hành Kế hoạch …") or the signature."""
    intro = canonical.text[:6000]
    match = _ISSUED.search(intro)
    if match is not None and "tỉnh" in match["who"]:
        return squeeze(match["who"])
    for sentence in re.finditer(r"(?:^|[.;,\n]\s*)(?=(?:Sở|Ban|Công an|Cục|Chi cục|Văn phòng|Trung tâm|UBND)\s)", intro):
        names, end = agencies.scan(intro, sentence.end())
        if names and re.match(r"\s+(?:kính\s+|tổng hợp\s+|trân trọng\s+)?(?:báo cáo|ban hành|xây dựng Kế hoạch|đề nghị)", intro[end : end + 40]):
            return names[0].text
    foot = " ".join(canonical.text[b.start : b.end] for b in outline.foot)
    signed = re.search(r"TM\.\s*(?P<who>[ỦU][ỶY] BAN NHÂN DÂN|UBND)", foot)
    return "UBND tỉnh" if signed is not None else None


def _province(issuer: str | None, zone: list[str], title: str | None, text: str) -> str | None:
    for printed in (issuer, " ".join(zone), title):
        match = places.NAMED.search(printed) if printed else None
        if match is not None:
            return places.title_case(squeeze(match["name"]))
    place = next((m for t in zone if (m := re.match(r"(?P<place>[^,]{2,30}),\s*ngày", t)) is not None), None)
    if place is not None and (bare := places.BARE.search(place["place"])) is not None:
        return places.title_case(squeeze(bare["name"]))
    counts = Counter(places.title_case(squeeze(m["name"])) for m in places.NAMED.finditer(text))
    return counts.most_common(1)[0][0] if counts else None


def _title(
    canonical: Canonical, blocks: list[Block], texts: list[str], at: int | None, kind: str | None
) -> tuple[str | None, tuple[int, int] | None]:
    if at is None:
        for index, text in enumerate(texts[:12]):
            match = _SUBJECT.search(text)
            if match is not None:
                start = blocks[index].start + max(0, text.find(match["subject"]))
                rest = [match["subject"], *_title_lines(texts, index)]
                return squeeze(" ".join(rest)), (start, blocks[index + len(rest) - 1].end)
        return _title_of_text(canonical.text, kind)
    lines = _title_lines(texts, at, blocks)
    head = texts[at]
    annex = kind in {"Phụ lục", "Phụ biểu"}
    alone = _KIND.fullmatch(head) is not None or _KIND_MIXED.match(head) is not None or (annex and len(head) < 16)
    if alone and not lines:
        return _title_of_text(canonical.text, kind)
    first = at
    end = at + len(lines)
    return squeeze(" ".join(texts[first : end + 1])), (blocks[first].start, blocks[end].end)


def _title_lines(texts: list[str], at: int, blocks: Sequence[Block] = ()) -> list[str]:
    """The lines of a title behind its first: up to the first that opens the body, set otherwise than the title."""
    lines: list[str] = []
    for place, text in enumerate(texts[at + 1 : at + 9], at + 1):
        marker = markers.read(text)
        before = lines[-1] if lines else ""
        continues = text[:1].islower() or before.endswith((",", " của", " và", " tại", " về"))
        if _MOTTO.match(text) or text.startswith("("):
            break
        opens = _BODY_STRICT if not lines and not text.endswith((".", ":", ";")) else _BODY
        if lines and _set_alike(blocks, place):
            lines.append(text)
            continue
        if not continues and (opens.match(text) and not (text.isupper() and lines) or (marker is not None and marker.kind != "dash")):
            break
        if len(text) > 330 or text.endswith((".", ":", ";")) or re.fullmatch(r"[-_–—*\s]+", text) or text.startswith("-"):
            break
        if _KIND.match(text) and lines:
            break
        lines.append(text)
    return lines


def _set_alike(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line is set like the title line before it: bold, or centred, as body text never is."""
    if place >= len(blocks):
        return False
    here, before = blocks[place], blocks[place - 1]
    centred = here.align == "center" and before.align == "center"
    return (here.bold and before.bold) or centred


def _title_of_text(text: str, kind: str | None) -> tuple[str | None, tuple[int, int] | None]:
    """The title as the text calls the document: "ban hành Kế hoạch …, với nội dung", "Trên đây là Kế hoạch …"."""
    if kind is None:
        return None, None
    name = re.escape(kind)
    for pattern in (
        rf"(?:ban hành|xây dựng)\s+(?P<title>{name}\s+[^.;:]*?)(?=,?\s+(?:với\s+(?:các\s+)?nội dung|như sau|cụ thể|gồm)|[.;:])",
        rf"Trên đây là\s+(?P<title>{name}\s+[^.;:]*?)(?=,\s+(?:yêu cầu|đề nghị|UBND|Ủy ban)|[.;:])",
    ):
        match = re.search(pattern, text, re.IGNORECASE)
        if match is not None:
            return squeeze(match["title"]), match.span("title")
    return None, None


_STAGE = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(?:từ\s+(?:năm\s+)?)?(?P<start>20\d\d)\s*(?:-|–|—|đến(?:\s+năm)?)\s*(?P<end>20\d\d)", re.IGNORECASE)
_SPAN = re.compile(r"(?<!\d)(?P<start>20\d\d)\s*(?:-|–|—)\s*(?P<end>20\d\d)(?!\d)")
_FROM = re.compile(r"năm\s+(?P<start>20\d\d)\s+và\s+(?:các|những)\s+năm\s+(?:tiếp theo|sau)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:đến|tới)\s+(?:hết\s+)?(?:năm\s+)?(?P<end>20\d\d)", re.IGNORECASE)
_IN = re.compile(r"(?<!tháng \d )năm\s+(?P<year>20\d\d)", re.IGNORECASE)


def period(title: str | None) -> Period | None:
    """The years a title plans for.

    >>> period("Kế hoạch nâng hạng Chỉ số Xanh giai đoạn 2023-2025")
    Period(start=2023, end=2025)
    """
    if not title:
        return None
    own = instruments.NUMBER.sub(" ", dates.DATE.sub(" ", title))
    staged = _STAGE.search(own) or _SPAN.search(own)
    if staged is not None:
        return Period(int(staged["start"]), int(staged["end"]))
    start = _FROM.search(own)
    if start is not None:
        return Period(int(start["start"]), None)
    years = [int(m["year"]) for m in _IN.finditer(own)]
    until = _UNTIL.search(own)
    if until is not None:
        begun = [y for y in years if y != int(until["end"])]
        return Period(begun[0] if begun else None, int(until["end"]))
    return Period(years[-1], years[-1]) if years else None


def _signer(canonical: Canonical, outline: Outline) -> str | None:
    """The name below the first signing formula."""
    signing = False
    for block in outline.foot:
        text = squeeze(canonical.text[block.start : block.end])
        if _SIGNS.match(text) or _SIGNS.search(text) and text.startswith("Nơi nhận"):
            signing = True
            continue
        if signing and not text.startswith(("-", "+", "(")) and not text.isupper() and _PERSON.fullmatch(text) and len(text) < 40:
            return text
    return None
