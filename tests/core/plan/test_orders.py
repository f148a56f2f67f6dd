"""Who orders whom: letters, telegrams and conclusions name who gives the order first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import addressing, closings, orders, reading
from tinhxanh.core.plan.naming import agencies


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Chủ tịch UBND tỉnh Lò Thị Mai yêu cầu Sở Nội vụ khẩn trương chốt danh sách.", ("Sở Nội vụ",)),
        ("Phó Thủ tướng Vừ A Dơ yêu cầu Bộ Xây dựng rà soát định mức.", ("Bộ Xây dựng",)),
        ("Phó Chủ tịch Trần Thị Cúc giao Sở Y tế chủ trì kiểm tra bếp ăn.", ("Sở Y tế",)),
        (
            "UBND tỉnh vừa có văn bản hỏa tốc đề nghị các sở, ban, ngành kê khai tài sản.",
            ("các sở, ban, ngành",),
        ),
        (
            "Ban Thường vụ Tỉnh ủy giao Đảng ủy UBND tỉnh lãnh đạo việc sắp xếp trường lớp.",
            ("Đảng ủy UBND tỉnh",),
        ),
        (
            "Để kịp mùa vụ, Bộ Nông nghiệp và Môi trường trân trọng đề nghị UBND cấp tỉnh mở cống.",
            ("UBND cấp tỉnh",),
        ),
        ("UBND thành phố yêu cầu, căn cứ kết quả chấm điểm, các đơn vị nêu giải pháp.", ("các đơn vị",)),
        ("Sở Du lịch đề nghị các đơn vị treo biển chỉ dẫn.", ("các đơn vị",)),
        ("UBND TP.HCM vừa chỉ đạo Sở Công Thương kiểm tra chợ đầu mối.", ("Sở Công Thương",)),
        ("UBND tỉnh mới ban hành công điện yêu cầu các chủ đầu tư gia cố kè.", ("các chủ đầu tư",)),
        ("UBND tỉnh vừa có Công văn số 77/UBND-KT giao Thanh tra tỉnh xác minh.", ("Thanh tra tỉnh",)),
        ("UBND tỉnh Mai Sơn còn yêu cầu huyện Phù Lưu tiếp tục khoanh vùng ổ dịch.", ("huyện Phù Lưu",)),
        ("Chủ tịch UBND thị xã yêu cầu Thủ trưởng các Phòng, ban trực bão.", ("Thủ trưởng các Phòng, ban",)),
        ("Công văn yêu cầu UBND các xã khơi thông cống rãnh.", ("UBND các xã",)),
        ("Phó Chủ tịch UBND tỉnh nêu rõ: Sở Du lịch hoàn thiện đề án.", ("Sở Du lịch",)),
        ("Chủ tịch UBND tỉnh yêu cầu: Thủ trưởng các đơn vị quán triệt.", ("Thủ trưởng các đơn vị",)),
        (
            "UBND tỉnh yêu cầu toàn thể cán bộ, công chức, viên chức nâng cao ý thức.",
            ("toàn thể cán bộ, công chức, viên chức",),
        ),
        ("(TTBN) Cục Hàng hải (Bộ Xây dựng) đề nghị các địa phương rà soát bến.", ("các địa phương",)),
        ("Phó Thủ tướng Thường trực Chính phủ Hà A Sinh yêu cầu Bộ Y tế rà soát.", ("Bộ Y tế",)),
        ("Chủ tịch UBND tỉnh đề nghị, Sở Tài chính cần cân đối nguồn.", ("Sở Tài chính",)),
        ("Sở Y tế yêu cầu chính quyền cơ sở diệt bọ gậy.", ("chính quyền cơ sở",)),
        ("UBND tỉnh vừa có công văn gửi các sở, ngành yêu cầu rà soát xe công.", ("các sở, ngành",)),
        ("UBND thành phố chấp thuận cho Sở Du lịch thí điểm phố đi bộ.", ("Sở Du lịch",)),
        (
            "Vì vậy, UBND tỉnh tiếp tục ban hành công văn 88, chỉ đạo công an tỉnh lập chốt.",
            ("công an tỉnh",),
        ),
        ("Cụ thể tỉnh yêu cầu các đơn vị chấm công bằng máy.", ("các đơn vị",)),
        ("Báo đã nêu việc này. Sở đề nghị các xã cắm biển báo.", ("các xã",)),
        # What was given before is no order now.
        ("Chủ trì rà soát các nhiệm vụ UBND tỉnh giao các sở, ngành.", ()),
        ("Hưởng ứng tuần lễ nước sạch, Sở Y tế đề nghị các trường súc rửa bể.", ("các trường",)),
        (
            "Để kịp tổng hợp, Sở Xây dựng có Văn bản số 12/SXD đề nghị UBND các xã lập danh sách.",
            ("UBND các xã",),
        ),
        ("Trước đó, UBND tỉnh có Văn bản số 9/UBND giao Sở Y tế kiểm tra giếng.", ("Sở Y tế",)),
        ("Đoàn giám sát đề nghị Sở Nội vụ rà soát biên chế.", ("Sở Nội vụ",)),
        ("UBND tỉnh Mai Sơn yêu cầu chậm nhất hết tháng 7, các lò gạch dừng đốt.", ()),
        # Its own deed: those below it are only urged, those above it are only asked.
        ("UBND cấp huyện chỉ đạo UBND cấp xã dọn kênh.", ("UBND cấp huyện",)),
        ("Sở Tư pháp đề nghị UBND tỉnh bổ sung biên chế.", ("Sở Tư pháp",)),
        ("UBND tỉnh yêu cầu rà soát toàn bộ bến cát.", ()),
    ],
)
def test_who_gives_an_order_has_no_duty_by_it(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Giao Bộ trưởng Bộ Nội vụ trình đề án.", ("Bộ trưởng Bộ Nội vụ",)),
        (
            "Bộ trưởng các Bộ: Tài chính, Công an và Chủ tịch UBND các tỉnh rà soát.",
            ("Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Công an", "Chủ tịch UBND các tỉnh"),
        ),
        (
            "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh huy động lực lượng.",
            ("Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh",),
        ),
        ("Tổng Biên tập Báo Sơn La mở chuyên mục.", ("Tổng Biên tập Báo Sơn La",)),
        ("Bí thư Tỉnh đoàn phát động phong trào.", ("Bí thư Tỉnh đoàn",)),
        ("Thủ trưởng cơ quan, đơn vị chịu trách nhiệm về số liệu.", ("Thủ trưởng cơ quan, đơn vị",)),
        ("Người đứng đầu các cơ quan, đơn vị chịu trách nhiệm.", ("Người đứng đầu các cơ quan, đơn vị",)),
        (
            "Các Bộ, cơ quan ngang Bộ, UBND các tỉnh, thành phố trực thuộc Trung ương gửi danh mục.",
            ("Các Bộ, cơ quan ngang Bộ", "UBND các tỉnh, thành phố trực thuộc Trung ương"),
        ),
        ("UBND huyện, thành phố Lai Châu khơi thông cống.", ("UBND huyện, thành phố Lai Châu",)),
        (
            "Giám đốc Sở Giáo dục và Đào tạo, Giám đốc Sở Văn hóa, Thể thao và Du lịch, Chủ tịch UBND"
            " các xã rà soát.",
            (
                "Giám đốc Sở Giáo dục và Đào tạo",
                "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
                "Chủ tịch UBND các xã",
            ),
        ),
        (
            "Giám đốc các Sở: Nội vụ; Y tế; Chủ tịch UBND các phường rà soát.",
            ("Giám đốc Sở Nội vụ", "Giám đốc Sở Y tế", "Chủ tịch UBND các phường"),
        ),
        (
            "Thủ trưởng các sở - ngành, Chủ tịch UBND các quận - huyện tổ chức thực hiện.",
            ("Thủ trưởng các sở - ngành", "Chủ tịch UBND các quận - huyện"),
        ),
        ("Đồng thời giao Sở Y tế kiểm tra.", ("Sở Y tế",)),
        ("“Sở Xây dựng chủ trì theo dõi tiến độ.", ("Sở Xây dựng",)),
        ("Lãnh đạo thành phố cũng giao Sở Du lịch cắm biển.", ("Sở Du lịch",)),
        ("Các tổ chức thành viên vận động nhân dân.", ("Các tổ chức thành viên",)),
        ("Các lực lượng vũ trang sẵn sàng cứu hộ.", ("Các lực lượng vũ trang",)),
    ],
)
def test_persons_and_bodies_addressed_by_office(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


@pytest.mark.parametrize(
    "heading",
    ["Cục Thuế có trách nhiệm:", "Cục Thuế tập trung thực hiện:", "Cục Thuế thực hiện các nhiệm vụ sau:"],
)
def test_heading_with_the_words_of_responsibility_names_its_agency(heading: str) -> None:
    assert agencies.of_heading(heading) == ("Cục Thuế",)


def test_persons_of_departments_listed_after_one_word() -> None:
    names, _ = agencies.scan("Thủ trưởng các Sở: Y tế, Nội vụ và Công Thương", 0)
    assert [name.text for name in names] == [
        "Thủ trưởng Sở Y tế",
        "Thủ trưởng Sở Nội vụ",
        "Thủ trưởng Sở Công Thương",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng Chính phủ xin thông báo để Bộ Y tế biết và thực hiện./.",
        "Văn phòng Ủy ban nhân dân thành phố truyền đạt ý kiến trên đến các đơn vị.",
        "(Sao gửi kèm Công văn số 12/BXD-VP ngày 03/2/2026 của Bộ Xây dựng).",
        "Xem chi tiết văn bản tại đây",
    ],
)
def test_sentences_of_courtesy_close_a_letter(text: str) -> None:
    assert closings.is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành kèm theo Quyết định này Quy chế hoạt động của Ban Chỉ đạo chuyển đổi số tỉnh.",
        "Nay ban hành kèm theo Quyết định này Quy chế quản lý chợ nổi.",
        "Chánh Văn phòng UBND tỉnh, Giám đốc các sở căn cứ Quyết định thi hành.",
        "Giám đốc các sở chịu trách nhiệm thi hành. Quyết định này có hiệu lực kể từ ngày ký ban hành./.",
    ],
)
def test_articles_that_enact_or_execute_give_no_duty(text: str) -> None:
    assert closings.is_executory(text)


LETTER = "\n".join(
    [
        "Kính gửi: Sở Xây dựng",
        "Ngày 12/3/2026, UBND tỉnh nhận được Công văn số 45/BXD-QLN ngày 09/3/2026 của Bộ Xây dựng về"
        " việc báo "
        "cáo nhà ở xã hội, trong đó có kết quả thực hiện các dự án đã được chấp thuận chủ trương đầu tư.",
        "Phó Chủ tịch UBND tỉnh Hà Văn Sáng có ý kiến như sau:",
        "1. Giao Giám đốc Sở Xây dựng chủ trì, phối hợp với Sở Tài chính lập danh mục các dự án chậm"
        " tiến độ, "
        "nêu rõ nguyên nhân và người chịu trách nhiệm của từng dự án; hoàn thành trước ngày 20/3/2026.",
        "2. Yêu cầu Chủ tịch UBND các xã, phường rà soát quỹ đất.",
        "Văn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện./.",
    ]
)


def test_letter_copied_without_line_ends_gives_its_two_duties() -> None:
    facts = reading.read(document(LETTER)).facts
    assert [(task.id, task.lead, task.coordinate) for task in facts.tasks] == [
        ("1", ("Giám đốc Sở Xây dựng",), ("Sở Tài chính",)),
        ("2", ("Chủ tịch UBND các xã, phường",), ()),
    ]


def test_order_to_nobody_named_is_a_duty_without_agency_and_warned_of() -> None:
    text = (
        "UBND tỉnh có ý kiến như sau:\nUBND tỉnh yêu cầu rà soát, lập danh sách toàn bộ bến cát"
        " trái phép ven sông."
    )
    facts = reading.read(document(text)).facts
    assert [task.lead for task in facts.tasks] == [()]
    assert "duty-without-agency" in {warning.code for warning in facts.warnings}


def test_headings_of_what_a_report_holds_give_no_duties() -> None:
    text = (
        "Sở Nội vụ đề nghị các đơn vị báo cáo, cụ thể như sau:\n1. Nội dung báo cáo:\n- Công tác chỉ đạo và"
        " điều hành chung\n- Kết quả thi tuyển công chức\n2. Thời hạn gửi báo cáo:\nCác đơn vị gửi báo"
        " cáo về Sở"
        " Nội vụ trước ngày 11/5/2026."
    )
    facts = reading.read(document(text)).facts
    assert facts.tasks == ()
    assert [(owed.who, [str(due.date) for due in owed.due]) for owed in facts.obligations] == [
        (("Các đơn vị",), ["2026-05-11"])
    ]


_ABOVE = st.sampled_from(
    ["UBND tỉnh", "Chủ tịch UBND tỉnh", "Thủ tướng Chính phủ", "Phó Chủ tịch Lê Thị Na", "Bộ Y tế"]
)
_MANNER = st.sampled_from(["", "đã ", "vừa có văn bản ", "cũng ", "trân trọng "])
_VERB = st.sampled_from(["giao", "yêu cầu", "đề nghị", "phân công", "chỉ đạo"])
_BELOW = st.sampled_from(
    ["Sở Nội vụ", "Công an tỉnh", "các sở, ban, ngành", "Giám đốc Sở Y tế", "UBND các xã"]
)
_OPENING = st.sampled_from(["", "Theo đó, ", "Tại cuộc họp, ", "Để kịp tiến độ, "])


@settings(derandomize=True, deadline=None, max_examples=120)
@given(_OPENING, _ABOVE, _MANNER, _VERB, _BELOW)
def test_whoever_orders_in_whatever_manner_those_ordered_lead(
    opening: str, above: str, manner: str, verb: str, below: str
) -> None:
    sentence = f"{opening}{above} {manner}{verb} {below} rà soát số liệu."
    names, at = orders.given(sentence)
    assert (tuple(name.text for name in names), at) == ((below,), len(opening))
    assert addressing.lead_of(sentence) == (below,)


@pytest.mark.parametrize("told", ["đã khánh thành nhà máy đốt rác", "(VACOD) vừa công bố kết quả đo"])
def test_paragraph_that_tells_what_a_body_has_done_is_no_duty(told: str) -> None:
    text = (
        f"KẾ HOẠCH\nĐo bụi năm 2027\nLiên đoàn Thương mại và Công nghiệp Việt Nam {told}.\n"
        "I. NHIỆM VỤ\n1. Sở Y tế đo bụi."
    )

    assert [task.id for task in reading.read(document(text)).facts.tasks] == ["I.1"]


def test_list_behind_a_heading_of_agencies_leads() -> None:
    said = (
        "Các đơn vị liên quan: Sở Y tế, Sở Nội vụ, Công an tỉnh tập trung tuyên truyền, vận động người dân."
    )
    facts = reading.read(document(f"UBND tỉnh yêu cầu các xã dọn vệ sinh.\n\n1. {said}")).facts
    assert facts.tasks[-1].lead == ("Sở Y tế", "Sở Nội vụ", "Công an tỉnh")


def test_letter_told_by_a_newspaper_has_neither_its_number_nor_its_day_nor_its_name() -> None:
    said = (
        "UBND tỉnh ban hành Công văn số 81/UBND-KT ngày 04 tháng 3 năm 2024 về bình ổn giá; giao Sở Tài chính"
        " rà soát phương án giá, tổng hợp kiến nghị của doanh nghiệp trên địa bàn và đề xuất biện pháp."
    )
    told = reading.read(document(said)).facts.document
    assert (told.kind, told.number, told.date, told.title) == (None, None, None, None)
