"""The directory of organisations: who there was on a day, under which names, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhxanh.apps.accounts import organisations, queries
from tinhxanh.apps.accounts.loading import UnknownProvince
from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias
from tinhxanh.apps.accounts.organisations import NotPossible
from tinhxanh.apps.accounts.rights import memberships
from tinhxanh.apps.registers import provinces
from tinhxanh.core.vietnamese import fold
from tinhxanh.web.forms.organisations import (
    AliasForm,
    ChildForm,
    ConfirmForm,
    DirectoryForm,
    MergeForm,
    ProvinceForm,
    RenameForm,
)
from tinhxanh.web.rights import requires

Kind = Organisation.Kind
FOLDED_AWAY = (Kind.DISTRICT, Kind.COMMUNE)


def _find(pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)


@requires("accounts.see_organisations")
@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """The organisations of a province on a day, by kind."""
    form = DirectoryForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    today = timezone.localdate()
    root = chosen.get("tinh") or _own_root(request, today)
    day, words = chosen.get("ngay") or today, chosen.get("tim") or ""
    found = _searched(queries.subtree(root, day), words) if root else Organisation.objects.none()
    shown = DirectoryForm({"tinh": root.pk if root else None, "ngay": day, "tim": words})
    context = {
        "form": shown,
        "root": root,
        "day": day,
        "today": today,
        "words": words,
        "groups": _groups(found),
        "n": len(found),
        "province_form": ProvinceForm(auto_id="them-%s"),
        "may_add": request.user.has_perm("accounts.add_province"),
    }
    return render(request, "organisations/directory.html", context)


def _own_root(request: HttpRequest, today: dt.date) -> Organisation | None:
    """The province in which the person works."""
    held = memberships(request.user, today).order_by("organisation__path").first()
    return queries.root_of(held.organisation) if held else queries.roots(today).first()


def _searched(found: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """Those whose name or alias holds every word, with or without diacritics."""
    for word in fold(words).split():
        found = found.filter(Q(folded__contains=word) | Q(aliases__folded__contains=word))
    related = found.distinct().select_related("parent")
    return related.prefetch_related("aliases", "precessions__predecessor")


def _groups(found: QuerySet[Organisation]) -> list[dict[str, Any]]:
    """By kind in the order of the model; districts and communes are many and start folded."""
    by_kind: dict[str, list[Organisation]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one)
    return [
        {"kind": kind, "label": label, "members": by_kind[kind], "is_folded": kind in FOLDED_AWAY}
        for kind, label in Kind.choices
        if kind in by_kind
    ]


@requires("accounts.see_organisations")
@require_GET
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: its names, what came before and after, what lies below, what was changed."""
    return _page(request, _find(pk))


def _page(request: HttpRequest, one: Organisation, status: int = 200, **forms: Form) -> HttpResponse:
    may_change = request.user.has_perm("accounts.change_organisation", one)
    context: dict[str, Any] = {
        "one": one,
        "above": queries.ancestors(one),
        "aliases": one.aliases.order_by("folded"),
        "before": one.precessions.select_related("predecessor").order_by("date"),
        "after": one.successions.select_related("successor").order_by("date"),
        "children": one.children.order_by("sort_key"),
        "history": queries.history(one),
        "may_change": may_change,
    }
    if may_change:
        context |= _forms(one) | forms
    return render(request, "organisations/organisation.html", context, status=status)


def _forms(one: Organisation) -> dict[str, Form]:
    return {
        "rename_form": RenameForm(auto_id="doi-ten-%s", initial={"name": one.name}),
        "alias_form": AliasForm(auto_id="ten-khac-%s"),
        "confirm_form": ConfirmForm(auto_id="xac-nhan-%s"),
        "merge_form": MergeForm(organisation=one, auto_id="nhap-vao-%s"),
        "child_form": ChildForm(auto_id="truc-thuoc-%s"),
    }


