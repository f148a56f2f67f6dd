"""Letters and conclusions: reports asked for, who helps, what is carried out, sentences about time."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import addressing, clauses, purereports, reading
from tinhxanh.core.plan.citing import relations
from tinhxanh.core.plan.lines import joining
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.source import Line
from tinhxanh.core.plan.times import deadlines


@pytest.mark.parametrize(
    "text",
    [
        "Sáng thứ Hai hằng tuần, UBND các xã báo cáo tình hình dịch bệnh về Sở Y tế.",
        "Các sở, ngành gửi kết quả rà soát về Sở Nội vụ trước ngày 12 hằng tháng.",
        "Về chế độ báo cáo: Các sở, ngành nêu tại Kế hoạch này gửi báo cáo về Sở Tài chính trước ngày"
        " 05/7/2026. Đơn vị nào chậm gửi báo cáo sẽ bị phê bình.",
    ],
)
def test_points_that_ask_for_a_report_alone(text: str) -> None:
    assert purereports.asks_only(text)


def test_a_threat_alone_asks_for_nothing() -> None:
    assert not purereports.asks_only("Đơn vị không gửi báo cáo đúng hạn sẽ bị trừ điểm.")


def test_those_who_act_behind_a_day_of_the_week() -> None:
    names, _ = clauses.agents("Chiều thứ Năm hằng tuần, Sở Xây dựng kiểm tra các công trường.")
    assert [name.text for name in names] == ["Sở Xây dựng"]


def test_those_who_are_named_in_this_letter() -> None:
    names, _ = agencies.scan("các sở, ban, ngành có tên tại Quyết định này gửi số liệu", 0)
    assert [name.text for name in names] == ["các sở, ban, ngành có tên tại Quyết định này"]


def test_bodies_of_many_states_and_short_forms_within_a_list() -> None:
    names, _ = agencies.scan("Chương trình Lương thực Thế giới (WFP) và Trường Đại học Cần Thơ khảo sát", 0)
    assert [name.text for name in names] == ["Chương trình Lương thực Thế giới", "Trường Đại học Cần Thơ"]


def test_trades_at_the_end_of_a_heading() -> None:
    found = agencies.of_heading("Công ty Cổ phần Cấp nước Hậu Giang và các đơn vị vận chuyển chất thải")
    assert found == ("Công ty Cổ phần Cấp nước Hậu Giang", "các đơn vị vận chuyển chất thải")


def test_who_helps_behind_a_semicolon() -> None:
    text = "Nạo vét kênh mương; cùng với UBND các xã liên quan xử lý 05 điểm sạt lở."
    assert addressing.coordinates_of(text) == ("UBND các xã liên quan",)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Công bố hằng ngày độ mặn tại các cửa sông.", "hằng ngày"),
        ("Quan trắc nước sông; công bố kết quả hằng tuần cho đến khi hết mặn.", "hằng tuần"),
        ("Rà soát cơ sở vi phạm; công khai danh sách hằng quý trên trang thông tin.", "hằng quý"),
    ],
)
def test_rhythms_of_telling(text: str, printed: str) -> None:
    stated = deadlines.of_text(text)
    assert stated is not None
    assert stated.deadline.text == printed


_CARRIED = "Thực hiện Chỉ thị số 7/CT-TTg ngày 01/3/2024 của Thủ tướng Chính phủ về tiết kiệm điện"


@pytest.mark.parametrize(
    ("behind", "numbers"),
    [
        (
            " và Chương trình quốc gia về sử dụng năng lượng phê duyệt tại Quyết định số 280/QĐ-TTg ngày"
            " 13/3/2019, Chủ tịch UBND tỉnh yêu cầu:",
            ["7/CT-TTg", "280/QĐ-TTg"],
        ),
        (
            "; trên cơ sở Luật Điện lực ngày 30/11/2024, Nghị định số 56/2025/NĐ-CP ngày 03/3/2025 của Chính"
            " phủ, UBND tỉnh ban hành Kế hoạch như sau:",
            ["7/CT-TTg"],
        ),
    ],
)
def test_what_is_carried_out_and_what_is_a_ground(behind: str, numbers: list[str]) -> None:
    assert [one.to for one in relations.find(_CARRIED + behind, None, None)] == numbers


def _paragraphs(*lines: str) -> list[str]:
    return [" ".join(line.text.strip() for line in one) for one in joining.join([Line(t) for t in lines])]


def test_a_sentence_about_time_goes_on_where_indents_open_paragraphs() -> None:
    found = _paragraphs(
        "    a) Sở Xây dựng kiểm tra các công trình thoát nước trong mùa",
        "mưa; thay thế các nắp cống đã hỏng tại các phường, các chợ.",
        "Thời gian hoàn thành: trước ngày 15/9/2026.",
        "    b) Sở Y tế kiểm tra chất lượng nước sinh hoạt của các trạm",
        "cấp nước, các giếng khoan.",
        "    c) Công an tỉnh phân luồng giao thông tại các điểm ngập và",
        "các ngã tư.",
    )
    assert found[0].endswith("Thời gian hoàn thành: trước ngày 15/9/2026.")
    assert len(found) == 3


def _owed(*lines: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    read = reading.read(document("\n".join([*_HEAD, *lines]))).facts.obligations
    return [(one.what, one.who, one.frequency) for one in read]


_HEAD = ("ỦY BAN NHÂN DÂN", "Số: 5/UBND-KT", "Kính gửi: Các sở, ngành", "UBND tỉnh yêu cầu:")


def test_what_is_sent_stands_apart_from_the_deed_before_it() -> None:
    found = _owed("1. Sở Y tế kiểm tra các bếp ăn; gửi danh sách cơ sở vi phạm về Sở Công Thương hằng quý.")
    assert [(what, rhythm) for what, _, rhythm in found] == [("gửi danh sách cơ sở vi phạm", "quarterly")]


def test_for_whom_a_duty_holds_is_no_part_of_it() -> None:
    found = _owed("1. Sở Y tế:", "- Đối với các trạm chưa có bể chứa: gửi phương án trước ngày 12/8/2026.")
    assert found[0][0] == "gửi phương án"


def test_a_report_of_its_own_day_behind_one_that_comes_round() -> None:
    found = _owed(
        "1. Các sở, ngành gửi báo cáo về Sở Nội vụ trước ngày 20 hằng quý và báo cáo tổng kết trước ngày"
        " 10/12/2026."
    )
    assert [(what, rhythm) for what, _, rhythm in found] == [
        ("gửi báo cáo về Sở Nội vụ", "quarterly"),
        ("báo cáo tổng kết", None),
    ]
    assert {who for _, who, _ in found} == {("Các sở, ngành",)}


def test_terms_of_schools_come_round_twice_a_year() -> None:
    found = _owed("1. Sở Giáo dục và Đào tạo:", "- Mỗi học kỳ có ít nhất 02 buổi học về phân loại rác.")
    assert [rhythm for *_, rhythm in found] == ["semiannual"]
