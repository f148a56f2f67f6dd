"""One form for each kind of fact: from the kept value to fields that a person corrects, and back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.registers.models import ReadFact

COMPONENTS = (
    ("", _("Không thuộc chỉ số thành phần")),
    ("1", _("1. Giảm thiểu ô nhiễm, ứng phó biến đổi khí hậu")),
    ("2", _("2. Đảm bảo tuân thủ")),
    ("3", _("3. Thúc đẩy thực hành xanh")),
    ("4", _("4. Chính sách khuyến khích và hỗ trợ")),
)
DEADLINES = (
    ("", _("Không nêu hạn")),
    ("date", _("Có ngày")),
    ("year", _("Trong năm")),
    ("ongoing", _("Thường xuyên")),
    ("recurring", _("Định kỳ")),
    ("conditional", _("Có điều kiện")),
)
MEASURES = (("percent", _("Tỷ lệ")), ("score", _("Điểm")), ("rank", _("Thứ hạng")), ("count", _("Số lượng")))
COMPARATORS = ((">=", _("từ … trở lên")), ("<=", _("từ … trở xuống")), ("=", _("bằng")))
FREQUENCIES = (
    ("", _("Một lần, hoặc không nêu")),
    ("monthly", _("Hằng tháng")),
    ("quarterly", _("Hằng quý")),
    ("semiannual", _("Sáu tháng một lần")),
    ("annual", _("Hằng năm")),
    ("biennial", _("Hai năm một lần")),
    ("1-2/year", _("1–2 lần mỗi năm")),
)


class Lines(forms.CharField):
    """Names, one a line; a script turns the box into tokens with suggestions."""

    def __init__(self, *, is_agency: bool = True, **kwargs: Any) -> None:
        attrs = {"rows": 2, **({"data-tokens": ""} if is_agency else {})}
        super().__init__(widget=forms.Textarea(attrs=attrs), required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        parts = re.split(r"[\n;]", super().clean(value))
        return list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


class Decimal(forms.CharField):
    """A number as Vietnamese write it: 1.234,5 or 1234.5."""

    _WRITTEN = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?|[+-]?\d+\.\d+")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.10g}".replace(".", ",") if isinstance(value, int | float) else value

    def clean(self, value: Any) -> float | None:
        text = super().clean(value).replace(" ", "")
        if not text:
            return None
        if not self._WRITTEN.fullmatch(text):
            raise forms.ValidationError(_("Hãy ghi một số, ví dụ 62,9."))
        is_plain = text.count(".") == 1 and "," not in text and not re.fullmatch(r"[+-]?\d{1,3}\.\d{3}", text)
        number = float(text if is_plain else text.replace(".", "").replace(",", "."))
        return int(number) if number.is_integer() else number


class Day(forms.DateField):
    """dd/mm/yyyy, kept as ISO text."""

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
        attrs = {"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}
        widget = forms.DateInput(format="%d/%m/%Y", attrs=attrs)
        super().__init__(input_formats=formats, widget=widget, required=False, **kwargs)
        self.error_messages["invalid"] = _("Hãy ghi ngày có thật theo dạng dd/mm/yyyy.")

    def prepare_value(self, value: Any) -> Any:
        is_iso = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        return dt.date.fromisoformat(value) if is_iso else value

    def clean(self, value: Any) -> str | None:
        day = super().clean(value)
        return day.isoformat() if day else None


class Year(forms.IntegerField):
    """A year in which a plan may be."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(required=False, min_value=1990, max_value=2100, widget=widget, **kwargs)


class FactForm(forms.Form):
    """The fields of one kind of fact."""

    def __init__(self, *args: Any, fact: ReadFact, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.fields_of(fact.value))
        super().__init__(*args, auto_id=f"muc-{fact.pk}-%s", **kwargs)

    @classmethod
    def fields_of(cls, value: dict[str, Any]) -> dict[str, Any]:
        """The value as the fields show it."""
        return value

    def value(self) -> dict[str, Any]:
        """The fields as they are kept."""
        return dict(self.cleaned_data)


