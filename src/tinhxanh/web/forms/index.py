"""Choices of the index pages: edition, units, province, set of figures. All are sent with GET."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.engine import Standing
from tinhxanh.apps.indicators.models import Edition

UNITS = (("63", _("63 tỉnh của kỳ công bố")), ("34", _("34 đơn vị hiện nay")))


class LeagueForm(forms.Form):
    """Which edition and which units."""

    ky = forms.ChoiceField(label=_("Kỳ"))
    don_vi = forms.ChoiceField(label=_("Đơn vị"), choices=UNITS)

    def __init__(self, edition: Edition, units: str) -> None:
        super().__init__(initial={"ky": str(edition.year), "don_vi": units}, auto_id="chon-%s")
        self.fields["ky"].choices = editions()


class ProfileForm(LeagueForm):
    """Which edition, units and unit."""

    tinh = forms.ChoiceField(label=_("Tỉnh"))

    def __init__(self, edition: Edition, units: str, standings: Sequence[Standing], key: str) -> None:
        super().__init__(edition, units)
        self.initial["tinh"] = key
        self.fields["tinh"].choices = [(one.key, one.name) for one in standings]


def editions() -> list[tuple[str, Any]]:
    """The editions of the index, newest first."""
    return [(str(one.year), _named(one)) for one in queries.editions().reverse()]


def _named(edition: Edition) -> str:
    return f"{edition.year} ({edition.label})" if edition.label else str(edition.year)
