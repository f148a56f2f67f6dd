"""Whole documents of every layout, in the project's own words."""

from __future__ import annotations

import datetime as dt

from core.plan.lines import document
from tinhxanh.core.plan import judging, reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.judging import Knowledge
from tinhxanh.core.plan.naming.register import Agency, AgencyNames, Replaced

LETTERED = """ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN
Số: 61/KH-UBND
Phú Yên, ngày 14 tháng 3 năm 2024
KẾ HOẠCH
Nâng cao Chỉ số Xanh cấp tỉnh (PGI) năm 2024
I. MỤC ĐÍCH
1. Nâng cao nhận thức của các cấp về môi trường kinh doanh xanh.
II. NHIỆM VỤ
1. Chỉ số thành phần 1: Giảm thiểu ô nhiễm
a) Sở Xây dựng:
- Chủ trì, phối hợp với Công an tỉnh kiểm tra việc che chắn công trường.
- Hoàn thành bản đồ ngập của thành phố trước ngày 30/9/2024.
b) Sở Y tế, Báo Phú Yên:
- Đưa tin về xử lý chất thải của các bệnh viện.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
Cân đối, bố trí kinh phí thực hiện Kế hoạch này.
2. Sở Tài nguyên và Môi trường
a) Theo dõi, đôn đốc các cơ quan thực hiện Kế hoạch.
b) Thực hiện nhiệm vụ tại điểm c mục 1 Phần II Kế hoạch này.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Mẫu
"""

REFERRED = """KẾ HOẠCH
Giảm rác thải nhựa tỉnh Bình Định năm 2025
I. NHIỆM VỤ
1. Tuyên truyền
a) Phát động phong trào từ chối túi ni lông tại các chợ trung tâm.
b) In sổ tay hướng dẫn phân loại rác cho hộ gia đình ở đô thị.
2. Hạ tầng
a) Đặt thùng thu gom pin thải tại trụ sở cơ quan nhà nước.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương
Chủ trì, phối hợp với các cơ quan liên quan thực hiện các nhiệm vụ tại điểm a mục 1 và
điểm a mục 2 Phần I Kế hoạch này.
"""

FOOTERS = """KẾ HOẠCH
Trồng cây xanh tỉnh Long An năm 2026
I. NỘI DUNG
1. Trồng cây ven kênh
- Rà soát quỹ đất ven kênh có thể trồng cây bóng mát.
- Ươm giống cây bản địa tại vườn ươm của tỉnh.
Đơn vị chủ trì: Sở Nông nghiệp và Môi trường; đơn vị phối hợp: UBND các xã, phường.
Thời gian thực hiện: Quý II/2026.
2. Trồng cây trong khu công nghiệp
- Giao chỉ tiêu trồng cây cho từng nhà máy.
Đơn vị chủ trì: Ban Quản lý Khu kinh tế tỉnh.
"""