def _component() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Chỉ số thành phần"), choices=COMPONENTS, coerce=int, empty_value=None, required=False
    )


class TaskForm(FactForm):
    """A duty."""

    text = forms.CharField(label=_("Việc phải làm"), widget=forms.Textarea(attrs={"rows": 3}))
    lead = Lines(label=_("Chủ trì"))
    coordinate = Lines(label=_("Phối hợp"))
    deadline_kind = forms.ChoiceField(label=_("Hạn"), choices=DEADLINES, required=False)
    deadline_text = forms.CharField(label=_("Hạn như văn bản ghi"), required=False, max_length=300)
    deadline_date = Day(label=_("Ngày cuối"))
    deadline_year = Year(label=_("Năm"))
    component = _component()

    @classmethod
    def fields_of(cls, value: dict[str, Any]) -> dict[str, Any]:
        parts = value.get("deadline") or {}
        return {**value, **{f"deadline_{name}": parts.get(name) for name in ("kind", "text", "date", "year")}}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("deadline_kind") == "date" and not data.get("deadline_date"):
            self.add_error("deadline_date", _("Hãy ghi ngày, hoặc chọn loại hạn khác."))
        if data.get("deadline_kind") == "year" and not data.get("deadline_year"):
            self.add_error("deadline_year", _("Hãy ghi năm, hoặc chọn loại hạn khác."))
        return data

    def value(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        parts = {name: data.pop(f"deadline_{name}") for name in ("kind", "text", "date", "year")}
        return {**data, "deadline": _deadline(parts)}


def _deadline(parts: dict[str, Any]) -> dict[str, Any] | None:
    """As the facts keep it: `date` only for a day, `year` only for a year."""
    if not parts["kind"]:
        return None
    kept = {"kind": parts["kind"], "text": parts["text"] or ""}
    if parts["kind"] == "date":
        kept["date"] = parts["date"]
    if parts["kind"] == "year":
        kept["year"] = parts["year"]
    return kept


class TargetForm(FactForm):
    """A number to reach."""

    subject = forms.CharField(label=_("Chỉ tiêu"), widget=forms.Textarea(attrs={"rows": 2}))
    measure = forms.ChoiceField(label=_("Đo bằng"), choices=MEASURES)
    comparator = forms.ChoiceField(label=_("Phải đạt"), choices=COMPARATORS)
    target_value = Decimal(label=_("Trị số"))
    unit = forms.CharField(label=_("Đơn vị"), required=False, max_length=40)
    year = Year(label=_("Năm"))
    baseline_value = Decimal(label=_("Xuất phát từ"), required=False)
    baseline_rank = forms.IntegerField(label=_("Hạng xuất phát"), required=False, min_value=1)
    baseline_year = Year(label=_("Năm xuất phát"))
    target_rank = forms.IntegerField(label=_("Hạng phải đạt"), required=False, min_value=1)
    component = _component()

    @classmethod
    def fields_of(cls, value: dict[str, Any]) -> dict[str, Any]:
        base = value.get("baseline") or {}
        known = {f"baseline_{name}": base.get(name) for name in ("value", "rank", "year")}
        return {**value, **known, "target_value": value.get("value")}

    def value(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        base = {name: data.pop(f"baseline_{name}") for name in ("value", "rank", "year")}
        data["value"] = data.pop("target_value")
        data["unit"] = data["unit"] or None
        return {**data, "baseline": base if any(v is not None for v in base.values()) else None}


class DueLines(forms.CharField):
    """Due days, one a line: 05/7 of every year, or 05/7/2024 once."""

    _WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(_due_words, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        lines = [line.strip() for line in re.split(r"[\n;,]", super().clean(value)) if line.strip()]
        return [self._due(line) for line in lines]

    def _due(self, line: str) -> dict[str, Any]:
        match = self._WRITTEN.fullmatch(line)
        try:
            day, month, year = (int(part) if part else None for part in match.groups())
            date = dt.date(year or 2024, month, day)
        except (AttributeError, ValueError):
            words = _("“%(line)s” không phải ngày có thật; hãy ghi 05/7 hoặc 05/7/2024.")
            raise forms.ValidationError(words, params={"line": line}) from None
        return {"date": date.isoformat()} if year else {"month": month, "day": day, "every": "year"}


def _due_words(due: dict[str, Any]) -> str:
    if due.get("date"):
        return f"{dt.date.fromisoformat(due['date']):%d/%m/%Y}"
    return f"{due.get('day') or 1:02d}/{due.get('month')}"


class ObligationForm(FactForm):
    """A report, a submission, a dialogue."""

    what = forms.CharField(label=_("Việc phải báo cáo, gửi"), widget=forms.Textarea(attrs={"rows": 3}))
    who = Lines(label=_("Ai gửi"))
    to = Lines(label=_("Gửi ai"))
    due = DueLines(
        label=_("Các ngày hạn"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một ngày: 05/7 là hằng năm, 05/7/2024 là một lần."),
    )
    frequency = forms.ChoiceField(label=_("Nhịp"), choices=FREQUENCIES, required=False)

    def value(self) -> dict[str, Any]:
        return {**self.cleaned_data, "frequency": self.cleaned_data["frequency"] or None}


class ReferenceForm(FactForm):
    """A cited instrument."""

    kind = forms.CharField(label=_("Loại văn bản"), required=False, max_length=60)
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=60)
    date = Day(label=_("Ngày"))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=200)
    subject = forms.CharField(label=_("Về việc"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def value(self) -> dict[str, Any]:
        return {name: value or None for name, value in self.cleaned_data.items()}


class IndicatorRowForm(FactForm):
    """A row of an indicator table."""

    row_name = forms.CharField(label=_("Chỉ tiêu"), widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.CharField(label=_("Đơn vị"), required=False, max_length=40)
    row_value = Decimal(label=_("Kết quả"), required=False)
    rank = forms.IntegerField(label=_("Hạng"), required=False, min_value=1)
    median = Decimal(label=_("Trung vị cả nước"), required=False)
    target = Decimal(label=_("Phấn đấu"), required=False)
    target_rank = forms.IntegerField(label=_("Hạng phấn đấu"), required=False, min_value=1)
    lead = Lines(label=_("Chủ trì"))
    coordinate = Lines(label=_("Phối hợp"))
    component = _component()

    @classmethod
    def fields_of(cls, value: dict[str, Any]) -> dict[str, Any]:
        return {**value, "row_name": value.get("name"), "row_value": value.get("value")}

    def value(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        name, value = data.pop("row_name"), data.pop("row_value")
        return {**data, "name": name, "value": value, "unit": data["unit"] or None}


class AgreementForm(FactForm):
    """A signed co-operation."""

    title = forms.CharField(label=_("Tên thỏa thuận"), widget=forms.Textarea(attrs={"rows": 2}))
    parties = Lines(label=_("Các bên"), is_agency=False)
    signed = Day(label=_("Ngày ký"))
    valid_from = Day(label=_("Hiệu lực từ"))
    valid_to = Day(label=_("đến"))


FORMS: dict[str, type[FactForm]] = {
    ReadFact.Kind.TASK: TaskForm,
    ReadFact.Kind.TARGET: TargetForm,
    ReadFact.Kind.OBLIGATION: ObligationForm,
    ReadFact.Kind.REFERENCE: ReferenceForm,
    ReadFact.Kind.INDICATOR_ROW: IndicatorRowForm,
    ReadFact.Kind.AGREEMENT: AgreementForm,
}


def form_for(fact: ReadFact, data: Any = None) -> FactForm:
    """The form of a fact, bound to `data` where something was sent."""
    return FORMS[ReadFact.Kind(fact.kind)](data, fact=fact)