def _acted(
    request: HttpRequest, one: Organisation, name: str, form: Form, act: Callable[..., Any], done: str
) -> HttpResponse:
    """Carry out `act` with the form's values; on refusal show the page with the reason beside the form."""
    if form.is_valid():
        try:
            result = act(**form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            shown = result if isinstance(result, Organisation) else one
            return redirect("organisation", shown.pk)
    return _page(request, one, status=422, **{name: form})


@requires("accounts.change_organisation", find=_find)
@require_POST
def rename(request: HttpRequest, one: Organisation) -> HttpResponse:
    """Another name from a day on."""

    def act(**values: Any) -> Organisation:
        return organisations.rename(organisation=one, by=request.user, **values)

    form = RenameForm(request.POST, auto_id="doi-ten-%s")
    return _acted(
        request,
        one,
        "rename_form",
        form,
        act,
        _("Đã ghi tên mới. Tên cũ giữ nguyên trong các văn bản trước."),
    )


@requires("accounts.change_organisation", find=_find)
@require_POST
def add_alias(request: HttpRequest, one: Organisation) -> HttpResponse:
    """Another name under which documents mention it."""

    def act(**values: Any) -> OrganisationAlias:
        return organisations.add_alias(organisation=one, by=request.user, **values)

    form = AliasForm(request.POST, auto_id="ten-khac-%s")
    return _acted(request, one, "alias_form", form, act, _("Đã thêm tên gọi khác."))


@requires("accounts.change_organisation", find=_find)
@require_POST
def drop_alias(request: HttpRequest, one: Organisation) -> HttpResponse:
    """Take back an alias of this organisation."""
    number = request.POST.get("alias", "")
    alias = get_object_or_404(one.aliases, pk=number if number.isdecimal() and len(number) < 19 else 0)
    organisations.drop_alias(alias=alias, by=request.user)
    messages.success(request, _("Đã bỏ tên gọi khác."))
    return redirect("organisation", one.pk)


@requires("accounts.change_organisation", find=_find)
@require_POST
def confirm(request: HttpRequest, one: Organisation) -> HttpResponse:
    """Vouch for the name and its dates."""

    def act(**values: Any) -> Organisation:
        return organisations.confirm(organisation=one, by=request.user, **values)

    form = ConfirmForm(request.POST, auto_id="xac-nhan-%s")
    return _acted(request, one, "confirm_form", form, act, _("Đã xác nhận cơ quan."))


@requires("accounts.change_organisation", find=_find)
@require_POST
def merge(request: HttpRequest, one: Organisation) -> HttpResponse:
    """Hand its duties to another organisation."""

    def act(into: Organisation, **values: Any) -> Organisation:
        return organisations.merge(predecessors=[one], into=into, by=request.user, **values)

    form = MergeForm(request.POST, organisation=one, auto_id="nhap-vao-%s")
    return _acted(request, one, "merge_form", form, act, _("Đã ghi việc nhập cơ quan."))


@requires("accounts.change_organisation", find=_find)
@require_POST
def add_child(request: HttpRequest, one: Organisation) -> HttpResponse:
    """Add a unit below."""

    def act(**values: Any) -> Organisation:
        return organisations.create(parent=one, by=request.user, **values)

    form = ChildForm(request.POST, auto_id="truc-thuoc-%s")
    return _acted(request, one, "child_form", form, act, _("Đã thêm cơ quan."))


@requires("accounts.add_province")
@require_http_methods(["POST"])
def add_province(request: HttpRequest) -> HttpResponse:
    """Load another province with the standard set of agencies, to be confirmed one by one."""
    form = ProvinceForm(request.POST, auto_id="them-%s")
    if not form.is_valid():
        messages.error(request, _("Hãy ghi tên tỉnh và ngày."))
        return redirect("organisations")
    try:
        root = provinces.bring(form.cleaned_data["name"], form.cleaned_data["on"])
    except UnknownProvince as refusal:
        messages.error(request, str(refusal))
        return redirect("organisations")
    messages.success(request, _("Đã lập danh bạ %(name)s theo mẫu chung.") % {"name": root.name})
    return redirect(
        f"{request.path.removesuffix('them-tinh/')}?tinh={root.pk}&ngay={form.cleaned_data['on']}"
    )
