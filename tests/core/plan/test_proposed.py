"""Proposals to other bodies, recited letters, pointers with a gloss, several replaced instruments."""

from __future__ import annotations

from core.plan.lines import document
from tinhxanh.core.plan import closings, pointers, reading
from tinhxanh.core.plan.facts import Facts


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


REPORT = """ỦY BAN NHÂN DÂN
TỈNH KON TUM
Số: 12/BC-UBND
BÁO CÁO
Kết quả trồng rừng năm 2024
I. CÔNG TÁC CHỈ ĐẠO
- Thực hiện Công điện số 45/CĐ-TTg ngày 02/3/2024 của Thủ tướng Chính phủ, UBND tỉnh có Văn bản
số 77/UBND-NN giao việc cho các sở.
II. KIẾN NGHỊ, ĐỀ XUẤT
1. Đối với Bộ Tài chính
- Sớm bố trí vốn trồng rừng phòng hộ cho các tỉnh vùng cao.
2. Đối với Liên đoàn Lao động tỉnh
Vận động đoàn viên trồng cây quanh nơi làm việc trong tháng tư."""


def test_proposal_is_a_duty_of_the_body_it_is_made_to() -> None:
    assert [(task.id, task.lead) for task in _facts(REPORT).tasks] == [
        ("II.1.1", ("Bộ Tài chính",)),
        ("II.2", ("Liên đoàn Lao động tỉnh",)),
    ]


def test_letter_that_a_report_recites_is_no_duty() -> None:
    assert closings.recites("Thực hiện Công điện số 45/CĐ-TTg, UBND tỉnh có Văn bản số 77/UBND-NN giao việc.")
    assert not closings.recites("Thực hiện Công điện số 45/CĐ-TTg, UBND tỉnh có thể giao việc cho các sở.")


def test_gloss_in_brackets_does_not_end_a_pointer() -> None:
    (found,) = pointers.find("Thực hiện nhiệm vụ tại điểm c khoản 2 (đối với chợ) và điểm a khoản 4 Mục II.")
    assert found.paths == (("II", "2", "c"), ("II", "4", "a"))
    assert pointers.is_pure("Thực hiện nhiệm vụ tại điểm c khoản 2 (đối với chợ) và điểm a khoản 4 Mục II.")


def test_article_of_execution_with_its_day_in_force_is_no_duty() -> None:
    assert closings.is_executory(
        "Chánh Văn phòng UBND tỉnh; Thủ trưởng các sở chịu trách nhiệm thi hành Quyết định này. "
        "Quyết định có hiệu lực kể từ ngày ký./."
    )


def test_all_instruments_joined_by_and_are_replaced() -> None:
    facts = _facts(
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 9/KH-UBND\nKẾ HOẠCH\nTrồng rừng năm 2025\nI. NHIỆM VỤ\n"
        "1. Sở Y tế trồng cây thuốc nam ở trạm y tế của các xã.\n"
        "Kế hoạch này thay thế Kế hoạch số 31/KH-UBND ngày 02/5/2023 của UBND tỉnh Yên Bái và Kế hoạch "
        "số 44/KH-UBND ngày 09/6/2023 của UBND tỉnh Lào Cai./.\n"
    )
    replaced = [(one.origin, one.to) for one in facts.relations if one.type == "replaces"]
    assert replaced == [(None, "31/KH-UBND"), (None, "44/KH-UBND")]


def test_investor_asked_in_a_duty_does_not_lead_it_beside_who_is_given_it() -> None:
    facts = _facts(
        "KẾ HOẠCH\nGiữ sạch nước năm 2025\nI. NHIỆM VỤ\n1. Nước thải\n"
        "a) Yêu cầu chủ đầu tư hạ tầng vận hành ổn định trạm xử lý nước thải.\n"
        "b) Kiểm tra cống xả ven sông trong các khu dân cư cũ.\n"
        "II. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Công Thương: Thực hiện nhiệm vụ tại điểm a khoản 1 Mục I Kế hoạch này.\n"
    )
    assert facts.tasks[0].lead == ("Sở Công Thương",)


def test_views_of_the_chairman_are_no_duties() -> None:
    text = (
        "THÔNG BÁO\nKết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về rác biển\n"
        "1. Quan điểm chỉ đạo\n- Không nhận thêm rác của tỉnh khác vào bãi rác đã đầy.\n"
        "- Lấy độ sạch của bãi biển làm thước đo cho các phường ven biển.\n"
        "2. Nhiệm vụ cụ thể\n- Sở Y tế rà soát các điểm rửa tay ở bãi tắm của tỉnh.\n"
    )

    assert [task.id for task in reading.read(document(text)).facts.tasks] == ["2.1"]


def test_what_followed_a_day_is_recited_in_a_report() -> None:
    assert closings.recites("Sau ngày 01/7/2026, UBND tỉnh ban hành Kế hoạch số 6/KH-UBND thay hai bản cũ.")
    assert not closings.recites("Trước ngày 01/7/2026, Sở Y tế ban hành hướng dẫn rửa tay ở bãi tắm.")


def test_groups_of_duties_in_an_annex_are_pointed_at() -> None:
    assert closings.is_executory(
        "Các nhóm giải pháp, cơ quan chủ trì và thời gian hoàn thành tại Phụ lục kèm theo Kế hoạch này."
    )
    assert not closings.is_executory("Các nhóm giải pháp về rác nhựa được rà soát trong năm 2026.")