LETTER = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 1207/UBND-NN
V/v kiểm soát nước thải trại chăn nuôi
Lâm Đồng, ngày 02 tháng 10 năm 2025
Kính gửi:
- Sở Nông nghiệp và Môi trường;
- UBND các xã, phường.
Qua phản ánh của cử tri, UBND tỉnh có ý kiến như sau:
1. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh kiểm tra các trại chăn
nuôi; báo cáo UBND tỉnh trước ngày 15/11/2025.
2. Yêu cầu UBND các xã, phường lập danh sách hộ chăn nuôi chưa có hầm khí sinh học.
3. Đề nghị Hội Nông dân tỉnh vận động hội viên dùng men vi sinh.
Nơi nhận:
- Như trên;
"""

TABBED = """Phụ lục
(Kèm theo Kế hoạch số 9/KH-UBND ngày 10/01/2026 của UBND tỉnh Cà Mau)
Thời gian\tNội dung công việc\tSTT\tCơ quan thực hiện
Quý I/2026\tBan hành quy chế quản lý trạm quan trắc.\t1\tChủ trì: Sở Y tế. Phối hợp: Sở Tài chính
Thường xuyên\tVận hành trạm quan trắc nước mặt.\t2\tSở Nông nghiệp và Môi trường
"""


def _facts(text: str, known: Knowledge | None = None) -> Facts:
    result = reading.read(document(text))
    return judging.judge(result, known).facts if known is not None else result.facts


def test_lettered_agencies_lead_the_dashes_below_them() -> None:
    facts = _facts(LETTERED)
    leads = {task.id: task.lead for task in facts.tasks}
    assert leads["II.1.a.1"] == ("Sở Xây dựng",)
    assert leads["II.1.b.1"] == ("Sở Y tế", "Báo Phú Yên")
    assert leads["III.1"] == ("Sở Tài chính",)
    assert {task.component for task in facts.tasks if task.id.startswith("II.1")} == {1}
    assert next(t for t in facts.tasks if t.id == "II.1.a.1").coordinate == ("Công an tỉnh",)
    deadline = next(t for t in facts.tasks if t.id == "II.1.a.2").deadline
    assert deadline is not None
    assert deadline.date == dt.date(2024, 9, 30)


def test_head_and_end_of_the_layout() -> None:
    own = _facts(LETTERED).document
    assert (own.kind, own.number, own.date) == ("Kế hoạch", "61/KH-UBND", dt.date(2024, 3, 14))
    assert (own.issuer, own.province, own.signer) == (
        "ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN",
        "Phú Yên",
        "Nguyễn Văn Mẫu",
    )
    assert own.title == "KẾ HOẠCH Nâng cao Chỉ số Xanh cấp tỉnh (PGI) năm 2024"


def test_assignment_to_a_point_that_is_missing_is_warned_of() -> None:
    warnings = {w.code: w for w in _facts(LETTERED).warnings}
    assert "điểm c" in warnings["dangling-pointer"].message


def test_assignment_by_reference_is_folded_into_the_duties() -> None:
    facts = _facts(REFERRED)
    assert [(a.agency, a.task_ids, a.role) for a in facts.assignments] == [
        ("Sở Công Thương", ("I.1.a", "I.2.a"), "lead")
    ]
    by_id = {task.id: task for task in facts.tasks}
    assert by_id["I.1.a"].lead == ("Sở Công Thương",)
    assert by_id["I.1.a"].coordinate == ("các cơ quan liên quan",)
    assert [w.source for w in facts.warnings if w.code == "duty-without-agency"] == [by_id["I.1.b"].source]


def test_footer_reaches_every_item_above_it_in_its_section() -> None:
    facts = _facts(FOOTERS)
    by_id = {task.id: task for task in facts.tasks}
    assert set(by_id) == {"I.1.1", "I.1.2", "I.2.1"}
    for number in ("I.1.1", "I.1.2"):
        assert by_id[number].lead == ("Sở Nông nghiệp và Môi trường",)
        assert by_id[number].coordinate == ("UBND các xã, phường",)
        assert by_id[number].deadline is not None
    assert by_id["I.2.1"].lead == ("Ban Quản lý Khu kinh tế tỉnh",)


def test_letter_gives_duties_by_its_orders_and_none_to_its_addressees() -> None:
    facts = _facts(LETTER)
    assert [(t.id, t.lead) for t in facts.tasks] == [
        ("1", ("Sở Nông nghiệp và Môi trường",)),
        ("2", ("UBND các xã, phường",)),
        ("3", ("Hội Nông dân tỉnh",)),
    ]
    assert facts.document.kind == "Công văn"
    (owed,) = facts.obligations
    assert (owed.id, owed.due[0].date, owed.to) == ("1", dt.date(2025, 11, 15), ("UBND tỉnh",))


def test_table_columns_may_stand_in_any_order() -> None:
    facts = _facts(TABBED)
    assert [(t.id, t.lead, t.coordinate) for t in facts.tasks] == [
        ("1", ("Sở Y tế",), ("Sở Tài chính",)),
        ("2", ("Sở Nông nghiệp và Môi trường",), ()),
    ]
    assert [t.deadline.kind.value for t in facts.tasks if t.deadline] == ["date", "ongoing"]


def test_checks_against_registers_name_successors_and_later_instruments() -> None:
    old = Agency("Sở Y tế", valid_to=dt.date(2024, 1, 1), successors=("Sở Sức khỏe",))
    others = [
        Agency(n)
        for n in ("Sở Xây dựng", "Báo Phú Yên", "Sở Tài chính", "Sở Tài nguyên và Môi trường", "Công an tỉnh")
    ]
    facts = _facts(LETTERED, Knowledge(AgencyNames([old, *others])))
    abolished = [w for w in facts.warnings if w.code == "agency-abolished"]
    assert [w.proposal for w in abolished] == ["Nay là Sở Sức khỏe"]
    assert not [w for w in facts.warnings if w.code == "agency-unknown"]
    cited = _facts(
        "QUYẾT ĐỊNH\nCăn cứ Nghị định số 38/2015/NĐ-CP;\n",
        Knowledge(replaced={"38/2015/NĐ-CP": Replaced("08/2022/NĐ-CP")}),
    )
    assert [w.proposal for w in cited.warnings if w.code == "instrument-replaced"] == [
        "Viện dẫn 08/2022/NĐ-CP"
    ]


def test_a_replacement_that_nobody_compared_with_the_text_says_so() -> None:
    (said,) = (
        one.message
        for one in _facts(
            "QUYẾT ĐỊNH\nCăn cứ Nghị định số 38/2015/NĐ-CP;\n",
            Knowledge(replaced={"38/2015/NĐ-CP": Replaced("08/2022/NĐ-CP", is_verified=False)}),
        ).warnings
        if one.code == "instrument-replaced"
    )
    assert said.endswith("bởi 08/2022/NĐ-CP (theo nguồn chưa đối chiếu với văn bản gốc).")


def test_unknown_text_stays_as_text() -> None:
    result = reading.read(document("xin chào\n\n???\n%%%"))
    assert result.facts.tasks == ()
    assert "xin chào" in result.canonical.text
    assert reading.read(document("")).canonical.text == ""
