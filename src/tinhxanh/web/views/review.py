"""The review of a reading: the document on the left, what was read from it on the right."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tinhxanh.apps.accounts import queries
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.accounts.organisations import NotPossible
from tinhxanh.apps.accounts.rights import scope_paths
from tinhxanh.apps.programmes import revising
from tinhxanh.apps.programmes.models import Duty, Programme
from tinhxanh.apps.registers import agencies, documents, facts, reviewing
from tinhxanh.apps.registers import queries as kept
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.refusals import Refused, Stale
from tinhxanh.apps.registers.rights import READERS
from tinhxanh.core import vietnamese
from tinhxanh.web import desk
from tinhxanh.web.forms.documents import AgencyForm, HeadForm, MissedForm
from tinhxanh.web.forms.facts import form_for
from tinhxanh.web.rights import requires

N_SUGGESTIONS = 8
HEAD = ("number", "date", "issuer", "title")


def find(document_id: uuid.UUID) -> Document:
    """The document of an address, without what reviewing does not need."""
    documents = Document.objects.select_related("organisation", "uploaded_by")
    return get_object_or_404(documents.defer("facts"), pk=document_id)


@require_GET
@requires("registers.see_documents", find)
def review(request: HttpRequest, document: Document) -> HttpResponse:
    """Show the reading; one that is not there yet is waited for on the document's own page."""
    if document.state not in (Document.State.READ, Document.State.CONFIRMED):
        return redirect("document", document.pk)
    laid = desk.lay(
        document,
        tab=request.GET.get("loai", ""),
        fact=_number(request.GET.get("muc")),
        sheet=_number(request.GET.get("trang")),
        is_splitting="tach" in request.GET,
        paths=readable(request),
    )
    return _page(request, laid)


@require_POST
@requires("registers.review_document", find)
def decide(request: HttpRequest, document: Document) -> HttpResponse:
    """One decision on one fact; then the next fact that waits is taken in hand."""
    fact = get_object_or_404(ReadFact, pk=_number(request.POST.get("muc")), document=document)
    tab = request.POST.get("loai", "")
    if request.POST.get("viec", "").startswith("goi-y-het:"):
        return _ask_everywhere(request, document, fact)
    form = form_for(fact, request.POST)
    try:
        done = _act(request, fact, form)
    except Stale as stale:
        return _again(request, document, stale.fact, str(stale), form_for(stale.fact, request.POST))
    except Refused as refusal:
        return _again(request, document, fact, str(refusal), None)
    if done is None:
        return _again(request, document, fact, "", form)
    return _go_on(document, done, tab, stays=request.POST.get("viec") == "xem-lai")


def _act(request: HttpRequest, fact: ReadFact, form: Any) -> ReadFact | None:
    """Do what the pressed button says; None where the form has to be mended first."""
    act, whose = request.POST.get("viec", ""), {"by": request.user, "at": timezone.now()}
    whose["version"] = _number(request.POST.get("ban")) or 0
    if act == "chap-nhan":
        return facts.correct(fact=fact, value=form.value(), **whose) if form.is_valid() else None
    if act == "loai":
        return facts.reject(fact=fact, **whose)
    if act == "xem-lai":
        return facts.reopen(fact=fact, **whose)
    if act == "gop":
        into = get_object_or_404(ReadFact, pk=_number(request.POST.get("vao")), document=fact.document_id)
        return facts.merge(fact=fact, into=into, **whose) and fact
    if act.startswith("gop-vao:"):
        into = get_object_or_404(ReadFact, pk=_number(act.partition(":")[2]), document=fact.document_id)
        return facts.merge(fact=fact, into=into, **whose) and fact
    if act == "tach":
        return facts.split(fact=fact, texts=request.POST.get("phan", "").split("\n"), **whose)[0]
    if act.startswith("goi-y:"):
        return facts.use(fact=fact, **_chosen(act), **whose)
    if act.startswith("thay-het:"):
        ticked = {int(pk) for pk in request.POST.getlist("chon") if _number(pk) is not None}
        return facts.use_everywhere(fact=fact, among=ticked, **_chosen(act), **whose)[0]
    raise Refused("unknown-act", _("Không rõ phải làm gì với mục này; hãy tải lại trang."))


