"""Where agency names begin and end, and how lists of them are split."""

from __future__ import annotations

import datetime as dt

import pytest

from tinhxanh.core.plan import addressing, footers
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.register import Agency, AgencyNames, key


@pytest.mark.parametrize(
    ("sentence", "names", "rest"),
    [
        (
            "các sở, ban, ngành và chính quyền địa phương rà soát",
            ["các sở, ban, ngành", "chính quyền địa phương"],
            "rà soát",
        ),
        (
            "các Sở: Tài chính, Khoa học và Công nghệ và Công an tỉnh lập",
            ["Sở Tài chính", "Sở Khoa học và Công nghệ", "Công an tỉnh"],
            "lập",
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Hội Nông dân tỉnh vận động",
            ["Sở Văn hóa, Thể thao và Du lịch", "Hội Nông dân tỉnh"],
            "vận động",
        ),
        (
            "UBND các huyện: Phù Cát, Tuy Phước hoàn thành",
            ["UBND huyện Phù Cát", "UBND huyện Tuy Phước"],
            "hoàn thành",
        ),
        (
            "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
            "giám sát",
        ),
        ("Ban Quản lý Khu kinh tế tỉnh theo dõi", ["Ban Quản lý Khu kinh tế tỉnh"], "theo dõi"),
    ],
)
def test_scan_stops_where_the_duty_begins(sentence: str, names: list[str], rest: str) -> None:
    found, end = agencies.scan(sentence, 0)
    assert [name.text for name in found] == names
    assert sentence[end:].strip() == rest


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "Sở Y tế; các sở, ban, ngành liên quan và UBND cấp xã",
            ("Sở Y tế", "các sở, ban, ngành liên quan", "UBND cấp xã"),
        ),
        ("- Công an tỉnh;\n- Thanh tra tỉnh.", ("Công an tỉnh", "Thanh tra tỉnh")),
        ("Sở Lao động - Thương binh và Xã hội", ("Sở Lao động - Thương binh và Xã hội",)),
        ("Sở Xây dựng\nSở Tài chính", ("Sở Xây dựng", "Sở Tài chính")),
        ("các Sở Nội vụ, Tư pháp", ("Sở Nội vụ", "Sở Tư pháp")),
    ],
)
def test_split_keeps_collectives_and_expands_common_words(cell: str, names: tuple[str, ...]) -> None:
    assert agencies.split(cell) == names


def test_of_heading_refuses_a_sentence_with_a_verb() -> None:
    assert agencies.of_heading("Sở Xây dựng, Công an tỉnh:") == ("Sở Xây dựng", "Công an tỉnh")
    assert agencies.of_heading("Sở Xây dựng chủ trì rà soát quy hoạch") == ()
    assert agencies.of_heading("Mục tiêu chung") == ()


def test_lead_of_reads_orders_subjects_and_charges() -> None:
    assert addressing.lead_of(
        "Trên cơ sở đề án, giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế lập danh sách."
    ) == ("Sở Nội vụ",)
    assert addressing.lead_of("Đề nghị Hội Nông dân tỉnh vận động hội viên.") == ("Hội Nông dân tỉnh",)
    assert addressing.lead_of("Sở Công Thương kiểm tra các chợ.") == ("Sở Công Thương",)
    assert addressing.lead_of("Rà soát quy hoạch các khu đô thị mới.") == ()


def test_coordinates_leave_out_units_that_are_only_urged() -> None:
    assert addressing.coordinates_of("Chủ trì, phối hợp với Sở Y tế, các huyện kiểm tra.") == (
        "Sở Y tế",
        "các huyện",
    )
    assert addressing.coordinates_of("Đôn đốc các chủ đầu tư phối hợp với chính quyền địa phương.") == ()


def test_footer_gives_roles_and_time_apart() -> None:
    footer = "Đơn vị chủ trì: Sở Xây dựng; đơn vị phối hợp: các Sở: Y tế, Tài chính. Thời gian: Quý II/2026."
    assert footers.is_footer(footer)
    roles = footers.fields(footer)
    assert roles.lead == ("Sở Xây dựng",)
    assert roles.coordinate == ("Sở Y tế", "Sở Tài chính")


def test_register_meets_names_under_one_key_and_proposes_the_like() -> None:
    old = Agency("Sở Tài nguyên và Môi trường", valid_to=dt.date(2025, 2, 28))
    register = AgencyNames([old, Agency("Hiệp hội Doanh nghiệp tỉnh")])
    assert key("Uỷ ban nhân dân tỉnh") == key("UBND tỉnh")
    assert register.find("Sở TN&MT").agency == old
    assert not old.existed(dt.date(2025, 3, 1))
    proposals = register.find("Hiệp hội doanh nhân tỉnh").proposals
    assert proposals[0][0].name == "Hiệp hội Doanh nghiệp tỉnh"


