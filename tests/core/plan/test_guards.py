"""Guards only save time: whatever their pattern matches, they let through."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinhxanh.core import plan
from tinhxanh.core.plan.aiming import aims, counts, goals, scores, shares
from tinhxanh.core.plan.guards import AnyOf, Guarded, lowered
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.times import rhythms

GUARDED = {
    f"{module.name.rpartition('.')[2]}.{name}": value
    for module in pkgutil.walk_packages(plan.__path__, f"{plan.__name__}.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Guarded)
}


@pytest.mark.parametrize("name", GUARDED)
@settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(data=st.data())
def test_guard_of_a_match_lets_it_through(name: str, data: st.DataObject) -> None:
    guarded = GUARDED[name]
    text = data.draw(st.from_regex(guarded.pattern))

    assert guarded.may_match(text)


# What finds a number to reach, and not only words beside one.
AMOUNTS = [
    one
    for module in (scores, shares, counts, aims)
    for one in vars(module).values()
    if isinstance(one, Guarded) and {"v", "at"} & one.pattern.groupindex.keys()
]


@pytest.mark.parametrize("amount", AMOUNTS, ids=lambda one: one.pattern.pattern[:40])
@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_amount_passes_the_first_look_at_goals(amount: Guarded, data: st.DataObject) -> None:
    assert goals._AMOUNT.search(data.draw(st.from_regex(amount.pattern)))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(text=st.from_regex(rhythms.RHYTHM.pattern.pattern.removeprefix(rhythms._FIRST)))
def test_rhythm_is_tried_wherever_one_of_its_forms_begins(text: str) -> None:
    alone = re.compile(rhythms.RHYTHM.pattern.pattern.removeprefix(rhythms._FIRST))

    assert [m.span() for m in rhythms.RHYTHM.pattern.finditer(text)] == [
        m.span() for m in alone.finditer(text)
    ]


_NAMES = (
    agencies.COMMITTEE,
    agencies.COLLECTIVE,
    agencies.NAMED,
    agencies._COMMON,
    agencies._UNIT_LIST,
    agencies._BEGINS_COLLECTIVE,
)
_BEHIND = (
    "",
    " các sở",
    ", các ban",
    " UBND tỉnh",
    " có liên quan",
    " của tỉnh",
    ": Y tế",
    " Y tế",
    " tịch xã",
)


def test_name_begins_only_where_it_is_looked_for() -> None:
    """Every run of small words that the patterns hold is tried as the beginning of a name."""
    runs = {run for p in _NAMES for run in re.findall(r"[^\W\d_A-Z]+(?: [^\W\d_]+)*", _plain(p.pattern))}
    tried = {f"{run}{behind}" for run in runs for behind in _BEHIND}
    names = {text for text in tried if any(p.match(text) for p in _NAMES)}

    assert {"chủ tịch UBND tỉnh", "người đứng đầu các sở", "sở Y tế"} <= names
    assert [text for text in names if not agencies.may_begin(text, 0)] == []


def _plain(pattern: str) -> str:
    """A pattern with its pairs of a capital and a small letter as the small one."""
    return re.sub(r"\[\w(\w)\]", r"\1", pattern).replace(r"\s+", " ")


def test_guards_are_found_in_the_grammars() -> None:
    assert {"rhythms.RHYTHM", "dates.DATED", "scores.SCORE"} <= set(GUARDED)


def test_pattern_behind_a_guard_that_fails_is_not_tried() -> None:
    guarded = Guarded(r"\d+ điểm", "điểm", hint=r"\d")

    assert guarded.search("mười điểm") is None
    assert list(guarded.finditer("đạt 7 bậc")) == []


def test_pattern_behind_a_guard_that_holds_finds_what_it_finds_alone() -> None:
    guarded = Guarded(r"\d+ điểm", "điểm", hint=r"\d")

    match = guarded.search("đạt 70 điểm")

    assert match is not None
    assert match[0] == "70 điểm"
    assert [found[0] for found in guarded.finditer("70 điểm, 8 điểm")] == ["70 điểm", "8 điểm"]


def test_guard_of_several_patterns_holds_where_one_of_them_may_match() -> None:
    several = AnyOf(Guarded(r"\d+ điểm", "điểm"), AnyOf(Guarded(r"theo quý|hằng tháng", "theo quý|hằng")))

    assert several.may_match("đạt 70 Điểm")
    assert several.may_match("rà soát THEO QUÝ")
    assert not several.may_match("rà soát theo tháng")


def test_guard_of_several_patterns_asks_for_a_word_within_another_once() -> None:
    assert AnyOf(Guarded(r"theo quý", "theo quý"), Guarded("quý", "quý")).words == ("quý",)


def test_guard_of_several_patterns_refuses_one_without_words() -> None:
    with pytest.raises(ValueError, match="without words"):
        AnyOf(Guarded(r"\d"))


@pytest.mark.parametrize("letter", ["İ", "ı", "I"])
def test_letter_that_patterns_take_for_i_is_lowered_to_i(letter: str) -> None:
    assert lowered(f"đ{letter}ểm Ủ") == "điểm ủ"
