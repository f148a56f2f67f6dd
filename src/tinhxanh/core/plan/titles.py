"""Titles: the lines behind the kind, or what the text calls the document; and the years a title plans for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan import markers
from tinhxanh.core.plan.canonical import Block, Canonical
from tinhxanh.core.plan.citing import instruments
from tinhxanh.core.plan.facts import Period
from tinhxanh.core.plan.normal import UPPER, squeeze
from tinhxanh.core.plan.times import dates

KINDS = (
    "NGHỊ QUYẾT",
    "QUYẾT ĐỊNH",
    "CHỈ THỊ",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "THÔNG BÁO",
    "HƯỚNG DẪN",
    "CHƯƠNG TRÌNH",
    "KẾ HOẠCH",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "BÁO CÁO",
    "TỜ TRÌNH",
    "CÔNG ĐIỆN",
    "KẾT LUẬN",
    "BIÊN BẢN",
    "GIẤY MỜI",
    "PHIẾU CHUYỂN",
    "BẢN GHI NHỚ",
    "DANH MỤC",
    "PHỤ LỤC",
    "CÔNG VĂN",
    "THÔNG TƯ",
    "NGHỊ ĐỊNH",
    "PHỤ BIỂU",
    "BẢNG PHÂN CÔNG",
    "LUẬT",
)
KIND = re.compile(rf"(?P<kind>{'|'.join(KINDS)})(?P<rest>(?:\s+HÀNH ĐỘNG)?)(?!\w)")
KIND_MIXED = re.compile(
    rf"(?P<kind>{'|'.join(k.capitalize() for k in KINDS)})(?P<rest>)(?=\s*$|\s+(?:[IVX\d]+)?\s*$)"
)
MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+ph[úu]c|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|CỘNG\s+HÒA\s+XÃ\s+HỘI.*",
)
SUBJECT = re.compile(
    r"(?:^|\s)(?:V/v|v/v|Về việc(?!\s+này))\s*:?\s+(?P<subject>.+?)(?=\s+CỘNG\s+H(?:ÒA|OÀ)\s|$)"
)
_BODY = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo|Kính gửi|Để|Nhằm|Ngày|Trong|Triển khai|Xét|Tiếp|Ủy ban|UBND|Sở|Chủ tịch"
    r"|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN|Qua|Sau|Nhân|Trên cơ sở|Phát huy|\(|Năm \d|Điều|GIÁM ĐỐC"
    r"|QUYẾT ĐỊNH\s*:|TT\s|STT)"
)
_BODY_STRICT = re.compile(
    r"(?:Căn cứ|Kính gửi|Điều \d|QUYẾT ĐỊNH\s*:|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN|GIÁM ĐỐC|\(|TT\s"
    r"|STT)"
)

# A part of the body is none of the title, however it is set.
_OPENS_BODY = re.compile(
    r"(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:THỨ\s+|thứ\s+)?(?:[IVX]+|\d|NHẤT|nhất|MỘT|một)(?!\w)"
)
# Who decides stands in capitals between a decision's title and its grounds.
_AUTHORITY = re.compile(
    r"(?:(?:PHÓ )?CHỦ TỊCH|[ỦU][ỶY] BAN|UỶ BAN|HỘI ĐỒNG NHÂN DÂN|GIÁM ĐỐC|BỘ TRƯỞNG|TỔNG GIÁM ĐỐC"
    r"|THỦ TƯỚNG|TRƯỞNG BAN)(?!\w)"
)


# The same where it stands whole on its line; grounds follow it.
_AUTHORITY_LINE = re.compile(
    rf"(?:(?:PHÓ )?CHỦ TỊCH\s+)?(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)\s+"
    rf"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU)(?:\s[{UPPER}\s–-]{{2,30}})?"
    rf"|(?:THỦ TƯỚNG )?CHÍNH PHỦ|QUỐC HỘI"
    rf"|(?:GIÁM ĐỐC|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG)\s[{UPPER}\s,–-]{{4,60}}"
)
_GROUNDS = re.compile(r"(?:Căn cứ|Xét|Theo|Thực hiện|Để|Nhằm|Trên cơ sở)(?!\w)")
_PLACE_AND_DAY = re.compile(r"[^,.;]{2,40},\s*ngày\s")


def is_authority(text: str) -> bool:
    """Whether a line names in capitals who decides, and nothing else."""
    return _AUTHORITY_LINE.fullmatch(text) is not None


def find(
    canonical: Canonical, blocks: list[Block], texts: list[str], at: int | None, kind: str | None
) -> tuple[str | None, tuple[int, int] | None]:
    if at is None:
        for index, text in enumerate(texts[:12]):
            match = SUBJECT.search(text)
            if match is not None:
                start = blocks[index].start + max(0, text.find(match["subject"]))
                rest = [match["subject"], *_title_lines(texts, index)]
                return squeeze(" ".join(rest)), (start, blocks[index + len(rest) - 1].end)
        return _untitled(blocks, texts) or _title_of_text(canonical.text, kind)
    lines = _title_lines(texts, at, blocks)
    head = texts[at]
    annex = kind in {"Phụ lục", "Phụ biểu"}
    alone = (
        KIND.fullmatch(head) is not None or KIND_MIXED.match(head) is not None or (annex and len(head) < 16)
    )
    if alone and not lines:
        return _title_of_text(canonical.text, kind)
    first = at
    end = at + len(lines)
    return squeeze(" ".join(texts[first : end + 1])), (blocks[first].start, blocks[end].end)


def _untitled(blocks: list[Block], texts: list[str]) -> tuple[str, tuple[int, int]] | None:
    """The lines in capitals behind the place and day of a head that does not print its kind."""
    dated = next((i for i, text in enumerate(texts[:16]) if _PLACE_AND_DAY.match(text)), None)
    if dated is None:
        return None
    lines = []
    for text in texts[dated + 1 : dated + 5]:
        if not text.isupper() or is_authority(text) or MOTTO.match(text) or KIND.fullmatch(text.rstrip(" :")):
            break
        lines.append(text)
    if not lines or markers.read(lines[0]) is not None or len(lines[0]) < 12:
        return None
    return squeeze(" ".join(lines)), (blocks[dated + 1].start, blocks[dated + len(lines)].end)


def _title_lines(texts: list[str], at: int, blocks: Sequence[Block] = ()) -> list[str]:
    """The lines of a title behind its first: up to the first that opens the body, set otherwise than the
    title.
    """
    lines: list[str] = []
    for place, text in enumerate(texts[at + 1 : at + 9], at + 1):
        marker = markers.read(text)
        before = lines[-1] if lines else ""
        continues = text[:1].islower() or before.endswith((",", " của", " và", " tại", " về"))
        if MOTTO.match(text) or text.startswith(("(", "Kính gửi")) or _OPENS_BODY.match(text):
            break
        if _PLACE_AND_DAY.match(text):
            break
        opens = _BODY_STRICT if not lines and not text.endswith((".", ":", ";")) else _BODY
        if before and not before.isupper() and _AUTHORITY.match(text) and text.isupper():
            break
        if before and is_authority(text) and any(_GROUNDS.match(one) for one in texts[place + 1 : place + 3]):
            break
        if lines and _set_alike(blocks, place):
            lines.append(text)
            continue
        if not continues and (
            (opens.match(text) and not (text.isupper() and lines))
            or (marker is not None and marker.kind != "dash")
        ):
            break
        if (
            len(text) > 330
            or text.endswith((".", ":", ";"))
            or re.fullmatch(r"[-_–—*\s]+", text)
            or text.startswith("-")
        ):
            break
        if KIND.match(text) and lines:
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


_LONGEST = 800  # letters of a title


def _title_of_text(text: str, kind: str | None) -> tuple[str | None, tuple[int, int] | None]:
    """The title as the text calls the document: "ban hành Kế hoạch …, với nội dung", "Trên đây là Kế
    hoạch …".
    """
    if kind is None:
        return None, None
    name = re.escape(kind)
    for pattern in (
        rf"(?:ban hành|xây dựng)\s+(?P<title>{name}\s+(?!như sau|với\s|cụ thể|số\s)[^.;:]{{0,{_LONGEST}}}?)"
        rf"(?=,?\s+(?:với\s+(?:các\s+)?nội dung"
        rf"|như sau|cụ thể|gồm)|[.;:])",
        rf"[Tt](?i:rên đây là\s+(?P<title>{name}\s+[^.;:]{{0,{_LONGEST}}}?)"
        rf"(?=,\s+(?:yêu cầu|đề nghị|UBND|Ủy ban)|[.;:]))",
    ):
        match = next((m for m in re.finditer(pattern, text, re.IGNORECASE) if m["title"][0].isupper()), None)
        if match is not None:
            return squeeze(match["title"]), match.span("title")
    return None, None


# Extraction loses a hyphen at a line end: "giai đoạn 2026 2030".
_STAGE = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(?:từ\s+(?:năm\s+)?)?(?P<start>20\d\d)(?:\s*(?:-|–|—|đến"
    r"(?:\s+năm)?)\s*|\s+)(?P<end>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?<!\d)(?P<start>20\d\d)\s*(?:-|–|—)\s*(?P<end>20\d\d)(?!\d)")
_FROM = re.compile(r"năm\s+(?P<start>20\d\d)\s+và\s+(?:các|những)\s+năm\s+(?:tiếp theo|sau)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:đến|tới)\s+(?:hết\s+)?(?:năm\s+)?(?P<end>20\d\d)", re.IGNORECASE)
_TWO_YEARS = re.compile(
    r"năm\s+(?P<start>20\d\d)\s*(?:,|và)\s*(?:năm\s+)?(?P<end>20\d\d)(?!\d)", re.IGNORECASE
)
_AND_THEN = re.compile(r"năm\s+(?P<start>20\d\d)\s*(?:,|và|,\s*và)\s*$", re.IGNORECASE)
# "Kết quả … năm 2024, phương hướng, nhiệm vụ năm 2025": both years, the one told and the one ahead.
_AHEAD = re.compile(
    r"năm\s+(?P<start>20\d\d)\s*(?:,|;|và)[^\d]{0,40}?(?:phương hướng|nhiệm vụ|kế hoạch|giải pháp)"
    r"[^\d]{0,40}?năm\s+(?P<end>20\d\d)(?!\d)",
    re.IGNORECASE,
)
# "… sau kết quả công bố năm 2023": the year of what was published is not planned for.
_PUBLISHED = re.compile(r"(?:được\s+)?công bố\s+(?:vào\s+|trong\s+)?năm\s+20\d\d", re.IGNORECASE)
# What a plan looks out to is not what it plans.
_VISION = re.compile(r",?\s*(?:và\s+)?(?:tầm nhìn|có tính)\s+(?:đến\s+)?(?:năm\s+)?20\d\d", re.IGNORECASE)
_IN = re.compile(r"(?<!tháng \d )năm\s+(?P<year>20\d\d)", re.IGNORECASE)


def period(title: str | None) -> Period | None:
    """The years a title plans for.

    >>> period("Kế hoạch nâng hạng Chỉ số Xanh giai đoạn 2023-2025")
    Period(start=2023, end=2025)
    """
    if not title:
        return None
    own = _VISION.sub(" ", instruments.NUMBER.sub(" ", dates.DATE.sub(" ", _PUBLISHED.sub(" ", title))))
    staged = _STAGE.search(own) or _SPAN.search(own)
    if staged is not None:
        before = _AND_THEN.search(own[: staged.start()])
        return Period(int((before or staged)["start"]), int(staged["end"]))
    both = _TWO_YEARS.search(own) or _AHEAD.search(own)
    if both is not None and int(both["start"]) < int(both["end"]):
        return Period(int(both["start"]), int(both["end"]))
    start = _FROM.search(own)
    if start is not None:
        return Period(int(start["start"]), None)
    years = [int(m["year"]) for m in _IN.finditer(own)]
    until = _UNTIL.search(own)
    if until is not None:
        begun = [y for y in years if y < int(until["end"])]
        return Period(begun[0] if begun else None, int(until["end"]))
    return Period(years[-1], years[-1]) if years else None
