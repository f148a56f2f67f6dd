"""What a person tries on an index: figures, units, values. Sent with GET, so that an address keeps it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.core.index import Change
from tinhxanh.web.engine_words import said

LARGEST_FILE = 2 * 1024 * 1024


class CaseForm(forms.Form):
    """Which figures and whose values."""

    bo = forms.ChoiceField(label=_("Bộ số liệu"))
    tinh = forms.ChoiceField(label=_("Đơn vị"))

    def __init__(self, cases: Sequence[tuple[str, str]], case: Case, unit: str) -> None:
        super().__init__(initial={"bo": case.key, "tinh": unit}, auto_id="chon-%s")
        self.fields["bo"].choices = [(key, said(label)) for key, label in cases]
        self.fields["tinh"].choices = case.units


class TwoUnitsForm(CaseForm):
    """A second unit whose values change at the same time."""

    tinh2 = forms.ChoiceField(label=_("và"), required=False)

    def __init__(self, cases: Sequence[tuple[str, str]], case: Case, units: Sequence[str]) -> None:
        super().__init__(cases, case, units[0])
        self.initial["tinh2"] = units[1] if len(units) > 1 else ""
        rest = [one for one in case.units if one[0] != units[0]]
        self.fields["tinh2"].choices = [("", _t("không đơn vị nào")), *rest]


class Number(forms.FloatField):
    """A number with a decimal comma or point, shown with a comma, between two ends."""

    def __init__(self, label: str, low: float, high: float, required: bool = True) -> None:
        said = {"low": shown(low), "high": shown(high)}
        between = _t("Phải từ %(low)s đến %(high)s.") % said
        super().__init__(
            label=label,
            required=required,
            min_value=low,
            max_value=high,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"min_value": between, "max_value": between, "invalid": _t("Phải là một số.")},
        )

    def to_python(self, value: Any) -> float | None:
        """A comma is read as a point."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """A point is shown as a comma."""
        return shown(value) if isinstance(value, float) else str(value or "").replace(".", ",")


def shown(value: float) -> str:
    """A number as an input shows it: 4,95."""
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")


class ValuesForm(forms.Form):
    """One number for each indicator of each unit, between the ends of its scale."""

    giu = forms.BooleanField(label=_("Giữ cố định thang đo (mức thấp nhất, cao nhất)"), required=False)

    def __init__(self, case: Case, units: Sequence[str], given: Mapping[str, Any]) -> None:
        self.case, self.units = case, units
        names = {name_of(k, code): (unit, code) for k, unit in enumerate(units) for code in case.recipe.codes}
        self.places = names
        today = {name: _now(case, *place) for name, place in names.items()}
        super().__init__({**today, **_plain(given)})
        for name, (unit, code) in names.items():
            self.fields[name] = self._number(unit, code)

    def _number(self, unit: str, code: str) -> Number:
        low, high = self.case.ends(code)
        now = _now(self.case, unit, code)
        if now is not None:
            low, high = min(low, now), max(high, now)
        return Number(self.case.recipe.indicator(code).name, low, high, required=now is not None)

    def today(self, unit: str, code: str) -> float | None:
        """A unit's present value; None where it is missing."""
        return _now(self.case, unit, code)

    def changes(self) -> list[Change]:
        """The values that differ from today's."""
        return [
            Change(unit, code, float(self.cleaned_data[name]))
            for name, (unit, code) in self.places.items()
            if self.cleaned_data[name] not in (None, _now(self.case, unit, code))
        ]


class SetForm(forms.Form):
    """A recipe and a table of figures of one's own."""

    name = forms.CharField(label=_("Tên bộ số liệu"), max_length=120)
    source = forms.CharField(
        label=_("Nguồn số liệu"),
        max_length=500,
        help_text=_("Ghi rõ lấy từ đâu, kỳ nào; nếu là số giả định thì ghi “giả định”."),
    )
    recipe = forms.FileField(label=_("Công thức (.toml, .json)"), help_text=_("nhiều nhất 2 MB"))
    figures = forms.FileField(
        label=_("Số liệu (.csv)"),
        help_text=_("mỗi hàng một đơn vị, mỗi cột một mã chỉ tiêu; nhiều nhất 2 MB"),
    )

    def clean_recipe(self) -> str:
        """The recipe as text."""
        return text_of(self.cleaned_data["recipe"])

    def clean_figures(self) -> str:
        """The table as text."""
        return text_of(self.cleaned_data["figures"])


def name_of(k: int, code: str) -> str:
    """The field of an indicator of the k-th unit."""
    return f"v{k}-{code}"


def _now(case: Case, unit: str, code: str) -> float | None:
    """Today's value; None where it is missing."""
    value = case.value(unit, code)
    return None if math.isnan(value) else round(value, 4)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent; an empty number is as good as none."""
    found = {name: given[name] for name in given if name == "giu" or name.startswith("v")}
    return {name: value for name, value in found.items() if str(value).strip()}


def text_of(file: Any) -> str:
    """A small uploaded file as text."""
    if file.size > LARGEST_FILE:
        raise ValidationError(_t("Tệp lớn hơn 2 MB."))
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValidationError(_t("Tệp không phải văn bản UTF-8.")) from None
