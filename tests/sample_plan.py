"""A small plan in the tests' own words: as text, as a Word file of any length, and read into rows."""

from __future__ import annotations

import datetime as dt
import io

import docx
import docx.document
from django.core.files.base import ContentFile

import factories
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers import documents, reading
from tinhxanh.apps.registers.models import Document

NOW = factories.NOW

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: 17/KH-UBND

Lạng Sơn, ngày 27 tháng 02 năm 2026

KẾ HOẠCH
Cải thiện Chỉ số Xanh cấp tỉnh năm 2026

I. MỤC ĐÍCH

1. Nâng điểm của tỉnh so với năm trước.

II. NHIỆM VỤ VÀ GIẢI PHÁP

1. Giảm thiểu ô nhiễm môi trường

a) Lập danh sách nguồn nước thải lớn của các cụm công nghiệp, hoàn thành trước ngày 30/6/2026. Giao Sở \
Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Công Thương thực hiện.

b) Lắp trạm đo nước sông tại ba xã biên giới. Giao Sở Xây dựng chủ trì thực hiện.

2. Thúc đẩy thực hành xanh

a) Hướng dẫn các đơn vị mua sắm thiết bị tiết kiệm điện theo Quyết định số 36/2025/QĐ-TTg ngày \
12/9/2025 của Thủ tướng Chính phủ. Giao Sở Tài chính chủ trì thực hiện.

b) Mở hai lớp học về sản xuất sạch hơn cho doanh nghiệp nhỏ. Giao Sở Công Thương chủ trì thực hiện.

III. TỔ CHỨC THỰC HIỆN

1. Sở Nông nghiệp và Môi trường theo dõi, đôn đốc việc thực hiện Kế hoạch này.

2. Các sở, ban, ngành báo cáo kết quả về Sở Nông nghiệp và Môi trường trước ngày 05/7 và ngày 10/12 hằng năm.

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
"""


def text(plan: str = PLAN, name: str = "ke-hoach.txt") -> ContentFile:
    """The plan as a text file."""
    return ContentFile(plan.encode(), name=name)


def paper(plan: str = PLAN, name: str = "ke-hoach.docx") -> ContentFile:
    """The plan as a Word file, a paragraph for each line."""
    sheet = docx.Document()
    for line in plan.split("\n"):
        sheet.add_paragraph(line)
    return _saved(sheet, name)


def _saved(sheet: docx.document.Document, name: str) -> ContentFile:
    stream = io.BytesIO()
    sheet.save(stream)
    return ContentFile(stream.getvalue(), name=name)


def word(n_duties: int = 4, name: str = "ke-hoach.docx") -> ContentFile:
    """A plan of `n_duties` as a Word file."""
    sheet = docx.Document()
    agencies = ("Sở Công Thương", "Sở Xây dựng", "Thanh tra tỉnh", "Sở Tài chính")
    for line in PLAN.split("II. NHIỆM VỤ")[0].split("\n"):
        sheet.add_paragraph(line)
    sheet.add_paragraph("II. NHIỆM VỤ VÀ GIẢI PHÁP")
    for n in range(n_duties):
        work = factories.WORKS[n % len(factories.WORKS)]
        agency = agencies[n % len(agencies)]
        sheet.add_paragraph(f"{n + 1}. {work}, đợt {n + 1}. Giao {agency} chủ trì thực hiện.")
    return _saved(sheet, name)


def read(
    organisation: Organisation,
    by: User,
    file: ContentFile | None = None,
    at: dt.datetime = NOW,
    **more: object,
) -> Document:
    """The document of a file, taken in and read."""
    document = documents.receive(
        file=file or text(), by=by, organisation=organisation, at=at, **more
    ).document
    reading.run(document_id=str(document.pk), clock=lambda: at)
    document.refresh_from_db()
    return document
