"""Which duties a footer speaks of, where it stands above them, or below duties that a heading leads."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import closings, pointers, reading
from tinhxanh.core.plan.facts import Facts, Task
from tinhxanh.core.plan.times import deadlines
from tinhxanh.exchange.documents import html
from tinhxanh.exchange.documents.limits import DEFAULT

HEAD = "KẾ HOẠCH\nGiữ đê biển năm 2026\n"


def _facts(text: str) -> Facts:
    page = "".join(f"<p>{line}</p>" for line in (HEAD + text).splitlines())
    return reading.read(html.load(page.encode(), DEFAULT)).facts


def _told(task: Task) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return task.id, task.lead, task.coordinate


def _days(facts: Facts) -> list[str | None]:
    return [task.deadline.text if task.deadline is not None else None for task in facts.tasks]


def test_footer_under_a_heading_speaks_of_the_duties_behind_it() -> None:
    facts = _facts(
        "I. NHIỆM VỤ\n1. Đắp đê\nCơ quan chủ trì: Sở Xây dựng.\nCơ quan phối hợp: Sở Tài chính.\n"
        "a) Đắp bù các đoạn đê đã lún ở phía nam.\nb) Trồng lại rừng chắn sóng ngoài bãi.\n"
        "2. Canh đê\na) Lập đội tuần đê ở từng thôn ven biển.\nb) Dựng lại các điếm canh đã đổ.\n"
    )

    assert [_told(task) for task in facts.tasks] == [
        ("I.1.a", ("Sở Xây dựng",), ("Sở Tài chính",)),
        ("I.1.b", ("Sở Xây dựng",), ("Sở Tài chính",)),
        ("I.2.a", (), ()),
        ("I.2.b", (), ()),
    ]


def test_time_below_each_duty_of_an_agency_is_that_duty_s_own() -> None:
    facts = _facts(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n- Đắp bù các đoạn đê đã lún ở phía nam.\n"
        "Thời gian thực hiện: Quý II/2026.\n- Dựng lại các điếm canh đã đổ ở cửa sông.\n"
        "Thời hạn hoàn thành: Trước ngày 15/9/2026.\n- Trồng lại rừng chắn sóng ngoài bãi.\n"
    )

    assert _days(facts) == ["Quý II/2026", "Trước ngày 15/9/2026", None]
    assert {task.lead for task in facts.tasks} == {("Sở Xây dựng",)}


def test_time_of_a_group_leaves_the_day_that_a_duty_states() -> None:
    facts = _facts(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n- Đắp bù các đoạn đê bị lún ở phía nam trước ngày 30/4/2026.\n"
        "- Dựng lại các điếm canh đã đổ ở cửa sông.\nThời gian thực hiện: Năm 2026.\n"
        "2. Sở Tài chính\n- Cấp vốn cho các đội tuần đê ven biển.\n"
    )

    assert _days(facts) == ["trước ngày 30/4/2026", "Năm 2026", None]


@pytest.mark.parametrize("mark", ["1.1.", "1.", "(1)", "a)"])
def test_dashed_footer_below_the_last_point_speaks_of_all_above_it(mark: str) -> None:
    second = {"1.1.": "1.2.", "1.": "2.", "(1)": "(2)", "a)": "b)"}[mark]
    heading = "1. Đắp đê" if mark != "1." else "A. Đắp đê"
    facts = _facts(
        f"I. NHIỆM VỤ\n{heading}\n{mark} Đắp bù các đoạn đê đã lún ở phía nam.\n"
        f"{second} Trồng lại rừng chắn sóng ngoài bãi.\n- Cơ quan chủ trì: Sở Xây dựng.\n"
        "- Cơ quan phối hợp: Sở Tài chính.\n- Thời gian thực hiện: Năm 2026.\n"
    )

    assert [(task.lead, task.coordinate) for task in facts.tasks] == [
        (("Sở Xây dựng",), ("Sở Tài chính",)),
        (("Sở Xây dựng",), ("Sở Tài chính",)),
    ]
    assert _days(facts) == ["Năm 2026", "Năm 2026"]


def test_unmarked_duties_above_dashed_footers_are_duties() -> None:
    facts = _facts(
        "I. NHIỆM VỤ\n1. Đắp đê\nĐắp bù các đoạn đê đã lún ở phía nam.\nTrồng lại rừng chắn sóng ngoài bãi.\n"
        "- Cơ quan chủ trì: Sở Xây dựng.\n- Cơ quan phối hợp: Sở Tài chính.\n2. Canh đê\n"
        "Lập đội tuần đê ở từng thôn.\n- Cơ quan chủ trì: Công an tỉnh.\n"
    )

    assert [task.lead for task in facts.tasks] == [("Sở Xây dựng",), ("Sở Xây dựng",), ("Công an tỉnh",)]


@pytest.mark.parametrize("list_of", [("a)", "b)"), ("1.", "2."), ("(1)", "(2)"), ("", "")])
def test_unmarked_names_head_the_lists_behind_them(list_of: tuple[str, str]) -> None:
    first, second = (f"{mark} ".lstrip() for mark in list_of)
    facts = _facts(
        "I. TỔ CHỨC THỰC HIỆN\n"
        f"Sở Xây dựng có trách nhiệm:\n{first}Đắp bù các đoạn đê đã lún ở phía nam.\n"
        f"{second}Dựng lại các điếm canh đã đổ ở cửa sông.\n"
        f"Giao Công an tỉnh:\n{first}Lập đội tuần đê ở từng thôn ven biển.\n"
        f"{second}Kiểm tra xe chở quá tải chạy trên mặt đê.\n"
    )

    assert [task.lead for task in facts.tasks] == [("Sở Xây dựng",)] * 2 + [("Công an tỉnh",)] * 2


def test_part_alone_on_its_line_holds_the_headings_below_it() -> None:
    facts = _facts(
        "Phần I\nMỤC TIÊU\nGiữ vững 40 km đê biển.\nPhần II\nTỔ CHỨC THỰC HIỆN\nI. Sở Xây dựng\n"
        "- Đắp bù các đoạn đê đã lún ở phía nam.\nII. Công an tỉnh\n- Lập đội tuần đê ở từng thôn ven biển.\n"
    )

    assert [(task.id, task.lead) for task in facts.tasks] == [
        ("II.I.1", ("Sở Xây dựng",)),
        ("II.II.1", ("Công an tỉnh",)),
    ]


def test_decimals_of_three_numbers_stand_below_those_of_two() -> None:
    facts = _facts(
        "1. Nhiệm vụ\n1.1. Đắp đê\n1.1.1. Sở Xây dựng đắp bù các đoạn đê đã lún.\n"
        "1.1.2. Sở Tài chính cấp vốn cho các đội tuần đê.\n"
        "1.2. Canh đê\n1.2.1. Công an tỉnh lập đội tuần đê ở từng thôn.\n"
    )

    assert [(task.id, task.theme) for task in facts.tasks] == [
        ("1.1.1", "Đắp đê"),
        ("1.1.2", "Đắp đê"),
        ("1.2.1", "Canh đê"),
    ]


BODY = (
    "1.1. Đắp đê",
    "1.1.1. Sở Xây dựng chủ trì, phối hợp với các huyện ven biển đắp bù các đoạn đê đã",
    "lún ở phía nam, gia cố chân kè ở cửa sông, trồng tre chắn sóng dọc theo bãi bồi.",
)


def _blocks(*lines: str) -> set[str]:
    read = reading.read(document("\n".join(lines) + "\n")).canonical
    return {read.text[block.start : block.end] for block in read.blocks}


def test_decimal_goes_on_behind_the_last_line_of_a_deeper_one_though_it_is_full() -> None:
    assert "1.2. Canh đê" in _blocks("1. Nhiệm vụ", *BODY, "1.2. Canh đê")


def test_number_in_brackets_opens_a_point_behind_a_full_line() -> None:
    deed = "Công an tỉnh lập đội tuần đê ở từng thôn."
    marked = (f"({number}) {line}" for number, line in enumerate([BODY[1][7:], deed], 1))
    first, second = marked

    assert {f"{first} {BODY[2]}", second} < _blocks("1. Nhiệm vụ", BODY[2], first, BODY[2], second)


def test_deed_in_a_capital_opens_a_paragraph_behind_a_semicolon_at_the_margin() -> None:
    deed = "Trồng lại rừng chắn sóng ngoài bãi."

    assert deed in _blocks("1. Nhiệm vụ", BODY[1][7:], BODY[2][:-1] + ";", deed)
    assert deed not in _blocks("1. Nhiệm vụ", BODY[1][7:], BODY[2][:-1] + ",", deed)


@pytest.mark.parametrize(
    "name",
    [
        "các doanh nghiệp đầu tư hạ tầng khu công nghiệp",
        "các nhà đầu tư kinh doanh kết cấu hạ tầng kỹ thuật cụm công nghiệp",
        "Công ty TNHH MTV Quản lý khai thác công trình thủy lợi Bạc Liêu",
        "Phân hiệu Đại học Thủy lợi tại Bình Dương",
    ],
)
def test_name_goes_on_behind_a_word_that_elsewhere_begins_a_deed(name: str) -> None:
    facts = _facts(f"I. NHIỆM VỤ\n1. Sở Xây dựng chủ trì, phối hợp với {name} nạo vét cống dưới đê.\n")

    assert facts.tasks[0].coordinate == (name,)


def test_name_with_a_place_ends_before_a_deed() -> None:
    facts = _facts("I. NHIỆM VỤ\n1. Giao Báo Bạc Liêu kiên quyết phê phán việc lấn chiếm hành lang đê.\n")

    assert facts.tasks[0].lead == ("Báo Bạc Liêu",)


def test_pointers_reach_lettered_parts_and_articles_of_the_document_itself() -> None:
    assert _paths("các nhiệm vụ tại điểm a, c mục I, điểm b mục II Phần B Kế hoạch này") == {
        ("B", "I", "a"),
        ("B", "I", "c"),
        ("B", "II", "b"),
    }
    assert _paths("các nhiệm vụ tại điểm a khoản 1 Điều 2 Quyết định này") == {("Điều 2", "1", "a")}
    assert not _paths("các nhiệm vụ tại điểm a khoản 1 Điều 2 Nghị định số 9/2024/NĐ-CP")


def _paths(text: str) -> set[tuple[str, ...]]:
    return {path for pointer in pointers.find(f"Chủ trì thực hiện {text}.") for path in pointer.paths}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Đắp bù chân đê phía nam trong 6 tháng đầu năm 2026.", "trong 6 tháng đầu năm 2026"),
        ("Trước mùa mưa năm 2026, Sở Xây dựng dựng lại các điếm canh.", "Trước mùa mưa năm 2026"),
    ],
)
def test_halves_and_seasons_are_due_times_wherever_they_stand(text: str, told: str) -> None:
    stated = deadlines.of_text(text, 2026)

    assert stated is not None
    assert stated.deadline.text == told


@pytest.mark.parametrize("paper", ["đăng ký môi trường", "thẩm định báo cáo đánh giá tác động môi trường"])
def test_papers_that_a_deed_is_about_are_not_handed_in(paper: str) -> None:
    facts = _facts(f"I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n- Hướng dẫn {paper} trước ngày 30/9/2026.\n")

    assert facts.tasks
    assert not facts.obligations


def test_paragraph_that_asks_all_to_carry_out_the_plan_closes_it() -> None:
    assert closings.is_closing("Căn cứ Kế hoạch này, các sở và UBND các xã tổ chức triển khai thực hiện./.")
