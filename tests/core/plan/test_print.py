"""What the print of a page tells: indents, two columns of a head, cells that share a line."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import jsonform, judging, reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.grids import timecells
from tinhxanh.core.plan.lines import joining
from tinhxanh.core.plan.naming.register import Agency, AgencyNames
from tinhxanh.core.plan.source import Box, Line

LAID_OUT = """   ỦY BAN NHÂN DÂN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      TỈNH KON TUM                   Độc lập - Tự do - Hạnh phúc

   Số: 08/CT-UBND                Kon Tum, ngày 03 tháng 02 năm 2025

                               CHỈ THỊ
        Về việc giữ rừng đầu nguồn và nước sạch ở các xã biên giới

     Thời gian qua, nhiều thôn thiếu nước vào mùa khô, trong khi suối đầu
nguồn bị lấn. Chủ tịch Ủy ban nhân dân tỉnh chỉ thị:

     1. Sở Nông nghiệp và Môi trường, Công an tỉnh
     Theo phạm vi quản lý, tuần tra rừng đầu nguồn; xử lý người lấn suối
trước ngày 30/4/2025.

     2. Ủy ban nhân dân các xã, phường
     a) Nạo vét bể chứa nước của các thôn trước mùa khô năm
2025.
     b) Vận động hộ dân trồng cây bản địa dọc bờ suối.

                               K’ Pă Thuận
