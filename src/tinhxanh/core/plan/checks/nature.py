"""Whether a document is a plan at all: contracts and private papers have numbered points and numbers too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import Facts, Warning
from tinhxanh.core.plan.normal import bare, squeeze

CODE = "not-a-plan"
CONTRACT = "Đây là hợp đồng giữa các bên, không phải kế hoạch của cơ quan nhà nước."
NO_AGENCY = "Không thấy cơ quan nhà nước nào ban hành hay được giao việc: đây có thể không phải kế hoạch."
PROPOSAL = "Nếu tải nhầm tệp thì không lập chương trình từ văn bản này"

_HEADING = re.compile(r"(?:PHỤ LỤC\s+)?HỢP ĐỒNG(?:\s|$)")
_PARTY = re.compile(r"(?<!\w)[Bb](?:ên|ÊN)\s+(?:[ABC](?!\w)|mua|bán|thuê|cho thuê|giao|nhận)")
_NO_AGENCY = re.compile(
    r"(?:tong cong ty|cong ty|tap doan|doanh nghiep|hop tac xa|ngan hang(?! nha nuoc| chinh sach)|nha may"
    r"|phan xuong|phong|to|ben|ong|ba|hop dong)(?!\w)"
)
_HEAD = 24  # blocks: where a document says what it is
_SHOWN = 120


def not_a_plan(context: Context) -> Iterator[Warning]:
    """A contract, or a document in which no agency of the state orders or is ordered, that gave facts.

    What calls itself a plan or a decision and lost its head is none of these.
    """
    facts = context.facts
    if not (facts.tasks or facts.targets or facts.obligations):
        return
    heading = _contract(context)
    if heading is not None:
        yield Warning(CODE, CONTRACT, context.canonical.spans(heading), PROPOSAL)
    elif not (_is_official(facts) or any(map(_is_agency, _named(facts)))):
        for first in context.canonical.blocks[:1]:
            span = (first.start, min(first.end, first.start + _SHOWN))
            yield Warning(CODE, NO_AGENCY, context.canonical.spans(span), PROPOSAL)


def _contract(context: Context) -> tuple[int, int] | None:
    """Where the head calls the document a contract whose parties the text names."""
    text = context.canonical.text
    for block in context.canonical.blocks[:_HEAD]:
        if _HEADING.match(squeeze(text[block.start : block.end])) is not None:
            parties = {bare(one[0]) for one in _PARTY.finditer(text)}
            return (block.start, min(block.end, block.start + _SHOWN)) if len(parties) > 1 else None
    return None


def _is_official(facts: Facts) -> bool:
    """Whether a document is what it is without any agency that was read in it: by its kind, its table."""
    document = facts.document
    has_kind = document.kind is not None and document.issuer is None
    return has_kind or bool(facts.indicator_rows or facts.agreements)


def _named(facts: Facts) -> Iterator[str]:
    """Who issues, and who is given anything or told of it."""
    yield facts.document.issuer or ""
    for task in facts.tasks:
        yield from (*task.lead, *task.coordinate)
    for obligation in facts.obligations:
        yield from (*obligation.who, *obligation.to)
    yield from (one.agency for one in facts.assignments)


def _is_agency(name: str) -> bool:
    return bool(name) and _NO_AGENCY.match(bare(name)) is None
