"""Every case of the method against the fast engine and the slow judge; the reference page is up to date."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from core.index.index_specification import CHAPTERS, Case, page
from tinhxanh.core.index import recipe as r
from tinhxanh.core.index import reference
from tinhxanh.core.index.pipeline import score

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "index-method.md"
CASES = [case for _, _, cases in CHAPTERS for case in cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case_of_the_method_holds(case: Case) -> None:
    result = score(case.recipe(), case.data())
    for name, wanted in case.answers.items():
        if name == "rank":
            found = result.ranks[:, -1].astype(float)
        elif case.stage:
            found = result.stages[case.stage][:, result.recipe.codes.index(name)]
        else:
            found = result.values[:, result.recipe.tree.number[name]]
        numbers = [math.nan if value is None else value for value in wanted]
        assert found.tolist() == pytest.approx(numbers, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("case", [case for case in CASES if not case.stage], ids=lambda case: case.title)
def test_judge_agrees_with_the_case(case: Case) -> None:
    slow = reference.score(case.recipe(), case.data())
    fast = score(case.recipe(), case.data())
    for unit, row in slow.items():
        judged = [math.nan if value is None else value for value in row.values()]
        ours = [fast.score(unit, code) for code in row]
        assert ours == pytest.approx(judged, abs=1e-9, nan_ok=True)


def test_reference_page_is_printed_from_the_cases() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "print it anew: python tests/core/index/index_specification.py > docs/reference/index-method.md"
    )


def test_every_method_has_a_case() -> None:
    used = {str(case.change) + str(case.indicators) for case in CASES}
    text = " ".join(used)
    for kind in (r.NormalisationMethod, r.Aggregation, r.TreatmentMethod):
        for member in kind:
            plain = member in (r.NormalisationMethod.NONE, r.TreatmentMethod.NONE, r.Aggregation.ARITHMETIC)
            assert plain or repr(member) in text, member