"""

NARROW = """KẾ HOẠCH
Bảo vệ nguồn nước tỉnh Bình Định năm 2026
TT
Nhiệm vụ
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian hoàn thành
1
Lập bản đồ các giếng nước bị nhiễm mặn ở
vùng ven đầm và công bố cho người dân.
Sở Y tế
UBND các xã,
phường
Quý
III/2026
2
Quan trắc nước ngầm tại những khu nuôi tôm
trên cát của tỉnh.
Công an tỉnh Các sở, ban,
ngành liên quan
Thường
xuyên
3
Cắm mốc hành lang bảo vệ các hồ cấp nước
sinh hoạt.
Sở Xây dựng Trước
30/11/2026
"""


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


def test_indents_and_columns_of_a_page_part_head_and_paragraphs() -> None:
    facts = _facts(LAID_OUT)
    assert (facts.document.kind, facts.document.number) == ("Chỉ thị", "08/CT-UBND")
    assert facts.document.title == "CHỈ THỊ Về việc giữ rừng đầu nguồn và nước sạch ở các xã biên giới"
    assert [(task.id, task.lead) for task in facts.tasks] == [
        ("1", ("Sở Nông nghiệp và Môi trường", "Công an tỉnh")),
        ("2.a", ("Ủy ban nhân dân các xã, phường",)),
        ("2.b", ("Ủy ban nhân dân các xã, phường",)),
    ]


def test_hanging_indents_do_not_open_paragraphs() -> None:
    text = "THÔNG BÁO\nVề dọn kênh\n" + "".join(
        f"- Đoạn kênh số {n} do tổ dân phố chăm sóc, mỗi tuần\n  một buổi vào sáng thứ bảy tại\n  bến cũ.\n"
        for n in range(1, 5)
    )
    blocks = reading.read(document(text)).canonical.blocks
    assert len(blocks) <= 6


def test_time_cell_on_two_lines_is_no_part_of_an_agency() -> None:
    tasks = jsonform.to_json(_facts(NARROW))["tasks"]
    assert [(t["lead"], t["coordinate"], t["deadline"]["text"]) for t in tasks] == [
        (["Sở Y tế"], ["UBND các xã, phường"], "Quý III/2026"),
        (["Công an tỉnh"], ["Các sở, ban, ngành liên quan"], "Thường xuyên"),
        (["Sở Xây dựng"], [], "Trước 30/11/2026"),
    ]


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        (["Sở Y tế", "Hằng", "năm"], ["Sở Y tế", "Hằng năm"]),
        (["Trước", "ngày", "15/7/2027"], ["Trước ngày 15/7/2027"]),
        (["Báo Lào Cai Tháng", "4/2026"], ["Báo Lào Cai", "Tháng 4/2026"]),
        (["Giai đoạn", "2026 -", "2030"], ["Giai đoạn 2026 - 2030"]),
        (["giảm tiếng ồn trong năm", "2026."], ["giảm tiếng ồn trong năm", "2026."]),
        (["Năm 2026", "2027"], ["Năm 2026", "2027"]),
    ],
)
def test_due_time_is_joined_where_its_lines_make_one(printed: list[str], joined: list[str]) -> None:
    assert [line.text for line in timecells.join([Line(text) for text in printed])] == joined


def test_issuer_is_found_though_the_motto_wraps() -> None:
    facts = _facts(
        "ỦY BAN NHÂN DÂN\nTỈNH NINH BÌNH\nSố: 5/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\n"
        "Độc lập - Tự do - Hạnh phúc\nNinh Bình, ngày 5 tháng 1 năm 2026\nKẾ HOẠCH\nTrồng cây năm 2026\n"
        "I. NHIỆM VỤ\n1. Sở Xây dựng trồng cây dọc các tuyến phố mới.\n"
    )
    assert facts.document.issuer == "ỦY BAN NHÂN DÂN TỈNH NINH BÌNH"


def test_title_ends_where_the_address_begins() -> None:
    facts = _facts("BÁO CÁO\nKết quả quan trắc nước mặt năm 2025\nKính gửi: Bộ Nông nghiệp và Môi trường\n")
    assert facts.document.title == "BÁO CÁO Kết quả quan trắc nước mặt năm 2025"


@pytest.mark.parametrize("signer", ["K’ Pă Thuận", "Y Biêr Niê", "Hà Sỹ Đồng", "K'Mák Brông"])
def test_signer_may_bear_a_name_of_any_people(signer: str) -> None:
    body = "KẾ HOẠCH\nTrồng rừng\nI. NHIỆM VỤ\n1. Sở Y tế trồng cây xanh."
    text = f"{body}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n{signer}"
    assert _facts(text).document.signer == signer


def test_annex_as_a_whole_is_no_missing_point() -> None:
    facts = _facts(
        "KẾ HOẠCH\nTrồng rừng ven biển năm 2026\nI. NỘI DUNG\n1. Ươm cây phi lao tại các vườn ươm của xã.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nThực hiện các nhiệm vụ tại Phụ lục I của Kế hoạch này.\n"
    )
    assert [w.code for w in facts.warnings if w.code == "dangling-pointer"] == []
    assert [task.id for task in facts.tasks] == ["I.1"]


def test_ordinary_collectives_and_heads_of_agencies_are_not_called_unknown() -> None:
    register = AgencyNames([Agency("Sở Y tế"), Agency("Ban Quản lý Khu kinh tế tỉnh"), Agency("Sở Nội vụ")])
    names = (
        "Giám đốc Sở Y tế",
        "Chủ tịch Ủy ban nhân dân các xã, phường",
        "Giám đốc các sở",
        "Ban Quản lý Khu kinh tế Vân Phong",
        "Ủy ban nhân dân các xã, phường, đặc khu",
        "Chi cục Kiểm lâm",
    )
    text = "KẾ HOẠCH\nBảo vệ rừng năm 2026\nI. NHIỆM VỤ\n" + "".join(
        f"{n}. Giao {name} tuần tra các khu rừng phòng hộ.\n" for n, name in enumerate([*names, "Sở Rừng"], 1)
    )
    read = judging.judge(reading.read(document(text)), judging.Knowledge(register))
    unknown = [w.message for w in read.facts.warnings if w.code == "agency-unknown"]
    assert unknown == ["“Sở Rừng” không có trong danh bạ cơ quan."]


def test_day_of_a_letter_stands_behind_its_address_where_the_right_half_came_later() -> None:
    facts = reading.read(
        document(
            "UBND TỈNH BẮC HÒA\nSố: 88/UBND-NC\nV/v chăm sóc cây xanh\nKính gửi:\n- Các sở, ban, ngành;\n"
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "Bắc Hòa, ngày 05 tháng 02 năm 2024\n- UBND các huyện.\n"
            "Xét đề nghị của Sở Xây dựng, UBND tỉnh yêu cầu các đơn vị tưới cây trong mùa khô.\n"
        )
    ).facts
    assert facts.document.date == dt.date(2024, 2, 5)


def test_a_day_inside_a_sentence_is_not_the_day_of_the_letter() -> None:
    facts = reading.read(
        document(
            "UBND TỈNH BẮC HÒA\nSố: 88/UBND-NC\nV/v chăm sóc cây xanh\nKính gửi: Các sở, ban, ngành.\n"
            "Tại cuộc họp ở Bắc Hòa, ngày 05 tháng 02 năm 2024, UBND tỉnh đã nghe báo cáo.\n"
        )
    ).facts
    assert facts.document.date is None


_HALF_WIDE = ("a) Sở Y tế tỉnh ta", "b) Hội Làm vườn nhà", "c) Quỹ Đò ngang xưa", "d) Báo Đồng bằng nay")


def test_headings_that_end_alike_by_chance_make_no_column() -> None:
    lines = []
    for heading in (*_HALF_WIDE, "đ) Đài Cửa sông lạ", "e) Hội Bơi thuyền bé"):
        lines.append(Line(heading, 1, Box(80, 0, 290, 12, 595)))
        lines.append(Line("- Gom lá dừa khô ven đê về lò ủ phân của tổ và", 1, Box(80, 0, 545, 12, 595)))
        lines.append(Line("cân từng bao.", 1, Box(80, 0, 150, 12, 595)))
    assert [len(paragraph) for paragraph in joining.join(lines)] == [1, 2] * 6
