"""The filter of a programme's duties, and what may be changed of a programme."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.programmes import doubts, queries
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.web.templatetags.components import STATES

ORDERS = (
    ("attention", _("Cần chú ý trước")),
    ("plan", _("Theo kế hoạch")),
    ("due", _("Hạn gần nhất")),
)


class DutyFilter(django_filters.FilterSet):
    """Duties of one programme by words, component, agency and state; `order` says how they stand."""

    q = django_filters.CharFilter(
        method="search",
        label=_("Tìm nhiệm vụ"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("nuoc thai, quan trắc, 1.b …")}),
    )
    component = django_filters.ChoiceFilter(label=_("Thành phần"), empty_label=_("Mọi thành phần"))
    agency = django_filters.ModelChoiceFilter(
        method="of_agency",
        label=_("Cơ quan"),
        empty_label=_("Mọi cơ quan"),
        queryset=Organisation.objects.none(),
    )
    state = django_filters.ChoiceFilter(
        label=_("Trạng thái"),
        empty_label=_("Mọi trạng thái"),
        choices=[(state, look.word) for state, look in STATES.items()],
    )
    doubted = django_filters.BooleanFilter(
        method="of_doubted", label=_("Cần xem bản đọc"), widget=forms.CheckboxInput
    )
    order = django_filters.ChoiceFilter(method="leave", label=_("Sắp xếp"), empty_label=None, choices=ORDERS)

    class Meta:
        model = Duty
        fields = ("q", "component", "agency", "state", "doubted", "order")

    def __init__(
        self,
        *args: Any,
        agencies: QuerySet[Organisation],
        components: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.filters["agency"].queryset = agencies
        self.filters["component"].extra["choices"] = components

    def search(self, duties: QuerySet[Duty], _name: str, value: str) -> QuerySet[Duty]:
        return queries.searched(duties, value)

    def of_agency(self, duties: QuerySet[Duty], _name: str, value: Organisation) -> QuerySet[Duty]:
        return queries.of_agency(duties, value)

    def of_doubted(self, duties: QuerySet[Duty], _name: str, value: bool) -> QuerySet[Duty]:
        """Only those whose reading nobody has looked at, where that is asked for."""
        return doubts.told(duties).filter(is_doubted=True) if value else duties

    def leave(self, duties: QuerySet[Duty], _name: str, _value: str) -> QuerySet[Duty]:
        """The order is that of the groups, not of the query."""
        return duties

    @property
    def chosen_order(self) -> str:
        """The order asked for, else what needs attention first."""
        return (self.form.cleaned_data.get("order") if self.form.is_valid() else "") or "attention"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        return any(asked.get(name) for name in ("q", "component", "agency", "state", "doubted"))


class ProgrammeForm(forms.Form):
    """Name, years and edition of a programme."""

    title = forms.CharField(label=_("Tên chương trình"), widget=forms.Textarea(attrs={"rows": 3}))
    start_year = forms.IntegerField(label=_("Từ năm"), required=False, min_value=2000, max_value=2100)
    end_year = forms.IntegerField(label=_("Đến năm"), required=False, min_value=2000, max_value=2100)
    edition = forms.ModelChoiceField(
        label=_("Đo bằng"),
        required=False,
        empty_label=_("Không gắn với chỉ số nào"),
        queryset=Edition.objects.select_related("index").order_by("index", "-year"),
    )

    @classmethod
    def of(cls, programme: Programme) -> ProgrammeForm:
        """The form with what stands now."""
        fields = ("title", "start_year", "end_year", "edition")
        return cls(initial={name: getattr(programme, name) for name in fields})
