"""Documents: load one, wait for its reading, see what a new version changes, make it a programme."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.accounts.rights import memberships, scope_paths
from tinhxanh.apps.programmes import confirming, revising
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers import documents, queries, twins
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.registers.rights import KEEPERS, READERS
from tinhxanh.apps.reports import reminding, scheduling
from tinhxanh.web import desk, posted
from tinhxanh.web.forms.documents import ConfirmForm, UploadForm
from tinhxanh.web.rights import requires
from tinhxanh.web.views import review

PER_PAGE = 25
FORM_ALLOWANCE = 64 << 10
"""Bytes of a request that are not the file: the other fields and the boundaries."""


class Quota(FileUploadHandler):
    """Stops an upload that grows past the limit, whatever length its sender stated."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.left = settings.UPLOAD_LIMIT_MB << 20
        self.is_over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            self.is_over = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


@csrf_exempt
@requires("registers.see_documents")
def index(request: HttpRequest) -> HttpResponse:
    """The documents of one's organisations, and the form to load another.

    The size is looked at before the body is read; the token is checked afterwards, inside.
    """
    if request.method == "POST":
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if int(stated if stated.isdecimal() else 0) > (settings.UPLOAD_LIMIT_MB << 20) + FORM_ALLOWANCE:
            return _listing(request, error=documents.too_large(_("đã chọn")), status=413)
        request.upload_handlers.insert(0, Quota(request))
    return _guarded(request)


@csrf_protect
def _guarded(request: HttpRequest) -> HttpResponse:
    return _load(request) if request.method == "POST" else _listing(request)


def _load(request: HttpRequest) -> HttpResponse:
    """Take in the file that was sent."""
    form = _upload_form(request, request.POST, request.FILES)
    quota = next((h for h in request.upload_handlers if isinstance(h, Quota)), None)
    if quota is not None and quota.is_over:
        return _listing(request, form=form, error=documents.too_large(_("đã chọn")), status=413)
    if not request.user.has_perm("registers.load_document") or not form.is_valid():
        return _listing(request, form=form, status=422)
    try:
        received = documents.receive(
            file=form.cleaned_data["file"],
            by=request.user,
            organisation=form.cleaned_data["organisation"],
            at=timezone.now(),
            supersedes=form.cleaned_data["supersedes"],
        )
    except Refused as refusal:
        return _listing(request, form=form, error=str(refusal), status=422)
    if not received.is_new:
        _tell_known(request, received.document)
    return redirect("document", received.document.pk)


def _tell_known(request: HttpRequest, document: Document) -> None:
    words = _("Tệp này đã được %(who)s tải lên ngày %(day)s dưới tên “%(name)s”; đây là bản đã có.")
    day = timezone.localtime(document.uploaded_at)
    values = {"who": document.uploaded_by, "day": f"{day:%d/%m/%Y}", "name": document.filename}
    messages.warning(request, words % values)


def _upload_form(request: HttpRequest, *data: Any) -> UploadForm:
    today = timezone.localdate()
    held = memberships(request.user, today, *KEEPERS).values("organisation")
    paths = scope_paths(request.user, today, *KEEPERS)
    # A newer version that could not be read is no version: the next attempt names the same older one.
    newer = Document.objects.filter(supersedes=OuterRef("pk")).exclude(state=Document.State.FAILED)
    readable = queries.documents_under(paths).filter(
        ~Exists(newer), state__in=(Document.State.READ, Document.State.CONFIRMED), n_facts__gt=0
    )
    organisations = Organisation.objects.filter(pk__in=held).order_by("path")
    return UploadForm(*data, organisations=organisations, documents=readable, auto_id="tai-len-%s")


def _listing(
    request: HttpRequest, *, form: UploadForm | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    words = request.GET.get("tim", "").strip()
    paths = scope_paths(request.user, timezone.localdate(), *READERS)
    found = queries.documents_under(paths, words)
    can_load = request.user.has_perm("registers.load_document")
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "form": (form or _upload_form(request)) if can_load else None,
        "error": error,
        "words": words,
        "limit": settings.UPLOAD_LIMIT_MB,
        "limit_bytes": settings.UPLOAD_LIMIT_MB << 20,
    }
    return render(request, "documents/index.html", context, status=status)


