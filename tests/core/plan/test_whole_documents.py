"""What whole plans, directives and letters hold beside their duties, and whom their sentences mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import addressing, closings, pointers, reading, tabletasks
from tinhxanh.core.plan.citing import instruments
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.grids import columns
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.times import rhythms
from tinhxanh.exchange.documents import html
from tinhxanh.exchange.documents.limits import DEFAULT

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 31/KH-UBND\nCao Bằng, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nGiữ nước mùa khô\n"
)


def _facts(text: str) -> Facts:
    return reading.read(document(HEAD + text)).facts


def _page(body: str) -> Facts:
    return reading.read(html.load(body.encode(), DEFAULT)).facts


def _led(facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.id, task.lead) for task in facts.tasks]


@pytest.mark.parametrize(
    "name",
    [
        "Cục Kiểm soát ô nhiễm môi trường",
        "Cục Bảo tồn thiên nhiên và Đa dạng sinh học",
        "Cục Chuyển đổi số và Thông tin dữ liệu tài nguyên môi trường",
        "Viện Chiến lược, Chính sách tài nguyên và môi trường",
        "Sở Giao dịch chứng khoán Hà Nội",
        "Tạp chí Kênh mương",
        "các sở quản lý nhà nước chuyên ngành",
        "các cơ quan thông tấn, báo chí",
        "cơ quan chuyên môn thuộc Bộ Nông nghiệp và Phát triển nông thôn",
        "các cơ quan chuyên môn thuộc Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
        "các địa phương có rừng",
        "các cơ sở giáo dục nghề nghiệp",
    ],
)
def test_name_is_read_to_its_end(name: str) -> None:
    text = f"Phối hợp với {name} kiểm tra các đập dâng."

    assert addressing.coordinates_of(text) == (name,)


@pytest.mark.parametrize("behind", [" ngày 05/01/2026", " số 7", " Kính gửi: Sở Y tế"])
def test_name_of_an_issuer_ends_before_a_day_or_an_address(behind: str) -> None:
    (found, *_) = instruments.find(f"Nghị quyết số 9-NQ/TU của Tỉnh ủy Cao Bằng{behind} về giữ nước;")

    assert found.issuer == "Tỉnh ủy Cao Bằng"


def test_ground_is_no_part_of_the_name() -> None:
    text = "Các sở, ban, ngành cấp tỉnh theo chức năng, nhiệm vụ, phối hợp với Sở Y tế đo nước giếng."

    assert addressing.lead_of(text) == ("Các sở, ban, ngành cấp tỉnh",)
    assert addressing.coordinates_of(text) == ("Sở Y tế",)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Các bộ, ngành, cơ quan liên quan", ("Các bộ, ngành, cơ quan liên quan",)),
        ("Sở Y tế và các cơ quan, đơn vị có liên quan", ("Sở Y tế", "các cơ quan, đơn vị có liên quan")),
        ("Báo Kênh, Tạp chí Kênh", ("Báo Kênh", "Tạp chí Kênh")),
        ("các xã, phường, Công ty Thủy nông", ("các xã, phường", "Công ty Thủy nông")),
    ],
)
def test_collective_of_a_cell_stays_whole(cell: str, names: tuple[str, ...]) -> None:
    assert agencies.split(cell) == names


@given(
    st.lists(st.sampled_from(["bộ", "ngành", "cơ quan", "đơn vị", "địa phương"]), min_size=2, unique=True),
    st.sampled_from(["liên quan", "có liên quan"]),
)
@settings(derandomize=True, max_examples=60)
def test_collective_of_any_nouns_stays_whole_beside_a_name(nouns: list[str], related: str) -> None:
    collective = f"các {', '.join(nouns)} {related}"

    assert agencies.split(f"Sở Y tế, {collective}") == ("Sở Y tế", collective)


def test_those_directed_by_another_do_not_lead() -> None:
    assert tabletasks.of_cell("Sở Y tế chỉ đạo Bệnh viện tỉnh và Trung tâm Kiểm nghiệm thực hiện").lead == (
        "Sở Y tế",
    )
    facts = _facts(
        "I. TỔ CHỨC THỰC HIỆN\n1. Các Bộ: Y tế, Công an\n"
        "- Bộ Y tế chỉ đạo các viện thử nước ở mọi nhánh sông.\n- Gác các cửa cống vào mùa khô.\n"
    )

    assert [lead for _, lead in _led(facts)] == [("Bộ Y tế",), ("Bộ Y tế", "Bộ Công an")]


@pytest.mark.parametrize(
    "header", ["Cá nhân phụ trách chỉ đạo, kiểm tra", "Lãnh đạo phụ trách", "Người theo dõi, phụ trách"]
)
def test_column_of_persons_is_told_by_its_head(header: str) -> None:
    assert columns.role(header) in {"person", "lead"}


def _table(person: str) -> Facts:
    rows = [
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cá nhân phụ trách chỉ đạo", "Thời hạn"),
        ("1", "Nạo vét hồ chứa phía bắc", "Sở Y tế", person, "Quý II/2026"),
        ("2", "Trồng lại bờ tre giữ kè", "Sở Xây dựng", person, "Quý III/2026"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return _page(f"<p>KẾ HOẠCH</p><p>Giữ nước mùa khô</p><table>{table}</table>")


def test_person_beside_the_body_that_leads_is_no_lead() -> None:
    facts = _table("Đồng chí Lò Thị Na - Phó Chủ tịch UBND tỉnh")

    assert _led(facts) == [("1", ("Sở Y tế",)), ("2", ("Sở Xây dựng",))]


def test_footer_of_who_directs_leads_the_items_above_it() -> None:
    facts = _facts(
        "I. NHIỆM VỤ VÀ GIẢI PHÁP\n1. Giữ nguồn\n- Trồng rừng đầu nguồn ở các xã vùng cao.\n"
        "- Khơi lại các mó nước đã bồi lấp.\nTrách nhiệm chỉ đạo thực hiện: Đảng uỷ Ủy ban nhân dân tỉnh.\n"
        "2. Chia nước\n- Lắp đồng hồ cho từng hộ dùng nước suối.\nTrách nhiệm thực hiện: Sở Y tế.\n"
    )

    assert _led(facts) == [
        ("I.1.1", ("Đảng uỷ Ủy ban nhân dân tỉnh",)),
        ("I.1.2", ("Đảng uỷ Ủy ban nhân dân tỉnh",)),
        ("I.2.1", ("Sở Y tế",)),
    ]


def test_heading_of_the_duties_of_one_body_addresses_it() -> None:
    facts = _facts(
        "II. NHIỆM VỤ CHỦ YẾU CỦA BỘ Y TẾ\n1. Thử nước ở các trạm bơm lớn.\n2. In bản đồ giếng khoan.\n"
    )

    assert _led(facts) == [("II.1", ("BỘ Y TẾ",)), ("II.2", ("BỘ Y TẾ",))]
    assert agencies.of_heading("TRÁCH NHIỆM CỦA CÁC CƠ QUAN") == ()


def test_heading_tells_by_what_was_given_who_is_meant() -> None:
    heading = "Các cơ quan, đơn vị, doanh nghiệp được giao quản lý, khai thác hồ chứa"

    assert agencies.of_heading(heading) == (heading,)


def test_bracket_that_orders_names_the_lead() -> None:
    facts = _facts(
        "I. NỘI DUNG\n1. Lập đội tuần kênh ở các xã hạ lưu (Giao Công an tỉnh tham mưu).\n2. Đo mặn.\n"
    )

    assert _led(facts)[0] == ("I.1", ("Công an tỉnh",))


@pytest.mark.parametrize(
    "text",
    [
        "(chi tiết Phụ lục 02 đính kèm)",
        "(có biểu kèm theo)",
        "Căn cứ ý kiến trên, yêu cầu các xã, phường triển khai thực hiện./.",
        "Căn cứ văn bản này, các cơ quan, đơn vị liên quan triển khai thực hiện./.",
        "Trường hợp các bộ được nêu tại Đề án này sáp nhập thì bộ tiếp nhận làm tiếp.",
    ],
)
def test_paragraph_that_points_or_closes_gives_no_duty(text: str) -> None:
    assert closings.is_closing(text)


def test_order_with_a_ground_and_a_deed_of_its_own_is_no_closing() -> None:
    text = "Căn cứ ý kiến chỉ đạo, yêu cầu Sở Y tế triển khai thực hiện ba trạm lọc trước ngày 30/6/2026."

    assert not closings.is_closing(text)


def test_sentence_that_sends_to_an_annex_gives_no_duty() -> None:
    text = "Các nhiệm vụ nạo vét từng đoạn kênh được xác định tại Phụ lục 2 kèm theo Kế hoạch."

    assert closings.is_executory(text)


def test_clause_of_another_instrument_is_no_pointer() -> None:
    text = (
        "Sở Nội vụ phân công người làm nhiệm vụ chuyên trách theo quy định tại khoản 1 điều"
        " 7 Nghị định số 9/2020/NĐ-CP."
    )

    assert pointers.find(text) == []


def test_what_somebody_has_done_is_asked_of_nobody() -> None:
    assert addressing.lead_of("Trong nhiều năm qua, các cấp, các ngành đã chăm lo nước sạch.") == ()
    assert addressing.lead_of("Các sở, ngành đã khơi thông 40 km kênh.") == ()


def test_paragraph_that_tells_of_an_instrument_gives_no_duty() -> None:
    facts = _facts(
        "Ngày 02/3/2026, Bộ trưởng Bộ Xây dựng ban hành Quyết định số 7/QĐ-BXD về việc bảo đảm yêu"
        " cầu cấp nước."
        " Quyết định có hiệu lực từ ngày ký và giao Ủy ban nhân dân các tỉnh kiểm tra, xong trước"
        " ngày 01/7/2026.\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Xây dựng\na) Rà soát các bể chứa cũ ở thị trấn.\n"
        "b) Thay ống gang đã rò ở ba phường.\n"
    )

    assert _led(facts) == [("1.a", ("Sở Xây dựng",)), ("1.b", ("Sở Xây dựng",))]


def test_approved_scheme_gives_duties_only_where_it_orders() -> None:
    facts = _facts(
        "Điều 1. Phê duyệt Đề án Chợ nước với các nội dung như sau:\nI. CHỢ NƯỚC\n1. Hàng hóa\n"
        "a) Quyền lấy nước, được chia cho các hộ theo sổ.\nb) Nước dư, được bán lại trong mùa khô.\n"
        "2. Sàn\nSở Y tế chủ trì, phối hợp với Sở Nội vụ dựng và trông sàn bán nước.\n"
        "II. NHIỆM VỤ\n1. Giữ sổ\n- Lập sổ các hộ lấy nước.\n- Chia lại quyền lấy nước ba năm một lượt.\n"
    )

    assert [task.id for task in facts.tasks] == ["Điều 1.I.2", "Điều 1.II.1.1", "Điều 1.II.1.2"]


def test_numbered_sentence_over_those_who_do_it_is_no_duty_beside_theirs() -> None:
    facts = _facts(
        "I. NỘI DUNG\n1. Dời 02 xưởng nhuộm khỏi bờ suối.\n"
        "UBND phường Tân Giang chủ trì, phối hợp với Sở Xây dựng dời các xưởng, hoàn thành trong"
        " quý IV năm 2026.\n"
        "2. Thử nước.\nSở Y tế chủ trì thử nước ở mọi bể chứa.\n"
    )

    assert _led(facts) == [("I.1", ("UBND phường Tân Giang",)), ("I.2", ("Sở Y tế",))]


def test_dashes_that_only_name_those_addressed_give_no_duty() -> None:
    lines = (
        "UBND tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:",
        *("1. Các sở", "Giao các sở gồm:", "- Sở Y tế (đối với giếng của trạm xá);"),
        *("- Sở Công Thương (đối với giếng của chợ và kho).", "Có trách nhiệm:", "a) Đếm lại các giếng cũ."),
        *("b) Đậy các giếng bỏ không.", "2. Tuyên truyền", "Phát tờ rơi về tiết kiệm nước ở các chợ."),
    )
    facts = _page("".join(f"<p>{line}</p>" for line in lines))

    assert [task.id for task in facts.tasks] == ["1.a", "1.b", "2"]
    assert facts.tasks[-1].lead == ("các sở, ngành",)


def test_source_of_money_among_those_who_act_is_no_duty() -> None:
    facts = _facts(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế thử nước ở mọi bể chứa.\n"
        "2. Kinh phí thực hiện Kế hoạch này: Do ngân sách tỉnh bảo đảm theo phân cấp.\n"
    )

    assert _led(facts) == [("III.1", ("Sở Y tế",))]


@pytest.mark.parametrize(
    "text",
    [
        "Xây dựng hạn ngạch nước cho giai đoạn đến năm 2030 và hằng năm.",
        "Đưa vào kế hoạch 5 năm và hằng năm.",
        "Ban hành quy định phân bổ nguồn lực hằng năm cho việc giữ nước.",
    ],
)
def test_years_of_a_noun_are_no_rhythm(text: str) -> None:
    assert rhythms.in_text(text) is None


def test_duty_with_a_note_below_it_still_owes_its_reports() -> None:
    facts = _facts(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Thủ trưởng các sở, ban, ngành rà soát, chỉ đạo khơi kênh ở đơn"
        " vị mình và gửi kế"
        " hoạch về Sở Y tế trước ngày 28/3/2026; báo cáo kết quả về Sở Y tế trước ngày 10/11/2026.\n"
        "* Lưu ý: nơi kênh vỡ phải báo ngay cho UBND tỉnh để xử lý.\n2. Sở Y tế tổng hợp và thử nước.\n"
    )

    assert [one.due[0].date.isoformat() for one in facts.obligations if one.due[0].date] == [
        "2026-03-28",
        "2026-11-10",
    ]


def test_those_asked_to_direct_others_answer_for_what_follows() -> None:
    facts = _facts(
        "Sở Y tế kính đề nghị UBND các xã, phường chỉ đạo các đơn vị trực thuộc thực hiện một số"
        " việc sau:\n1. Đậy kín bể chứa nước mưa.\n2. Thay lưới lọc ở các trạm bơm.\n"
    )

    assert _led(facts) == [("1", ("UBND các xã, phường",)), ("2", ("UBND các xã, phường",))]


def test_issuer_that_directs_others_leaves_the_duties_to_them() -> None:
    facts = _facts(
        "UBND tỉnh chỉ đạo Sở Y tế thực hiện một số việc sau:\n"
        "1. Đậy kín bể chứa nước mưa.\n2. Thay lưới lọc ở các trạm bơm.\n"
    )

    assert _led(facts) == [("1", ("Sở Y tế",)), ("2", ("Sở Y tế",))]


@pytest.mark.parametrize("comma", ["", ","])
def test_heading_of_those_who_direct_others_addresses_the_first(comma: str) -> None:
    facts = _facts(
        f"III. TỔ CHỨC THỰC HIỆN\n1. UBND xã Hạnh Phúc{comma} chỉ đạo các cơ quan, đơn vị có liên quan:\n"
        "- Khơi kênh trước mùa mưa.\n- Thường xuyên thử nước ở các bể.\n2. Sở Y tế thử nước ở mọi trạm.\n"
    )

    assert [lead for _, lead in _led(facts)] == [("UBND xã Hạnh Phúc",)] * 2 + [("Sở Y tế",)]


@pytest.mark.parametrize(
    "name",
    [
        "Ban xây dựng đảng Đảng ủy",
        "Ban Xây dựng Đảng Đảng ủy",
        "Các cơ quan chuyên trách tham mưu, giúp việc Tỉnh ủy",
    ],
)
def test_bodies_of_the_party_are_named_whole(name: str) -> None:
    names, _ = agencies.scan(f"{name} chủ trì, theo dõi việc giữ nước", 0)

    assert [one.text for one in names] == [name]


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Yêu cầu Sở Y tế, Sở Xây dựng, UBND xã Lý Bôn triển khai thực hiện./.", True),
        ("Đề nghị UBND tỉnh và các tổ chức đảng nghiêm túc triển khai thực hiện.", True),
        ("Sở Y tế trân trọng cảm ơn Quý đơn vị./.", True),
        ("Yêu cầu Sở Y tế chủ trì, phối hợp với Sở Xây dựng triển khai thực hiện.", False),
        ("Yêu cầu Sở Y tế, Sở Xây dựng đậy các giếng bỏ không.", False),
        ("Sở Y tế tổ chức lễ cảm ơn người hiến máu.", False),
    ],
)
def test_sentences_that_ask_nothing_more_close(text: str, closes: bool) -> None:
    assert closings.is_closing(text) is closes


def test_row_numbered_with_the_groups_stands_under_none_of_them() -> None:
    rows = (
        ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời gian hoàn thành"),
        ("1", "Giữ nước", "", ""),
        ("a)", "Đậy kín bể chứa nước mưa", "Sở Y tế", "Quý II/2026"),
        ("b)", "Khơi kênh trước mùa mưa", "Sở Xây dựng", "Quý II/2026"),
        ("2", "Thử nước", "", ""),
        ("a)", "Thử nước ở các trạm bơm", "Sở Y tế", "Quý III/2026"),
        ("3", "Tổng hợp, đánh giá kết quả giữ nước", "Sở Y tế", "Quý IV/2026"),
        ("4", "Đếm lại các giếng bỏ không", "Sở Xây dựng", "Quý IV/2026"),
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    facts = _page(f"<table>{table}</table>")

    assert [task.id for task in facts.tasks] == ["1.a", "1.b", "2.a", "3", "4"]
