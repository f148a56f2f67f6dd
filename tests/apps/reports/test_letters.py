"""Names of the files that are handed out."""

from __future__ import annotations

import datetime as dt

from tinhxanh.apps.reports import letters

DAY = dt.date(2026, 11, 21)


def test_file_name_drops_brackets_and_keeps_plain_letters() -> None:
    name = letters.file_name("Báo cáo năm 2026 (III.2.b.1), trước 30/11", "docx", DAY)
    assert name == "bao-cao-nam-2026-iii-2-b-1-truoc-30-11-20261121.docx"


def test_long_file_name_is_cut_between_words() -> None:
    title = "Tình hình " + "kế hoạch thực hiện tăng trưởng xanh " * 2 + "giai đoạn 2026-2030"
    words = letters.file_name(title, "docx", DAY).removesuffix("-20261121.docx").split("-")
    assert len("-".join(words)) <= letters.NAME_LENGTH
    assert words[-1] in ("tinh", "hinh", "ke", "hoach", "thuc", "hien", "tang", "truong", "xanh")


def test_span_of_years_is_kept_whole_or_left_out() -> None:
    for filling in range(55, 80):
        name = letters.file_name("a" * filling + " năm 2026-2030", "docx", DAY)
        assert ("2026" in name.removesuffix("-20261121.docx")) == ("2026-2030" in name)
