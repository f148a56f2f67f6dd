"""The printed outline of a report period: the ten fields of its call, the outline, the forms for figures."""

from __future__ import annotations

from django.utils import timezone

from tinhxanh.apps.reports import letters, regimes, wording
from tinhxanh.apps.reports.models import Round
from tinhxanh.exchange.office.letter import Heading, Letter, Paragraph, Signature, Table

_OWN = (regimes.LABELS["outline"], regimes.LABELS["forms"])


def letter(round_: Round, place: str) -> Letter:
    """The outline as a document that goes out with the report call."""
    programme = round_.programme
    return Letter(
        above=letters.above(programme),
        issuer=letters.committee(programme.focal.name),
        number="",
        symbol=letters.abbreviation(programme.focal.name),
        place=place,
        day=timezone.localdate(round_.opened_at),
        kind="Đề cương báo cáo",
        subject=f"{round_.title} thực hiện {wording.title(programme.title)}",
        body=tuple(_body(round_)),
        signature=Signature((), "", ""),
        recipients=("Các cơ quan thực hiện báo cáo", "Lưu: VT"),
    )


def _body(round_: Round) -> list[Heading | Paragraph | Table]:
    call = regimes.shown(regimes.of(round_))
    rows = tuple((label, text) for label, text in call if label not in _OWN)
    return [
        Heading("A. Chế độ báo cáo"),
        Table(("Nội dung", "Quy định"), rows, (5, 11)),
        Heading(f"B. {_OWN[0]}"),
        *_lines(round_.outline),
        Heading(f"C. {_OWN[1]}"),
        *_lines(round_.forms),
    ]


def _lines(text: str) -> list[Paragraph]:
    told = [Paragraph.plain(line.strip()) for line in text.splitlines() if line.strip()]
    return told or [Paragraph.plain("Không có.")]
