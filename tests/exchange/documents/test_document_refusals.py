"""Bad files: each gets its own clear answer, in little time and memory, and never another exception."""

from __future__ import annotations

import io
import random
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.documents import plan_files
from tinhxanh.core.plan.source import Paragraph, SourceDocument
from tinhxanh.exchange.documents import Limits, Unreadable, load

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EMPTY = f"<w:document {WORD}><w:body><w:p/></w:body></w:document>".encode()
WORD_2003 = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes, name: str = "tệp.docx", limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        load(data, name=name, limits=limits or Limits())
    return caught.value


def word(xml: bytes) -> bytes:
    return plan_files.zipped([("word/document.xml", xml)])


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(17) + zlib.compress(bytes(100))


def locked_zip() -> bytes:
    """A zip file whose entry says that it is encrypted."""
    data = bytearray(word(b"<w:document/>"))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


def zip_bomb() -> bytes:
    return plan_files.zipped([("word/document.xml", b"<a>" + b" " * (40 << 20) + b"</a>")])


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "empty", "tệp rỗng"),
    "blank text": (lambda: b" \n\t\n", "empty", "không có chữ nào"),
    "blank page": (lambda: b"<html><body> </body></html>", "empty", "không có chữ nào"),
    "page with a picture": (
        lambda: b"<html><body><img src='a'></body></html>",
        "image-only",
        "chỉ có hình ảnh",
    ),
    "blank Word file": (lambda: word(EMPTY), "empty", "không có chữ nào"),
    "Word file with a picture": (
        lambda: plan_files.zipped([("word/document.xml", EMPTY), ("word/media/1.png", png())]),
        "image-only",
        "chỉ có hình ảnh",
    ),
    "encrypted Word file": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
        "mật khẩu",
    ),
    "locked zip": (locked_zip, "encrypted", "mật khẩu"),
    "truncated Word file": (lambda: plan_files.plan_docx()[:9_000], "damaged", "bị cắt ngắn"),
    "truncated PDF": (lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "damaged", "PDF bị hỏng"),
    "PDF without pages": (lambda: b"%PDF-1.4\n%%EOF", "damaged", "PDF bị hỏng"),
    "zip bomb": (zip_bomb, "zip-bomb", "tệp nén độc hại"),
    "spreadsheet": (
        lambda: plan_files.zipped([("xl/workbook.xml", b"<a/>")]),
        "other-format",
        "bảng tính Excel",
    ),
    "slides": (lambda: plan_files.zipped([("ppt/presentation.xml", b"<a/>")]), "other-format", "PowerPoint"),
    "old spreadsheet": (lambda: OLE + "Workbook".encode("utf-16-le"), "other-format", "bảng tính Excel"),
    "plain zip": (lambda: plan_files.zipped([("a.txt", b"a")]), "other-format", "tệp nén ZIP"),
    "picture": (png, "other-format", "ảnh PNG"),
    "photograph": (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "other-format", "ảnh JPEG"),
    "program": (lambda: b"MZ" + bytes(200), "other-format", "chương trình máy tính"),
    "packed web page": (lambda: b"MIME-Version: 1.0\r\nContent-Type: a", "other-format", "MHT"),
    "film": (lambda: bytes(4) + b"ftypmp42" + bytes(100), "other-format", "phim"),
    "unknown": (lambda: bytes(range(256)) * 20, "unknown-format", "định dạng"),
    "entity bomb": (
        lambda: word(
            b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
            b"<w:document "
            + WORD.encode()
            + b"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
        ),
        "unsafe-markup",
        "không an toàn",
    ),
    "outside entity": (
        lambda: word(
            b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            b"<w:document "
            + WORD.encode()
            + b"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
        ),
        "unsafe-markup",
        "không an toàn",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_bad_file_gets_its_own_answer(kind: str) -> None:
    make, code, words = REFUSED[kind]
    answer = refusal(make())
    assert answer.code == code
    assert words in str(answer)
    assert str(answer).startswith("Không đọc được tệp “tệp.docx”: ")
    assert str(answer).endswith(".")
    assert "; hãy " in str(answer)


def test_old_word_file_says_how_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for data in (OLE + "WordDocument".encode("utf-16-le"), rb"{\rtf1 Ke hoach}", WORD_2003):
        answer = refusal(data, "cũ.doc")
        assert answer.code == "needs-libreoffice"
        assert ".docx" in str(answer)


def test_old_word_file_is_read_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(plan_files.plan_docx())
    office = tmp_path / "soffice"
    office.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp {made} "$2/source.docx"\n')
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    document = load(rb"{\rtf1 Ke hoach}", name="cũ.rtf")
    assert document.format == "rtf"
    assert plan_files.words(document) == plan_files.squeezed(plan_files.plan_text())
    assert document.notes == ()


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="chưa cài LibreOffice: cài gói libreoffice-writer"
)
def test_rtf_file_is_read_through_the_real_libreoffice() -> None:
    letters = "".join(
        letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in "Sở Công Thương chủ trì"
    )
    document = load(rf"{{\rtf1\ansi\ansicpg1252 {letters}\par II. NHI\u7878?M V\u7908?\par}}".encode())
    assert document.format == "rtf"
    assert [e.text for e in document.elements if isinstance(e, Paragraph)] == [
        "Sở Công Thương chủ trì",
        "II. NHIỆM VỤ",
    ]


