"""What asks for something and was not understood brings a warning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.plan.lines import document
from tinhxanh.core.plan import reading
from tinhxanh.core.plan.facts import Warning

HEAD = "KẾ HOẠCH\nCải thiện nước sông năm 2026\nI. NHIỆM VỤ\n1. Sở Xây dựng nạo vét kênh tiêu thoát.\n"


def _warnings(text: str) -> list[Warning]:
    silent = {"obligation-without-agency", "report-without-time", "order-not-read"}
    return [w for w in reading.read(document(text)).facts.warnings if w.code in silent]


def test_report_whose_rhythm_is_not_understood_is_warned_of_with_its_span() -> None:
    sentence = "Sở Nội vụ báo cáo UBND tỉnh theo từng đợt lũ trên sông."
    text = f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n1. {sentence}"
    source = document(text)
    read = reading.read(source)
    [warning] = _warnings(text)
    assert warning.code == "report-without-time"
    assert " ".join(read.canonical.text[warning.source[0].start : warning.source[-1].end].split()) == sentence
    assert [task.id for task in read.facts.tasks] == ["I.1"]


def test_report_with_its_day_brings_no_warning() -> None:
    text = f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ báo cáo UBND tỉnh trước ngày 15/12/2026."
    assert _warnings(text) == []


def test_due_day_that_nobody_owes_is_warned_of() -> None:
    text = f"{HEAD}II. CHẾ ĐỘ BÁO CÁO\nBáo cáo gửi về UBND tỉnh trước ngày 15/01/2027 để tổng hợp."
    assert [w.code for w in _warnings(text)] == ["obligation-without-agency"]


def test_order_within_what_a_section_of_money_states_is_warned_of() -> None:
    line = "Kinh phí lấy từ ngân sách tỉnh theo phân cấp, giao Sở Tài chính thẩm định."
    assert [w.code for w in _warnings(f"{HEAD}II. KINH PHÍ THỰC HIỆN\n1. {line}")] == ["order-not-read"]


@pytest.mark.parametrize(
    "line",
    [
        "Trên đây là Kế hoạch, yêu cầu các sở, ban, ngành thực hiện.",
        "Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.",
        "Sở Nội vụ thực hiện các nhiệm vụ tại mục 1 Phần I.",
    ],
)
def test_closings_executory_sentences_and_pointers_are_not_warned_of(line: str) -> None:
    assert _warnings(f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n1. {line}") == []


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.sampled_from(["Sở Nội vụ", "Công an tỉnh", "UBND các xã, phường"]),
    st.sampled_from(
        ["báo cáo UBND tỉnh", "gửi báo cáo về Sở Tài chính", "tổng hợp, báo cáo Chủ tịch UBND tỉnh"]
    ),
    st.sampled_from(
        ["", " khi có yêu cầu", " theo quy định", " hằng quý", " trước ngày 20/6/2026", " đột xuất"]
    ),
)
def test_no_report_asked_of_an_agency_vanishes(agency: str, deed: str, time: str) -> None:
    text = f"{HEAD}II. TỔ CHỨC THỰC HIỆN\n1. {agency} {deed}{time}."
    read = reading.read(document(text)).facts
    told = any(fact.id == "II.1" for fact in (*read.tasks, *read.obligations))
    assert told or [w.code for w in _warnings(text)] == ["report-without-time"]
