"""The things and the units that goals count: "triệu cây", "ha", "cơ sở"; the deeds that make them."""

from __future__ import annotations

import re

from tinhxanh.core.plan.aiming.goalparts import AND_UP
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import squeeze

SCALE = re.compile(r"(?:nghìn|ngàn|vạn|triệu|tỷ)\s+(?=[^\W\d_])", re.IGNORECASE)
_MEASURE = re.compile(r"(?:ha|km|km2|m2|m3|[MG]Wp?|tấn|đồng|USD)\s+(?=[^\W\d_])")
DEED = (
    "lắp đặt|lắp|phủ kín|mở|trồng(?:\\s+mới)?(?:,\\s+(?:phục hồi|chăm sóc|bảo vệ))?|phục hồi|khôi phục|"
    "đào tạo|thành lập|xây dựng|nhân rộng|tập huấn|bàn giao"
    "|đóng cửa|tổ chức(?:\\s+đấu giá)?|hỗ trợ(?:\\s+cho)?|giải ngân(?:\\s+cho)?|kết nối|di dời|xóa|xoá"
    "|hoàn thiện|thay thế|thay|chuyển đổi|chuyển|vận động|thu hút|hoàn thành|đầu tư|triển khai|phát triển"
    "|công nhận|cấp"
    "|áp dụng|thí điểm|nâng cấp|cải tạo|xử lý|trang bị|phủ xanh|gieo|mua|cấp phát|giải quyết|đưa vào vận hành"
)
# The deed right before a number: what is done to the things is no word of theirs.
DEED_AT_END = re.compile(
    rf"(?:(?<!\w)(?:{DEED}|có|huy động|duy trì|hình thành|thêm|bổ sung|bố trí|phấn đấu|cho|được|mới|khoảng"
    rf"|tối thiểu"
    r"|ít nhất|trên|hơn|gần)\s*)+$",
    re.IGNORECASE,
)
# A unit of measure, alone or for each of something: "nghìn tấn CO2tđ", "kg/người/ngày", "tấn CO2/nghìn USD".
_OF_MEASURE = re.compile(
    r"(?:(?:nghìn|ngàn|vạn|triệu|tỷ)\s*)?(?:ha|km2?|m2|m3|kg|ml|lít|tấn(?:\s+CO2(?:\s?(?:tương đương|tđ"
    r"|eq?))?)?"
    r"|[kMGT]?Wp|[kMG]W|[kMGT]Wh|[KM]?TOE|đồng|USD|ngày(?=\s*/)|giờ(?=\s*/)|người)(?!\w)"
    r"(?:\s?/\s?(?:\d[\d.,]*\s+)?(?:(?:nghìn|triệu)\s+)?[^\W\d_]+(?:\s+(?:USD|GRDP|dân|đồng|đêm))?)*",
    re.IGNORECASE,
)
# "cơ sở phát sinh nước thải từ 50 m3/ngày trở lên": which things are meant, not what they are to reach.
LIMIT = re.compile(
    r"(?:nước thải|chất thải|khí thải|công suất|quy mô|phát sinh|tiêu thụ|sử dụng|trọng lượng|cao"
    r"|dài|rộng|sâu|(?:cơ sở|doanh nghiệp|hợp tác xã|đơn vị|tòa nhà|bệnh viện|trường|chợ"
    r"|siêu thị|khu|hộ)\s+có)"
    r"\s+(?:từ|trên|dưới)\s*$",
    re.IGNORECASE,
)
# Two words for one kind of thing, with a comma between: "mô hình thôn, bản".
TWINS = (
    ("thôn", "bản"), ("xã", "phường"), ("xã", "thị trấn"), ("phường", "thị trấn"), ("huyện", "thị xã"),
    ("khu", "cụm"), ("khu công nghiệp", "cụm công nghiệp"), ("cơ quan", "đơn vị"), ("tổ chức", "cá nhân"),
    ("cán bộ", "công chức"), ("tin", "bài"),
)  # fmt: skip
SHORT = 6  # letters: what is counted is named by its deed as well ("trồng cây")
_PAIRS = re.compile(
    r"(?:cơ sở|mô hình|doanh nghiệp|phóng sự|hội nghị|dự án|nhiệm vụ|hộ dân|khu dân cư|hợp tác xã|chuyên đề"
    r"|hội thảo|cán bộ|công trình|sản phẩm|làng nghề)(?!\w)",
    re.IGNORECASE,
)


_NO_THING = re.compile(
    rf"(?:mỗi|trong|gồm|bao gồm|có|tỷ lệ|tỉ lệ|tổng|với|đến|toàn|cả|phần|diện tích|sản lượng|{DEED})(?!\w)",
    re.IGNORECASE,
)


def pair(words: list[str], further: str) -> bool:
    """Whether what stands behind the comma is the second of two things that are counted together: "12 tổ, đội
    thu gom", "15 cảng cá, bến cá có …"; a deed is none.
    """
    behind = further.lstrip(", ")
    if STOP.match(behind) or _NO_THING.match(behind) or measure(" ".join(words)):
        return False
    return len(words) == 1 or (len(words) == 2 and behind.split()[1:2] == words[1:])


def unit(noun: str) -> str:
    """The first word of what is counted, a word of several syllables whole ("cơ sở", "mô hình"), behind
    the scale that goes with the number ("triệu cây").
    """
    scale = SCALE.match(noun)
    bare = noun[scale.end() :] if scale is not None else noun
    whole = _PAIRS.match(bare)
    return squeeze(
        (scale[0] if scale is not None else "")
        + (whole[0] if whole is not None else bare.split()[0].strip(","))
    )


def measure(noun: str) -> str:
    """The unit of measure that a noun behind a number begins with, or "" where things are counted.

    >>> measure("tấn CO2/nghìn USD GRDP"), measure("kg/người/ngày"), measure("trạm quan trắc")
    ('tấn CO2/nghìn USD', 'kg/người/ngày', '')
    """
    found = _OF_MEASURE.match(noun)
    return squeeze(found[0]) if found is not None else ""


def without_unit(noun: str) -> str:
    """What is counted, without the scale or the measure it is counted in ("triệu cây xanh", "ha lúa")."""
    short = _MEASURE.sub("", SCALE.sub("", noun, count=1), count=1)
    return short if len(short) > 2 else noun


# What is counted ends before its time, its aim or its place.
COUNT_END = re.compile(
    r"\s+(?:trở lên|để|nhằm|trước|trong\s+(?:thời gian|năm|quý|tháng)|vào"
    r"|đến\s+(?:hết\s+|cuối\s+)?năm|theo|mỗi"
    r"|hằng năm|phục vụ|thông qua|chậm nhất|(?:đến|tới|xuống)\s+(?:các|từng|mọi|địa bàn)|và\s+\d"
    r"|(?:trong\s+)?giai đoạn\s+20\d\d)(?!\w)"
)


def by_word(text: str, match: re.Match[str]) -> str:
    """The comparator that the group `cmp` of a match or the words behind its number say."""
    word = (match["cmp"] or "").lower().strip().removeprefix("khoảng ").strip()
    if word in {"ít nhất", "tối thiểu", "trên", "từ", "hơn", "không dưới", "không thấp hơn"} or AND_UP.match(
        text[match.end("v") : match.end("v") + 40]
    ):
        return ">="
    return "<=" if word.endswith(("dưới", "không quá", "không vượt quá", "tối đa")) else "="
