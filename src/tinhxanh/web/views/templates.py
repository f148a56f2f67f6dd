"""The province's own report template; administrators only."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import templating
from tinhxanh.apps.reports.models import OfficeTemplate
from tinhxanh.web import moment
from tinhxanh.web.rights import requires


class TemplateForm(forms.Form):
    """A .docx template."""

    file = forms.FileField(
        label=gettext_lazy("Mẫu báo cáo (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )


@requires("reports.change_template")
def index(request: HttpRequest) -> HttpResponse:
    """The template in use, and taking another; it is tried before it is kept."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "drop" in request.POST:
        templating.drop(by=request.user)
        messages.success(request, _("Đã trở lại mẫu có sẵn theo Nghị định 30/2020/NĐ-CP."))
        return redirect("report_template")
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            templating.keep(name=file.name, content=file.read(), by=request.user, at=moment.now())
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Đã nhận mẫu; báo cáo chưa ký dùng mẫu này từ nay."))
            return redirect("report_template")
    used = OfficeTemplate.objects.filter(is_used=True).select_related("uploaded_by").first()
    status = 422 if form.errors else 200
    return render(request, "reports/template.html", {"form": form, "used": used}, status=status)
