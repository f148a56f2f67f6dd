"""Where a title ends: at the words that only introduce, and before the motto."""

from __future__ import annotations

from core.plan.lines import document
from tinhxanh.core.plan import reading, titles


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
