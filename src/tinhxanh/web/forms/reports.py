"""Forms of the reporting year: a submission line by line, its return, the report, requests, events."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import offers
from tinhxanh.apps.reports.models import Submission
from tinhxanh.apps.reports.submissions import OPEN, Draft, takes_back
from tinhxanh.apps.reports.wording import number
from tinhxanh.web import posted

_NUMBER = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+([.,]\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")


class NumberField(forms.CharField):
    """A number as Vietnamese offices write it: 62,9 or 1.234,5."""

    def clean(self, value: Any) -> float | None:
        text = re.sub(r"[\s%]", "", super().clean(value))
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(_("Hãy ghi một số, ví dụ 62,9."))
        plain = text.replace(".", "") if _THOUSANDS.fullmatch(text) else text
        return float(plain.replace(",", "."))


def day_field(label: Any, **words: Any) -> forms.DateField:
    """A day as people write it, dd/mm/yyyy, as on every other form."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(
            attrs={"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric", "autocomplete": "off"},
            format="%d/%m/%Y",
        ),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Ngày viết theo dạng dd/mm/yyyy, như 05/12/2026.")},
        **words,
    )


def text_field(label: Any, rows: int = 3, **words: Any) -> forms.CharField:
    """Words in a box of so many rows."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=10_000, **words)


class SubmissionForm(forms.Form):
    """All lines of a submission. What is wrong in one field does not keep the others from being saved."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    difficulties = text_field(_("Khó khăn, vướng mắc"), required=False)
    proposals = text_field(_("Đề xuất, kiến nghị"), required=False)

    def __init__(self, submission: Submission, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submission = submission
        self.duties = list(submission.duty_answers.select_related("duty").order_by("duty__position"))
        self.figures = list(submission.figure_answers.select_related("target").order_by("target__position"))
        self.initial |= {
            "version": submission.version,
            "difficulties": submission.difficulties,
            "proposals": submission.proposals,
        }
        begins = not self.is_bound and submission.state in OPEN
        self.offers = offers.offers(submission) if begins else {}
        for answer in self.duties:
            self._add_duty(answer, self.offers.get(answer.pk, answer))
        for figure in self.figures:
            self._add_figure(figure)

    def _add_duty(self, answer: Any, said: Any) -> None:
        """The fields of a line with what it says, or with what is offered to say."""
        name = answer.duty.code
        self._add(f"words_{answer.pk}", text_field(f"Kết quả {name}", 3, required=False), said.words)
        percent = forms.IntegerField(label=f"Tỷ lệ {name}", min_value=0, max_value=100, required=False)
        percent.widget.attrs["inputmode"] = "numeric"
        self._add(f"percent_{answer.pk}", percent, said.percent)
        if answer.takes_done_day:
            self._add(f"done_{answer.pk}", day_field(f"Ngày hoàn thành {name}", required=False), said.done_on)
        if _may_take_back(answer):
            reason = forms.CharField(label=f"Lý do rút lại {name}", required=False, max_length=2_000)
            self._add(f"reason_{answer.pk}", reason, answer.reason)

    def _add_figure(self, figure: Any) -> None:
        name = figure.target.subject
        value = NumberField(label=f"Kỳ này: {name}", required=False, max_length=30)
        value.widget.attrs["inputmode"] = "decimal"
        shown = "" if figure.value is None else number(figure.value)
        self._add(f"value_{figure.pk}", value, shown)
        note = forms.CharField(label=f"Ghi chú: {name}", required=False, max_length=2_000)
        self._add(f"note_{figure.pk}", note, figure.note)

    def _add(self, name: str, field: forms.Field, value: Any) -> None:
        self.fields[name], self.initial[name] = field, value

    def draft(self) -> Draft:
        """What is valid of what was written."""
        clean = self.cleaned_data
        return Draft(
            duties={
                answer.pk: _present(
                    clean,
                    words=f"words_{answer.pk}",
                    percent=f"percent_{answer.pk}",
                    done_on=f"done_{answer.pk}",
                    reason=f"reason_{answer.pk}",
                )
                for answer in self.duties
            },
            figures={
                figure.pk: _present(clean, value=f"value_{figure.pk}", note=f"note_{figure.pk}")
                for figure in self.figures
            },
            texts=_present(clean, difficulties="difficulties", proposals="proposals"),
        )

    def lines(self) -> list[dict[str, Any]]:
        """Each duty with its bound fields, for the page."""
        return [
            {
                "answer": answer,
                "words": self[f"words_{answer.pk}"],
                "percent": self[f"percent_{answer.pk}"],
                "done": self[f"done_{answer.pk}"] if answer.takes_done_day else None,
                "reason": self[f"reason_{answer.pk}"] if _may_take_back(answer) else None,
                "offer": self.offers.get(answer.pk),
            }
            for answer in self.duties
        ]

    def values(self) -> list[dict[str, Any]]:
        """Each figure with its bound fields, for the page."""
        return [
            {"answer": figure, "value": self[f"value_{figure.pk}"], "note": self[f"note_{figure.pk}"]}
            for figure in self.figures
        ]


def _may_take_back(answer: Any) -> bool:
    """Whether a percent below 100 would take back that the duty is complete."""
    return takes_back(answer, 0)


def _present(clean: dict[str, Any], **names: str) -> dict[str, Any]:
    return {key: clean[name] for key, name in names.items() if name in clean}


class ReturnForm(forms.Form):
    """Why a submission goes back; remarks on single lines come as `duty_<id>` and `figure_<id>`."""

    remarks = text_field(_("Lý do trả lại"), 3, required=False)

    def lines(self) -> dict[str, dict[int, str]]:
        """Remarks by line."""
        found: dict[str, dict[int, str]] = {"duties": {}, "figures": {}}
        for name in self.data:
            kind, _mark, pk = name.partition("_")
            remark, key = posted.words(self.data, name).strip(), posted.as_number(pk)
            if key and remark and kind in ("duty", "figure"):
                found["duties" if kind == "duty" else "figures"][key] = remark[:2_000]
        return found


class UploadForm(forms.Form):
    """A filled Excel form, for good or only tried."""

    file = forms.FileField(label=_("Mẫu Excel đã điền"), widget=forms.FileInput(attrs={"accept": ".xlsx"}))
    is_trial = forms.BooleanField(label=_("Chỉ kiểm tra, chưa nạp"), required=False)


class GeneralForm(forms.Form):
    """What the report says beside the picked sentences, and its signature block."""

    title = text_field(_("Trích yếu"), 2)
    opening = text_field(_("Công tác chỉ đạo, tổ chức thực hiện"), 4, required=False)
    assessment = text_field(_("Đánh giá, khó khăn, vướng mắc"), 4, required=False)
    proposals = text_field(_("Đề xuất, kiến nghị"), 4, required=False)
    recipients = text_field(_("Nơi nhận, mỗi dòng một nơi"), 4, required=False)
    authority = forms.CharField(
        label=_("Thẩm quyền ký"), required=False, max_length=120, help_text=_("Ví dụ KT. GIÁM ĐỐC.")
    )
    position = forms.CharField(label=_("Chức vụ người ký"), max_length=120)
    signer = forms.CharField(label=_("Họ tên người ký"), required=False, max_length=120)

    def clean_recipients(self) -> list[str]:
        lines = self.cleaned_data["recipients"].splitlines()
        return [line.strip(" -;.") for line in lines if line.strip(" -;.")]


class SignForm(forms.Form):
    """Number and day of the signed report."""

    number = forms.CharField(label=_("Số văn bản"), max_length=40)
    signed_on = day_field(_("Ngày ký"))


class ExtensionForm(forms.Form):
    """Ask for more time."""

    until = day_field(_("Xin gia hạn đến"))
    reason = text_field(_("Lý do"))


class TransferForm(forms.Form):
    """Ask that another agency take the duty."""

    successor = forms.ModelChoiceField(
        label=_("Chuyển sang cơ quan"), queryset=Organisation.objects.none(), empty_label=_("Chọn cơ quan")
    )
    reason = text_field(_("Lý do"))

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = organisations  # type: ignore[attr-defined]  # a choice of models


class DecisionForm(forms.Form):
    """A leader's word on a request; the reason stands in the history."""

    decision = forms.ChoiceField(choices=(("grant", _("Đồng ý")), ("refuse", _("Không đồng ý"))))
    answer = forms.CharField(required=False, max_length=2_000)

    def clean_answer(self) -> str:
        """Consent may be without words; then it says so itself."""
        given = str(self.cleaned_data["answer"]).strip()
        return given or ("Đồng ý theo đề nghị." if self.data.get("decision") == "grant" else "")


class TriggerForm(forms.Form):
    """The event that conditional duties waited for."""

    what = text_field(_("Sự kiện"), 2, help_text=_("Ví dụ: Trung ương đã ban hành hướng dẫn."))
    source = forms.CharField(label=_("Số, ngày văn bản"), required=False, max_length=250)
    happened_on = day_field(_("Ngày xảy ra"))
    due_on = day_field(_("Hạn của các nhiệm vụ được mở"))
    duties = forms.ModelMultipleChoiceField(
        label=_("Nhiệm vụ"), queryset=Duty.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, duties: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duties"].queryset = duties  # type: ignore[attr-defined]  # a choice of models
        self.initial.setdefault("happened_on", today)
