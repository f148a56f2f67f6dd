"""What a portal or a library of law prints around a document: menus above its letterhead, links below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Element, Grid

_REACH = 80  # elements in which the letterhead of a document stands, whatever menu is above it
_MOTTO = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do")
# Words of a page that no document prints above its letterhead.
_MENU = re.compile(
    r"Trang chủ|Từ kho[áà]|Đang tải|Đăng (?:nhập|ký)|Tìm kiếm|Lượt xem|Tải (?:về|văn bản)|In văn bản"
    r"|Liên hệ(?:\s|$)|Giới thiệu(?:\s|$)|Số\s?/\s?[Kk]ý hiệu|Số hiệu(?:\s+văn bản)?\s*:|Loại văn bản"
    r"|Tình trạng(?:\s+hiệu lực)?\s*:"
)
_LETTERHEAD = re.compile(
    r"(?:[ỦU][ỶYỷy]\s+BAN\s+NHÂN\s+DÂN|HỘI ĐỒNG NHÂN DÂN|SỞ |BAN |TỈNH |THÀNH PHỐ |CHI CỤC |CỤC |VĂN PHÒNG"
    r"|BỘ |THỦ TƯỚNG|CHÍNH PHỦ|ĐẢNG |HUYỆN |XÃ |PHƯỜNG |Số\s*:|Số\s*$|[-–—_*|\s]+$)"
)
_MOST_ABOVE = 8  # lines of the letterhead above the motto
_BELOW = re.compile(
    r"\s*(?:(?:Các\s+)?[Vv]ăn bản (?:cùng loại|liên quan|khác|mới)"
    r"|(?:Các\s+)?[Tt]in (?:liên quan|khác|mới|cùng)|©|Bản quyền (?:thuộc|©)|Ghi rõ nguồn"
    r"|[Ll]ượt (?:xem|truy cập)|Chia sẻ(?:\s|:|$)|Bình luận(?:\s|$)|Về đầu trang|Quay lại|In trang)"
)
_SENT = re.compile(r"Nơi nhận\s*:|\./\.")
_ANNEX = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC)(?!\w)")


def drop(elements: Sequence[Element]) -> Sequence[Element]:
    """`elements` without the frame of the page they were saved from; as they are where no frame is seen."""
    texts = [_text(element) for element in elements]
    start = _start(texts)
    end = _end(texts, start)
    return elements if start == 0 and end == len(elements) else elements[start:end]


def _text(element: Element) -> str:
    if isinstance(element, Grid):
        return "\n".join(_text(part) for cell in element.cells for part in cell.content)
    return element.text


def _start(texts: Sequence[str]) -> int:
    """Where the letterhead begins behind a menu; 0 where there is neither."""
    motto = next((i for i, text in enumerate(texts[:_REACH]) if _MOTTO.search(text)), 0)
    start = motto
    while start and motto - start < _MOST_ABOVE and _is_letterhead(texts[start - 1]):
        start -= 1
    return start if any(_MENU.search(text) for text in texts[:start]) else 0


def _is_letterhead(text: str) -> bool:
    text = text.strip()
    if not text:
        return True
    capitals = re.search(rf"[{UPPER}]{{3}}", text) is not None and re.search(rf"[{LOWER}]{{3}}", text) is None
    return _LETTERHEAD.match(text) is not None and (capitals or len(text) < 30)


def _end(texts: Sequence[str], start: int) -> int:
    """Where links and rights of the page begin behind the signature; the length where none do."""
    sent = next((i for i in range(len(texts) - 1, start, -1) if _SENT.search(texts[i])), None)
    if sent is None:
        return len(texts)
    for index in range(sent + 1, len(texts)):
        if _BELOW.match(texts[index]) and not any(map(_ANNEX.match, texts[index:])):
            return index
    return len(texts)
