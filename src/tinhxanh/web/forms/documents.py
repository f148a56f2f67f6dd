"""Forms around a whole document: load, add what was missed, add an agency, confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers.models import Document

ACCEPTED = ".docx,.pdf,.html,.htm,.txt,.odt"


class UploadForm(forms.Form):
    """A file, for which of one's organisations, and which earlier version it replaces."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "data-list": "upload-chosen"}),
        allow_empty_file=True,
        error_messages={"required": _("Hãy chọn một tệp.")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Cơ quan đầu mối"), empty_label=None
    )
    supersedes = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Là bản mới của"),
        required=False,
        empty_label=_("Không, đây là văn bản mới"),
    )

    def __init__(self, *args: Any, organisations: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].initial = organisations.first()
        self.fields["supersedes"].queryset = documents
        if len(organisations) < 2:
            self.fields["organisation"].widget = forms.HiddenInput()


class MissedForm(forms.Form):
    """A stretch of the document that orders something: by its place, or by its words."""

    text = forms.CharField(
        label=_("Đoạn văn bản"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bôi đen đoạn bên văn bản, hoặc chép nguyên văn vào đây."),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput())
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def place(self) -> tuple[int, int] | None:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        return None if start is None or end is None else (start, end)


class AgencyForm(forms.Form):
    """An agency that the directory has not: only a person's word makes it."""

    name = forms.CharField(label=_("Tên cơ quan"), max_length=250)
    kind = forms.ChoiceField(label=_("Loại"), choices=Organisation.Kind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Organisation.Kind.DEPARTMENT


class HeadForm(forms.Form):
    """What the document says of itself: number, day, issuer, title."""

    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=60)
    date = forms.DateField(
        label=_("Ngày ban hành"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy"}),
        error_messages={"invalid": _("Hãy ghi ngày có thật theo dạng dd/mm/yyyy.")},
    )
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=250)
    title = forms.CharField(label=_("Tên văn bản"), widget=forms.Textarea(attrs={"rows": 2}))


class ConfirmForm(forms.Form):
    """What the programme is called, or which one the document belongs to."""

    title = forms.CharField(label=_("Tên chương trình"), widget=forms.Textarea(attrs={"rows": 2}))
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Lập thành"),
        required=False,
        empty_label=_("Chương trình mới"),
        help_text=_("Chọn một chương trình đã có nếu văn bản này là phụ lục của nó."),
    )
    despite_doubts = forms.BooleanField(label=_("Lập dù còn điều cần xem"), required=False)

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes
