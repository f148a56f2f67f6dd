"""Which province and edition a scoreboard shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers.models import Province


def slug_of(province: Province) -> str:
    """The province in an address: lang-son."""
    return province.folded.replace(" ", "-")


class ChoiceForm(forms.Form):
    """Edition and province, sent with GET."""

    ky = forms.ChoiceField(label=_("Kỳ"))
    tinh = forms.ChoiceField(label=_("Tỉnh"))

    def __init__(self, province: Province, edition: Edition) -> None:
        super().__init__(initial={"ky": str(edition.year), "tinh": slug_of(province)}, auto_id="chon-%s")
        self.fields["ky"].choices = [(str(one.year), _named(one)) for one in queries.editions()]
        self.fields["tinh"].choices = [(slug_of(one), one.name) for one in queries.provinces()]


def _named(edition: Edition) -> str:
    return f"{edition.year} ({edition.label})" if edition.label else str(edition.year)
