"""What an administrator says of an organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.accounts import queries
from tinhxanh.apps.accounts.models import Organisation


class DayField(forms.DateField):
    """A day written dd/mm/yyyy as everywhere on the pages; an address may give it as yyyy-mm-dd."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            input_formats=("%d/%m/%Y", "%Y-%m-%d"),
            widget=forms.DateInput(format="%d/%m/%Y", attrs=attributes),
            error_messages={"invalid": _("Hãy ghi ngày theo dạng dd/mm/yyyy.")},
            **kwargs,
        )


class SourceField(forms.CharField):
    """On what document the change rests."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Căn cứ"),
            help_text=_("Số, ngày của quyết định; ghi để người sau tra lại được."),
            max_length=500,
            **kwargs,
        )


class RenameForm(forms.Form):
    """Another name from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=250)
    on = DayField(label=_("Có hiệu lực từ ngày"))
    source = SourceField(required=False)


class AliasForm(forms.Form):
    """Another name under which documents mention it."""

    name = forms.CharField(
        label=_("Tên gọi khác"),
        max_length=250,
        help_text=_("Tên tắt hoặc cách ghi thường gặp trong văn bản."),
    )


class ConfirmForm(forms.Form):
    """A person vouches for the name and its dates."""

    source = SourceField()


class MergeForm(forms.Form):
    """Its duties go to another organisation from a day on."""

    into = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Cơ quan tiếp nhận"), empty_label=_("Chọn cơ quan")
    )
    on = DayField(label=_("Từ ngày"))
    subject = forms.CharField(
        label=_("Phần việc chuyển giao"),
        max_length=250,
        required=False,
        help_text=_("Để trống nếu chuyển tất cả."),
    )
    source = SourceField(required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        root = queries.root_of(organisation)
        others = queries.subtree(root).filter(valid_to__isnull=True).exclude(pk=organisation.pk)
        self.fields["into"].queryset = others.exclude(kind=Organisation.Kind.COMMITTEE)


class ChildForm(forms.Form):
    """A unit that stands below."""

    name = forms.CharField(label=_("Tên cơ quan, đơn vị"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại"), choices=Organisation.Kind.choices)
    valid_from = DayField(label=_("Có hiệu lực từ ngày"), required=False)
    source = SourceField(required=False)


class ProvinceForm(forms.Form):
    """Another province, with the standard set of agencies."""

    name = forms.CharField(label=_("Tên tỉnh, thành phố"), max_length=100)
    on = DayField(
        label=_("Vào ngày"),
        help_text=_("Ngày của văn bản cần đọc: tên và cơ quan đổi theo thời gian."),
    )


class DirectoryForm(forms.Form):
    """Which province, which day, which words; sent with GET."""

    tinh = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Tỉnh"), required=False, empty_label=None
    )
    ngay = DayField(label=_("Ngày"), required=False)
    tim = forms.CharField(label=_("Tìm"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="danh-ba-%s", **kwargs)
        self.fields["tinh"].queryset = queries.roots().order_by("sort_key")
        self.fields["tim"].widget.input_type = "search"
