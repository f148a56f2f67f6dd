"""Checks against the registers: agencies that are in none or no longer exist, instruments that were
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import IndicatorRow, Task, Warning
from tinhxanh.core.plan.naming.heads import headed
from tinhxanh.core.plan.naming.register import AgencyNames
from tinhxanh.core.plan.normal import fold
from tinhxanh.core.values import Span

_COLLECTIVE = re.compile(
    r"(?:các|những|một số|toàn thể|tất cả|chính quyền|cơ quan|đơn vị|địa phương|doanh nghiệp|tổ chức|cá nhân"
    r"|thủ trưởng|người đứng đầu|lãnh đạo|sở,|hộ|người dân|bộ(?!\s+chỉ huy)|trung ương|chủ (?:đầu tư"
    r"|dự án|cơ sở)"
    r"|tổ (?:công tác|trưởng|giúp việc)|cấp ủy"
    r"|(?:.{0,40}?\s)?(?:ubnd|[uủ][ỷy] ban nhân dân|hđnd|hội đồng nhân dân|đảng [uủ][ỷy]|mttq|công an"
    r"|mặt trận tổ quốc"
    r"(?: việt nam)?)\s+(?:(?:các|cấp)\s|(?:huyện|xã|phường)\s*,))"
)
# Units within an agency stand in no register of a province's agencies.
_INNER = re.compile(
    r"(?:chi cục|phòng|thanh tra sở|văn phòng (?:sở|đăng ký|ban|đoàn|điều phối)|trạm|hạt|đội|tổ|văn phòng$"
    r"|trung tâm(?! (?:phục vụ hành chính|xúc tiến)))(?!\w)"
)


def unknown(context: Context) -> Iterator[Warning]:
    """Each name once: in no register (with the most alike), or of an agency that did not exist on the day."""
    if not context.register:
        return
    at = context.facts.document.date
    for name, source in _named(context):
        warning = _judge(name, source, context.register, context, at is not None)
        if warning is not None:
            yield warning


def _named(context: Context) -> Iterator[tuple[str, tuple[Span, ...]]]:
    seen: set[str] = set()
    entries: list[Task | IndicatorRow] = [*context.facts.tasks, *context.facts.indicator_rows]
    for entry in entries:
        for name in (*entry.lead, *entry.coordinate):
            body = headed(name)
            folded = fold(body)
            if folded not in seen and not _COLLECTIVE.match(folded):
                seen.add(folded)
                yield body, entry.source


def _judge(
    name: str, source: tuple[Span, ...], register: AgencyNames, context: Context, dated: bool
) -> Warning | None:
    at = context.facts.document.date
    found = register.find(name, at)
    agency = found.agency
    if agency is None and not found.proposals and _INNER.match(fold(name)):
        return None
    if agency is None:
        best = found.proposals[0][0].name if found.proposals else None
        return Warning(
            "agency-unknown",
            f"“{name}” không có trong danh bạ cơ quan.",
            source,
            f"Có thể là {best}" if best else None,
        )
    if not dated or agency.existed(at):
        return None
    ended = agency.valid_to is not None and at is not None and at > agency.valid_to
    when = agency.valid_to if ended else agency.valid_from
    state = "đã kết thúc hoạt động" if ended else "chưa được thành lập"
    message = f"{name} {state} vào ngày ban hành văn bản ({'đến' if ended else 'từ'} {when:%d/%m/%Y})."
    successor = f"Nay là {', '.join(agency.successors)}" if ended and agency.successors else None
    return Warning("agency-abolished" if ended else "agency-not-yet", message, source, successor)


def replaced(context: Context) -> Iterator[Warning]:
    """A cited instrument that a later one replaced before the document was issued."""
    if not context.replaced:
        return
    at = context.facts.document.date
    for cited in context.facts.references:
        later = context.replaced.get(cited.number or "")
        if later is None or (at is not None and later.since is not None and later.since > at):
            continue
        doubt = "" if later.is_verified else " (theo nguồn chưa đối chiếu với văn bản gốc)"
        message = f"{cited.kind or 'Văn bản'} {cited.number} đã được thay thế bởi {later.by}{doubt}."
        yield Warning("instrument-replaced", message, cited.source, f"Viện dẫn {later.by}")
