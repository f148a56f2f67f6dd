"""Reading in a process of its own: the same answers, and an answer where the process fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Box, Cell, Grid, Line, Note, Paragraph, SourceDocument, Stamp
from tinhxanh.exchange.documents import Limits, Unreadable, guarding, load, load_guarded, wire

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_guarded_reading_yields_the_same_document(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(plan_files.plan_docx())
    heard: list[tuple[float, str]] = []
    assert load_guarded(path) == load(path)
    data = plan_files.plan_pdf()
    assert load_guarded(data, name="kh.pdf", progress=lambda *said: heard.append(said)) == load(data)
    assert heard == [(1.0, "Đang đọc trang 1/1")]


def test_guarded_reading_refuses_alike(tmp_path: Path) -> None:
    path = tmp_path / "trống.docx"
    path.touch()
    with pytest.raises(Unreadable) as alone:
        load(path)
    with pytest.raises(Unreadable) as guarded:
        load_guarded(path)
    assert (guarded.value.code, str(guarded.value)) == (alone.value.code, str(alone.value))


def test_bytes_without_name_are_refused_without_one() -> None:
    with pytest.raises(Unreadable, match=r"^Không đọc được tệp: tệp rỗng"):
        load_guarded(b"")


@pytest.fixture
def stubborn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the misbehaving process in place of the reading one."""
    monkeypatch.setattr(guarding, "_CHILD", "stubborn_child")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.mark.usefixtures("stubborn")
def test_crash_of_the_process_is_an_answer() -> None:
    with pytest.raises(Unreadable, match="“crash”: tệp làm chương trình đọc dừng đột ngột") as caught:
        load_guarded(b"x", name="crash")
    assert caught.value.code == "crashed"


@pytest.mark.usefixtures("stubborn")
@pytest.mark.parametrize("limits", [Limits(seconds=0.4), Limits(total_seconds=0.4)])
def test_silence_of_the_process_is_an_answer(limits: Limits) -> None:
    with pytest.raises(Unreadable, match="không đọc xong trong") as caught:
        load_guarded(b"x", name="sleep", limits=limits)
    assert caught.value.code == "too-slow"


def test_hunger_of_the_process_is_an_answer() -> None:
    body = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 200_000
    data = plan_files.zipped(
        [("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>".encode())]
    )
    limits = Limits(memory=60 << 20, ratio=10_000)
    with pytest.raises(Unreadable, match="bộ nhớ") as caught:
        load_guarded(data, limits=limits)
    assert caught.value.code == "too-hungry"


def test_wire_keeps_every_value() -> None:
    box = Box(1.25, 2, 3, 4, 595.28)
    line = Line("Sở “A”\t1", 2, box, True, True, 12.5)
    paragraph = Paragraph("a\nb", None, "center", True, False, 2)
    document = SourceDocument(
        (line, paragraph, Grid((Cell(0, 1, (line, paragraph), 2, 3),), 2, 4, 7, ruled=False)),
        "pdf",
        n_pages=9,
        footnotes=(paragraph,),
        stamps=(Stamp("453", 1, box, "Ủy ban", "2024-02-05T09:30:00+07:00"), Stamp("5", 1)),
        notes=(Note("recognised", "Chữ do máy nhận dạng.", 3),),
    )
    assert wire.loads(wire.dumps(document)) == document
