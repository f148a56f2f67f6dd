"""Names of provinces, before and after 2025, as words that the grammar of heads and titles knows.

Source: Nghị quyết 202/2025/QH15 and the list of 63 provinces it replaced; which name held when is not the
grammar's matter but the register's.
"""

from __future__ import annotations

import re

PROVINCES = (
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Hồ Chí Minh",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Thừa Thiên Huế",
    "Thừa Thiên - Huế",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
)
_NAMES = "|".join(
    re.escape(name)
    .replace(r"\ \-\ ", r"\s?[-–]\s?")
    .replace(r"\ ", r"\s+")
    .replace("Hòa", "H(?:òa|oà)")
    .replace("Hóa", "H(?:óa|oá)")
    for name in sorted(PROVINCES, key=len, reverse=True)
)
# Only the first letter is one of a class: so all other letters of a text are passed over at once.
NAMED = re.compile(rf"[Tt](?i:ỉnh|hành phố|P\.?)\s+(?P<name>(?i:{_NAMES}))(?!\w)")
BARE = re.compile(rf"(?<!\w)(?P<name>{_NAMES})(?!\w)", re.IGNORECASE)


def title_case(name: str) -> str:
    """A place printed in capitals as it is written in a sentence.

    >>> title_case("LẠNG SƠN")
    'Lạng Sơn'
    """
    if not name.isupper():
        return name
    return re.sub(r"\w+", lambda m: m[0][0] + m[0][1:].lower(), name)
