"""Makes what tests need in the database: a small province, people with roles, a plan with n duties.

Names and duties are the tests' own. Nothing here is random: the same call gives the same rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from itertools import count

from django.utils.text import slugify

from tinhxanh.apps.accounts.models import Membership, Organisation, User
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme, ProgrammeDocument, ReportDuty
from tinhxanh.apps.registers.models import Document
from tinhxanh.core.vietnamese import fold, sort_key

_serial = count(1)

PASSWORD = "Xanh-2026-thu"
LONG_AGO = dt.date(2020, 1, 1)
NOW = dt.datetime(2026, 12, 11, 9, 42, tzinfo=dt.timezone(dt.timedelta(hours=7)))

WORKS = (
    "Hoàn thành hệ thống thu gom, xử lý nước thải tập trung tại các cụm công nghiệp đang hoạt động",
    "Công khai chất lượng nước sông Kỳ Cùng trên cổng thông tin điện tử",
    "Bố trí bãi chờ có điện bờ để xe tải tắt máy khi chờ thông quan",
    "Kết nối số liệu quan trắc tự động của mọi nguồn thải lớn",
    "Lập một lịch kiểm tra môi trường chung, mỗi doanh nghiệp không quá một đoàn trong năm",
    "Lập đường dây nóng nhận phản ánh ô nhiễm tại mọi xã, phường",
    "Vận động siêu thị, chợ đầu mối thay túi ni lông khó phân hủy",
    "Đưa tiêu chí môi trường vào hồ sơ mua sắm tập trung",
    "Mở lớp cho cán bộ phụ trách môi trường của doanh nghiệp",
    "Tư vấn sản xuất sạch hơn miễn phí cho doanh nghiệp nhỏ",
)


def organisation(name: str, parent: Organisation | None = None, kind: str = "department") -> Organisation:
    """An organisation in force, under `parent`."""
    made = Organisation.objects.create(
        slug=f"{slugify(fold(name))}-{next(_serial)}",
        name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        kind=kind,
        parent=parent,
        path="",
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


@dataclass(frozen=True)
class Place:
    """A province with its committee, its focal department and a few agencies."""

    committee: Organisation
    focal: Organisation
    agencies: tuple[Organisation, ...]


def place(name: str = "Lạng Sơn") -> Place:
    """A province of five agencies, the focal one first."""
    committee = organisation(f"UBND tỉnh {name}", kind="committee")
    names = (
        "Sở Nông nghiệp và Môi trường",
        "Sở Công Thương",
        "Sở Xây dựng",
        "Thanh tra tỉnh",
        "Sở Tài chính",
    )
    agencies = tuple(organisation(agency, committee) for agency in names)
    return Place(committee, agencies[0], agencies)


def user(
    username: str, organisation: Organisation | None = None, role: str = "officer", **fields: object
) -> User:
    """A person with one role in `organisation`, or with none; the password is `PASSWORD`."""
    fields.setdefault("full_name", username.replace(".", " ").title())
    person = User.objects.create_user(username, f"{username}@langson.example", PASSWORD, **fields)
    if organisation:
        Membership.objects.create(user=person, organisation=organisation, role=role, valid_from=LONG_AGO)
    return person


def document(
    organisation: Organisation, by: User, paragraphs: tuple[str, ...] = WORKS, **fields: object
) -> Document:
    """A confirmed document whose canonical text is the paragraphs, a page to every ten."""
    starts, text = [], ""
    for paragraph in paragraphs:
        starts.append(len(text))
        text += paragraph + "\n"
    blocks = [
        [start, start + len(p), False, False, "justify"] for start, p in zip(starts, paragraphs, strict=True)
    ]
    serial = next(_serial)
    defaults: dict[str, object] = {
        "filename": f"ke-hoach-{serial}.docx",
        "sha256": hashlib.sha256(f"{serial}{text}".encode()).hexdigest(),
        "size": len(text),
        "uploaded_at": NOW,
        "state": Document.State.CONFIRMED,
        "format": "docx",
        "canonical_text": text,
        "layout": {"page_starts": starts[::10], "blocks": blocks, "tables": []},
        "kind": "Kế hoạch",
        "number": f"{serial}/KH-UBND",
        "date": dt.date(2026, 2, 27),
        "issuer": organisation.name,
        "title": "Kế hoạch cải thiện Chỉ số Xanh năm 2026",
    }
    return Document.objects.create(organisation=organisation, uploaded_by=by, **(defaults | fields))


def programme(
    at: Place, by: User, n_duties: int = 10, deadlines: tuple[dt.date | None, ...] = (), **fields: object
) -> Programme:
    """A programme of `n_duties`, led by the agencies in turn, with deadlines from `deadlines` in turn."""
    sentences = tuple(_sentence(number, at) for number in range(n_duties))
    plan = document(at.committee, by, sentences)
    made = Programme.objects.create(
        **{
            "organisation": at.committee,
            "focal": at.focal,
            "title": "Cải thiện Chỉ số Xanh năm 2026",
            "start_year": 2026,
            "end_year": 2026,
            "created_by": by,
            "created_at": NOW,
        }
        | fields
    )
    ProgrammeDocument.objects.create(programme=made, document=plan)
    _duties(made, plan, at, n_duties, deadlines or _deadlines())
    return made


def report_duty(programme: Programme, due: list[dict[str, object]] | None = None) -> ReportDuty:
    """The yearly and half-yearly report that a plan asks of its agencies."""
    days = due if due is not None else [{"month": 7, "day": 5}, {"month": 12, "day": 10}]
    return ReportDuty.objects.create(
        programme=programme, code="IV.2", position=1, what="Báo cáo kết quả thực hiện", due=days
    )


def _deadlines() -> tuple[dt.date | None, ...]:
    """One long past, one soon, one later, one unknown."""
    today = NOW.date()
    return (
        today - dt.timedelta(days=11),
        today + dt.timedelta(days=4),
        today + dt.timedelta(days=90),
        None,
    )


def _sentence(number: int, at: Place) -> str:
    lead, other = _lead(number, at), _lead(number + 1, at)
    work = WORKS[number % len(WORKS)]
    return f"{number + 1}) {lead.name} chủ trì, phối hợp với {other.name}: {work}."


def _lead(number: int, at: Place) -> Organisation:
    return at.agencies[number % len(at.agencies)]


def _duties(
    programme: Programme, plan: Document, at: Place, n: int, deadlines: tuple[dt.date | None, ...]
) -> None:
    duties = Duty.objects.bulk_create(
        _duty(programme, plan, at, number, deadlines[number % len(deadlines)]) for number in range(n)
    )
    DutyAgency.objects.bulk_create(
        DutyAgency(duty=duty, role=role, name=agency.name, organisation=agency)
        for number, duty in enumerate(duties)
        for role, agency in (("lead", _lead(number, at)), ("coordinate", _lead(number + 1, at)))
    )


def _duty(programme: Programme, plan: Document, at: Place, number: int, due_on: dt.date | None) -> Duty:
    work, code = WORKS[number % len(WORKS)], f"II.{number % 4 + 1}.{number + 1}"
    start, end, *_ = plan.layout["blocks"][number]
    names = f"{_lead(number, at).name} {_lead(number + 1, at).name}"
    return Duty(
        programme=programme,
        document=plan,
        code=code,
        position=number + 1,
        text=work,
        folded=fold(f"{code} {work} {names}"),
        theme=f"Chủ đề {number % 4 + 1}",
        component=number % 4 + 1,
        deadline_kind="date" if due_on else "ongoing",
        deadline_text=f"trước ngày {due_on:%d/%m/%Y}" if due_on else "Thường xuyên",
        due_on=due_on,
        spans=[{"page": number // 10 + 1, "start": start, "end": end}],
    )