def test_press_of_a_province_is_one_body_in_a_list() -> None:
    cell = "Sở Y tế; Báo và Đài Phát thanh - Truyền hình tỉnh; Báo và Phát thanh, Truyền hình Gia Lai"
    assert agencies.split(cell) == (
        "Sở Y tế",
        "Báo và Đài Phát thanh - Truyền hình tỉnh",
        "Báo và Phát thanh, Truyền hình Gia Lai",
    )


@pytest.mark.parametrize(
    "office",
    [
        "Văn phòng HĐND và UBND phường",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Tân Hòa",
        "Văn phòng HĐND và UBND các xã",
        "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh",
    ],
)
def test_an_office_that_serves_two_bodies_is_one(office: str) -> None:
    assert agencies.split(f"Công an phường; {office}, Phòng Kinh tế") == (
        "Công an phường",
        office,
        "Phòng Kinh tế",
    )
    assert agencies.of_heading(office) == (office,)
    names, end = agencies.scan(f"{office} cập nhật lịch tiếp dân", 0)
    assert [name.text for name in names] == [office]
    assert end == len(office)


def test_two_bodies_without_an_office_stay_two() -> None:
    assert agencies.split("Đảng ủy phường và UBND phường") == ("Đảng ủy phường", "UBND phường")


@pytest.mark.parametrize(
    "heading", ["Các tổ dân phố", "Các thôn, bản", "Các ấp, khóm", "Các thôn, buôn, tổ dân phố"]
)
def test_units_below_the_commune_are_collectives(heading: str) -> None:
    assert agencies.of_heading(heading) == (heading,)


@pytest.mark.parametrize("text", ["Các bản cam kết", "Các làng nghề truyền thống", "Các bản đồ ngập lụt"])
def test_words_that_only_look_like_units_are_none(text: str) -> None:
    assert agencies.of_heading(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ban Chỉ huy Phòng thủ dân sự - Phòng, chống thiên tai tỉnh trực ban",
            ("Ban Chỉ huy Phòng thủ dân sự - Phòng, chống thiên tai tỉnh",),
        ),
        ("Ban chỉ đạo phối hợp với các xã", ("Ban chỉ đạo",)),
        ("Ban Chỉ đạo kiểm tra các xã trong huyện", ("Ban Chỉ đạo",)),
        ("Ban An toàn giao thông tỉnh tham mưu", ("Ban An toàn giao thông tỉnh",)),
        ("Ban Quản lý di tích tỉnh bàn giao hồ sơ", ("Ban Quản lý di tích tỉnh",)),
        ("UBND các huyện, thị, thành phố gửi đề xuất", ("UBND các huyện, thị, thành phố",)),
        ("công an tỉnh điều tra", ("công an tỉnh",)),
        ("Sở Y tế Hà Nội, Sở Xây dựng Lào Cai ký", ("Sở Y tế Hà Nội", "Sở Xây dựng Lào Cai")),
        ("nhà thầu tập trung nhân lực", ("nhà thầu",)),
        ("Văn phòng HĐND&UBND huyện đôn đốc", ("Văn phòng HĐND&UBND huyện",)),
        ("Công ty cổ phần Cấp, thoát nước Mai Sơn kiểm tra", ("Công ty cổ phần Cấp, thoát nước Mai Sơn",)),
        ("các thành viên Ban tổ chức cần rà soát", ("các thành viên Ban tổ chức",)),
        ("các đơn vị chủ rừng trên địa bàn tỉnh tuần tra", ("các đơn vị chủ rừng trên địa bàn tỉnh",)),
        (
            "các tổ chức đoàn thể - xã hội, các doanh nghiệp tiết kiệm điện",
            ("các tổ chức đoàn thể - xã hội", "các doanh nghiệp"),
        ),
        ("các sở QHKT, Xây dựng rà soát", ("Sở QHKT", "Sở Xây dựng")),
        ("UBND 2 huyện Mai Lâm, Phú Hòa kiểm tra", ("UBND huyện Mai Lâm", "UBND huyện Phú Hòa")),
        ("các sở, cũng như các đoàn thể tham gia", ("các sở", "các đoàn thể")),
        ("Văn phòng Điều phối nông thôn mới tỉnh tham mưu", ("Văn phòng Điều phối nông thôn mới tỉnh",)),
        ("các đơn vị quản lý hồ chứa thủy lợi vận hành", ("các đơn vị quản lý hồ chứa thủy lợi",)),
    ],
)
def test_names_of_letters_are_read_whole(text: str, names: tuple[str, ...]) -> None:
    assert tuple(name.text for name in agencies.scan(text, 0)[0]) == names
