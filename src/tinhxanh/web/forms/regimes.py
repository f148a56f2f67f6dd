"""The form of a report call: the ten fields of NĐ 09/2019/NĐ-CP."""

from __future__ import annotations

from typing import Any

from django.forms import CharField, ChoiceField, Form
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.reports import regimes
from tinhxanh.apps.reports.models import Round
from tinhxanh.apps.reports.regimes import Regime
from tinhxanh.web.forms.reports import day_field, text_field


class RegimeForm(Form):
    """What the call states; `reason` is asked for once the period is open."""

    title = CharField(label=_("Tên báo cáo"), max_length=250)
    content = text_field(_("Nội dung báo cáo"), 3)
    who = text_field(_("Đối tượng thực hiện báo cáo"), 2)
    recipients = text_field(_("Cơ quan nhận báo cáo, mỗi dòng một cơ quan"), 2)
    way = CharField(label=_("Phương thức gửi, nhận báo cáo"), max_length=250)
    hand_in_on = day_field(_("Hạn cơ quan nộp"))
    consolidate_on = day_field(_("Hạn đầu mối tổng hợp"))
    rhythm = ChoiceField(label=_("Tần suất thực hiện báo cáo"), choices=Round.Rhythm.choices)
    data_from = day_field(_("Số liệu từ ngày"))
    data_to = day_field(_("Thời điểm chốt số liệu"), help_text=_("Hết ngày này."))
    outline = text_field(_("Đề cương báo cáo, mỗi dòng một phần"), 6)
    forms = text_field(_("Biểu mẫu số liệu, mỗi dòng một biểu"), 3)
    reason = CharField(
        label=_("Lý do sửa"),
        max_length=250,
        help_text=_("Ghi vào lịch sử; đổi hạn nộp thì các cơ quan chưa nộp được báo ngay."),
    )

    def __init__(self, *args: Any, regime: Regime, is_open: bool, **kwargs: Any) -> None:
        values = regimes.values(regime)
        super().__init__(*args, initial=values | {"recipients": "\n".join(regime.recipients)}, **kwargs)
        if not is_open:
            del self.fields["reason"]

    def regime(self) -> Regime:
        """What was written."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        lines = [line.strip(" -;.") for line in said["recipients"].splitlines()]
        return Regime(**said | {"recipients": tuple(filter(None, lines))})
