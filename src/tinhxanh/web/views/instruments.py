"""The chain of instruments around a programme: what it carries out, what carries it out, what waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from tinhxanh.apps.programmes import instruments, rights
from tinhxanh.apps.programmes.instruments import Around, Branch
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers import twins
from tinhxanh.apps.registers.twins import Pair
from tinhxanh.apps.reports import subplans
from tinhxanh.web import moment
from tinhxanh.web.rights import requires
from tinhxanh.web.views.programmes import find_programme

MOST_PAIRS = 20
ABOVE = {
    "implements": _("Thực hiện"),
    "details": _("Quy định chi tiết"),
    "amends": _("Sửa đổi"),
    "replaces": _("Thay thế"),
}
BELOW = {
    "implements": _("Triển khai bằng"),
    "details": _("Được chi tiết bởi"),
    "amends": _("Được sửa đổi bởi"),
    "replaces": _("Được thay thế bởi"),
}


@dataclass(frozen=True, slots=True)
class Twig:
    """A branch in words."""

    branch: Branch
    word: object
    twigs: tuple[Twig, ...]


@require_GET
@requires("programmes.see_programme", find=find_programme)
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The instruments around a programme, those without follow-up, and duties given twice."""
    today = moment.today()
    sees_all = rights.reach(request.user, today).sees_all_of(programme)
    owed = subplans.lines(programme, moment.clock, today)
    found = instruments.around(request.user, programme, today, _plans(owed))
    pairs = _pairs(found)
    context = {
        "programme": programme,
        "around": found,
        "figures": _figures(found),
        "above": _twigs(found.above, ABOVE),
        "below": _twigs(found.below, BELOW),
        "owed": [row for row in owed if not row.sub_plan.plan_id] if sees_all else [],
        "pairs": pairs[:MOST_PAIRS],
        "n_pairs": len(pairs),
        "idle_keys": {node.key for node in found.idle},
        "sees_all": sees_all,
        "may_decide": request.user.has_perm("programmes.change_programme", programme),
        "may_keep": request.user.has_perm("reports.keep_programme", programme),
    }
    return render(request, "programmes/instruments.html", context)


@require_POST
@requires("programmes.change_programme", find=find_programme)
def keep_both(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Say of a pair that it is two duties."""
    owed = subplans.lines(programme, moment.clock, moment.today())
    found = instruments.around(request.user, programme, moment.today(), _plans(owed))
    wanted = request.POST.get("cap", "")
    pair = next((one for one in _pairs(found) if f"{one.first.pk}-{one.second.pk}" == wanted), None)
    if pair is None:
        raise Http404
    if not request.user.has_perm("registers.review_document", pair.second.document):
        raise PermissionDenied
    twins.keep_both(pair=pair, by=request.user)
    messages.success(request, _t("Đã ghi: hai nhiệm vụ khác nhau, để riêng."))
    return redirect("programme_documents", programme_id=programme.pk)


def _plans(owed: list[subplans.Line]) -> dict[int, str]:
    """The programmes that agencies made of their own plans, with the agency."""
    return {row.sub_plan.plan_id: str(row.sub_plan.organisation) for row in owed if row.sub_plan.plan_id}


def _twigs(branches: tuple[Branch, ...], words: dict[str, object]) -> tuple[Twig, ...]:
    return tuple(
        Twig(branch, words.get(branch.type, branch.type), _twigs(branch.branches, words))
        for branch in branches
    )


def _pairs(found: Around) -> list[Pair]:
    """The duties given twice that concern the programme's documents, as far as both may be read."""
    readable = [sheet.document.pk for sheet in found.sheets if sheet.may_read]
    own = [node.sheet.document.pk for node in found.own if node.sheet is not None]
    return twins.waiting(own, readable) if readable else []


def _figures(found: Around) -> dict[str, int]:
    nodes = found.nodes
    return {
        "total": len(nodes),
        "kept": sum(node.sheet is not None for node in nodes),
        "idle": len(found.idle),
        "replaced": sum(bool(node.successors) for node in (*nodes, *found.cited)),
    }
