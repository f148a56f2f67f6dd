"""What several agencies owe together, what they owe in turn, and how long a rhythm lasts."""

from __future__ import annotations

import datetime as dt

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import clauses, reading
from tinhxanh.core.plan.facts import Facts

LETTER = """UBND TỈNH BẮC HÒA
Số: 71/UBND-KT
V/v tưới cây xanh
Kính gửi: Các sở, ban, ngành.
UBND tỉnh yêu cầu các đơn vị thực hiện như sau:
"""


def read(points: str) -> Facts:
    return reading.read(document(LETTER + points)).facts


def test_point_that_only_asks_several_for_reports_is_no_duty() -> None:
    facts = read(
        "1. Sở Xây dựng trồng bổ sung cây che bóng dọc các tuyến phố mới.\n"
        "2. Các sở, ban, ngành; Ủy ban nhân dân các xã báo cáo kết quả tưới cây về Sở Xây dựng trước ngày "
        "12/9/2026; Sở Xây dựng tổng hợp, báo cáo UBND tỉnh trước ngày 20/9/2026.\n"
    )
    assert [task.id for task in facts.tasks] == ["1"]
    assert [(one.id, one.who, [due.date for due in one.due]) for one in facts.obligations] == [
        ("2.1", ("Các sở, ban, ngành", "Ủy ban nhân dân các xã"), [dt.date(2026, 9, 12)]),
        ("2.2", ("Sở Xây dựng",), [dt.date(2026, 9, 20)]),
    ]


def test_point_with_a_deed_between_reports_stays_a_duty() -> None:
    facts = read(
        "1. Sở Xây dựng rà soát cây gãy đổ; báo cáo UBND tỉnh trước ngày 5/9/2026.\n"
        "2. Sở Y tế lấy mẫu nước giếng ở chợ.\n"
    )
    assert [task.id for task in facts.tasks] == ["1", "2"]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Sở Y tế; Công an tỉnh kiểm tra chợ; báo cáo kết quả.",
            ["Sở Y tế; Công an tỉnh kiểm tra chợ", "báo cáo kết quả."],
        ),
        ("Tưới cây; bón phân; tỉa cành", ["Tưới cây", "bón phân", "tỉa cành"]),
        ("Sở Y tế; Sở Nội vụ", ["Sở Y tế; Sở Nội vụ"]),
        ("", [""]),
    ],
)
def test_semicolon_between_agencies_cuts_nothing(sentence: str, parts: list[str]) -> None:
    assert clauses.parts(sentence) == parts
    assert "; ".join(clauses.parts(sentence)) == sentence


def test_dialogue_in_a_quarter_is_owed_at_its_end() -> None:
    facts = read(
        "1. Sở Tài chính:\n"
        "- Chủ trì, phối hợp với Sở Y tế tổ chức hội nghị đối thoại với tiểu thương trong quý II/2026.\n"
        "- Sửa mái chợ trong quý II/2026, bảo đảm an toàn cho người mua bán.\n"
    )
    assert [(one.what, one.who, one.due[0].date) for one in facts.obligations] == [
        ("tổ chức hội nghị đối thoại với tiểu thương", ("Sở Tài chính",), dt.date(2026, 6, 30))
    ]


def test_span_of_a_rhythm_is_no_due_day() -> None:
    facts = read(
        "1. Sở Y tế báo cáo kết quả tưới cây về UBND tỉnh hằng tháng, từ tháng 3/2026 đến hết tháng 9/2026.\n"
    )
    assert [(one.frequency, one.due) for one in facts.obligations] == [("monthly", ())]


def test_report_that_others_finish_is_not_handed_in_by_those_who_urge() -> None:
    facts = read("1. Sở Xây dựng đôn đốc các chủ đầu tư hoàn thành báo cáo đo tiếng ồn trong tháng 8/2026.\n")
    assert facts.obligations == ()


def test_what_a_report_proposes_to_a_body_is_owed_by_it() -> None:
    facts = reading.read(
        document(
            "BÁO CÁO\nKết quả tưới cây năm 2026\nI. KẾT QUẢ\n- Đã tưới 12 tuyến phố.\n"
            "II. ĐỀ XUẤT, KIẾN NGHỊ\n"
            "1. Đề nghị UBND các xã cử người tưới; gửi danh sách về Sở Xây dựng trước ngày 15/3 hằng năm.\n"
        )
    ).facts
    assert [(one.who, one.to, one.frequency) for one in facts.obligations] == [
        (("UBND các xã",), ("Sở Xây dựng",), "annual")
    ]
