"""Urging: the ledger per agency, writing to one or several, the letter with its reading and answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import bearers, letters, urging
from tinhxanh.apps.reports.models import Round, Urging
from tinhxanh.exchange.office import docx
from tinhxanh.web import moment, posted
from tinhxanh.web.rights import requires
from tinhxanh.web.views.programmes import find_programme
from tinhxanh.web.views.reports import DOCX, attachment

#: A group of more agencies than this is folded where another stands beside it.
FOLDED_FROM = 20


def find_urging(urging_id: int) -> Urging:
    """The letter of an address, with its programme and agencies."""
    found = Urging.objects.select_related(
        "programme__focal", "programme__organisation", "organisation", "issued_by", "read_by", "answered_by"
    )
    return get_object_or_404(found, pk=urging_id)


@requires("reports.keep_programme", find=find_programme)
def ledger(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who owes what, what was written, and the form to write; only one period with `?ky=`."""
    accounts = urging.ledger(programme, moment.clock([programme]))
    round_ = Round.objects.filter(programme=programme, pk=posted.number(request.GET, "ky")).first()
    if request.method == "POST":
        return _issue(request, programme, accounts, round_)
    shown = [
        one for one in accounts if round_ is None or any(row.round_id == round_.pk for row in one.missing)
    ]
    groups = _groups(shown, round_, request.GET.get("chon", ""))
    context = {
        "programme": programme,
        "groups": groups,
        "n": len(shown),
        "n_chosen": sum(len(group["rows"]) for group in groups if group["is_chosen"]),
        "round": round_,
        "levels": Urging.Level.choices,
        "left_out": bearers.left_out(programme, moment.today()),
    }
    return render(request, "urging/ledger.html", context)


def _groups(accounts: list[urging.Account], round_: Round | None, chosen: str) -> list[dict[str, Any]]:
    """Departments and communes apart: one collective may bring sixty communes, which then are folded.

    `chosen` is the group that is ticked (“tat-ca” for all), so that choosing works without script.
    """
    communes = [one for one in accounts if one.organisation.kind == Organisation.Kind.COMMUNE]
    others = [one for one in accounts if one.organisation.kind != Organisation.Kind.COMMUNE]
    parts = (("co-quan", _("Sở, ban, ngành, đoàn thể"), others), ("xa", _("UBND cấp xã"), communes))
    return [
        {
            "key": key,
            "heading": heading,
            "rows": [{"account": one, "text": urging.proposal(one, round_)} for one in found],
            "is_chosen": chosen in (key, "tat-ca"),
            "is_open": len(found) <= FOLDED_FROM or not others,
        }
        for key, heading, found in parts
        if found
    ]


def _issue(
    request: HttpRequest, programme: Programme, accounts: list[urging.Account], round_: Round | None
) -> HttpResponse:
    """Write to every agency that was ticked, each with its own words and level."""
    sent = 0
    for account in accounts:
        pk = account.organisation.pk
        if f"to_{pk}" not in request.POST:
            continue
        try:
            urging.issue(
                programme=programme,
                organisation=account.organisation,
                level=_level(request.POST.get(f"level_{pk}")),
                words=posted.words(request.POST, f"words_{pk}"),
                duties=[line.duty for line in account.late],
                round_=round_,
                by=request.user,
                at=moment.now(),
            )
        except Refused as refusal:
            messages.error(request, f"{account.organisation}: {refusal}")
        else:
            sent += 1
    if sent:
        messages.success(request, _("Đã gửi %(n)s văn bản.") % {"n": sent})
    else:
        messages.warning(request, _("Chưa gửi văn bản nào; hãy đánh dấu cơ quan cần gửi."))
    # What was ticked by the address is not ticked again: it was just sent.
    return redirect(f"{request.path}?ky={round_.pk}" if round_ else request.path)


def _level(given: Any) -> int:
    return int(given) if given in ("1", "2", "3") else 1


@requires("reports.see_urging", find=find_urging)
def letter(request: HttpRequest, one: Urging) -> HttpResponse:
    """The letter; opened by the agency it counts as read."""
    answers = request.user.has_perm("reports.answer_urging", one)
    if answers and one.read_at is None:
        urging.read(urging=one, by=request.user, at=moment.now())
        one = find_urging(one.pk)
    return render(request, "urging/letter.html", {"one": one, "answers": answers and not one.answered_at})


@require_POST
@requires("reports.answer_urging", find=find_urging)
def answer(request: HttpRequest, one: Urging) -> HttpResponse:
    """Answer a letter."""
    try:
        urging.answer(urging=one, words=posted.words(request.POST, "words"), by=request.user, at=moment.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã gửi câu trả lời."))
    return redirect("urging", urging_id=one.pk)


@requires("reports.see_urging", find=find_urging)
def letter_docx(request: HttpRequest, one: Urging) -> HttpResponse:
    """The letter as .docx in the national layout."""
    name = letters.file_name(
        f"{one.get_level_display()} {one.number} {one.organisation}", "docx", moment.today()
    )
    return attachment(docx.write(letters.urging(one, settings.PROVINCE)), DOCX, name)
