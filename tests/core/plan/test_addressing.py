"""Whom a sentence addresses, whatever stands before or beside the agencies."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import addressing, closings, pointers, reading
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.naming import agencies


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Đến hết quý I/2027, Sở Y tế di dời lò đốt chất thải y tế cũ.", ("Sở Y tế",)),
        ("Trước ngày 30/9/2026, UBND các xã, phường thống kê hộ nuôi cá lồng.", ("UBND các xã, phường",)),
        (
            "Sau khi Bộ Xây dựng, Bộ Tài chính công bố định mức, Sở Xây dựng lập đơn giá.",
            ("Sở Xây dựng",),
        ),
        ("Khi có dịch bệnh, Chi cục Thú y khoanh vùng tiêu hủy.", ("Chi cục Thú y",)),
        ("Theo chức năng được giao, các sở, ban, ngành cử đầu mối.", ("các sở, ban, ngành",)),
        ("Hằng năm, căn cứ dự toán, Sở Tài chính cấp kinh phí.", ("Sở Tài chính",)),
        ("Riêng UBND đặc khu Lý Sơn lập phương án điện mặt trời.", ("UBND đặc khu Lý Sơn",)),
        ("Giao cho Công an tỉnh xử lý xe chở đất rơi vãi.", ("Công an tỉnh",)),
        ("Rà soát bến cát, do Thuế tỉnh chủ trì, Công an tỉnh phối hợp.", ("Thuế tỉnh",)),
        ("Cơ quan phối hợp cử người tham gia tổ công tác.", ("Cơ quan phối hợp",)),
        ("Các cơ quan đầu mối gửi số liệu qua trục liên thông.", ("Các cơ quan đầu mối",)),
        ("Cơ quan chủ trì: xem Phụ lục.", ()),
        ("Phân công lãnh đạo phòng theo dõi từng chỉ số thành phần.", ()),
        ("Đến năm 2030, giảm lượng phân bón hóa học trên toàn tỉnh.", ()),
    ],
)
def test_lead_stands_behind_the_clause_that_opens_the_sentence(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


@pytest.mark.parametrize(
    ("sentence", "lead", "coordinate"),
    [
        (
            "Sở Tư pháp chủ trì, cùng Sở Nội vụ, Thanh tra tỉnh rà soát thủ tục.",
            ("Sở Tư pháp",),
            ("Sở Nội vụ", "Thanh tra tỉnh"),
        ),
        ("Sở Du lịch cùng với Hiệp hội Du lịch tỉnh vận động.", ("Sở Du lịch",), ("Hiệp hội Du lịch tỉnh",)),
        (
            "Giao Sở Công Thương chủ trì, Quỹ Đầu tư phát triển tỉnh phối hợp cho vay vốn.",
            ("Sở Công Thương",),
            ("Quỹ Đầu tư phát triển tỉnh",),
        ),
        (
            "Lập bản đồ tiếng ồn (Sở Xây dựng chủ trì; Công an tỉnh phối hợp).",
            ("Sở Xây dựng",),
            ("Công an tỉnh",),
        ),
        ("Sở Y tế phối hợp tuyên truyền vệ sinh môi trường.", ("Sở Y tế",), ()),
        ("Tăng cường đối thoại, cùng tháo gỡ vướng mắc của hợp tác xã.", (), ()),
    ],
)
def test_those_beside_the_lead_coordinate(
    sentence: str, lead: tuple[str, ...], coordinate: tuple[str, ...]
) -> None:
    assert addressing.lead_of(sentence) == lead
    assert addressing.coordinates_of(sentence) == coordinate


@pytest.mark.parametrize(
    "name",
    [
        "Ban Quản lý Khu kinh tế Chân Mây và các khu công nghiệp",
        "Ban Quản lý các khu công nghiệp và chế xuất thành phố",
        "Ban Quản lý Khu kinh tế, công nghiệp tỉnh",
        "BQL Khu công nghệ cao và các khu công nghiệp",
        "Trung tâm Xúc tiến thương mại, đầu tư và du lịch tỉnh",
        "Trung tâm Xúc tiến Đầu tư và Hỗ trợ doanh nghiệp",
        "Trung tâm Khuyến nông và Tư vấn phát triển nông thôn",
        "Ngân hàng Nhà nước chi nhánh Khu vực 9",
        "các hội ngành nghề",
        "các đơn vị được phân công phối hợp",
        "Đảng ủy các xã, phường",
        "Chủ đầu tư các cụm công nghiệp ven sông",
        "các đơn vị sự nghiệp công lập thuộc UBND tỉnh",
        "các tổ chức tín dụng trên địa bàn tỉnh",
    ],
)
def test_name_with_commas_and_small_words_stays_whole(name: str) -> None:
    found, _ = agencies.scan(f"{name} tổ chức rà soát", 0)
    assert [one.text for one in found] == [name]
    assert agencies.split(f"{name}; Sở Y tế") == (name, "Sở Y tế")


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo nhiệm vụ được giao, triển khai các nội dung tại điểm c mục 2 Phần I.",
        "Sở Nội vụ thực hiện các nhiệm vụ tại điểm a mục 1 Phần II.",
        "Giao Thanh tra tỉnh chủ trì thực hiện nhiệm vụ tại điểm d mục 3 Phần II Kế hoạch này.",
    ],
)
def test_assignment_by_reference_is_pure_whoever_stands_before_it(sentence: str) -> None:
    assert pointers.is_pure(sentence)


@pytest.mark.parametrize(
    ("paragraph", "frame"),
    [
        ("Chánh Văn phòng UBND tỉnh, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.", True),
        ("Thủ trưởng các cơ quan có trách nhiệm thực hiện Chỉ thị này./.", True),
        ("Phê duyệt danh mục 12 hồ phải bảo vệ (chi tiết tại Phụ lục II kèm theo).", True),
        ("Nhiệm vụ cụ thể được phân công tại Phụ lục kèm theo Kế hoạch này.", True),
        ("Sở Y tế theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch này.", False),
        ("Đoàn Thanh niên tỉnh vận động thanh niên thực hiện Chỉ thị này.", False),
        ("Giao Sở Xây dựng lập danh mục hồ điều hòa.", False),
    ],
)
def test_frame_of_an_instrument_gives_no_duty(paragraph: str, frame: bool) -> None:
    assert closings.is_executory(paragraph) is frame


def _facts(text: str) -> Facts:
    return reading.read(document(text)).facts


def test_duty_that_calls_something_a_standing_duty_stays_one() -> None:
    facts = _facts(
        "CHỈ THỊ\nVề việc giữ sạch kênh rạch\n1. UBND các xã, phường\n"
        "- Xác định dọn kênh là nhiệm vụ thường xuyên; chịu trách nhiệm nếu để tắc dòng chảy.\n"
        "- Lắp lưới chắn rác tại các cống thoát nước chính.\n"
    )
    assert [task.lead for task in facts.tasks] == [("UBND các xã, phường",)] * 2


def test_line_that_names_its_own_agency_is_not_its_headings() -> None:
    facts = _facts(
        "KẾ HOẠCH\nBảo vệ nguồn nước tỉnh Gia Lai năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. UBND các xã, phường\n"
        "a) Khoanh vùng bảo vệ giếng nước công cộng trên địa bàn.\n"
        "b) Riêng UBND xã Ia Grai lập phương án cấp nước cho hai thôn khô hạn.\n"
    )
    assert [task.lead for task in facts.tasks] == [("UBND các xã, phường",), ("UBND xã Ia Grai",)]


def test_recital_of_a_report_is_no_duty() -> None:
    facts = _facts(
        "BÁO CÁO\nKết quả bảo vệ môi trường năm 2025\nI. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH\n"
        "1. Ngày 12/02/2025, UBND tỉnh ban hành Quyết định số 77/QĐ-UBND thành lập Tổ liên ngành.\n"
        "II. NHIỆM VỤ NĂM 2026\n1. Sở Y tế kiểm tra nước thải của các bệnh viện tuyến huyện.\n"
    )
    assert [task.id for task in facts.tasks] == ["II.1"]


@pytest.mark.parametrize(
    ("footer", "lead", "coordinate"),
    [
        ("CQ chủ trì: Sở Du lịch; CQ phối hợp: Tỉnh đoàn; thời hạn: Quý II/2027.", "Sở Du lịch", "Tỉnh đoàn"),
        ("Đơn vị đầu mối: Sở Tư pháp. Phối hợp: Báo Cà Mau. Hạn: 2027.", "Sở Tư pháp", "Báo Cà Mau"),
        ("Chịu trách nhiệm chính: Thuế tỉnh. Phối hợp: Công an tỉnh.", "Thuế tỉnh", "Công an tỉnh"),
        ("Chủ trì: Công an tỉnh - Phối hợp: Thuế tỉnh", "Công an tỉnh", "Thuế tỉnh"),
        ("(Sở Y tế chủ trì, Sở Tài chính phối hợp)", "Sở Y tế", "Sở Tài chính"),
        ("(Cơ quan, đơn vị thực hiện: Sở Nội vụ)", "Sở Nội vụ", ""),
    ],
)
def test_footer_names_the_lead_whatever_it_calls_it(footer: str, lead: str, coordinate: str) -> None:
    facts = _facts(
        f"KẾ HOẠCH\nDọn bãi biển năm 2027\nI. NHIỆM VỤ\n1. Gom lưới cũ trên các bãi cát.\n{footer}\n"
    )
    assert [(task.lead, "; ".join(task.coordinate)) for task in facts.tasks] == [((lead,), coordinate)]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("UBND tỉnh giao Sở Xây dựng lập quy hoạch thoát nước.", ("Sở Xây dựng",)),
        ("Đồng chí Giám đốc Sở Y tế chỉ đạo phân loại rác bệnh viện.", ("Giám đốc Sở Y tế",)),
        ("Sở Y tế yêu cầu các bệnh viện phân loại rác.", ("Sở Y tế",)),
    ],
)
def test_lead_is_who_receives_the_order(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


def test_dash_that_is_a_sentence_is_a_duty_beside_its_plus_items() -> None:
    facts = _facts(
        "KẾ HOẠCH\nDọn bãi biển năm 2027\nI. NHIỆM VỤ\n1. Sở Du lịch\n"
        "- Vận động khách sạn ven biển không dùng chai nhựa một lần.\n"
        "+ Khách sạn trên 50 phòng làm trước mùa hè.\n"
        "- Tổ chức ngày hội làm sạch bãi biển:\n+ Huy động học sinh trung học tham gia.\n"
    )
    assert [task.id for task in facts.tasks] == ["I.1.1", "I.1.1.1", "I.1.2.1"]
