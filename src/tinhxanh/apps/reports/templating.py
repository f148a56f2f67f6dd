"""A province's own report template: taken only when it renders, used for every report that is not signed."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pghistory
from django.core.files.base import ContentFile
from django.db import transaction

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.registers.documents import clean_name
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports.models import OfficeTemplate
from tinhxanh.exchange.office import docx, templates
from tinhxanh.exchange.office.letter import Heading, Letter, Paragraph, Signature, Table

_TRIAL = Letter(
    above="Ủy ban nhân dân tỉnh",
    issuer="Sở",
    number="1",
    symbol="BC-S",
    place="Tỉnh",
    day=dt.date(2026, 1, 1),
    kind="Báo cáo",
    subject="Thử mẫu",
    body=(Heading("I. Phần một"), Paragraph((("Có ", False), ("1", True)))),
    signature=Signature((), "Giám đốc", "Họ tên"),
    recipients=("Lưu: VT",),
)


def keep(*, name: str, content: bytes, by: User, at: dt.datetime) -> OfficeTemplate:
    """Use a template from now on; it is tried first. Raises `Refused` ("template") with what is wrong."""
    try:
        templates.render(content, values(_TRIAL))
    except templates.BadTemplate as error:
        raise Refused("template", str(error)) from error
    with transaction.atomic(), pghistory.context(user=by.pk, why="Nạp mẫu báo cáo"):
        OfficeTemplate.objects.filter(is_used=True).update(is_used=False)
        made = OfficeTemplate(
            filename=clean_name(name),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_by=by,
            uploaded_at=at,
        )
        made.file.save("mau.docx", ContentFile(content), save=False)
        made.save()
    return made


def drop(*, by: User) -> None:
    """Go back to the built-in layout of NĐ 30/2020/NĐ-CP."""
    with transaction.atomic(), pghistory.context(user=by.pk, why="Thôi dùng mẫu riêng"):
        OfficeTemplate.objects.filter(is_used=True).update(is_used=False)


def write(letter: Letter) -> bytes:
    """The letter in the province's template where there is one, else in the built-in layout."""
    used = OfficeTemplate.objects.filter(is_used=True).first()
    if used is None:
        return docx.write(letter)
    with used.file.open("rb") as file:
        return templates.render(file.read(), values(letter))


def values(letter: Letter) -> dict[str, Any]:
    """What a template may name; docs/reference/report-template.md lists it."""
    return {
        "above": letter.above,
        "issuer": letter.issuer,
        "number_line": letter.number_line,
        "place_and_day": letter.place_and_day,
        "kind": letter.kind,
        "subject": letter.subject,
        "body": [_part(part) for part in letter.body if not isinstance(part, Table)],
        "authority": list(letter.signature.authority),
        "position": letter.signature.position,
        "signer": letter.signature.name,
        "recipients": list(letter.recipients),
        "appendices": [
            {
                "label": one.label,
                "title": one.title,
                "head": list(one.table.head),
                "rows": [list(row) for row in one.table.rows],
            }
            for one in letter.appendices
        ],
    }


def _part(part: Heading | Paragraph) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"is_heading": True, "level": part.level, "text": part.text}
    return {"is_heading": False, "level": 0, "text": "".join(text for text, _figure in part.runs)}
