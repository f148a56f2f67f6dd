"""Who heads an agency: a duty given to "Giám đốc Sở Y tế" is a duty of Sở Y tế."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?:(?:phó )?(?:chủ tịch|giám đốc|tổng giám đốc|cục trưởng|chi cục trưởng|hiệu trưởng|trưởng)"
    r"|(?:phó )?chánh(?= văn phòng| thanh tra)|chỉ huy trưởng|đồng chí"
    r"|(?:thủ trưởng|lãnh đạo|người đứng đầu)(?= (?:các|sở|ban|công an|cục|chi cục|thanh tra) ))\s+(?=\S)",
    re.IGNORECASE,
)


def headed(name: str) -> str:
    """The agency whose head `name` is; `name` itself where it is no head's.

    >>> headed("Giám đốc Sở Y tế"), headed("Chánh Văn phòng UBND tỉnh"), headed("Thanh tra tỉnh")
    ('Sở Y tế', 'Văn phòng UBND tỉnh', 'Thanh tra tỉnh')
    """
    return _HEAD.sub("", name, count=1) if _HEAD.match(name) else name
