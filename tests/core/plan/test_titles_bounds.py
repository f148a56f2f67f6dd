"""Where a title ends: at the words that only introduce, and before the motto."""

from __future__ import annotations

import datetime as dt

from core.plan.lines import document
from tinhxanh.core.plan import reading, titles
from tinhxanh.core.plan.facts import Period


def test_words_that_introduce_are_no_title() -> None:
    text = "KẾ HOẠCH\n\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\nI. NHIỆM VỤ\n1. Vớt bèo ở hồ.\n"
    assert reading.read(document(text)).facts.document.title != "Kế hoạch như sau"


def test_subject_of_a_letter_ends_before_the_motto() -> None:
    found = titles.SUBJECT.search("V/v vớt bèo ở hồ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert found is not None
    assert found["subject"] == "vớt bèo ở hồ"


def test_letter_without_subject_takes_no_title_from_ve_viec_nay() -> None:
    text = (
        "VĂN PHÒNG UBND TỈNH\nSố: 9/VP-NC\nLào Cai, ngày 05 tháng 3 năm 2026\nKính gửi: Sở Nội vụ\n"
        "Sở Nội vụ có Tờ trình số 3/TTr-SNV xin ý kiến. Về việc này, Chủ tịch UBND tỉnh có ý kiến như sau:\n"
        "Giao Sở Nội vụ rà soát hồ sơ."
    )
    assert reading.read(document(text)).facts.document.title is None


def test_title_full_to_its_year_does_not_run_into_the_text() -> None:
    text = (
        "KẾ HOẠCH\nNâng cao Chỉ số Xanh cấp tỉnh (PGI) của tỉnh Phú Yên giai đoạn 2024 - 2026\n"
        "Tháng 4/2024, Liên đoàn Thương mại và Công nghiệp Việt Nam công bố Chỉ số\n"
        "Xanh, trong đó tỉnh được xếp sau các tỉnh lân cận; Ủy ban nhân dân tỉnh ban hành\n"
        "Kế hoạch nâng Chỉ số PGI như sau:\nI. NHIỆM VỤ\n1. Sở Y tế: Trồng cây trong sân bệnh viện.\n"
    )
    facts = reading.read(document(text)).facts

    assert facts.document.title is not None
    assert facts.document.title.endswith("giai đoạn 2024 - 2026")
    assert facts.document.period is not None
    assert (facts.document.period.start, facts.document.period.end) == (2024, 2026)
    assert [task.text for task in facts.tasks] == ["Trồng cây trong sân bệnh viện."]


def test_title_goes_on_behind_a_year_in_small_letters() -> None:
    text = (
        "KẾ HOẠCH\nThu gom bao bì nhựa tại các cảng cá và bến thuyền du lịch đến năm 2030\n"
        "trên địa bàn tỉnh Phú Yên\nI. NHIỆM VỤ\n1. Sở Y tế: Trồng cây trong sân bệnh viện.\n"
    )
    title = reading.read(document(text)).facts.document.title

    assert title is not None
    assert title.endswith("trên địa bàn tỉnh Phú Yên")


def test_day_of_a_letter_is_read_where_the_right_column_comes_behind_the_address() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH PHÚ YÊN\nSố: 88/UBND-KT\nV/v gom pin cũ\nKính gửi:\n- Các sở, ban, ngành;\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Phú Yên, ngày 09 tháng 4 năm 2024\n- UBND các huyện.\n\nSở Y tế gom pin cũ ở các bệnh viện.\n"
    )
    head = reading.read(document(text)).facts.document

    assert (head.date, head.number) == (dt.date(2024, 4, 9), "88/UBND-KT")


def test_stage_that_lost_its_hyphen_is_the_period() -> None:
    assert titles.period("Kế hoạch gom pin cũ năm 2026 và giai đoạn 2026 2029") == Period(2026, 2029)
