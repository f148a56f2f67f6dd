"""What real letters, telegrams and plans hold: breaks of an editor, notes, captions, duties of all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import addressing, closings, markers, orders, reading, sections
from tinhxanh.core.plan.aiming import counts
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.lines import furniture, indents, unwrapped
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.sections import Section
from tinhxanh.core.plan.source import Line
from tinhxanh.exchange.documents import html
from tinhxanh.exchange.documents.limits import DEFAULT

LONG = "rà soát các trạm cân, bến bãi và kho chứa dọc sông để lập danh sách cùng hồ sơ của từng cơ sở một "


def _page(*paragraphs: str) -> Facts:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return reading.read(html.load(body.encode(), DEFAULT)).facts


def _led(facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.id, task.lead) for task in facts.tasks]


def test_break_of_an_editor_amid_a_sentence_parts_no_duty() -> None:
    rest = "các cơ sở còn nợ phí khẩn trương nộp đủ, " + LONG * 2
    lines = [
        Line(f"- Sở Tài chính {LONG}đôn"),
        Line(f"đốc {rest}."),
        Line(f"- Sở Y tế {LONG}" + LONG * 2 + "."),
    ]

    assert unwrapped.stands_in(lines)
    assert [len(paragraph) for paragraph in unwrapped.paragraphs(lines)] == [2, 1]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Kế hoạch chung của tỉnh", "thực hiện việc trồng cây"),  # a title is short
        (f"- Sở Y tế {LONG}.", "các trạm y tế báo cáo."),
        (f"- Sở Y tế {LONG}", "a) Lập danh sách các trạm."),
        (f"1 | {LONG} | Sở Y tế | quý I", "2 | rà soát | Sở Y tế | quý II"),
        (f"- Sở Y tế {LONG}", "Các trạm y tế báo cáo."),
    ],
)
def test_lines_that_their_writer_ended_stay_apart(before: str, text: str) -> None:
    assert len(unwrapped.paragraphs([Line(before), Line(text)])) == 2


@given(
    st.lists(st.sampled_from(["Sở Y tế", LONG, "đốc các xã", "a) x", "1 | 2", "KẾ HOẠCH", "."]), max_size=9)
)
@settings(max_examples=60, derandomize=True)
def test_every_line_stays_in_its_place_whatever_is_joined(texts: list[str]) -> None:
    lines = [Line(text) for text in texts]

    assert [line for paragraph in unwrapped.paragraphs(lines) for line in paragraph] == lines


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân tỉnh Cao Bằng trân trọng đề nghị Bộ Xây dựng quan tâm, xem xét giải quyết./.",
        "Bộ Xây dựng gửi ý kiến góp ý đến Quý Bộ để tổng hợp./.",
        "Mong nhận được sự phối hợp của Quý cơ quan.",
        "(Một số nhiệm vụ chính có Phụ lục kèm theo)",
        "Lũ về trên sông Bằng sáng nay (Ảnh: Đài tỉnh)",
    ],
)
def test_last_words_of_a_letter_and_notes_beside_it_give_no_duty(text: str) -> None:
    assert closings.is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị Sở Y tế xem xét, cấp phép cho 12 phòng khám.",
        "Sở Y tế gửi danh sách các phòng khám đến Sở Nội vụ trước ngày 5/6/2026.",
        "Sở Y tế rà soát các phòng khám (danh mục kèm theo).",
    ],
)
def test_what_is_asked_is_no_closing(text: str) -> None:
    assert not closings.is_closing(text)


@pytest.mark.parametrize("text", ["===== Trang 4 =====", "--- Page 12 ---", "––––––––      –––––––––––"])
def test_marks_between_pages_and_rules_side_by_side_are_no_text(text: str) -> None:
    kept = furniture.drop([Line("Sở Y tế kiểm tra."), Line(text), Line("Sở Nội vụ rà soát.")])

    assert [getattr(one, "text", "") for one in kept] == ["Sở Y tế kiểm tra.", "Sở Nội vụ rà soát."]


@pytest.mark.parametrize(
    "name",
    [
        "cơ quan Thuế",
        "các Phó Thủ tướng Chính phủ",
        "các Phó Chủ tịch UBND tỉnh",
        "UBND cấp xã, phường",
        "các tổ chức chính trị – xã hội",
        "các Bộ, cơ quan ngang bộ, cơ quan khác ở trung ương",
        "các bộ, cơ quan trực thuộc Chính phủ",
        "doanh nghiệp xuất khẩu",
        "Trung ương Mặt trận Tổ quốc Việt Nam",
        "Đài Tiếng nói Việt Nam",
        "các cơ sở giáo dục, đào tạo",
    ],
)
def test_name_is_read_to_its_end(name: str) -> None:
    assert [one.text for one in agencies.scan(f"{name} kiểm tra các đập dâng", 0)[0]] == [name]


def test_short_form_in_brackets_parts_no_list() -> None:
    found, _ = agencies.scan("các Bộ, ngành (sau đây gọi là Bộ) và Ủy ban nhân dân các tỉnh rà soát", 0)

    assert [one.text for one in found] == ["các Bộ, ngành", "Ủy ban nhân dân các tỉnh"]


def test_small_word_behind_a_place_is_no_part_of_a_name() -> None:
    assert agencies.scan("Cục Đường bộ Việt Nam cũng chưa ban hành hướng dẫn", 0)[0][0].text == (
        "Cục Đường bộ Việt Nam"
    )


def test_who_is_asked_to_give_an_order_answers_for_it() -> None:
    text = "Trước mắt, đề nghị Bộ Xây dựng có ý kiến chỉ đạo Cục Đường bộ Việt Nam cấp biển tạm."

    assert addressing.lead_of(text) == ("Bộ Xây dựng",)
    assert orders.given("Bộ Xây dựng có ý kiến chỉ đạo Cục Đường bộ Việt Nam cấp biển tạm.")[0]


def test_marker_with_a_stop_behind_its_bracket_is_whole() -> None:
    marker = markers.read("(ii). Chỉ đạo các xã")

    assert marker is not None
    assert marker.length == len("(ii). ")


def test_common_duties_are_those_of_all_that_the_heading_names() -> None:
    facts = _page(
        "Để giữ sông Bằng, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
        "1. Trách nhiệm chung của các cơ quan, đơn vị",
        "- Kiểm tra chặt việc khai thác cát vào ban đêm.",
        "2. Sở Xây dựng",
        "- Rà soát các bến bãi không phép.",
    )

    assert _led(facts) == [("1.1", ("các cơ quan, đơn vị",)), ("2.1", ("Sở Xây dựng",))]


def test_list_of_those_whom_a_telegram_is_sent_to_is_no_point() -> None:
    facts = reading.read(
        document(
            "CÔNG ĐIỆN\nVề ứng phó lũ trên sông Bằng\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n"
            "- Giám đốc các sở;\n- Chủ tịch Ủy ban nhân dân các xã, phường.\n"
            "Từ đêm qua, mực nước sông Bằng lên nhanh và đã vượt báo động 2 tại hai trạm đo.\n"
            "1. Sở Nông nghiệp và Môi trường:\na) Vận hành các hồ chứa đúng quy trình liên hồ.\n"
        )
    ).facts

    assert _led(facts) == [("1.a", ("Sở Nông nghiệp và Môi trường",))]


def test_ministry_that_has_others_do_it_answers_where_the_prime_minister_speaks() -> None:
    told = "Bộ Công Thương chỉ đạo lực lượng quản lý thị trường kiểm tra các kho hàng ở cửa khẩu."
    above = "Thủ tướng Chính phủ yêu cầu Bộ Công an xử lý nghiêm các vụ buôn lậu phế liệu nhựa."

    assert [task.lead for task in _page(above, told).tasks] == [("Bộ Công an",), ("Bộ Công Thương",)]
    assert addressing.passed_on_by("Bộ Công Thương chỉ đạo về việc này.") == ()


def test_headline_orders_nothing() -> None:
    facts = _page(
        "Thủ tướng yêu cầu xử lý dứt điểm các bãi rác tồn đọng (Công điện 7/CĐ-TTg)",
        "Sở Y tế kiểm tra các bệnh viện trong tháng 6/2026.",
    )

    assert [task.lead for task in facts.tasks] == [("Sở Y tế",)]


def test_indents_count_from_the_margin_of_their_page() -> None:
    body = [
        "     " + LONG[:70].strip(),
        "     các xã và phường dọc sông cùng các chủ bến bãi có phép rà soát",
    ]
    lines = [
        Line(text) for text in ["            Sở Y tế kiểm tra", *body, "            Sở Nội vụ họp", *body] * 2
    ]

    assert [index for index, opens in enumerate(indents.open_paragraphs(lines)) if opens] == [0, 3, 6, 9]


ALL_HEADS = "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân các tỉnh"


def test_all_heads_reminded_of_a_part_lead_no_duty_that_others_lead() -> None:
    facts = _page(
        "III. NHIỆM VỤ",
        "1. Sở Y tế lập danh sách các lò đốt rác y tế đang chạy.",
        "2. Đóng cửa các lò đốt rác y tế cũ dọc sông.",
        "IV. TỔ CHỨC THỰC HIỆN",
        f"1. {ALL_HEADS}",
        "a) Tổ chức thực hiện các nhiệm vụ tại Phần III.",
        "b) Ban hành kế hoạch thực hiện trước ngày 31/12/2026.",
    )

    assert agencies.of_heading(ALL_HEADS) == tuple(ALL_HEADS.split(", "))
    assert _led(facts)[0] == ("III.1", ("Sở Y tế",))
    assert _led(facts)[-1] == ("IV.1.b", tuple(ALL_HEADS.split(", ")))


def test_lone_bars_are_borders_of_cells() -> None:
    lines = [Line("|"), Line("Nơi nhận:"), Line("|"), Line("- Như trên;"), Line("|")]

    assert [getattr(one, "text", "") for one in furniture.drop(lines)] == ["Nơi nhận:", "- Như trên;"]
    assert len(furniture.drop(lines[:4])) == 4


def test_scope_of_an_instrument_gives_no_duty() -> None:
    assert sections.within("Phạm vi thực hiện của Chương trình", Section.TASKS) is Section.PURPOSE
    assert sections.within("Yêu cầu các đơn vị rà soát", Section.TASKS) is Section.TASKS


def test_those_who_act_together_lead_together() -> None:
    text = "Bộ Giáo dục và Đào tạo và các cơ sở giáo dục lồng ghép bài học về rác thải."

    assert addressing.lead_of(text) == ("Bộ Giáo dục và Đào tạo", "các cơ sở giáo dục")


@pytest.mark.parametrize(
    ("text", "thing", "value", "unit"),
    [
        ("Mỗi năm tổ chức đấu giá từ 04 mỏ đá vôi trở lên.", "mỏ đá vôi", 4, "mỏ"),
        ("Hoàn thiện ít nhất 350ha mặt bằng sạch.", "mặt bằng sạch", 350, "ha"),
        ("Thành lập mới khoảng trên 120ha cụm công nghiệp.", "cụm công nghiệp", 120, "ha"),
    ],
)
def test_count_of_things_is_at_least_what_is_said(text: str, thing: str, value: int, unit: str) -> None:
    goals = [(goal.subject, goal.value, goal.unit, goal.comparator) for goal in counts.find(text, True)]

    assert goals == [(thing, value, unit, ">=")]


@pytest.mark.parametrize("line", ["Đề nghị", "Giao"])
def test_short_order_below_the_addressees_is_none_of_them(line: str) -> None:
    text = (
        "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/SNV-VP\nAn Giang, ngày 5 tháng 3 năm 2026\nV/v bếp ăn\n"
        "Kính gửi: Sở Y tế; Sở Công Thương.\n\n"
        f"{line} Sở Y tế kiểm tra các bếp ăn trước ngày 30/6/2026.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )

    (task,) = reading.read(document(text)).facts.tasks

    assert task.lead == ("Sở Y tế",)
    assert task.deadline is not None


@pytest.mark.parametrize("order", ["Đề nghị", "Yêu cầu", "Giao"])
def test_order_behind_the_situation_in_one_paragraph_is_a_duty(order: str) -> None:
    text = (
        "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/SNV-VP\nAn Giang, ngày 5 tháng 3 năm 2026\nV/v bếp ăn\n"
        "Kính gửi: Sở Y tế; Sở Công Thương.\n\n"
        "Hiện nay, nhiều bếp ăn của các trường chưa có tủ lưu mẫu và chưa được kiểm tra từ đầu năm học. "
        f"{order} Sở Y tế kiểm tra các bếp ăn trước ngày 30/6/2026.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )

    (task,) = reading.read(document(text)).facts.tasks

    assert task.lead == ("Sở Y tế",)
