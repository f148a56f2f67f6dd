"""`tinhxanh read`: bad files get one sentence, odd ones a remark, a folder goes on with the others."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from exchange.documents import plan_files, test_document_scans
from tinhxanh.cli import terminal
from tinhxanh.cli.read import read
from tinhxanh.exchange import documents
from tinhxanh.exchange.documents import scans

ENGLISH = "The department shall report on the implementation of this plan every quarter. " * 5


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("bí mật", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def image_only() -> bytes:
    canvas = Canvas("", pagesize=(200, 200))
    canvas.rect(20, 20, 150, 150, fill=1)
    data = canvas.getpdfdata()
    return data if isinstance(data, bytes) else data.encode("latin-1")


def bomb() -> bytes:
    return plan_files.zipped([("word/document.xml", b"<a>" + b" " * (40 << 20) + b"</a>")])


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("trống.docx", lambda: b"", "rỗng"),
    "encrypted": ("khóa.pdf", locked_pdf, "mật khẩu"),
    "damaged": ("hỏng.docx", lambda: plan_files.plan_docx()[:9_000], "bị cắt ngắn"),
    "image-only": ("quét.pdf", image_only, "đều là hình ảnh"),
    "zip bomb": ("bom.docx", bomb, "độc hại"),
    "wrong extension": (
        "bảng.docx",
        lambda: plan_files.zipped([("xl/workbook.xml", b"<a/>")]),
        "bảng tính Excel",
    ),
    "not Vietnamese": ("english.txt", ENGLISH.encode, "không phải tiếng Việt"),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(read, [str(argument) for argument in arguments])


@pytest.mark.parametrize("form", [(), ("--json",), ("--text",)])
@pytest.mark.parametrize("kind", BAD)
def test_bad_file_gets_one_sentence_and_exit_code_two(
    kind: str, form: tuple[str, ...], tmp_path: Path
) -> None:
    name, make, words = BAD[kind]
    (tmp_path / name).write_bytes(make())
    result = run(tmp_path / name, *form)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"Không đọc được tệp “{name}”: ")
    assert words in result.stderr
    assert result.stderr.endswith(".\n")
    assert result.stderr.count("\n") == 1


def test_missing_file_gets_one_sentence(tmp_path: Path) -> None:
    result = run(tmp_path / "không-có.docx")
    assert result.exit_code == 2
    assert (
        result.stderr == "Không đọc được tệp “không-có.docx”: không tìm thấy hoặc không mở được tệp; "
        "hãy kiểm tra lại đường dẫn.\n"
    )


def test_file_under_another_extension_is_read_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "kế hoạch.pdf").write_bytes(plan_files.plan_docx())
    result = run(tmp_path / "kế hoạch.pdf", "--text")
    assert result.exit_code == 0
    assert "Sở Công Thương" in result.stdout
    assert result.stderr == (
        "kế hoạch.pdf: Tệp mang đuôi “.pdf” nhưng nội dung là docx; đã đọc theo nội dung.\n"
    )


@pytest.mark.parametrize("form", [(), ("--json",), ("--text",)])
def test_folder_goes_on_and_names_the_bad_files(form: tuple[str, ...], tmp_path: Path) -> None:
    for name, make, _ in BAD.values():
        (tmp_path / name).write_bytes(make())
    (tmp_path / "zz-tốt.docx").write_bytes(plan_files.plan_docx())
    result = run(tmp_path, *form)
    assert result.exit_code == 2
    assert result.stdout
    *said, last = result.stderr.splitlines()
    assert last == f"{len(BAD)} trên {len(BAD) + 1} tệp không đọc được; lý do ở trên."
    assert len(said) == len(BAD)
    assert {name for name, *_ in BAD.values() if any(f"“{name}”" in line for line in said)} == {
        name for name, *_ in BAD.values()
    }


def test_folder_in_json_lists_every_file_and_why_one_was_not_read(tmp_path: Path) -> None:
    for name, make, _ in BAD.values():
        (tmp_path / name).write_bytes(make())
    (tmp_path / "zz-tốt.docx").write_bytes(plan_files.plan_docx())
    listed = json.loads(run(tmp_path, "--json").stdout)
    assert set(listed) == {name for name, *_ in BAD.values()} | {"zz-tốt.docx"}
    assert listed["khóa.pdf"]["unreadable"] == {
        "code": "encrypted",
        "message": "Không đọc được tệp “khóa.pdf”: tệp PDF được bảo vệ bằng mật khẩu; "
        "hãy bỏ mật khẩu rồi đọc lại.",
    }
    assert listed["english.txt"]["unreadable"]["code"] == "not-vietnamese"
    assert listed["zz-tốt.docx"]["tasks"]


def test_folder_of_good_files_ends_well(tmp_path: Path) -> None:
    (tmp_path / "tốt.docx").write_bytes(plan_files.plan_docx())
    result = run(tmp_path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")


def test_folder_without_documents_says_so(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.xlsx").write_bytes(b"")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Không thấy văn bản nào trong thư mục “{tmp_path}” (các dạng đọc được:")


def test_document_without_anything_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "thơ.txt").write_text(
        "Trời trong xanh, gió nhẹ đưa hương lúa chín khắp cánh đồng.\n" * 9, "utf-8"
    )
    result = run(tmp_path / "thơ.txt")
    assert result.exit_code == 0
    assert " ".join(result.stdout.split()).endswith("--text in ra chữ mà phần mềm thấy.")


def test_advice_of_readers_speaks_of_no_page_in_the_terminal() -> None:
    folder = Path(documents.__file__).parent
    quoted = re.compile(r'"([^"\n]*(?:tải lên|tải lại|Nhận dạng chữ \(OCR\)”)[^"\n]*)"')
    advice = [one for file in folder.glob("*.py") for one in quoted.findall(file.read_text("utf-8"))]
    assert len(advice) > 10
    for one in advice:
        said = terminal.say(f"Không đọc được tệp “tải lên.docx”: tệp hỏng; {one}.")
        assert said.startswith("Không đọc được tệp “tải lên.docx”: tệp hỏng; ")
        assert not re.search(r"tải lên|tải lại|“Nhận dạng", said.rpartition("; ")[2]), said


def test_scan_is_recognised_on_wish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "quét.pdf").write_bytes(image_only())
    result = run(tmp_path / "quét.pdf", "--ocr")
    assert result.exit_code == 2
    assert "Đang đọc trang 1/1\n" in result.stderr
    assert "tesseract-ocr-vie" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(
    not scans.available(), reason="chưa cài chương trình nhận dạng chữ: cài gói tesseract-ocr-vie"
)
def test_recognition_tells_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "quét.pdf").write_bytes(test_document_scans.scan())
    result = run(tmp_path / "quét.pdf", "--ocr", "--text")
    assert result.exit_code == 0
    assert "Số: 318/KH-UBND" in result.stdout
    assert "Đang nhận dạng chữ trang 2 (2/2)\n" in result.stderr
    assert "quét.pdf: Chữ của 2 trang do máy nhận dạng" in result.stderr
