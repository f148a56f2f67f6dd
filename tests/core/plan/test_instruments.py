"""Numbers of instruments and their citations."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.core.plan.citing import instruments, relations
from tinhxanh.core.plan.facts import Relation


@pytest.mark.parametrize(
    ("text", "number", "kind", "date"),
    [
        (
            "Quyết định số 15/QĐ-TTg ngày 03/01/2024 của Thủ tướng Chính phủ",
            "15/QĐ-TTg",
            "Quyết định",
            dt.date(2024, 1, 3),
        ),
        ("Nghị quyết 04- NQ/TU ngày 20 tháng 01 năm 2022", "04-NQ/TU", "Nghị quyết", dt.date(2022, 1, 20)),
        ("Nghị định số 08/2022/NĐ-CP", "08/2022/NĐ-CP", "Nghị định", None),
        ("Công văn số 822/UBND-KT ngày 01/02/2025", "822/UBND-KT", "Công văn", dt.date(2025, 2, 1)),
        ("Quyết định số 1626/QĐTTg", "1626/QĐ-TTg", "Quyết định", None),
        ("Nghị quyết số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP", "Nghị quyết", None),
    ],
)
def test_find_reads_the_shapes_of_numbers(text: str, number: str, kind: str, date: dt.date | None) -> None:
    (cited,) = instruments.find(text)
    assert (cited.number, cited.kind, cited.date) == (number, kind, date)


@pytest.mark.parametrize(
    "text", ["1,4-Butanediol", "Km40 - Km52", "QCVN 05:2023/BTNMT", "hợp đồng số 01/2024/HĐ", "tỷ lệ 8/63"]
)
def test_find_leaves_other_numbers_alone(text: str) -> None:
    assert list(instruments.find(text)) == []


def test_find_keeps_a_blank_number_blank() -> None:
    (cited,) = instruments.find(
        "(Kèm theo Quyết định số      /QĐ-UBND ngày   tháng   năm 2024 của UBND tỉnh)"
    )
    assert (cited.number, cited.kind, cited.issuer) == (None, "Quyết định", "UBND tỉnh")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thực hiện Kế hoạch số 10/KH-UBND ngày 01/3/2024 của UBND tỉnh,"
            " Sở Y tế đã ban hành Kế hoạch số 22/KH-SYT ngày 05/4/2024.",
            Relation("22/KH-SYT", "10/KH-UBND", "implements"),
        ),
        (
            "Nghị định số 48/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 06/2022/NĐ-CP.",
            Relation("48/2025/NĐ-CP", "06/2022/NĐ-CP", "amends"),
        ),
        (
            "Quyết định này thay thế Quyết định số 77/QĐ-UBND ngày 02/02/2020.",
            Relation(None, "77/QĐ-UBND", "replaces"),
        ),
    ],
)
def test_relations_say_only_what_the_text_says(text: str, expected: Relation) -> None:
    assert relations.find(text, None, None) == (expected,)


def test_relations_of_a_mere_ground_are_none() -> None:
    assert relations.find("Căn cứ Luật Đất đai số 31/2024/QH15;", None, None) == ()
