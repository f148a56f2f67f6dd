"""Points over points: their own duty before the words that introduce, and the day that all below is due."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import introductions, reading, sections

HEAD = "KẾ HOẠCH\nGiữ sạch bãi tắm năm 2026\nI. NHIỆM VỤ, GIẢI PHÁP\n"
DASHES = "- Lắp thùng rác ở các lối xuống biển;\n- Dựng biển nhắc giữ vệ sinh chung.\n"
JUNE = datetime.date(2026, 6, 30)


def _duties(text: str) -> list[tuple[str, str, datetime.date | None]]:
    facts = reading.read(document(text)).facts
    return [(task.id, task.text, task.deadline.date if task.deadline else None) for task in facts.tasks]


@pytest.mark.parametrize(
    "introduction",
    [
        "1. Sở Du lịch chủ trì, phối hợp với các xã dọn bãi tắm, hoàn thành trước ngày 30/6/2026, cụ thể:",
        "1. Trong quý II/2026, Sở Du lịch thực hiện các nhiệm vụ sau:",
        "1. Dọn sạch các bãi tắm công cộng xong trước ngày 30/6/2026, trong đó tập trung:",
    ],
)
def test_day_of_an_introduction_is_that_of_every_duty_below(introduction: str) -> None:
    found = _duties(f"{HEAD}{introduction}\n{DASHES}")
    assert [(number, day) for number, _, day in found] == [("I.1.1", JUNE), ("I.1.2", JUNE)]


def test_duty_with_a_day_of_its_own_keeps_it() -> None:
    text = (
        f"{HEAD}1. Sở Du lịch hoàn thành trước ngày 30/6/2026 các việc sau:\n{DASHES[:-2]} trước 1/5/2026.\n"
    )
    assert [day for _, _, day in _duties(text)] == [JUNE, datetime.date(2026, 5, 1)]


@pytest.mark.parametrize(
    "introduction",
    [
        "1. Các xã báo cáo Sở Du lịch trước ngày 30/6/2026 kết quả các việc sau:",
        "1. Sở Du lịch dọn các bãi tắm trước ngày 30/6/2026.",
    ],
)
def test_day_of_a_report_or_of_a_sentence_that_ends_is_not_handed_down(introduction: str) -> None:
    assert introductions.due(introduction, 2026) is None


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("1. Giao Sở Y tế ban hành hướng dẫn sơ cứu đuối nước ở bãi tắm.", "Giao Sở Y tế"),
        ("- Lập đội cứu hộ ở từng bãi tắm đông khách.", "Lập đội cứu hộ"),
    ],
)
def test_sentence_that_ends_above_its_points_is_a_duty_beside_them(point: str, own: str) -> None:
    marks = DASHES.replace("- ", "+ ")
    found = _duties(f"{HEAD}{point}\n{marks}")
    assert len(found) == 3
    assert found[0][1].startswith(own)


def test_duty_before_the_words_that_introduce_is_kept_below_an_agency() -> None:
    text = f"{HEAD.replace('NHIỆM VỤ, GIẢI PHÁP', 'TỔ CHỨC THỰC HIỆN')}1. Sở Du lịch\n"
    found = _duties(f"{text}a) Chủ trì triển khai Kế hoạch. Trước ngày 30/6/2026 làm xong:\n{DASHES}")
    assert found == [
        ("I.1.a", "Chủ trì triển khai Kế hoạch.", None),
        ("I.1.a.1", "Lắp thùng rác ở các lối xuống biển;", JUNE),
        ("I.1.a.2", "Dựng biển nhắc giữ vệ sinh chung.", JUNE),
    ]


def test_what_a_thing_consists_of_is_no_duty() -> None:
    text = f"{HEAD}1. Giao Sở Nội vụ tham mưu thành lập Tổ kiểm tra bãi tắm gồm:\n"
    found = _duties(f"{text}- Lãnh đạo Sở Du lịch làm tổ trưởng;\n- Đại diện Công an tỉnh làm thành viên.\n")
    assert [number for number, _, _ in found] == ["I.1"]


def test_short_heading_is_no_duty() -> None:
    assert [number for number, _, _ in _duties(f"{HEAD}1. Dọn dẹp bãi tắm.\n{DASHES}")] == ["I.1.1", "I.1.2"]


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("Chỉ số “Thúc đẩy thực hành xanh”", "Thúc đẩy thực hành xanh"),
        ("“Hỗ trợ doanh nghiệp”:", "Hỗ trợ doanh nghiệp"),
        ("Phong trào “Ngày biển sạch”", "Phong trào “Ngày biển sạch”"),
    ],
)
def test_theme_is_called_without_quotation_marks(heading: str, theme: str) -> None:
    assert sections.theme(heading) == theme


def test_introduction_that_orders_names_no_theme() -> None:
    text = f"{HEAD}1. Bãi tắm công cộng\na) Giao Sở Du lịch chủ trì, phối hợp với các xã ven biển:\n{DASHES}"
    assert {task.theme for task in reading.read(document(text)).facts.tasks} == {"Bãi tắm công cộng"}


_DAY = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
_BEFORE = st.sampled_from(["Sở Du lịch hoàn thành {} các việc sau:", "Dọn bãi tắm xong {}, cụ thể:"])
_ITEMS = st.lists(
    st.sampled_from(
        ["Lắp thùng rác ở lối xuống biển", "Trồng phi lao trên đụn cát", "Sửa nhà tắm nước ngọt"]
    ),
    min_size=1,
    max_size=5,
)


@given(_DAY, _BEFORE, _ITEMS, st.sampled_from(["- ", "+ "]))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_every_item_takes_the_day_above(day: datetime.date, said: str, items: list[str], mark: str) -> None:
    head = said.format(f"trước ngày {day.day:02d}/{day.month:02d}/{day.year}")
    below = "".join(f"{mark}{item}.\n" for item in items)
    found = _duties(f"{HEAD}1. {head}\n{below}")
    assert [when for _, _, when in found] == [day] * len(items)
