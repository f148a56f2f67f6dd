"""What an auditor looks for in the history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.reports.history import Wanted
from tinhxanh.apps.reports.trails import TRAILS
from tinhxanh.web.forms.reports import day_field

#: How far back the list goes until somebody asks for more.
DAYS = 30


class HistoryFilter(forms.Form):
    """By person, kind, duty, programme and days. An empty field asks for nothing."""

    person = forms.CharField(label=_("Người thực hiện"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Loại"), required=False)
    duty = forms.CharField(
        label=_("Nhiệm vụ"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("1.b, nước thải …")}),
    )
    programme = forms.ModelChoiceField(
        label=_("Chương trình"),
        required=False,
        empty_label=_("Mọi chương trình"),
        queryset=Programme.objects.none(),
    )
    since = day_field(_("Từ ngày"), required=False)
    until = day_field(_("Đến ngày"), required=False)

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="loc-%s", **kwargs)
        self.fields["programme"].queryset = programmes
        self.fields["kind"].choices = [("", _("Mọi loại")), *((one.kind, _(one.word)) for one in TRAILS)]

    @classmethod
    def of(cls, asked: Any, programmes: QuerySet[Programme], today: dt.date) -> HistoryFilter:
        """What the address asks for; without any question the last days."""
        names = {"person", "kind", "duty", "programme", "since", "until"}
        since = {"since": f"{today - dt.timedelta(days=DAYS):%d/%m/%Y}"}
        return cls(asked if names & set(asked) else since, programmes=programmes)

    def wanted(self) -> Wanted:
        """The question; what was not understood asks for nothing and is said beside its field."""
        self.full_clean()
        said = self.cleaned_data
        programme = said.get("programme")
        return Wanted(
            person=said.get("person", "").strip(),
            kind=said.get("kind", ""),
            since=said.get("since"),
            until=said.get("until"),
            duty=said.get("duty", "").strip(),
            programme=programme.pk if programme else None,
        )
