"""Layouts met in provincial documents, in the project's own words: heads, recitals, lists, footers, names."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import addressing, markers, pointers, reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.lines import joining
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.source import Cell, Grid, Line, SourceDocument


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


def test_issuer_leaves_out_a_motto_set_on_two_lines() -> None:
    facts = _facts(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Tiền Giang, ngày 07 tháng 5 năm 2024\nỦY BAN NHÂN DÂN\nTỈNH TIỀN GIANG\nSố: 12/KH-UBND\n"
        "KẾ HOẠCH\nTrồng rừng ngập mặn năm 2024\nI. NHIỆM VỤ\n1. Sở Công Thương rà soát bãi bồi.\n"
    )
    assert facts.document.issuer == "ỦY BAN NHÂN DÂN TỈNH TIỀN GIANG"


def test_title_of_a_decision_ends_before_who_decides() -> None:
    facts = _facts(
        "ỦY BAN NHÂN DÂN\nTỈNH TRÀ VINH\nSố: 9/QĐ-UBND\nTrà Vinh, ngày 02 tháng 4 năm 2024\nQUYẾT ĐỊNH\n"
        "Về việc giao việc trồng cây năm 2024\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TRÀ VINH\n"
        "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\nĐiều 1. Giao Sở Xây dựng trồng cây ven lộ.\n"
    )
    assert facts.document.title == "QUYẾT ĐỊNH Về việc giao việc trồng cây năm 2024"


def test_recital_opens_a_paragraph_behind_a_long_title() -> None:
    facts = _facts(
        "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 5/KH-UBND\nKẾ HOẠCH\n"
        "Giảm túi ni lông ở chợ và bến tàu của tỉnh trong năm 2025 và những năm tiếp theo\n"
        "Căn cứ Nghị quyết số 3/NQ-HĐND ngày 10/12/2024, Ủy ban nhân dân tỉnh ban hành Kế hoạch:\n"
        "I. NHIỆM VỤ\n1. Sở Y tế rà soát việc dùng túi ni lông ở bệnh viện, xây dựng kế hoạch thay thế.\n"
    )
    assert facts.document.title is not None
    assert facts.document.title.endswith("những năm tiếp theo")


REFERRED = """KẾ HOẠCH
Tiết kiệm nước tỉnh Bến Tre năm 2025
I. NHIỆM VỤ
1. Đo nước
1.1. Lắp đồng hồ nước ở các trường học (Sở Xây dựng chủ trì; Công ty Cấp nước tỉnh phối hợp).
1.2. Kiểm tra rò rỉ của mạng ống chính ở đô thị.
2. Tuyên truyền
a) In tờ rơi về nước sạch cho học sinh tiểu học.
b) Mở lớp học về trữ nước mưa cho nông dân.
* Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Nội vụ.
* Thời gian hoàn thành: Quý III/2025.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
Thực hiện nhiệm vụ tại điểm 1.2 khoản 1 Mục I Kế hoạch này.
2. Các sở: Công Thương, Xây dựng, Y tế theo chức năng hướng dẫn cơ sở dùng nước tuần hoàn.
"""


def test_pointer_that_repeats_the_parent_number_finds_its_duty() -> None:
    (assignment,) = _facts(REFERRED).assignments
    assert assignment.agency == "Sở Tài chính"
    assert assignment.task_ids == ("I.1.2",)


def test_starred_footer_reaches_the_duties_above_it() -> None:
    tasks = {task.id: task for task in _facts(REFERRED).tasks}
    assert tasks["I.2.b"].lead == ("Sở Y tế",)
    assert tasks["I.2.b"].coordinate == ("Sở Nội vụ",)
    assert tasks["I.2.a"].lead == ("Sở Y tế",)


def test_list_behind_a_common_word_and_a_colon_is_expanded() -> None:
    tasks = {task.id: task for task in _facts(REFERRED).tasks}
    assert tasks["II.2"].lead == ("Sở Công Thương", "Sở Xây dựng", "Sở Y tế")
    assert tasks["II.2"].text.startswith("Các sở: Công Thương")


def test_coordinates_in_brackets_stand_before_their_verb() -> None:
    found = addressing.coordinates_of(
        "Lắp đồng hồ nước (Sở Xây dựng chủ trì; Công ty Cấp nước tỉnh phối hợp)."
    )
    assert found == ("Công ty Cấp nước tỉnh",)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Quỹ Đầu tư phát triển tỉnh cho vay ưu đãi", "Quỹ Đầu tư phát triển tỉnh"),
        ("Quỹ Bảo vệ và phát triển rừng tỉnh chi trả", "Quỹ Bảo vệ và phát triển rừng tỉnh"),
        ("Hiệp hội Doanh nghiệp nhỏ và vừa tỉnh vận động", "Hiệp hội Doanh nghiệp nhỏ và vừa tỉnh"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Sở Công Thương phát triển lưới điện", "Sở Công Thương"),
    ],
)
def test_names_hold_small_words_that_elsewhere_open_a_duty(sentence: str, name: str) -> None:
    names, _ = agencies.scan(sentence, 0)
    assert [found.text for found in names] == [name]


NARROW = """PHỤ LỤC
DANH MỤC NHIỆM VỤ TIẾT KIỆM ĐIỆN
(Kèm theo Kế hoạch số 8/KH-UBND ngày 18/4/2025 của UBND tỉnh Bến Tre)
STT
Nội dung công việc
Thời hạn
Cơ quan phối hợp
Cơ quan thực hiện
1
Thay đèn ở các trường học
bằng đèn LED
Quý IV/2025
Sở Tài chính; UBND các
xã, phường
Sở Giáo dục và Đào
tạo
2
Đo lượng điện của trạm
bơm nông thôn
Tháng 10/2025
Hiệp hội
Doanh nghiệp tỉnh
Sở Công Thương
"""


def test_broken_table_of_evenly_narrow_columns_is_cut_by_words() -> None:
    first, second = _facts(NARROW).tasks
    assert first.text == "Thay đèn ở các trường học bằng đèn LED"
    assert first.lead == ("Sở Giáo dục và Đào tạo",)
    assert first.coordinate == ("Sở Tài chính", "UBND các xã, phường")
    assert first.deadline is not None
    assert second.lead == ("Sở Công Thương",)
    assert second.coordinate == ("Hiệp hội Doanh nghiệp tỉnh",)


def test_split_joins_a_name_that_a_cell_broke_behind_its_head_word() -> None:
    assert agencies.split("Sở Y tế; Hiệp hội\nDoanh nghiệp tỉnh") == ("Sở Y tế", "Hiệp hội Doanh nghiệp tỉnh")


CAPITALS = """KẾ HOẠCH
Tiết kiệm nước tỉnh An Giang năm 2026
I. MỤC TIÊU
1. Giảm 5% lượng nước thất thoát trong năm 2026.
II. NHIỆM VỤ
A. ĐÔ THỊ
1. Sở Xây dựng thay ống nước cũ ở nội ô; hoàn thành trong Quý I/2026.
B. NÔNG THÔN
1. Sở Y tế kiểm tra chất lượng nước giếng ở các xã ven sông.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính cân đối, bố trí kinh phí thực hiện Kế hoạch này.
"""


def test_capital_letters_divide_the_roman_heading_they_stand_under() -> None:
    tasks = {task.id: task for task in _facts(CAPITALS).tasks}
    assert list(tasks) == ["II.A.1", "II.B.1", "III.1"]
    assert tasks["III.1"].theme == "TỔ CHỨC THỰC HIỆN"


def test_deadline_of_a_quarter_printed_with_a_capital() -> None:
    first = _facts(CAPITALS).tasks[0]
    assert first.deadline is not None
    assert str(first.deadline.date) == "2026-03-31"


@pytest.mark.parametrize("rule", ["———————", "-----", "* * *", "- - -", "–––––"])
def test_rule_drawn_with_characters_is_no_marker(rule: str) -> None:
    assert markers.read(rule) is None
    assert markers.read(f"{rule}\nI. MỤC TIÊU") is None
    assert markers.read("- Trồng cây ven lộ").kind == "dash"  # type: ignore[union-attr]  # it is a marker


def test_head_table_with_a_rule_under_the_issuer_is_read() -> None:
    left = "ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\n———————\nSố: 41/KH-UBND"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n———————\nBến Tre, ngày 03 tháng 4 năm 2025"
    sides = [tuple(Line(line) for line in side.split("\n")) for side in (left, right)]
    head = Grid((Cell(0, 0, sides[0]), Cell(0, 1, sides[1])), 1, 2)
    below = document("KẾ HOẠCH\nTiết kiệm nước năm 2025\nI. NHIỆM VỤ\n1. Sở Y tế rà soát đồng hồ nước.")
    facts = reading.read(SourceDocument((head, *below.elements), "docx")).facts
    assert (facts.document.kind, facts.document.number) == ("Kế hoạch", "41/KH-UBND")
    assert not facts.references


def test_dashed_footers_reach_every_point_since_the_footers_before() -> None:
    facts = _facts(
        "KẾ HOẠCH\nTiết kiệm nước tỉnh Bến Tre năm 2025\nI. NHIỆM VỤ\n1. Đo nước\n"
        "a) Lắp đồng hồ nước ở các trường học.\nb) Kiểm tra rò rỉ của mạng ống chính ở đô thị.\n"
        "- Đơn vị chủ trì: Sở Xây dựng.\n- Đơn vị phối hợp: Sở Y tế.\n- Thời gian: Quý II/2025.\n"
        "c) In tờ rơi về nước sạch cho học sinh tiểu học.\n"
        "- Đơn vị chủ trì: Sở Nội vụ.\n- Đơn vị phối hợp: Sở Tài chính.\n"
    )
    leads = {task.id: (task.lead, task.coordinate) for task in facts.tasks}
    assert leads == {
        "I.1.a": (("Sở Xây dựng",), ("Sở Y tế",)),
        "I.1.b": (("Sở Xây dựng",), ("Sở Y tế",)),
        "I.1.c": (("Sở Nội vụ",), ("Sở Tài chính",)),
    }


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("các tổ chức chính trị", "- xã hội", True),
        ("Ngân hàng Nhà nước Việt Nam", "- Chi nhánh Khu vực 9", True),
        ("phát triển kinh tế", "– xã hội của xã", True),
        ("các tổ chức chính trị", "- Sở Y tế", False),
        ("Ngân hàng Nhà nước Việt Nam;", "- Chi cục Thuế", False),
        ("mạng", "xã hội", False),
    ],
)
def test_dash_inside_a_name_opens_no_item(before: str, text: str, *, expected: bool) -> None:
    assert joining.goes_on_behind_dash(before, text) is expected


def test_writing_the_report_that_the_province_hands_in_is_an_obligation_and_no_duty() -> None:
    facts = _facts(
        "KẾ HOẠCH\nTiết kiệm nước tỉnh Bến Tre năm 2025\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n"
        "- Mở lớp học về trữ nước mưa cho nông dân ở các xã ven biển.\n"
        "- Tổng hợp, tham mưu UBND tỉnh báo cáo Bộ Xây dựng kết quả tiết kiệm nước trước ngày 20/12.\n"
    )
    assert [task.id for task in facts.tasks] == ["I.1.1"]
    assert [(one.id, one.who) for one in facts.obligations] == [("I.1.2", ("Sở Xây dựng",))]


def test_goals_take_the_year_of_the_heading_over_them_and_count_what_there_shall_be() -> None:
    facts = _facts(
        "KẾ HOẠCH\nTiết kiệm nước tỉnh Bến Tre giai đoạn 2026 - 2028\nI. MỤC TIÊU\na) Năm 2026\n"
        "- Tỷ lệ hộ dùng nước sạch đạt 71%.\nb) Đến năm 2028\n- Có 12 trạm cấp nước được nối mạng số.\n"
        "- Tỷ lệ hộ dùng nước sạch đạt 84%.\n"
    )
    assert [(one.id, one.value, one.year, one.unit) for one in facts.targets] == [
        ("I.a.1", 71, 2026, "%"),
        ("I.b.1", 12, 2028, "trạm"),
        ("I.b.2", 84, 2028, "%"),
    ]
    assert facts.targets[1].subject == "trạm cấp nước được nối mạng số"


def test_bracket_behind_a_duty_says_who_and_when_and_is_no_part_of_it() -> None:
    facts = _facts(
        "KẾ HOẠCH\nTiết kiệm nước tỉnh Bến Tre năm 2025\nI. NHIỆM VỤ\n1. Đo nước\n"
        "a) Lắp đồng hồ nước ở các trường học. (Sở Xây dựng chủ trì, phối hợp với Sở Y tế; quý II/2025).\n"
        "b) Kiểm tra rò rỉ ở đô thị (Sở Nội vụ, Sở Tài chính đồng chủ trì; thường xuyên).\n"
        "c) In tờ rơi về nước sạch cho học sinh. (Đề nghị Hội Nông dân tỉnh thực hiện).\n"
        "d) Giao Sở Y tế chủ trì kiểm tra nguồn nước ngầm (kể cả giếng khoan thực hiện trước năm 2020).\n"
    )
    assert [(one.text, one.lead, one.coordinate) for one in facts.tasks] == [
        ("Lắp đồng hồ nước ở các trường học.", ("Sở Xây dựng",), ("Sở Y tế",)),
        ("Kiểm tra rò rỉ ở đô thị", ("Sở Nội vụ", "Sở Tài chính"), ()),
        ("In tờ rơi về nước sạch cho học sinh.", ("Hội Nông dân tỉnh",), ()),
        (
            "Giao Sở Y tế chủ trì kiểm tra nguồn nước ngầm (kể cả giếng khoan thực hiện trước năm 2020).",
            ("Sở Y tế",),
            (),
        ),
    ]
    assert [one.deadline.kind.value if one.deadline else None for one in facts.tasks[:3]] == [
        "date",
        "ongoing",
        None,
    ]


def test_asking_for_money_every_year_is_more_than_a_report() -> None:
    facts = _facts(
        "KẾ HOẠCH\nTiết kiệm nước tỉnh Bến Tre năm 2025\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n"
        "- Hằng năm tổng hợp, trình UBND tỉnh phân bổ kinh phí thay ống nước cũ.\n"
        "- Hướng dẫn các xã quyết toán tiền mua đồng hồ nước.\n"
    )
    assert [one.id for one in facts.tasks] == ["I.1.1", "I.1.2"]


def test_department_that_tells_its_own_work_leads_it() -> None:
    facts = _facts(
        "BÁO CÁO\nKết quả tiết kiệm nước năm 2025\nI. KẾT QUẢ\n1. Đã lắp 40 đồng hồ nước ở các trường học.\n"
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026\n"
        "Trong năm 2026, Sở Xây dựng tập trung thực hiện các nhiệm vụ sau:\n"
        "1. Thay các ống nước cũ ở khu chợ phường 2.\n2. Tổ chức truyền thông về nước sạch ở trường học.\n"
    )
    assert [(one.id, one.lead) for one in facts.tasks] == [
        ("II.1", ("Sở Xây dựng",)),
        ("II.2", ("Sở Xây dựng",)),
    ]


def test_pointer_bound_to_a_territory_is_no_duty_of_its_own() -> None:
    pointer = "Thực hiện các nhiệm vụ tại điểm b mục 1 Phần II của Kế hoạch này trên địa bàn quản lý."
    assert pointers.is_pure(pointer)


def test_resolution_that_tells_when_it_was_passed_gives_no_duty_by_that() -> None:
    facts = _facts(
        "NGHỊ QUYẾT\nVề tiết kiệm nước tỉnh Bến Tre năm 2025\n"
        "Điều 1. Giao Sở Xây dựng thay các ống nước cũ ở khu chợ phường 2 của thành phố.\n"
        "Điều 2. Giao Sở Tài chính hướng dẫn các xã quyết toán tiền mua đồng hồ nước mới.\n"
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa XI thông qua ngày 09 tháng 7 năm 2025./.\n"
    )
    assert [one.text for one in facts.tasks] == [
        "Giao Sở Xây dựng thay các ống nước cũ ở khu chợ phường 2 của thành phố.",
        "Giao Sở Tài chính hướng dẫn các xã quyết toán tiền mua đồng hồ nước mới.",
    ]
