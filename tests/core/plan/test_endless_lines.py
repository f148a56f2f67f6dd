"""Lines without end, as broken extractions give them: what is looked at around a number stays bounded."""

from __future__ import annotations

import pytest

from core.plan.lines import document
from tinhxanh.core.plan import addressing, head, reading
from tinhxanh.core.plan.aiming import carried, counts, goalparts, shares
from tinhxanh.core.plan.grids import cellatoms
from tinhxanh.core.plan.lines import indents
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.source import Line
from tinhxanh.core.plan.times import deadlines

REACH = 700  # letters: a clause and what stands right behind it


def test_start_of_a_clause_is_looked_for_around_it_only() -> None:
    text = "đạt 60 điểm, " * 8_000

    assert goalparts.clause_start(text, 200) == 0
    assert goalparts.clause_start(f"Xong. {text}", 50) == len("Xong.")
    assert goalparts.clause_start(f"Xong. {text}", 90_000) >= 90_000 - REACH


def test_subject_behind_a_number_is_no_longer_than_a_clause() -> None:
    assert len(goalparts.subject_after("5% " + "cây xanh " * 10_000, 2)) <= REACH


def test_who_is_urged_far_before_is_not_looked_for() -> None:
    text = "Vận động {}các hộ phối hợp với Sở Y tế"

    assert addressing.coordinates_of(text.format("")) == ()
    assert addressing.coordinates_of(text.format("và " * 400)) == ("Sở Y tế",)


def test_year_named_behind_a_goal_is_not_its_year() -> None:
    text = "KẾ HOẠCH\nTrồng cây\nI. MỤC TIÊU\n1. Che phủ rừng\na) {}\nII. NHIỆM VỤ\n1. Sở Y tế: Trồng cây.\n"
    before = "Đến năm 2029, tỷ lệ che phủ rừng đạt 53%."
    behind = "Tỷ lệ che phủ rừng đạt 53%. Công việc này được sơ kết một lần trong năm 2028."

    def years(said: str) -> list[int | None]:
        return [one.year for one in reading.read(document(text.format(said))).facts.targets]

    assert years(before) == [2029]
    assert years(behind) == [None]


def test_rhythm_is_looked_for_once_however_many_times_a_line_names() -> None:
    deadlines._is_periodic.cache_clear()

    deadlines.of_text("Trồng cây trước ngày 30/6, " * 200)

    looked = deadlines._is_periodic.cache_info()
    assert looked.hits >= 199
    assert looked.misses == 1


def test_line_that_was_never_printed_is_not_cut_into_cells() -> None:
    row = "Trồng cây Sở Y tế Quý II/2026 "

    assert len(cellatoms.atoms([row * 3])) > 3
    assert len(cellatoms.atoms([row * 300])) == 1


def test_list_of_shares_is_walked_once_however_many_of_them_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    goes_on = shares._Lists._goes_on
    monkeypatch.setattr(shares._Lists, "_goes_on", lambda one, at: looks.append(at) or goes_on(one, at))

    assert list(shares.find("đến năm 2028 đạt 60%; " * 500)) == []

    assert looks == list(range(499))


def test_shares_far_apart_are_read_as_if_each_stood_alone() -> None:
    one = "Tỷ lệ hộ nuôi cá lắp bể lọc đến năm 2028 đạt 60% (năm 2025 từ 41% lên 45%)."
    told = [(goal.subject, goal.value, goal.year, goal.base_value) for goal in shares.find(one)]

    many = [(goal.subject, goal.value, goal.year, goal.base_value) for goal in shares.find(f"{one} " * 300)]

    assert told
    assert many == told * 300


def test_blanks_without_end_part_no_head() -> None:
    line = Line("I." + " " * 200_000 + "x")

    assert indents.unfold_head([line]) == [line]


def test_head_in_two_columns_is_parted_however_far_they_stand_apart() -> None:
    for gap in ("  ", "\t", " \t ", " " * 50_000):
        parted = indents.unfold_head([Line(f"  UBND  TỈNH{gap}CỘNG HÒA XÃ HỘI")])
        assert [one.text for one in parted if isinstance(one, Line)] == ["UBND  TỈNH", "CỘNG HÒA XÃ HỘI"]


@pytest.mark.parametrize("word", ["Chi cục trưởng ", "Thủ trưởng Tổ trưởng ", "Lãnh đạo Phòng Chánh "])
def test_offices_without_end_are_read_without_a_crash(word: str) -> None:
    assert reading.read(document(word * 3_000)).canonical.text


def test_heads_of_a_body_keep_their_titles() -> None:
    names, _end = agencies.scan("Lãnh đạo Văn phòng Sở Y tế", 0)

    assert [name.text for name in names] == ["Lãnh đạo Văn phòng Sở Y tế"]


def test_words_that_could_be_taken_apart_in_many_ways_are_read_once() -> None:
    years = ", ".join(["2025"] * 60)

    assert carried._NOTHING.fullmatch(f"{years} cây") is None
    assert carried._NOTHING.fullmatch(f"đến năm {years}") is not None
    assert list(counts._OTHER_MEASURE.finditer("0" * 600)) == []
    assert [one[0] for one in counts._OTHER_MEASURE.finditer("rừng đạt 5 nghìn ha, sản lượng đạt")] == [
        "5 nghìn ha, "
    ]
    assert head._PERSON.fullmatch("X" + "\u02bca" * 80 + ".") is None


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Y K\u02bcTul Byă", "H\u2019Năng Ê-ban", "TS. Lê Thị Hoa"])
def test_names_with_apostrophes_and_hyphens_sign(name: str) -> None:
    assert head._PERSON.fullmatch(name) is not None


def test_tail_before_a_number_is_looked_for_no_further_than_its_year() -> None:
    assert goalparts.without_tail("tỷ lệ che phủ rừng vào hết năm 2027 đạt trên") == "tỷ lệ che phủ rừng"
    said = "bảo 5%, " * 80 + "đạt"
    assert goalparts._tail_from(said, len(said)) == said.rindex("5%")
    assert goalparts._tail_from("năm 2025, " * 60 + "đạt", 603) > 580
