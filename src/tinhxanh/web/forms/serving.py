"""Which indicator each duty is meant to move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.indicators.models import Indicator
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.programmes.serving import indicators_of, likeliest, to_tie


class ServingForm(forms.Form):
    """One choice a duty, among the indicators of its component."""

    def __init__(self, data: Mapping[str, Any] | None, *, programme: Programme) -> None:
        super().__init__(data, auto_id="gan-%s")
        self.groups: list[dict[str, Any]] = []
        offered = indicators_of(programme)
        for component, duties in to_tie(programme):
            choices = offered.get(component.component or 0, [])
            rows = [self._row(duty, choices) for duty in duties] if choices else []
            self.groups.append({"component": component, "rows": rows})

    def _row(self, duty: Duty, indicators: list[Indicator]) -> dict[str, Any]:
        name = f"duty_{duty.pk}"
        self.fields[name] = forms.TypedChoiceField(
            label=_("Chỉ tiêu mà nhiệm vụ %(code)s nhắm tới") % {"code": duty.code},
            choices=[("", _("Chưa gắn")), *((one.pk, f"{one.code} {_named(one)}") for one in indicators)],
            coerce=int,
            empty_value=None,
            required=False,
            initial=duty.indicator_id or "",
        )
        proposal = None if duty.indicator_id else likeliest(duty, indicators)
        return {
            "duty": duty,
            "field": self[name],
            "proposal": proposal and f"{proposal.code} {_named(proposal)}",
        }

    def chosen(self) -> dict[int, int | None]:
        """The indicator of each duty, by ids."""
        return {int(name.removeprefix("duty_")): value for name, value in self.cleaned_data.items()}


def _named(indicator: Indicator) -> str:
    return indicator.short_name or indicator.name
