"""What was done in an auditor's branch: the list of acts, one act in full, the list as a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhxanh.apps.programmes import rights
from tinhxanh.apps.reports import history, trails
from tinhxanh.exchange import listings
from tinhxanh.web import history_words, moment, posted
from tinhxanh.web.forms.history import HistoryFilter
from tinhxanh.web.rights import requires
from tinhxanh.web.views.reports import attachment
from tinhxanh.web.views.submissions import XLSX

PER_PAGE = 50
MOST_EXPORTED = 5000


def _filter(request: HttpRequest) -> HistoryFilter:
    today = moment.today()
    programmes = rights.visible_programmes(request.user, today).order_by("-created_at", "-pk")
    return HistoryFilter.of(request.GET, programmes, today)


def _acts(request: HttpRequest, form: HistoryFilter) -> Any:
    return history.acts(request.user, moment.today(), form.wanted())


def told(rows: Any) -> list[history.Act]:
    """Acts in words of the page's language: what they are, and the reasons that the platform itself gave."""
    return [replace(one, why=history_words.why(one.why)) for one in history.told(rows, _)]


@require_GET
@requires("reports.see_history")
def index(request: HttpRequest) -> HttpResponse:
    """Acts in the person's scope, latest first; the same number of queries for ten and for ten thousand."""
    form = _filter(request)
    page = Paginator(_acts(request, form), PER_PAGE).get_page(request.GET.get("page"))
    listed = told(page.object_list)
    context = {"form": form, "page": page, "acts": listed, "lines": history.gathered(listed)}
    return render(request, "history/index.html", context)


@require_GET
@requires("reports.see_history")
def act(request: HttpRequest) -> HttpResponse:
    """One act: each row that it made or changed, before and after."""
    trail = trails.BY_KIND.get(request.GET.get("kind", ""))
    if trail is None:
        raise Http404
    events = history.events_of(
        request.user, moment.today(), act=posted.words(request.GET, "act"), kind=trail.kind
    )
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    if not shown:
        raise Http404
    who, why = history.who_and_why(shown)
    changes = history.changes(trail.kind, shown, _)
    context = {
        "trail": trail,
        "page": page,
        "changes": changes,
        "who": who,
        "why": history_words.why(why),
        "at": changes[0].at,
    }
    return render(request, "history/act.html", context)


@require_GET
@requires("reports.see_history")
def export(request: HttpRequest) -> HttpResponse:
    """What the list shows, as a workbook; beyond the limit the last line says so."""
    found = list(_acts(request, _filter(request))[: MOST_EXPORTED + 1])
    rows = [
        (
            f"{timezone.localtime(one.at):%d/%m/%Y %H:%M}",
            one.who,
            _(one.trail.word),
            one.name,
            one.n,
            one.why,
        )
        for one in told(found[:MOST_EXPORTED])
    ]
    if len(found) > MOST_EXPORTED:
        rest = _("Còn nữa: hãy thu hẹp ngày rồi tải lại. Tệp này có %(n)s dòng đầu.") % {"n": MOST_EXPORTED}
        rows.append(("", "", "", rest, 0, ""))
    head = (_("Lúc"), _("Người thực hiện"), _("Loại"), _("Nội dung"), _("Số dòng"), _("Lý do"))
    sheet = listings.Listing(_("Lịch sử"), head, tuple(rows), (18, 28, 26, 80, 10, 60))
    return attachment(listings.write((sheet,)), XLSX, f"lich-su-{moment.today():%Y-%m-%d}.xlsx")
