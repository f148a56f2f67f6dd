"""What the engine says, in the language of the page.

The engine says its reasons in Vietnamese, with figures in them. Here each of its sentences stands with
places for the figures, so that an English page can say the same; what is not listed stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("PGI %(year)s, đơn vị hiện nay"),
    _("Số liệu giả định %(year)s"),
    _("tổng điểm đã công bố"),
    _("thứ hạng đã công bố"),
    _("các hạng đã công bố"),
    _("tổng các thành phần đã công bố"),
    _("tổng các thành phần đã công bố, %(n)s thành phần chưa biết lấy cả thang đo"),
    _("không cao hơn hạng %(n)s"),
    _("không thấp hơn hạng %(n)s"),
    _("đứng sau hạng %(n)s"),
    _("trong nhóm %(n)s hạng đầu"),
    _("thứ tự của các đơn vị khác"),
    _("trung bình các đơn vị gộp"),
    _("khoảng tổng điểm của mọi đơn vị"),
    _("bằng nhau, chưa có số dân hay số doanh nghiệp"),
    _(
        "Tự tính lại cho %(new)s đơn vị từ %(old)s đơn vị cũ (%(joined)s đơn vị gộp, trọng số: %(basis)s); "
        "không phải số công bố."
    ),
    _("trọng số đổi ngẫu nhiên trong ±%(share)s, %(n)s lần thử"),
    _("tổng điểm chưa biết lấy đều trong khoảng của nó, %(n)s lần thử; đây là giả định"),
    _(
        "Khi mọi chỉ tiêu được phép đổi đều đạt mức tốt nhất, %(unit)s tới %(score)s điểm, hạng %(rank)s"
    ),
    _("còn thiếu %(lack)s điểm so với %(score)s"),
    _("còn kém %(n)s bậc so với hạng %(rank)s"),
    _("mục tiêu đạt được nhưng không với xác suất %(share)s"),
    _("Vướng nhất ở cận hoặc ở việc không được đổi: %(names)s"),
    _("Không chỉ tiêu nào được phép đổi làm tăng điểm"),
    _("Điểm %(score)s ở kỳ tham chiếu ứng với hạng %(rank)s."),
    _("Hạng %(rank)s ở kỳ tham chiếu ứng với điểm từ %(low)s đến %(high)s."),
    _("Điểm và hạng mục tiêu không khớp nhau theo phân bố đã công bố."),
    _(
        "Mục tiêu cần tăng %(n)s bậc; trong %(seen)s lượt đã công bố có %(far)s lượt tăng được như vậy."
    ),
    _("Lượt tăng nhiều nhất: %(unit)s, %(n)s bậc (kỳ %(edition)s)."),
    _("Không tính %(n)s lượt đi qua điểm gãy phương pháp."),
    _(
        "Chỉ lập phương án được khi mọi nhóm tổng hợp theo cùng một cách: trung bình cộng và tổng, "
        "hoặc trung bình nhân, hoặc trung bình điều hòa; ở đây %(ways)s."
    ),
    _(
        "“%(a)s” và “%(b)s” thuộc hai chuỗi phương pháp khác nhau (%(c)s và %(d)s) nên không so trực tiếp "
        "được; chỉ so khi chấp nhận điểm gãy phương pháp."
    ),
)  # fmt: skip
PLACE = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


def said(text: str) -> str:
    """A sentence of the engine in the language of the page; as it is where no translation is known."""
    for message, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            figures = {name: said(figure) for name, figure in found.groupdict().items()}
            return gettext(message) % figures
    return gettext(text) if text else ""


def said_or_marked(text: str) -> str:
    """The same for a table that leaves the page: what an English one has no translation of says so."""
    shown = said(text)
    return f"{text} [Vietnamese]" if _is_english() and text and shown == text else shown


def as_printed(heading: str) -> str:
    """The heading of a column whose words are those of Vietnamese sources; an English table says so."""
    return f"{heading} (in Vietnamese, as printed)" if _is_english() else heading


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(one, re.compile(PLACE.sub(_group, re.escape(one)))) for one in SENTENCES]


def _group(found: re.Match[str]) -> str:
    return f"(?P<{found[1] or found[2]}>.+?)"