def _chosen(act: str) -> dict[str, int]:
    """The doubt and the proposal that a button names behind its colon."""
    doubt, _dot, proposal = act.partition(":")[2].partition(".")
    return {"doubt": _number(doubt) or 0, "proposal": _number(proposal) or 0}


def _ask_everywhere(request: HttpRequest, document: Document, fact: ReadFact) -> HttpResponse:
    """Before a name is replaced in the whole document: which items that changes, each to be left out."""
    chosen = _chosen(request.POST.get("viec", ""))
    try:
        found = facts.same_doubts(fact=fact, **chosen)
    except Refused as refusal:
        return _again(request, document, fact, str(refusal), None)
    about = fact.doubts[chosen["doubt"]]
    replacing = {
        "name": about["name"],
        "by": about["proposals"][chosen["proposal"]]["label"],
        "act": "thay-het:{doubt}.{proposal}".format_map(chosen),
        "lines": [(one, facts.words_of(one)) for one in found],
    }
    return _again(request, document, fact, "", None, status=200, replacing=replacing)


def _go_on(document: Document, fact: ReadFact, tab: str, stays: bool) -> HttpResponse:
    following = fact if stays else desk.next_to(kept.facts_of(document), fact, tab or desk.tab_of(fact))
    return redirect(address(document, tab, following))


def address(document: Document, tab: str = "", fact: ReadFact | None = None, **more: Any) -> str:
    """The address of the review with a fact in hand."""
    query = {"loai": tab, "muc": fact.pk if fact else "", **more}
    written = urlencode({name: value for name, value in query.items() if value})
    return f"{reverse('review', args=[document.pk])}{'?' if written else ''}{written}"


def _again(
    request: HttpRequest,
    document: Document,
    fact: ReadFact,
    message: str,
    form: Any,
    *,
    status: int = 422,
    **more: Any,
) -> HttpResponse:
    """The page once more, with what the person has typed and why it was not done."""
    tab = request.POST.get("loai", "")
    laid = desk.lay(
        document,
        tab=tab,
        fact=fact.pk,
        form=form,
        is_splitting="phan" in request.POST,
        paths=readable(request),
    )
    return _page(request, laid, refusal=message, status=status, **more)


def readable(request: HttpRequest) -> tuple[str, ...]:
    """The branches whose documents the person may open."""
    return scope_paths(request.user, timezone.localdate(), *READERS)


def may_remove(request: HttpRequest, document: Document) -> bool:
    """Whether the person may take the upload away: it was never read, and they keep or loaded it."""
    is_right = request.user.has_perm("registers.remove_document", document)
    return is_right and documents.may_remove(document, timezone.now())


def _page(request: HttpRequest, laid: desk.Desk, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "desk": laid,
        # Inside the part that is exchanged, so that they come with it.
        "notices": list(messages.get_messages(request)),
        "messages": (),
        "document": laid.document,
        "may_recognise": bool(laid.document.notes) and documents.may_recognise(laid.document),
        "may_remove": not laid.progress.total and may_remove(request, laid.document),
        "missed_form": MissedForm(auto_id="con-sot-%s"),
        "head_form": HeadForm(initial=model_to_dict(laid.document, HEAD), auto_id="dau-%s"),
        "agency_form": AgencyForm(auto_id="co-quan-%s"),
        "can_look": laid.document.state == Document.State.CONFIRMED
        and request.user.has_perm("registers.review_document", laid.document),
        "can_review": request.user.has_perm("registers.review_document", laid.document)
        and laid.document.state == Document.State.READ,
        "programme": _programme(request, laid.document),
        **more,
    }
    return render(request, "documents/review.html", context, status=status)


