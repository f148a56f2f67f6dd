"""Counts: "ít nhất 02 phiên chợ", "01–02 lần/năm", "còn 24 ngày", and quantities with a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.goalparts import (
    AND_UP,
    NUMBER,
    Goal,
    clause_start,
    subject_before,
    year_of,
)
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

_TIMES = Guarded(
    r"(?P<cmp>[Íí]t nhất|[Tt]ối thiểu|[Mm]ỗi năm(?:\s+ít nhất)?)?\s*(?P<v>\d{1,2})"
    r"(?:\s?[-–]\s?\d{1,2})?\s+(?P<what>lần|kỳ|cuộc|hội nghị|đợt|lớp|buổi)(?P<noun>[^,.;/]{0,60}?)\s?/\s?"
    r"(?:\d{1,2}\s+)?(?P<per>năm|quý|tháng)(?!\s*/)",
    "lần|kỳ|cuộc|hội nghị|đợt|lớp|buổi",
    hint=r"\d\s+(?:lần|kỳ|cuộc|hội nghị|đợt|lớp|buổi)",
)
_UNIT_COUNT = Guarded(
    rf"(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|đạt|có|thêm|hơn|dưới|không quá|còn)\s+(?P<v>{NUMBER})\s+"
    rf"(?P<unit>(?:nghìn|triệu|tỷ)?\s*(?:ha|tấn(?:/\w+)?|MW|kWh|km|m2(?:/người)?|m3(?:/ngày)?|đồng|USD"
    rf"|người))(?!\w)",
    hint=r"\d\s+(?:nghìn|triệu|tỷ|ha|tấn|mw|kwh|km|m2|m3|đồng|usd|người)",
    flags=re.IGNORECASE,
)
_DEED = (
    "lắp đặt|lắp|phủ kín|mở|trồng(?:\\s+mới)?(?:,\\s+(?:phục hồi|chăm sóc|bảo vệ))?|phục hồi|khôi phục|"
    "đào tạo|thành lập|xây dựng|nhân rộng|tập huấn|bàn giao"
    "|đóng cửa|tổ chức|hỗ trợ(?:\\s+cho)?|giải ngân(?:\\s+cho)?|kết nối|di dời|xóa|xoá"
    "|thay thế|thay|chuyển đổi|vận động|thu hút|hoàn thành|đầu tư|triển khai|phát triển|công nhận|cấp"
    "|áp dụng|thí điểm|nâng cấp|cải tạo|xử lý|trang bị|phủ xanh|gieo|mua"
)
_DEED_COUNT = Guarded(
    rf"(?P<verb>(?:^|(?<=[\s;,:(–-])){_DEED})\s+(?:\w+\s+(?:\w+\s+)?(?=tại\s+\d))?(?:được\s+|mới\s+"
    rf"|thêm\s+|cho\s+|tại\s+)?(?P<cmp>ít nhất|tối thiểu|trên|từ|khoảng|hơn|không quá|tối đa)?\s*"
    rf"(?P<v>{NUMBER})\s+(?P<noun>(?!%|năm|tháng|ngày|giờ|quý|lần|chỉ số|chương trình|nhóm|nội dung"
    rf"|nhiệm vụ|giai đoạn|điều|khoản|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả))|bên|cấp|chiều|mục|phần"
    rf"|hạng|bậc|tỉnh|văn bản)[^\W\d_][^,.;:()]*)",
    hint=r"\d\s+[^\W\d_]",
    flags=re.IGNORECASE,
)
_LEAST_COUNT = Guarded(
    rf"(?P<cmp>[Íí]t nhất|[Tt]ối thiểu|[Kk]hông quá|[Tt]ối đa)\s+(?P<v>{NUMBER})\s+(?P<noun>(?!%|năm|tháng"
    rf"|ngày|giờ|quý|lần|điểm(?!\s+(?:thường|nóng|thu|tập|đen|xả))|bậc|hạng)[^\W\d_][^,.;:()]*)",
    "ít nhất|tối thiểu|không quá|tối đa",
    hint=r"\d\s+[^\W\d_]",
)
_DOWN_TO = Guarded(
    rf"(?P<subject>(?:[Gg]iảm|[Rr]út ngắn|[Rr]út)\s+[^.;:]{{6,160}}?)\s+(?:xuống\s+còn|xuống|còn)\s+"
    rf"(?P<cmp>dưới\s+|không quá\s+)?(?P<v>{NUMBER})\s+(?P<unit>(?!%)[^\W\d_]+(?:\s+(?:làm việc|giờ))?)",
    "giảm|rút",
    hint=r"(?:còn|xuống)\s",
)
_COUNT_END = re.compile(
    r"\s+(?:để|nhằm|trước|trong\s+(?:năm|quý|tháng)|vào|đến\s+(?:hết\s+|cuối\s+)?năm|theo|mỗi"
    r"|hằng năm|phục vụ|thông qua|chậm nhất|và\s+\d)(?!\w)"
)


def times(text: str) -> Iterator[Goal]:
    for match in _TIMES.finditer(text):
        if re.match(r"\s*lần", text[match.end() : match.end() + 5]):
            continue
        ranged = re.search(r"\d\s?[-–]\s?\d", match[0]) is not None
        sign = ">=" if match["cmp"] or ranged else "="
        noun = squeeze(match["noun"])
        after = re.match(
            r"\s+(?!trong|để|nhằm|về|theo|với|tại|và|nội)(?P<what>[^,.;]{4,160}?"
            r"(?:,\s*[^,.;]{2,40}){0,2})(?=\s+(?:thông qua|nhằm|để)|[.;]|,|$)",
            text[match.end() :],
        )
        before = re.sub(
            r"^\s*(?:[Tt]hực hiện|[Tt]ổ chức|[Đđ]ịnh kỳ|[Hh][ằà]ng năm,?)\s+(?:tổ chức\s+)?",
            "",
            text[clause_start(text, match.start()) : match.start()],
        )
        subject = (
            noun
            or (squeeze(after["what"]) if after is not None and match["what"] == "lần" else squeeze(before))
            or squeeze(before)
        )
        if len(subject) < 4:
            subject = match["what"]
        unit = f"{match['what']}/{match['per']}"
        yield Goal(
            "count",
            sign,
            float(match["v"]),
            unit,
            subject.strip(" ,:;"),
            None,
            match.start(),
            match.end(),
        )


def find(text: str, is_goal: bool) -> Iterator[Goal]:
    """Counts with a unit of measure in goals; counts of things done or "ít nhất N …" anywhere."""
    taken: list[tuple[int, int]] = [m.span() for m in _TIMES.finditer(text)]

    def free(match: re.Match[str]) -> bool:
        at = match.start("v")
        if any(a <= at < b for a, b in taken):
            return False
        taken.append((at, match.end("v")))
        return True

    for match in _DOWN_TO.finditer(text):
        if free(match):
            subject = re.sub(r"^(?:[Gg]iảm|[Rr]út ngắn|[Rr]út)\s+", "", match["subject"])
            sign = "<=" if match["cmp"] else "="
            yield _count(text, match, match["unit"], subject, sign)
    if is_goal:
        for match in _UNIT_COUNT.finditer(text):
            if free(match):
                subject = (
                    subject_before(text[clause_start(text, match.start()) : match.start("v")])
                    or match["unit"]
                )
                yield _count(text, match, match["unit"], subject, _by_word(text, match))
    for pattern in (_LEAST_COUNT, _DEED_COUNT):
        for match in pattern.finditer(text):
            if not _is_number_of_things(match) or not free(match):
                continue
            noun = _COUNT_END.split(match["noun"], maxsplit=1)[0]
            each = re.search(r"mỗi\s+(?:năm|quý|tháng)\s*$", text[: match.start()])
            subject = squeeze(noun)
            if each is not None and len(noun.split()) <= 2:
                subject = (
                    squeeze(text[clause_start(text, each.start()) : each.start()]).strip(" ,") or subject
                )
            yield _count(text, match, _unit(noun), subject, _by_word(text, match))


_PAIRS = re.compile(
    r"(?:cơ sở|mô hình|doanh nghiệp|phóng sự|hội nghị|dự án|nhiệm vụ|hộ dân|khu dân cư|hợp tác xã|chuyên đề"
    r"|hội thảo|cán bộ|công trình|sản phẩm|làng nghề)(?!\w)",
    re.IGNORECASE,
)


def _unit(noun: str) -> str:
    """The first word of what is counted, a word of several syllables whole ("cơ sở", "mô hình")."""
    whole = _PAIRS.match(noun)
    return whole[0] if whole is not None else noun.split()[0]


def _is_number_of_things(match: re.Match[str]) -> bool:
    """Numbers below ten are printed with a zero ("05 lớp") when they count things in this genre."""
    printed = match["v"]
    return bool(match["cmp"]) or len(printed) > 1


def _by_word(text: str, match: re.Match[str]) -> str:
    word = (match["cmp"] or "").lower().strip()
    if word in {"ít nhất", "tối thiểu", "trên", "từ", "hơn"} or AND_UP.match(
        text[match.end("v") : match.end("v") + 40]
    ):
        return ">="
    return "<=" if word in {"dưới", "không quá", "tối đa"} else "="


def _count(text: str, match: re.Match[str], unit: str, subject: str, comparator: str) -> Goal:
    year = year_of(text, clause_start(text, match.start()), match.start("v"), match.end("v"))
    start, end = match.span("v")
    return Goal(
        "count", comparator, numbers.value(match["v"]), squeeze(unit), squeeze(subject), year, start, end
    )
