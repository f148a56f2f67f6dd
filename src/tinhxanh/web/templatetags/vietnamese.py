"""How numbers, dates and sizes are written on a Vietnamese page."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

_KIND = re.compile(
    r"^(KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|ĐỀ ÁN|BÁO CÁO|CÔNG VĂN|PHỤ LỤC|CHỈ THỊ|THÔNG BÁO|NGHỊ QUYẾT"
    r"|TỜ TRÌNH)[\s:.–-]+(?:Về việc\s+)?"
)
_DASH = re.compile(r"^\s*[-–—+•]\s+")

#: Between a number and its unit: the two never part at the end of a line.
NO_BREAK = "\u00a0"


@register.filter
def number(value: float | None, decimals: int | None = None) -> str:
    """A number with a dot for thousands and a decimal comma: 1234.5 -> 1.234,5. A dash for none.

    Without `decimals` a whole number has none and any other keeps what it has, at most four.
    """
    if value is None or value == "":
        return "–"
    written = f"{float(value):,.{4 if decimals is None else decimals}f}"
    if decimals is None:
        written = written.rstrip("0").rstrip(".")
    return written.translate(str.maketrans({",": ".", ".": ","}))


@register.filter
def percent(value: float | None, decimals: int | None = None) -> str:
    """A share in percent as the interface writes it: 65 -> 65 %."""
    return "–" if value is None or value == "" else f"{number(value, decimals)}{NO_BREAK}%"


@register.filter
def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy, in the time of the place. A dash for none."""
    local = _local(value)
    return f"{local:%d/%m/%Y}" if local else "–"


@register.filter
def moment(value: datetime | None) -> str:
    """dd/mm/yyyy and the hour, in the time of the place."""
    local = _local(value)
    return f"{local:%d/%m/%Y} {local:%H:%M}" if local else "–"


@register.filter
def weekday(value: date | None) -> str:
    """The day of the week in words."""
    names = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    return names[value.weekday()] if value else ""


@register.filter
def size(value: int | None) -> str:
    """The size of a file in words: 188416 -> 184 kB."""
    if not value:
        return f"0{NO_BREAK}B"
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if value >= step:
            return f"{number(value / step, 0 if value >= 10 * step else 1)}{NO_BREAK}{unit}"
    return f"{value}{NO_BREAK}B"


@register.filter
def plain_duty(text: str) -> str:
    """A duty without the dash that a table prints before it; what is kept stays as printed."""
    return _DASH.sub("", text) or text


@register.filter
def plain_title(title: str) -> str:
    """A title without its kind in capitals, which stands beside it: KẾ HOẠCH Cải thiện -> Cải thiện.

    What is left begins with a capital letter; a title that is nothing but its kind, or capitals
    throughout, so that none tells where its kind ends, stays.
    """
    rest = title if title.isupper() else _KIND.sub("", title).strip() or title
    return rest[:1].upper() + rest[1:]


@register.filter
def days(count: int) -> str:
    """A count of days in words."""
    return ngettext("%(count)s ngày", "%(count)s ngày", count) % {"count": number(count)}


def _local(value: date | datetime | None) -> date | datetime | None:
    """A moment in the time of the place; a day as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and value.tzinfo else value
