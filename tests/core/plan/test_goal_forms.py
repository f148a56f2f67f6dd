"""Goals however they are worded: lists, stretches, amounts, what is left out since it was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.plan.aiming import goals, origins

Told = tuple[str, str, float, int | None]


def told(text: str) -> list[Told]:
    return [(goal.subject, goal.comparator, goal.value, goal.year) for goal in goals.find(text, True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Diện tích chè sạch đạt 4.500 ha năm 2027 và 7.000 ha năm 2030.",
            [("Diện tích chè sạch", "=", 4500, 2027), ("Diện tích chè sạch", "=", 7000, 2030)],
        ),
        (
            "Công suất điện sinh khối đạt 12 MW, điện rác 9 MW vào năm 2029.",
            [("Công suất điện sinh khối", "=", 12, 2029), ("điện rác", "=", 9, 2029)],
        ),
        (
            "Có 3 bến xe xanh năm 2027, 6 bến năm 2028 và 10 bến năm 2030.",
            [("bến xe xanh", "=", 3, 2027), ("bến xe xanh", "=", 6, 2028), ("bến xe xanh", "=", 10, 2030)],
        ),
        (
            "Số ngày trời trong ở các phường đạt tối thiểu 280 ngày/năm.",
            [("Số ngày trời trong ở các phường", ">=", 280, None)],
        ),
        ("Huy động 900 tỷ đồng từ quỹ rừng.", [("Huy động từ quỹ rừng", "=", 900, None)]),
        ("Thu hút 700 tỷ đồng vốn trồng rừng đến năm 2028.", [("vốn trồng rừng", "=", 700, 2028)]),
        ("Tiết kiệm ít nhất 8 triệu kWh điện mỗi năm.", [("Tiết kiệm điện", ">=", 8, None)]),
        (
            "Trồng 2 triệu cây ven đê giai đoạn 2026 - 2030.",
            [("cây ven đê", "=", 2, 2030)],
        ),
        (
            "Số hợp tác xã theo ISO 14001 đạt 25 hợp tác xã vào năm 2027.",
            [("Số hợp tác xã theo ISO 14001", "=", 25, 2027)],
        ),
        ("12/12 xã, phường giữ đội thu gom rác.", [("xã, phường giữ đội thu gom rác", "=", 12, None)]),
    ],
)
def test_amounts_of_anything_are_goals(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện tốt 5 nhóm giải pháp và 12 nhiệm vụ.",
        "Áp dụng quy trình “1 phải, 5 giảm” trên ruộng lúa.",
        "Theo dõi cơ sở có nước thải từ 50 m3/ngày trở lên.",
        "Làm theo Điều 12 và Phụ lục 3 kèm theo QCVN 40.",
        "Giữ sản phẩm đạt 5 sao.",
        "Cải thiện ít nhất 0,5 điểm mỗi chỉ số thành phần.",
    ],
)
def test_numbers_that_order_limit_or_name_are_no_goals(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỷ lệ nước sạch đô thị đạt 97%, nông thôn đạt 88%; đến năm 2030 lần lượt là 99% và 95%.",
            [
                ("Tỷ lệ nước sạch đô thị", "=", 97, None),
                ("Tỷ lệ nước sạch nông thôn", "=", 88, None),
                ("Tỷ lệ nước sạch đô thị", "=", 99, 2030),
                ("Tỷ lệ nước sạch nông thôn", "=", 95, 2030),
            ],
        ),
        (
            "Tỷ lệ thu gom dầu thải ở đô thị và nông thôn lần lượt đạt 70% và 40%.",
            [
                ("Tỷ lệ thu gom dầu thải ở đô thị", "=", 70, None),
                ("Tỷ lệ thu gom dầu thải ở nông thôn", "=", 40, None),
            ],
        ),
        (
            "Tỷ lệ hộ dùng bếp sạch các năm 2026, 2027 và 2028 lần lượt đạt 30%, 50% và 75%.",
            [
                ("Tỷ lệ hộ dùng bếp sạch", "=", 30, 2026),
                ("Tỷ lệ hộ dùng bếp sạch", "=", 50, 2027),
                ("Tỷ lệ hộ dùng bếp sạch", "=", 75, 2028),
            ],
        ),
        (
            "Giảm lượng than dùng trong lò gạch ít nhất 20% vào năm 2028; mục tiêu đến năm 2035 giảm"
            " tối thiểu 60%.",
            [
                ("Giảm lượng than dùng trong lò gạch", ">=", 20, 2028),
                ("Giảm lượng than dùng trong lò gạch", ">=", 60, 2035),
            ],
        ),
        (
            "Tỷ lệ tưới nhỏ giọt: cây chè 30%, cây cam 25%.",
            [
                ("Tỷ lệ tưới nhỏ giọt: cây chè", "=", 30, None),
                ("Tỷ lệ tưới nhỏ giọt: cây cam", "=", 25, None),
            ],
        ),
        (
            "Phấn đấu đưa tỷ lệ đốt rơm xuống dưới 30% vào năm 2027 và dưới 10% vào năm 2030.",
            [("tỷ lệ đốt rơm", "<=", 30, 2027), ("tỷ lệ đốt rơm", "<=", 10, 2030)],
        ),
        (
            "Tỷ lệ thuyền nối máy định vị đạt 61% (năm 2027) và 72% (năm 2030).",
            [
                ("Tỷ lệ thuyền nối máy định vị", "=", 61, 2027),
                ("Tỷ lệ thuyền nối máy định vị", "=", 72, 2030),
            ],
        ),
    ],
)
def test_what_the_sentence_said_before_is_carried_on(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ đi xe buýt đạt từ 10% đến 15%.", [("Tỷ lệ đi xe buýt", ">=", 10, None)]),
        ("70% (14/20) bến cá có phương án chống tràn dầu năm 2027.",
         [("bến cá có phương án chống tràn dầu", "=", 70, 2027)]),
        ("Giảm ít nhất 1,5%/năm tổn thất nước.", [("tổn thất nước", ">=", 1.5, None)]),
        ("Tỷ lệ đấu nối đạt 90% đối với phường và 65% đối với xã vào năm 2027.",
         [("Tỷ lệ đấu nối", "=", 90, 2027), ("Tỷ lệ đấu nối đạt 90% đối với phường và", "=", 65, 2027)]),
    ],
)  # fmt: skip
def test_shares_with_stretches_fractions_and_one_year_for_all(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_share_that_rises_from_another_starts_there() -> None:
    (goal,) = goals.find("Nâng tỷ lệ hộ ủ phân từ 10% năm 2025 lên 45% năm 2027.", True)
    assert (goal.value, goal.year, goal.base_value, goal.base_year) == (45, 2027, 10, 2025)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phấn đấu Chỉ số Xanh cấp tỉnh (PGI) năm 2027 đạt trên 24 điểm.",
            [("Chỉ số Xanh cấp tỉnh (PGI)", ">=", 24, 2027)],
        ),
        (
            "Nâng điểm số PGI từ 21,5 điểm (năm 2025) lên 23 điểm năm 2026 và 25 điểm năm 2027.",
            [("điểm số PGI", "=", 23, 2026), ("điểm số PGI", "=", 25, 2027)],
        ),
        ("Phấn đấu năm 2027 PGI của tỉnh tăng ít nhất 06 bậc.", [("PGI của tỉnh", ">=", 6, 2027)]),
        (
            "Chỉ số thành phần 3: 5,1 điểm; Chỉ số thành phần 4: 5,6 điểm.",
            [("Chỉ số thành phần 3", "=", 5.1, None), ("Chỉ số thành phần 4", "=", 5.6, None)],
        ),
        ("PCI thuộc nhóm 15 tỉnh dẫn đầu; PGI đạt trên 25 điểm.",
         [("PCI", "<=", 15, None), ("PGI", ">=", 25, None)]),
    ],
)  # fmt: skip
def test_scores_and_ranks_are_of_the_index_and_the_year_that_are_named(
    text: str, expected: list[Told]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ít nhất 35% tàu cá, 15% thuyền du lịch dùng động cơ điện.",
            [("tàu cá", ">=", 35, None), ("thuyền du lịch dùng động cơ điện", ">=", 15, None)],
        ),
        (
            "Khí mê-tan đến năm 2027 không vượt quá 300 tấn CO2tđ, đến năm 2030 không vượt quá 200 tấn"
            " CO2tđ.",
            [("Khí mê-tan", "<=", 300, 2027), ("Khí mê-tan", "<=", 200, 2030)],
        ),
        ("Đạt mức phát thải ròng bằng “0” vào năm 2050.", [("mức phát thải ròng", "=", 0, 2050)]),
        (
            "Giảm ít nhất 2% mức tiêu hao nước của các xưởng.",
            [("mức tiêu hao nước của các xưởng", ">=", 2, None)],
        ),
        (
            "Xử lý dứt điểm 04 bãi rác tạm trong giai đoạn 2026 - 2028.",
            [("bãi rác tạm", "=", 4, 2028)],
        ),
        (
            "Kiểm tra lò đốt cũ mỗi năm ít nhất 02 lần.",
            [("Kiểm tra lò đốt cũ", ">=", 2, None)],
        ),
        (
            "Về mục tiêu: Thống nhất phấn đấu Chỉ số PGI năm 2027 đạt từ 22 điểm trở lên.",
            [("Chỉ số PGI", ">=", 22, 2027)],
        ),
        ("Không để chỉ số thành phần nào xếp dưới hạng 45.", [("chỉ số thành phần", "<=", 45, None)]),
    ],
)
def test_words_said_once_hold_for_all_they_stand_before(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thí điểm ủ rác bếp ở tối thiểu 06 khối phố.", [("Thí điểm ủ rác bếp", ">=", 6, None)]),
        (
            "Tổ chức diễn tập chống tràn dầu tại ít nhất 02 bến cảng trong năm 2027.",
            [("diễn tập chống tràn dầu", ">=", 2, 2027)],
        ),
        ("Cấp phát 9.000 tờ rơi đến các hộ.", [("tờ rơi", "=", 9000, None)]),
        ("Thành lập ngay 03 tổ kiểm tra xuống địa bàn.", [("tổ kiểm tra", "=", 3, None)]),
        ("Mở cửa vườn ươm cho học sinh mỗi quý 01 lần.", [("Mở cửa vườn ươm cho học sinh", "=", 1, None)]),
        (
            "Phát thanh về rác ở chợ; mỗi tuần ít nhất 02 lượt.",
            [("Phát thanh về rác ở chợ", ">=", 2, None)],
        ),
        ("Kiểm tra không quá 01 lần/năm đối với một xưởng.", [("Kiểm tra", "<=", 1, None)]),
        ("Mỗi phường trồng thêm cây; thành phố Quy Nhơn 70% hộ tham gia.", [("hộ tham gia", "=", 70, None)]),
        (
            "Tỷ lệ hộ ủ rác: thành phố 70%; các thị xã 50%; các huyện còn lại 30%.",
            [
                ("Tỷ lệ hộ ủ rác: thành phố", "=", 70, None),
                ("Tỷ lệ hộ ủ rác: các thị xã", "=", 50, None),
                ("Tỷ lệ hộ ủ rác: các huyện còn lại", "=", 30, None),
            ],
        ),
        (
            "Đạt chỉ tiêu (tỷ lệ nước sạch đạt 75%; 100% xã có bể chứa), Chủ tịch yêu cầu làm ngay.",
            [("tỷ lệ nước sạch", "=", 75, None), ("xã có bể chứa", "=", 100, None)],
        ),
    ],
)
def test_deeds_rhythms_places_and_brackets_around_numbers(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_past_amount_in_brackets_is_what_both_goals_of_a_list_start_from() -> None:
    text = (
        "Khí mê-tan đến năm 2027 không quá 300 tấn CO2tđ, đến năm 2030 không quá 200 tấn CO2tđ"
        " (năm 2024 là 410 tấn CO2tđ)."
    )
    found = origins.folded(text, goals.find(text, True), 2026)
    assert [(goal.value, goal.base_value, goal.base_year) for goal in found] == [
        (300, 410, 2024),
        (200, 410, 2024),
    ]


NOUNS = st.sampled_from(["trạm bơm", "ha rừng", "MW", "xe điện", "hộ dân", "tỷ đồng", "tấn CO2", "lớp học"])


@given(st.lists(st.tuples(st.integers(10, 900), NOUNS), min_size=1, max_size=5))
def test_every_amount_of_a_list_is_told_once_and_in_order(amounts: list[tuple[int, str]]) -> None:
    text = "Xây dựng " + ", ".join(f"{number} {noun} mới" for number, noun in amounts) + "."
    found = goals.find(text, True)
    assert [goal.value for goal in found] == [number for number, _ in amounts]
    assert all(goal.subject for goal in found)
