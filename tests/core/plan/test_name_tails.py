"""Where the name of a collective ends: behind the field, place or trade that tells which are meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhxanh.core.plan import addressing, closings
from tinhxanh.core.plan.naming import agencies


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Các đơn vị điện lực tăng cường soát lưới điện.", ("Các đơn vị điện lực",)),
        ("Yêu cầu các địa phương ven biển tiếp tục đếm tàu cá.", ("các địa phương ven biển",)),
        ("Đề nghị các trường đại học, các xã miền núi rà soát.", ("các trường đại học", "các xã miền núi")),
        (
            "Các đơn vị thu gom, vận chuyển rác thải sinh hoạt của hộ dân phải rửa xe mỗi ngày.",
            ("Các đơn vị thu gom, vận chuyển rác thải sinh hoạt của hộ dân",),
        ),
        ("Đề nghị các đơn vị được kiểm tra căn cứ đề cương.", ("các đơn vị được kiểm tra",)),
        (
            "Yêu cầu các sở, ngành thành phố và UBND các xã rà soát.",
            ("các sở, ngành thành phố", "UBND các xã"),
        ),
        ("Yêu cầu các cơ quan thông tin, báo chí đăng tin.", ("các cơ quan thông tin, báo chí",)),
        ("Giao các chủ hồ đập, thủy lợi, thủy điện xả lũ.", ("các chủ hồ đập, thủy lợi, thủy điện",)),
        ("Thủ trưởng các cơ quan, đơn vị huyện chỉ đạo dọn rác.", ("Thủ trưởng các cơ quan, đơn vị huyện",)),
        ("Yêu cầu lực lượng Công an và chính quyền cơ sở trực.", ("lực lượng Công an", "chính quyền cơ sở")),
        ("Chính quyền các địa phương có giải pháp chặn đốt rác.", ("Chính quyền các địa phương",)),
        ("Giao UBND các phường xã thuộc thành phố rà soát.", ("UBND các phường xã thuộc thành phố",)),
        ("Phòng Kinh tế huyện là cơ quan đầu mối tổng hợp.", ("Phòng Kinh tế huyện",)),
        ("Giao UBMTTQVN tỉnh, các đoàn thể nhân dân vận động.", ("UBMTTQVN tỉnh", "các đoàn thể nhân dân")),
        ("Các đơn vị quản lý đường bộ tăng cường tuần đường.", ("Các đơn vị quản lý đường bộ",)),
        ("Giao Hiệp hội Vận tải ô tô tỉnh, các xã dán tờ rơi.", ("Hiệp hội Vận tải ô tô tỉnh", "các xã")),
        (
            "Sở Y tế, Công an, Bộ Chỉ huy Quân sự tỉnh trực.",
            ("Sở Y tế", "Công an", "Bộ Chỉ huy Quân sự tỉnh"),
        ),
        (
            "Yêu cầu các cơ quan thành viên Ban Chỉ đạo về nước sạch tỉnh, UBND các xã rà soát.",
            ("các cơ quan thành viên Ban Chỉ đạo về nước sạch tỉnh", "UBND các xã"),
        ),
        # what begins a deed belongs to no name
        ("Các xã đầu tư xây dựng đường nội đồng.", ("Các xã",)),
        ("Các trường hợp xây lấn vỉa hè phải tháo dỡ xong trước Tết.", ()),
        ("Các đơn vị xây dựng kế hoạch, tổ chức diễn tập.", ("Các đơn vị",)),
        ("Các địa phương khai thác tốt quỹ đất, phải báo cáo.", ("Các địa phương",)),
    ],
)
def test_name_of_a_collective_ends_where_its_deed_begins(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Trước tình hình đó, huyện Mộc Lan vừa yêu cầu UBND các xã dừng đốt rác.", ("UBND các xã",)),
        ("UBND TP Bãi Sậy vừa kí ban hành văn bản giao Sở Y tế phun thuốc.", ("Sở Y tế",)),
        ("UBND tỉnh vừa ban hành công văn (số 3/UBND-KT) yêu cầu các xã rà soát.", ("các xã",)),
        ("Chủ tịch UBND tỉnh này yêu cầu Sở Y tế phun thuốc.", ("Sở Y tế",)),
        ("UBND tỉnh cũng giao trách nhiệm cụ thể cho Sở Y tế trực.", ("Sở Y tế",)),
        ("UBND các huyện, thị xã yêu cầu UBND xã, phường lập chốt.", ("UBND các huyện, thị xã",)),
    ],
)
def test_several_bodies_pass_on_what_one_orders(sentence: str, lead: tuple[str, ...]) -> None:
    assert addressing.lead_of(sentence) == lead


def test_order_of_the_province_closes_a_letter_only_where_it_ends_with_it() -> None:
    said = "UBND tỉnh yêu cầu các sở, ngành triển khai thực hiện"
    assert closings.is_closing(f"{said} nghiêm túc Kế hoạch này./.")
    assert closings.is_closing(f"{said}. Trong quá trình thực hiện, có vướng mắc thì báo cáo.")
    assert not closings.is_closing(
        f"{said} việc đo bụi ở các cụm công nghiệp ba lần mỗi năm, bắt đầu từ quý II; công"
        " bố số đo trên cổng thông tin của tỉnh."
    )


_KIND = st.sampled_from(
    ["đơn vị", "địa phương", "doanh nghiệp", "hợp tác xã", "xã, phường", "cơ quan, đơn vị"]
)
_FIELD = st.sampled_from(
    ["", " thủy sản", " ven biển", " biên giới", " điện lực", " nông nghiệp", " giao thông"]
)
_DEED = st.sampled_from(
    ["rà soát", "tăng cường kiểm tra", "lập danh sách", "tuyên truyền", "bố trí người trực"]
)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(_KIND, _FIELD, _DEED)
def test_field_of_a_collective_belongs_to_its_name(kind: str, field: str, deed: str) -> None:
    names, end = agencies.scan(f"các {kind}{field} {deed} trong quý I.", 0)
    assert [name.text for name in names] == [f"các {kind}{field}"]
    assert end == len(f"các {kind}{field}")
