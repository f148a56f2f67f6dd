"""A province's own .docx template, rendered by docxtpl in Jinja's sandbox: a template never runs code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LIMIT = 5 << 20
_EXPANDED = 50 << 20


class BadTemplate(Exception):
    """The template cannot be used; the message is one Vietnamese sentence."""


def render(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The template filled with `values` (plain texts, numbers, lists and dictionaries of them).

    Attribute access to anything that begins with an underscore, calls of unsafe methods and unknown
    names end in `BadTemplate`.
    """
    _check(template)
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(values), jinja_env=environment)
    except (TemplateError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BadTemplate(f"Mẫu không dùng được: {error}") from error
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _check(template: bytes) -> None:
    if len(template) > LIMIT:
        raise BadTemplate("Mẫu lớn hơn 5 MB; hãy bỏ bớt hình ảnh.")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            expanded = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise BadTemplate("Tệp này không phải .docx.") from error
    if expanded > _EXPANDED or "word/document.xml" not in names:
        raise BadTemplate("Tệp này không phải mẫu .docx dùng được.")
