"""The door: the same plan in every format, and what the reader says about odd files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.documents import plan_files
from tinhxanh.exchange.documents import Limits, Unreadable, load

MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: plan_files.plan_text().encode(),
    "html": plan_files.plan_html,
    "docx": plan_files.plan_docx,
    "pdf": plan_files.plan_pdf,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_plan_in_every_format_yields_the_same_text(kind: str) -> None:
    document = load(MAKERS[kind](), name=f"ke-hoach.{kind}")
    assert document.format == kind
    assert plan_files.words(document) == plan_files.squeezed(plan_files.plan_text())
    assert document.notes == ()


def test_path_and_bytes_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(plan_files.plan_docx())
    assert load(path) == load(path.read_bytes(), name=path.name)


def test_wrong_extension_is_read_by_content_with_a_note() -> None:
    document = load(plan_files.plan_docx(), name="ke-hoach.pdf")
    assert document.format == "docx"
    assert [note.code for note in document.notes] == ["wrong-extension"]


def test_empty_file_says_so() -> None:
    with pytest.raises(Unreadable, match=r"“trong\.txt”: tệp rỗng") as caught:
        load(b"", name="trong.txt")
    assert caught.value.code == "empty"


def test_file_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "lon.pdf"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    with pytest.raises(Unreadable) as caught:
        load(path)
    assert caught.value.code == "too-large"


def test_limits_of_the_caller_hold() -> None:
    with pytest.raises(Unreadable) as caught:
        load(b"x" * 100, limits=Limits(file_size=99))
    assert caught.value.code == "too-large"
