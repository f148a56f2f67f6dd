"""Goals told by what is done: shares that something makes up, deeds done so often, things there by a year."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.plan.aiming import goals, occasions

Said = tuple[str, str, float, str | None, int | None]


def _said(text: str, is_goal: bool = False) -> list[Said]:
    return [(g.subject, g.comparator, g.value, g.unit, g.year) for g in goals.find(text, is_goal)]


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Du lịch sinh thái chiếm 18% GRDP.", ("Du lịch sinh thái", "=", 18, "%", None)),
        (
            "Xi măng không nung chiếm ít nhất 40% tổng sản lượng vật liệu xây dựng.",
            ("Xi măng không nung", ">=", 40, "%", None),
        ),
        (
            "Lượng nước thất thoát trên mạng cấp nước giảm bình quân 0,5%/năm;",
            ("Lượng nước thất thoát trên mạng cấp nước", "=", 0.5, "%", None),
        ),
    ],
)
def test_goal_of_a_share_is_of_what_stands_before_the_verb(text: str, goal: Said) -> None:
    assert _said(text, is_goal=True) == [goal]


def test_share_that_something_makes_up_is_no_goal_of_a_duty() -> None:
    assert _said("Rà soát các nguồn thải, nhất là bụi đường chiếm 18% tổng lượng bụi.") == []


@pytest.mark.parametrize("joint", [" và ", " và ít nhất "])
def test_shares_of_two_nouns_have_one_predicate(joint: str) -> None:
    found = _said(f"60% xe rác{joint}35% ca nô chạy bằng điện, hydro.", is_goal=True)

    assert [(one[0], one[2]) for one in found] == [
        ("xe rác chạy bằng điện, hydro", 60),
        ("ca nô chạy bằng điện, hydro", 35),
    ]


def test_share_with_a_predicate_of_its_own_takes_none() -> None:
    found = _said("60% chợ có hố ủ phân và 35% trường học được cấp thùng phân loại.", is_goal=True)

    assert [one[0] for one in found] == ["chợ có hố ủ phân", "trường học được cấp thùng phân loại"]


def test_shares_of_two_nouns_without_a_predicate_stay_bare() -> None:
    assert [one[0] for one in _said("60% phường và 35% hộ.", is_goal=True)][:1] == ["phường"]


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(2026, 2045), min_size=2, max_size=5, unique=True))
def test_number_is_to_be_reached_in_each_year_listed(years: list[int]) -> None:
    listed = ", ".join(map(str, years[:-1])) + f" và {years[-1]}"

    found = _said(f"Giữ tỷ lệ cây xanh đường phố ở mức 12,5% trong các năm {listed}.")

    assert [(one[2], one[4]) for one in found] == [(12.5, year) for year in years]
    assert len({one[0] for one in found}) == 1


@pytest.mark.parametrize("years", ["năm 2027", "các năm 2027 - 2029", "những năm tới"])
def test_number_of_one_year_or_of_a_stage_is_one_goal(years: str) -> None:
    assert len(_said(f"Giữ tỷ lệ cây xanh đường phố ở mức 12,5% trong {years}.")) == 1


def test_bound_for_each_one_is_of_what_is_done_to_it() -> None:
    text = "Hằng năm, lập kế hoạch kiểm tra việc xả thải theo quý, mỗi lò gạch không quá 02 lần/năm."

    assert _said(text) == [("kiểm tra việc xả thải", "<=", 2, "lần/năm", None)]


def test_bound_without_a_deed_before_it_stays_as_it_is() -> None:
    assert occasions.checked("thu phí nước thải, mỗi hộ") == "thu phí nước thải, mỗi hộ"


def test_number_of_those_who_come_is_of_the_lessons_held() -> None:
    text = "Tổ chức các khóa tập huấn về ủ phân, nuôi trùn quế cho ít nhất 240 lượt nông dân mỗi năm."

    assert _said(text) == [("khóa tập huấn về ủ phân, nuôi trùn quế", ">=", 240, "lượt", None)]


def test_number_of_those_taught_is_of_them_where_no_lessons_are_named() -> None:
    assert _said("Đào tạo ít nhất 240 lượt nông dân mỗi năm.")[0][0] == "lượt nông dân"


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (
            "Mở rộng bến xe; đến hết năm 2028 có thêm 04 bến xe điện được đưa vào sử dụng.",
            ("bến xe điện", "=", 4, "bến", 2028),
        ),
        (
            "Đầu tư chợ; đến cuối năm 2029 có trên 12 chợ không rác nhựa.",
            ("chợ không rác nhựa", ">=", 12, "chợ", 2029),
        ),
        (
            "Mở rộng diện tích mía tưới “nhỏ giọt, có kiểm soát” đạt 900 ha vào năm 2028.",
            ("diện tích mía tưới “nhỏ giọt, có kiểm soát”", "=", 900, "ha", 2028),
        ),
        (
            "Lắp pin mặt trời ở bến cảng; phấn đấu tổng công suất lưu trữ đạt 30 MWh vào năm 2029.",
            ("tổng công suất lưu trữ", "=", 30, "MWh", 2029),
        ),
        (
            "Phát triển điện mái nhà, phấn đấu tổng công suất đạt 8,5 MWp vào năm 2027.",
            ("tổng công suất", "=", 8.5, "MWp", 2027),
        ),
    ],
)
def test_duty_tells_what_is_there_by_a_year(text: str, goal: Said) -> None:
    assert _said(text) == [goal]


@pytest.mark.parametrize(
    "text",
    [
        "Diện tích mía tưới nhỏ giọt đã tăng và đạt 900 ha vào năm 2022.",
        "Đến hết năm 2028 có 02 năm làm thử.",
        "Đến nay có 04 bến xe điện.",
    ],
)
def test_what_was_there_or_is_no_thing_is_no_goal_of_a_duty(text: str) -> None:
    assert _said(text) == []
