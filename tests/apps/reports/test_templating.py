"""A province's own template: tried before it is kept, never code, administrators only."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

import factories
from reporting_year import Year, at
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import templating
from tinhxanh.apps.reports.models import OfficeTemplate


def template(*lines: str) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


GOOD = template("{{ issuer }}", "{%p for part in body %}", "{{ part.text }}", "{%p endfor %}")


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_template_is_used_once_it_renders(year: Year) -> None:
    templating.keep(name="mau.docx", content=GOOD, by=year.focal, at=at(12, 1))
    text = [p.text for p in Document(io.BytesIO(templating.write(templating._TRIAL))).paragraphs]
    assert text == ["Sở", "I. Phần một", "Có 1"]
    templating.drop(by=year.focal)
    assert len(Document(io.BytesIO(templating.write(templating._TRIAL))).tables) == 2


@pytest.mark.parametrize("line", ["{{ khong_co }}", "{{ ''.__class__ }}", "{% for x in body %}"])
def test_template_that_does_not_render_is_not_kept(year: Year, line: str) -> None:
    with pytest.raises(Refused) as refusal:
        templating.keep(name="mau.docx", content=template(line), by=year.focal, at=at(12, 1))
    assert refusal.value.code == "template"
    assert not OfficeTemplate.objects.exists()


def test_only_an_administrator_uploads(year: Year) -> None:
    administrator = factories.user("quan.tri", year.place.committee, "administrator")
    for person, status in ((year.focal, 403), (year.leader, 403), (administrator, 302)):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post("/mau-bao-cao/", {"file": SimpleUploadedFile("mau.docx", GOOD)})
        assert answer.status_code == status
    assert OfficeTemplate.objects.get().uploaded_by == administrator