def _programme(request: HttpRequest, document: Document) -> Programme | None:
    """The programme of a confirmed document, for those who may see it."""
    if document.state != Document.State.CONFIRMED:
        return None
    programme = revising.programme_of(document)
    may_see = programme is not None and request.user.has_perm("programmes.see_programme", programme)
    return programme if may_see else None


@require_POST
@requires("registers.review_document", find)
def accept_section(request: HttpRequest, document: Document) -> HttpResponse:
    """Accept what is undoubted in one section."""
    tab = request.POST.get("loai", "")
    kinds = desk.TABS[tab][1] if tab in desk.TABS else tuple(ReadFact.Kind.values)
    try:
        count = facts.accept_section(
            document=document,
            kinds=kinds,
            section=request.POST.get("phan", ""),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("Đã chấp nhận %(count)s mục.", "Đã chấp nhận %(count)s mục.", count)
        messages.success(request, said % {"count": count})
    return redirect(address(document, tab))


@require_POST
@requires("registers.review_document", find)
def add(request: HttpRequest, document: Document) -> HttpResponse:
    """Add a duty that the reader missed."""
    form = MissedForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("no-place", _("Chưa rõ đoạn nào; hãy bôi đen lại, hoặc chép nguyên văn."))
        words = form.cleaned_data["text"]
        fact = facts.add(
            document=document, by=request.user, at=timezone.now(), text=words, place=form.place()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address(document))
    messages.success(request, _("Đã thêm một nhiệm vụ; hãy điền cơ quan và hạn."))
    return redirect(address(document, "nhiem-vu", fact))


@require_POST
@requires("registers.review_document", find)
def look_at(request: HttpRequest, document: Document) -> HttpResponse:
    """Say that a doubt which outlived the review was looked at; back to where that was said."""
    fact = get_object_or_404(ReadFact, pk=_number(request.POST.get("muc")), document=document)
    try:
        facts.look_at(fact=fact, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ghi: bản đọc của mục này đã được so với văn bản."))
    duty = Duty.objects.filter(fact=fact).first() if "nhiem-vu" in request.POST else None
    if duty is not None:
        return redirect("duty", duty_id=duty.pk)
    return _go_on(document, fact, request.POST.get("loai", ""), stays=False)


@require_POST
@requires("registers.review_document", find)
def add_agency(request: HttpRequest, document: Document) -> HttpResponse:
    """Add an agency to the directory by this person's word; doubts about its name are settled."""
    form, tab = AgencyForm(request.POST), request.POST.get("loai", "")
    fact = ReadFact.objects.filter(pk=_number(request.POST.get("muc")), document=document).first()
    try:
        if not form.is_valid():
            raise NotPossible(_("Hãy ghi tên và chọn loại cơ quan."))
        reviewing.add_agency(document=document, by=request.user, at=timezone.now(), **form.cleaned_data)
    except (NotPossible, Refused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thêm “%(name)s” vào danh bạ.") % {"name": form.cleaned_data["name"]})
    return redirect(address(document, tab, fact))


@require_POST
@requires("registers.review_document", find)
def describe(request: HttpRequest, document: Document) -> HttpResponse:
    """Put right the number, day, issuer and title of the document."""
    form = HeadForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("form", " ".join(words for errors in form.errors.values() for words in errors))
        reviewing.describe(document=document, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã lưu số, ngày và tên văn bản."))
    return redirect(address(document))


@require_GET
@requires("registers.review_document", find)
def suggest(request: HttpRequest, document: Document) -> HttpResponse:
    """Names of the directory that hold the typed words, with or without diacritics."""
    words = vietnamese.fold(request.GET.get("q", "")).split()
    found = queries.subtree(agencies.province_root(document), agencies.day_of(document))
    for word in words:
        found = found.filter(folded__contains=word)
    known: list[Organisation] = list(found.order_by("sort_key")[:N_SUGGESTIONS]) if words else []
    return render(request, "documents/_suggestions.html", {"known": known})


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 16 else None
