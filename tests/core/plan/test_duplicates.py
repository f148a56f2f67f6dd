"""The same duty given twice: in one document, in two, in ten thousand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tinhxanh.core.plan import duplicates
from tinhxanh.core.plan.duplicates import Given

WORK = "Rà soát, công bố danh sách cơ sở xả nước thải lớn ra sông trên cổng thông tin điện tử"


def pairs(*duties: Given) -> list[tuple[str, str]]:
    return [(twin.first.key, twin.second.key) for twin in duplicates.find(duties)]


def test_same_words_of_two_documents_are_one_duty_whoever_leads() -> None:
    first = Given("a", "1", WORK, ("Sở Xây dựng",))
    second = Given("b", "2", f"- {WORK.upper()}.", ("Sở Công Thương",))
    (twin,) = duplicates.find((first, second))
    assert (twin.first, twin.second, twin.likeness, twin.is_within) == (first, second, 100.0, False)


def test_nearly_the_same_words_count_only_for_one_agency() -> None:
    changed = WORK.replace("sông", "hồ")
    first = Given("a", "1", WORK, ("Sở Xây dựng", "Sở Y tế"))
    assert pairs(first, Given("a", "2", changed, ("sở xây dựng",))) == [("1", "2")]
    assert pairs(first, Given("a", "2", changed, ())) == [("1", "2")]
    assert pairs(first, Given("a", "2", changed, ("Sở Công Thương",))) == []


def test_other_year_or_amount_is_another_duty() -> None:
    first = Given("a", "1", f"{WORK} năm 2025", ("Sở A",))
    assert pairs(first, Given("a", "2", f"{WORK} năm 2026", ("Sở A",))) == []
    assert pairs(first, Given("a", "2", f"{WORK}, năm 2025", ("Sở A",))) == [("1", "2")]


def test_short_formulas_and_other_duties_are_left_alone() -> None:
    assert pairs(Given("a", "1", "Báo cáo theo quy định"), Given("b", "1", "Báo cáo theo quy định")) == []
    other = "Lập đường dây nóng nhận phản ánh về ô nhiễm tại mọi xã, phường của tỉnh"
    assert pairs(Given("a", "1", WORK, ("Sở A",)), Given("b", "1", other, ("Sở A",))) == []


@pytest.mark.parametrize(
    ("earlier", "later", "met"),
    [
        ((2024, 2024), (2026, 2026), False),
        ((2024, 2026), (2026, 2030), True),
        ((None, None), (2026, 2026), True),
    ],
)
def test_duty_repeated_for_other_years_is_no_duplicate(
    earlier: tuple[int | None, int | None], later: tuple[int | None, int | None], met: bool
) -> None:
    first, second = Given("a", "1", WORK, years=earlier), Given("b", "2", WORK, years=later)
    assert bool(pairs(first, second)) is met
    assert bool(pairs(second, first)) is met


def test_difference_at_the_front_is_found_from_the_end() -> None:
    others = [
        Given(
            "x",
            f"x{n}",
            f"Tổ chức lớp {chr(97 + n % 26)}{chr(97 + n // 26)} cho cán bộ môi trường của xã, phường",
        )
        for n in range(500)
    ]
    first, second = Given("a", "1", WORK, ("Sở A",)), Given("b", "2", f"Sớm {WORK}", ("Sở A",))
    assert ("1", "2") in pairs(first, *others, second)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=2, max_size=9))
def test_few_duties_are_all_compared(letters: list[str]) -> None:
    duties = [Given(letter, str(n), f"{WORK} {letter * 3}", ("Sở A",)) for n, letter in enumerate(letters)]
    expected = {
        (a.key, b.key)
        for a, b in itertools.combinations(duties, 2)
        if fuzz.ratio(a.text.lower(), b.text.lower()) >= duplicates.ALIKE
    }
    assert set(pairs(*duties)) == expected


def test_cost_grows_with_the_number_of_duties_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    known = fuzz.ratio

    def counted(a: str, b: str, *, score_cutoff: float) -> float:
        nonlocal compared
        compared += 1
        return known(a, b, score_cutoff=score_cutoff)

    monkeypatch.setattr(duplicates.fuzz, "ratio", counted)
    names = ["".join(letters) for letters in itertools.product("abcdefghiklmno", repeat=3)]
    duties = [Given("a", name, f"{WORK} tại xã {name} {name[::-1]}", ("Sở A",)) for name in names]
    duplicates.find(duties)
    assert 10 * len(duties) < compared <= 2 * 12 * len(duties)
