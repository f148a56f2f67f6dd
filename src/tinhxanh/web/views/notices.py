"""Notices of a person, how the person wants to hear, and the calendars."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes import rights as programme_rights
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import feeds, notices, queries
from tinhxanh.apps.reports.models import Feed, MailWish, Notice
from tinhxanh.exchange import calendars
from tinhxanh.web import moment
from tinhxanh.web.rights import public, requires

SHOWN = 100


@requires("reports.read_notices")
def index(request: HttpRequest) -> HttpResponse:
    """The person's notices, the wish for mail, the calendars."""
    own = programme_rights.reach(request.user, moment.today()).own
    agencies = Organisation.objects.filter(memberships__user=request.user).distinct().order_by("sort_key")
    return render(
        request,
        "notices/index.html",
        {
            "notices": queries.notices_of(request.user)[:SHOWN],
            "wish": notices.wishes([request.user.pk]).get(request.user.pk, MailWish.When.DAILY),
            "choices": MailWish.When.choices,
            "feeds": Feed.objects.filter(user=request.user, revoked_at__isnull=True).select_related(
                "organisation"
            ),
            "agencies": [one for one in agencies if own and one.path.startswith(own)],
            "token": request.session.pop("new_feed", None),
            "site": settings.SITE_ADDRESS,
        },
    )


@requires("reports.read_notices")
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one's notice as read and go where it leads."""
    notice = get_object_or_404(Notice, pk=notice_id, user=request.user)
    notices.mark_read(user=request.user, at=moment.now(), pk=notice.pk)
    return redirect(notice.address)


@require_POST
@requires("reports.read_notices")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    notices.mark_read(user=request.user, at=moment.now())
    return redirect("notices")


@require_POST
@requires("reports.read_notices")
def wish(request: HttpRequest) -> HttpResponse:
    """Set how the person wants to hear by e-mail."""
    when = request.POST.get("when", "")
    if when in MailWish.When.values:
        notices.wish(user=request.user, when=when)
        messages.success(request, _("Đã ghi cách nhận thư. Văn bản đôn đốc luôn được gửi ngay."))
    return redirect("notices")


@require_POST
@requires("reports.read_notices")
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make a calendar; its address is shown once."""
    chosen = request.POST.get("organisation", "")
    if chosen and not chosen.isdecimal():
        raise Http404
    organisation = get_object_or_404(Organisation, pk=int(chosen)) if chosen else None
    try:
        _feed, token = feeds.make(user=request.user, organisation=organisation, at=moment.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        request.session["new_feed"] = token
    return redirect("/thong-bao/#lich")


@require_POST
@requires("reports.read_notices")
def revoke_feed(request: HttpRequest, feed_id: int) -> HttpResponse:
    """Take a calendar's address back."""
    feeds.revoke(feed=get_object_or_404(Feed, pk=feed_id, user=request.user), at=moment.now())
    messages.success(request, _("Đã thu hồi lịch."))
    return redirect("/thong-bao/#lich")


@public
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a token; calendars do not sign in, so the token is the right."""
    found = feeds.find(token)
    if found is None:
        raise Http404
    now = moment.now()
    name = str(found.organisation or found.user)
    content = calendars.write(name, feeds.entries(found, now, settings.SITE_ADDRESS), now)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