def test_old_word_file_that_libreoffice_cannot_open_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nexit 1\n")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(rb"{\rtf1 Ke hoach}").code == "damaged"


def test_part_that_lies_about_its_size_is_refused() -> None:
    """The directory says ten bytes, the data unpacks to forty megabytes."""
    data = bytearray(plan_files.zipped([("word/document.xml", b" " * (40 << 20))]))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 10)
    struct.pack_into("<I", data, 22, 10)
    assert refusal(bytes(data)).code in ("damaged", "zip-bomb")


def test_many_parts_are_refused() -> None:
    data = plan_files.zipped(((f"word/{at}.xml", b"") for at in range(30)), zipfile.ZIP_STORED)
    assert refusal(data, limits=Limits(parts=20)).code == "zip-bomb"


def test_part_over_the_limit_is_refused() -> None:
    data = plan_files.zipped([("word/document.xml", random.Random(1).randbytes(5_000))])
    assert refusal(data, limits=Limits(part_size=4_000)).code == "too-large"


def test_tree_over_the_limit_is_refused_before_it_is_built() -> None:
    xml = f"<w:document {WORD}><w:body>{'<w:p/>' * 300}</w:body></w:document>".encode()
    assert refusal(word(xml), limits=Limits(nodes=200)).code == "too-large"
    page = b"<html><body>" + b"<p>" * 300
    assert refusal(page, "trang.html", limits=Limits(nodes=200)).code == "too-large"


def test_pages_over_the_limit_are_refused() -> None:
    assert refusal(plan_files.plan_pdf(), "kh.pdf", limits=Limits(pages=0)).code == "too-large"


@pytest.mark.parametrize("depth", [60, 100, 3_000])
def test_deep_nesting_is_read_or_refused(depth: int) -> None:
    inner = "<w:p><w:r><w:t>đáy</w:t></w:r></w:p>"
    tables = "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth
    answer = plan_files.answer(
        word(f"<w:document {WORD}><w:body>{tables}</w:body></w:document>".encode()), "a.docx"
    )
    if depth == 60:
        assert isinstance(answer, SourceDocument)
        assert plan_files.words(answer) == "đáy"
    else:
        assert isinstance(answer, SourceDocument) or answer.code == "damaged"
    page = "<table><tr><td>" * depth + "đáy" + "</td></tr></table>" * depth
    assert plan_files.answer(f"<html><body>{page}</body></html>".encode(), "a.html")


def test_missing_file_and_folder_say_so(tmp_path: Path) -> None:
    for path in (tmp_path / "không-có.docx", tmp_path):
        with pytest.raises(Unreadable) as caught:
            load(path)
        assert caught.value.code == "not-found"


def test_refusal_can_be_named_once() -> None:
    bare = Unreadable("empty", "tệp rỗng", "hãy xem lại")
    assert str(bare) == "Không đọc được tệp: tệp rỗng; hãy xem lại."
    assert str(bare.naming("a.txt").naming("b.txt")) == "Không đọc được tệp “a.txt”: tệp rỗng; hãy xem lại."


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, a stretch cut out or doubled, or its end missing."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(broken))
        length = chance.choice((1, 1, 1, 4, 60, 400))
        match chance.randrange(4):
            case 0:
                broken[at : at + length] = chance.randbytes(length)
            case 1:
                del broken[at : at + length]
            case 2:
                broken[at:at] = broken[at : at + length]
            case _:
                del broken[max(1, len(broken) - length) :]
    return bytes(broken or b"x")


def reencoded(data: bytes, chance: random.Random) -> bytes:
    """A zip file with one of its parts damaged and the container sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    wanted = [at for at, (name, part) in enumerate(parts) if part and name.endswith(".xml")]
    at = chance.choice(wanted)
    parts[at] = (parts[at][0], damaged(parts[at][1], chance))
    return plan_files.zipped(parts)


MAKERS = {
    "docx": plan_files.plan_docx,
    "pdf": plan_files.plan_pdf,
    "html": plan_files.plan_html,
    "txt": lambda: plan_files.plan_text().encode(),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_damaged_file_is_read_or_refused(kind: str) -> None:
    sound = MAKERS[kind]()
    for seed in range(120):
        answer = plan_files.answer(damaged(sound, random.Random(seed)), f"tệp.{kind}")
        assert isinstance(answer, SourceDocument | Unreadable), seed


def test_word_file_with_a_damaged_part_is_read_or_refused() -> None:
    sound = plan_files.plan_docx()
    for seed in range(80):
        answer = plan_files.answer(reencoded(sound, random.Random(seed)), "tệp.docx")
        assert isinstance(answer, SourceDocument | Unreadable), seed
