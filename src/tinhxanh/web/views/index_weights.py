"""Weights by which merged provinces are put together: a file that a person brings, for their own eyes.

Nobody publishes population or numbers of firms beside PGI, so units are merged with equal weights unless
the person says which ones to take and where they come from. The weights live in the session.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tinhxanh.apps.indicators import engine, queries
from tinhxanh.apps.indicators.engine import Weights
from tinhxanh.core import index
from tinhxanh.core.vietnamese import fold
from tinhxanh.exchange.tables import texts
from tinhxanh.web.forms.index_cases import text_of
from tinhxanh.web.rights import requires

HELD = "index_weights"
MOST_FAULTS = 3


class WeightsForm(forms.Form):
    """A table of weights, what they are and where they come from."""

    basis = forms.CharField(
        label=gettext_lazy("Trọng số là gì"), max_length=60, help_text=gettext_lazy("ví dụ: dân số 2024")
    )
    source = forms.CharField(label=gettext_lazy("Nguồn"), max_length=300)
    figures = forms.FileField(
        label=gettext_lazy("Trọng số (.csv)"),
        help_text=gettext_lazy("hai cột unit và weight, mỗi tỉnh cũ một hàng"),
    )

    def clean_figures(self) -> str:
        """The table as text."""
        return text_of(self.cleaned_data["figures"])


@requires("indicators.see_index")
@require_POST
def weights(request: HttpRequest) -> HttpResponse:
    """Take weights in, or go back to equal ones."""
    back = redirect(reverse("index_league") + "?don_vi=34")
    if "bo" in request.POST:
        request.session.pop(HELD, None)
        return back
    form = WeightsForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Chưa nhận được trọng số: cần tên, nguồn và một tệp CSV."))
        return back
    try:
        request.session[HELD] = asdict(_tried(form.cleaned_data))
    except index.IndexFault as fault:
        for one in fault.faults[:MOST_FAULTS]:
            messages.error(request, one.sentence)
        return back
    messages.success(request, _("Đã tính lại các đơn vị gộp theo trọng số vừa nạp."))
    return back


def _tried(given: dict[str, str]) -> Weights:
    """The weights, tried on every edition; raises index.IndexFault where one is wrong or lacking."""
    read = texts.weights_of(given["figures"])
    by_key = {fold(unit).replace(" ", "-"): weight for unit, weight in read.items()}
    made = Weights(by_key, given["basis"], given["source"])
    for edition in queries.editions():
        engine.league(edition, timezone.localdate(), made)
    return made


def held_weights(request: HttpRequest) -> Weights | None:
    """The weights that the person has brought, None for equal ones."""
    held: dict[str, Any] | None = request.session.get(HELD)
    return Weights(held["by_key"], held["basis"], held["source"]) if held else None
