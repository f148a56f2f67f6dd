"""Report on a duty; match a printed name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.evidence import KINDS
from tinhxanh.apps.registers.refusals import Refused

#: Under which field a refusal of the action is shown; what is not named here concerns the files.
FIELDS = {
    "words": "words",
    "percent": "percent",
    "done-on": "done_on",
    "unmatched": None,
    "accepted": None,
    "takes-back": "reason",
}


class FilesInput(forms.FileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; their kind and size are judged by the action, with one sentence each."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or [] if file]


class ReportForm(forms.Form):
    """Words, percent, day of completion, obstacle and evidence."""

    words = forms.CharField(
        label=_("Kết quả đến nay"),
        help_text=_("Làm được gì, ở đâu, cho ai; số liệu nào chứng minh."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Xin ghi đã làm được gì; chưa làm được thì ghi vì sao.")},
    )
    percent = forms.IntegerField(
        label=_("Tiến độ"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Xin ghi tiến độ từ 0 đến 100."),
            "invalid": _("Tiến độ là số nguyên từ 0 đến 100."),
            "min_value": _("Tiến độ là số nguyên từ 0 đến 100."),
            "max_value": _("Tiến độ là số nguyên từ 0 đến 100."),
        },
    )
    done_on = forms.DateField(
        label=_("Ngày hoàn thành"),
        required=False,
        help_text=_("Chỉ ghi khi tiến độ là 100; bỏ trống là hôm nay."),
        widget=forms.DateInput(
            attrs={"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric", "autocomplete": "off"},
            format="%d/%m/%Y",
        ),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Ngày viết theo dạng dd/mm/yyyy, như 05/12/2026.")},
    )
    obstacle = forms.CharField(
        label=_("Khó khăn, kiến nghị"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=_("Lý do rút lời báo hoàn thành"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evidence = FilesField(
        label=_("Minh chứng"),
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": ",".join(KINDS)}),
    )

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal of the action beside the field that it concerns."""
        self.add_error(FIELDS.get(refusal.code, "evidence"), str(refusal))


class MatchForm(forms.Form):
    """Which organisation a printed name means."""

    organisation = forms.ModelChoiceField(
        label=_("Cơ quan trong danh mục"),
        empty_label=_("Chọn cơ quan"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Xin chọn một cơ quan trong danh mục.")},
    )

    def __init__(self, *args: Any, root: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.filter(path__startswith=root.path).order_by("sort_key")
        self.fields["organisation"].queryset = known
