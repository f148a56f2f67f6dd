"""The chain of instruments around a programme: what it carries out, what carries it out, what waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

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
    plans = {row.sub_plan.plan_id: str(row.sub_plan.organisation) for row in owed if row.sub_plan.plan_id}
    found = instruments.around(request.user, programme, today, plans)
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
        "may_keep": request.user.has_perm("reports.keep_programme", programme),
    }
    return render(request, "programmes/instruments.html", context)


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