@require_GET
@requires("registers.see_documents", review.find)
def document(request: HttpRequest, document: Document) -> HttpResponse:
    """Where a document stands: being read, failed, or on to its review."""
    if document.state in (Document.State.READ, Document.State.CONFIRMED):
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": review.address(document)})
        return redirect("review", document.pk)
    part = "documents/_waiting.html" if request.htmx else "documents/document.html"
    context = {
        "document": document,
        "may_retry": _may_retry(request, document),
        "may_recognise": documents.may_recognise(document),
        "may_remove": review.may_remove(request, document),
    }
    return render(request, part, context)


def _may_retry(request: HttpRequest, document: Document) -> bool:
    can_load = request.user.has_perm("registers.load_document", document)
    return can_load and documents.may_retry(document, timezone.now())


@require_POST
@requires("registers.load_document", review.find)
def retry(request: HttpRequest, document: Document) -> HttpResponse:
    """Read a document again."""
    try:
        documents.retry(document=document, by=request.user, at=timezone.now(), ocr="ocr" in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("document", document.pk)


@require_POST
@requires("registers.remove_document", review.find)
def remove(request: HttpRequest, document: Document) -> HttpResponse:
    """Take away an upload that was never read."""
    try:
        reason = posted.words(request.POST, "reason")
        documents.remove(document=document, by=request.user, at=timezone.now(), reason=reason)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("document", document.pk)
    messages.success(request, _("Đã xóa tệp “%(name)s”.") % {"name": document.filename})
    return redirect("documents")


@require_GET
@requires("registers.see_documents", review.find)
def download(request: HttpRequest, document: Document) -> HttpResponse:
    """The file as it was loaded; always to be saved, never shown by the browser."""
    response = FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.filename,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def with_facts(document_id: uuid.UUID) -> Document:
    """The document with everything that making a programme of it needs."""
    found = Document.objects.select_related("organisation", "supersedes__organisation")
    return get_object_or_404(found, pk=document_id)


@require_http_methods(["GET", "POST"])
@requires("registers.confirm_document", with_facts)
def confirm(request: HttpRequest, document: Document) -> HttpResponse:
    """Show what the programme will be made of; make it."""
    if document.state != Document.State.READ:
        return redirect("document", document.pk)
    programmes = Programme.objects.filter(focal=document.organisation).order_by("-created_at")
    form = ConfirmForm(
        request.POST or None,
        programmes=programmes,
        initial={"title": document.title or document.filename},
        auto_id="lap-%s",
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = _confirm(request, document, form.cleaned_data)
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, _("Đã lập chương trình."))
            return redirect("programme", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "documents/confirm.html", _summary(request, document, form, refusal), status=status
    )


def _confirm(request: HttpRequest, document: Document, wanted: dict[str, Any]) -> Programme:
    """Make or change the programme; what comes again gets its dates in the same transaction."""
    whose = {"by": request.user, "at": timezone.now(), "despite_doubts": wanted["despite_doubts"]}
    with transaction.atomic():
        if request.POST.get("viec") == "ban-moi":
            made = revising.revise(document=document, **whose)
        else:
            made = confirming.confirm(
                document=document, title=wanted["title"], programme=wanted["programme"], **whose
            )
        scheduling.plan_ahead(programme=made, on=timezone.localdate(), by=request.user)
        reminding.tell_assigned(timezone.now(), programme=made)
    return made


def _summary(request: HttpRequest, document: Document, form: ConfirmForm, refusal: str) -> dict[str, Any]:
    facts = list(queries.standing(document))
    twins.veil(facts, review.readable(request))
    counts = {kind: sum(fact.kind == kind for fact in facts) for kind in ReadFact.Kind.values}
    undecided = [fact for fact in facts if fact.state == ReadFact.State.TODO]
    return {
        "document": document,
        "form": form,
        "refusal": refusal,
        "counts": counts,
        "undecided": sum(not fact.doubts for fact in undecided),
        "doubtful": desk.in_order(fact for fact in undecided if fact.doubts),
        "grave": [note for note in desk.by_gravity(document.notes) if note["code"] in desk.GRAVE],
        "notes": [note for note in document.notes if note["code"] not in desk.GRAVE],
        "left_out": document.read_facts.count() - len(facts),
        "revised": revising.programme_of(document.supersedes),
    }


@require_GET
@requires("registers.see_documents", with_facts)
def difference(request: HttpRequest, document: Document) -> HttpResponse:
    """What a new version adds, drops and changes, side by side."""
    if document.supersedes is None:
        return redirect("document", document.pk)
    context = {"document": document, "revision": revising.preview(document)}
    return render(request, "documents/difference.html", context)
