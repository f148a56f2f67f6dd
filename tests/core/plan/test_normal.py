"""Normal forms: single spaces, and keys for comparing words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.core.plan.normal import fold, squeeze

_SPACED = st.text(st.sampled_from("aỷ \t\n\u00a0\u2003\u200b\u00ad\x1c\x85"), max_size=12)


@given(st.text(max_size=12) | _SPACED)
def test_squeezed_text_holds_its_words_with_one_space_between(text: str) -> None:
    assert squeeze(text) == " ".join(text.split())


@pytest.mark.parametrize("text", ["Sở Y tế", "Sở  Y tế ", "Sở\u00a0Y tế", "\nSở Y\ttế"])
def test_squeezed_text_has_single_spaces_whatever_white_space_it_had(text: str) -> None:
    assert squeeze(text) == "Sở Y tế"


def test_folded_words_of_either_tone_placement_are_equal() -> None:
    assert fold("Uỷ ban  nhân dân") == fold("ỦY BAN NHÂN DÂN")
    assert fold("Quỳ Hợp") != fold("Qùy Hợp")
