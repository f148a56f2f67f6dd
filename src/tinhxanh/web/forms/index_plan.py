"""What a plan is asked for: a score or a rank, how far each indicator can go and at what cost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from tinhxanh.apps.indicators import engine_plan
from tinhxanh.apps.indicators.engine_cases import Case
from tinhxanh.core.index import Goal, Lever
from tinhxanh.web.forms.index_cases import Number

COSTLIEST = 1_000_000.0


class PlanForm(forms.Form):
    """The goal, and a bound, a cost and a lock for each indicator."""

    def __init__(self, case: Case, unit: str, given: Mapping[str, Any]) -> None:
        self.case, self.unit = case, unit
        self.levers = {code: engine_plan.default_lever(case, unit, code) for code in case.recipe.codes}
        super().__init__({**self._defaults(), **{name: given[name] for name in given}})
        self.fields["diem"] = Number(_t("Điểm cần đạt"), -1e6, 1e6, required=False)
        self.fields["hang"] = forms.IntegerField(
            label=_t("Hạng cần đạt"), required=False, min_value=1, max_value=len(case.data.units)
        )
        if case.league is None:
            self.fields["xac_suat"] = Number(_t("Với xác suất ít nhất (%)"), 50, 99, required=False)
            self.fields["sai_so"] = Number(_t("Sai số mỗi chỉ tiêu (độ lệch chuẩn)"), 0, 2, required=False)
        for code in case.recipe.codes:
            self._add(code)

    def _add(self, code: str) -> None:
        low, high = self.case.ends(code)
        held = [self.levers[code].best, self.case.value(self.unit, code)]
        known = [value for value in held if not math.isnan(value)]
        low, high = min(low, *known), max(high, *known)
        self.fields[f"muc-{code}"] = Number(_t("Mức tốt nhất có thể"), low, high)
        self.fields[f"phi-{code}"] = Number(_t("Chi phí mỗi đơn vị đo"), 0, COSTLIEST)
        self.fields[f"khoa-{code}"] = forms.BooleanField(label=_t("Không đổi"), required=False)

    def _defaults(self) -> dict[str, float]:
        found = {"sai_so": 0.1}
        for code, lever in self.levers.items():
            found[f"muc-{code}"], found[f"phi-{code}"] = lever.best, lever.cost
        return found

    @property
    def is_asked(self) -> bool:
        """Whether a score or a rank is wanted."""
        return bool(self.data.get("diem") or self.data.get("hang"))

    @property
    def goal(self) -> Goal:
        """The wish."""
        return Goal(self.cleaned_data["diem"], self.cleaned_data["hang"])

    @property
    def probability(self) -> float | None:
        """How sure the plan must be, as a share."""
        asked = self.cleaned_data.get("xac_suat")
        return asked / 100 if asked else None

    def chosen(self) -> list[Lever]:
        """The indicators that may move, as far as they may; one that is there already or missing cannot."""
        found = []
        for code in self.case.recipe.codes:
            best = self.cleaned_data[f"muc-{code}"]
            up = (best - self.case.value(self.unit, code)) * self.case.recipe.indicator(code).direction
            if not self.cleaned_data[f"khoa-{code}"] and up > 0:
                found.append(Lever(code, best, self.cleaned_data[f"phi-{code}"]))
        return found
