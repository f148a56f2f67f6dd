"""Real files of offices beside the repository: what is known of them must be read. Skipped without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tinhxanh.core.plan.source import Grid, Paragraph
from tinhxanh.exchange.documents import Unreadable, language, load

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="không có thư mục mẫu ../shared/samples bên cạnh kho mã"
)


@pytest.mark.parametrize(
    ("name", "stamps"),
    [
        ("hanoi-tb453-treoco.pdf", ["453", "29", "4", "2026"]),
        ("quangngai-tb11-cophanhoa.pdf", ["11", "08"]),
        ("quangngai-tb542-hoinghi.pdf", ["542", "06"]),
    ],
)
def test_signed_pdf_yields_its_number_and_the_columns_of_its_head(name: str, stamps: list[str]) -> None:
    document = load(SAMPLES / name)
    assert [stamp.text for stamp in document.stamps][: len(stamps)] == stamps
    head, foot = (e for e in document.elements if isinstance(e, Grid))
    assert not head.ruled
    assert head.cells[1].content[0].text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert foot.cells[0].content[0].text == "Nơi nhận:"
    assert foot.cells[1].content[0].text == "TL. CHỦ TỊCH"
    assert document.notes == ()


@pytest.mark.parametrize("name", ["quangngai-ct04-pctn-ocr.pdf", "quangngai-ct07-2018-thahc-ocr.pdf"])
def test_scan_asks_for_recognition(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load(SAMPLES / name)
    assert caught.value.code == "image-only"


@pytest.mark.parametrize(
    ("name", "grids"),
    [
        ("laocai-bc-sct-ccn.docx", [(1, 2, False), (1, 2, False)]),
        (
            "laocai-bc-vp-ubnd.docx",
            [(1, 2, False), (1, 2, False), (27, 6, True), (27, 6, True), (31, 7, True)],
        ),
        ("laocai-cv-ubnd-chidao.docx", [(1, 2, False), (2, 2, False), (1, 2, False)]),
        ("laocai-kh-sct-luat-pccc.docx", [(1, 2, False), (1, 2, False)]),
        ("laocai-tb-vp-ketluan-ccn.docx", [(2, 2, False), (1, 3, False)]),
    ],
)
def test_word_file_yields_its_tables_and_sound_vietnamese(
    name: str, grids: list[tuple[int, int, bool]]
) -> None:
    document = load(SAMPLES / name)
    found = [(e.n_rows, e.n_columns, e.ruled) for e in document.elements if isinstance(e, Grid)]
    assert found == grids
    assert any(isinstance(e, Paragraph) and e.align == "justify" for e in document.elements)
    assert document.notes == ()
    assert not language.is_bad_layer(language.sample(document.elements))
