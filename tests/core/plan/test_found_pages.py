"""What pages of legal libraries and text that keeps its layout add: cards, notes, closings, recitals."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import addressing, closings, composing, reading, titles
from tinhxanh.core.plan.citing import instruments
from tinhxanh.core.plan.facts import Facts, Period
from tinhxanh.core.plan.naming import agencies

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 31/KH-UBND\nCao Bằng, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nGiữ nước mùa khô\n"
)


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


def test_number_on_a_card_above_the_head_is_no_citation() -> None:
    card = "Kế hoạch 31/KH-UBND năm 2026 về giữ nước mùa khô\nSố hiệu: 31/KH-UBND Loại văn bản: Kế hoạch\n\n"
    facts = _facts(card + HEAD + "Căn cứ Kế hoạch số 9/KH-UBND ngày 05/01/2026 của UBND tỉnh;\n")

    assert facts.document.number == "31/KH-UBND"
    assert [one.number for one in facts.references] == ["9/KH-UBND"]


@pytest.mark.parametrize(
    ("cited", "issuer", "subject"),
    [
        ("UBND tỉnh Phê duyệt Đề án giữ nước", "UBND tỉnh", "Phê duyệt Đề án giữ nước"),
        ("HĐND tỉnh Cao Bằng V/v thông qua Đề án", "HĐND tỉnh Cao Bằng", "thông qua Đề án"),
        ("Ban Chấp hành Đảng bộ tỉnh về giữ nước", "Ban Chấp hành Đảng bộ tỉnh", "giữ nước"),
    ],
)
def test_verb_in_a_capital_ends_the_issuer(cited: str, issuer: str, subject: str) -> None:
    (found,) = instruments.find(f"Quyết định số 311/QĐ-UBND ngày 12/3/2024 của {cited};")

    assert (found.issuer, found.subject) == (issuer, subject)


def test_hyphen_swallowed_behind_a_year_is_put_back() -> None:
    assert instruments.tidy("61/2018/NĐCP") == "61/2018/NĐ-CP"
    assert instruments.tidy("05/2019/TTBTC") == "05/2019/TT-BTC"
    assert instruments.tidy("18-CTR/TU") == "18-CTr/TU"


def test_what_a_title_reckons_with_is_not_planned() -> None:
    assert titles.period("Quy hoạch đến năm 2027, có tính đến năm 2035") == Period(None, 2027)


def test_note_with_its_number_alone_gives_no_duty() -> None:
    facts = _facts(
        HEAD
        + "I. NHIỆM VỤ\n      1. Sở Xây dựng\n      - Rà soát các cống dưới đê1, sửa chữa trước mùa mưa.\n\n"
        "1\n  Theo danh mục tại Quyết định số 77/QĐ-UBND ngày 05/01/2025 của UBND\n"
        "tỉnh về công trình thủy lợi.\n\n      2. Sở Tài chính: Bố trí kinh phí nạo vét.\n"
    )

    assert [task.lead for task in facts.tasks] == [("Sở Xây dựng",), ("Sở Tài chính",)]
    assert [one.number for one in facts.references] == ["77/QĐ-UBND"]


def test_districts_of_a_region_stay_one_name() -> None:
    text = "UBND các huyện vùng Đồng Tháp Mười rà soát các cống"

    assert [name.text for name in agencies.scan(text, 0)[0]] == ["UBND các huyện vùng Đồng Tháp Mười"]


def test_paragraph_on_the_ground_of_this_plan_closes_it() -> None:
    assert closings.is_closing("Trên cơ sở Kế hoạch này, các sở xây dựng kế hoạch cụ thể để triển khai./.")
    assert not closings.is_closing("Trên cơ sở kết quả rà soát, Sở Xây dựng lập danh mục hồ chứa.")


def test_what_happens_every_year_is_not_owed() -> None:
    facts = _facts(
        "CHỈ THỊ\nVề giữ nước mùa khô\nMỗi năm tỉnh mất khoảng 3 triệu m3 nước, hằng năm nhiều xã thiếu.\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Xây dựng: Rà soát cống, định kỳ hằng quý báo cáo UBND tỉnh.\n"
    )

    assert [(one.who, one.frequency) for one in facts.obligations] == [(("Sở Xây dựng",), "quarterly")]


@pytest.mark.parametrize("sign", [",", ";"])
def test_each_department_behind_a_ground_is_addressed(sign: str) -> None:
    text = f"Căn cứ nhiệm vụ được giao{sign} từng sở, ban, ngành, UBND các huyện xây dựng kế hoạch chi tiết."

    assert addressing.lead_of(text) == ("từng sở, ban, ngành", "UBND các huyện")


@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố:\n31/KH-UBND\n|\n"
        "Cao Bằng, ngày\n12 tháng 3 năm 2026\n|\nKẾ HOẠCH\nGIỮ NƯỚC MÙA KHÔ\n",
        "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 31/KH-UBND | Cao Bằng, ngày 12 tháng 3 năm 2026 |\nKẾ HOẠCH\nGIỮ NƯỚC MÙA KHÔ\n",
    ],
)
def test_text_of_a_found_page_reads_like_the_page(head: str) -> None:
    source = document(
        head + "Thực hiện Quyết định\n311/QĐ-TTg ngày\n12/3/2024 của Thủ tướng Chính phủ, UBND tỉnh ban hành"
        " Kế\nhoạch như sau:\nI. MỤC TIÊU\n1. Đến năm 2030, trồng 20 triệu cây.\n"
    )
    page, clean = reading.read(source), reading.read(document(composing.compose(source).text))

    assert page.facts.document == clean.facts.document
    assert [one.number for one in page.facts.references] == [one.number for one in clean.facts.references]
    assert [one.value for one in page.facts.targets] == [one.value for one in clean.facts.targets] == [20]
