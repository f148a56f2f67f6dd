"""What the demo shows: documents read through the door of an upload, and a year of reports on one of them.

People, reports and progress are invented; documents are the project's own (`demo/documents/README.md`).
Everything goes through the actions that the pages use. What is there already is left as it is.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tinhxanh.apps.accounts import people
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.accounts.queries import roots
from tinhxanh.apps.programmes import confirming, duties
from tinhxanh.apps.programmes.models import DutyAgency, Programme, ProgressReport
from tinhxanh.apps.registers import documents
from tinhxanh.apps.registers.models import Document
from tinhxanh.apps.reports import courses, rounds, scheduling
from tinhxanh.cli.jobs import work_off

PASSWORD = "tinhxanh-demo"  # noqa: S105 - told to everybody who starts the demo, used by nothing else
FOLDER = settings.CHECKOUT / "demo"
Say = Callable[[str], None]


def prepare(at: dt.datetime, say: Say) -> list[tuple[str, str, str]]:
    """Make accounts and, the first time, load and run the demo's documents.

    Returns (role, user name, password) of each account.
    """
    root = _root(at)
    accounts = people.ensure_demo(root=root, at=at, password=PASSWORD)
    story = tomllib.loads((FOLDER / "story.toml").read_text(encoding="utf-8"))
    if not _is_complete(story):
        say("Đọc văn bản mẫu")
        _load(story, root, at)
    if not ProgressReport.objects.exists():
        say("Ghi báo cáo mẫu")
        _live(story, root)
        _open_round(story, at)
    return [(account.role, account.username, PASSWORD) for account in accounts]


def receive(path: Path, at: dt.datetime) -> str:
    """Take in a file as the focal officer would; the id of its document."""
    return str(_receive(path, _focal(), _root(at), at).pk)


def _root(at: dt.datetime) -> Organisation:
    """The committee of the settings' province."""
    return next(one for one in roots(at.date()) if one.name.endswith(settings.PROVINCE))


def _focal() -> User:
    return User.objects.get(username=people.DEMO[0][1])


def _is_complete(story: dict[str, Any]) -> bool:
    """Whether the documents stand where the story leaves them; a start that was cut short is resumed."""
    states = dict(Document.objects.values_list("filename", "state"))
    confirmed = Document.State.CONFIRMED
    return all(
        states.get(row["file"]) in ((confirmed,) if row["confirm"] else (Document.State.READ, confirmed))
        for row in story["documents"]
    )


def _load(story: dict[str, Any], root: Organisation, at: dt.datetime) -> None:
    """Receive all documents, read them with the real worker, confirm those the story confirms."""
    received: dict[str, Document] = {}
    for row in story["documents"]:
        older = received.get(row.get("supersedes", ""))
        path = FOLDER / "documents" / row["file"]
        document = _receive(path, _focal(), root, at, older)
        if document.state == Document.State.FAILED:
            documents.retry(document=document, by=_focal(), at=at)
        work_off()
        document.refresh_from_db()
        received[row["file"]] = document
        if document.state == Document.State.FAILED:
            raise click.ClickException(f"Không đọc được văn bản mẫu {row['file']}: {document.error_text}")
        if row["confirm"] and document.state == Document.State.READ:
            made = confirming.confirm(document=document, by=_focal(), at=at, despite_doubts=True)
            scheduling.plan_ahead(programme=made, on=timezone.localdate(at), by=_focal())


def _receive(
    path: Path, by: User, root: Organisation, at: dt.datetime, supersedes: Document | None = None
) -> Document:
    with path.open("rb") as stream:
        file = File(stream, name=path.name)
        return documents.receive(file=file, by=by, organisation=root, at=at, supersedes=supersedes).document


def _live(story: dict[str, Any], root: Organisation) -> None:
    """Accept and report as the story tells, each on its day; what lies ahead has not happened yet."""
    now = timezone.now()
    parts = {
        (part.duty.code, part.role): part
        for part in DutyAgency.objects.filter(
            duty__programme__start_year=story["year"], organisation__isnull=False
        ).select_related("duty", "organisation")
    }
    for row in sorted(story["reports"], key=lambda row: row["on"]):
        part = parts.get((row["duty"], row.get("role", "lead")))
        moment = timezone.make_aware(dt.datetime.combine(row["on"], dt.time(9, 30)))
        if part is not None and moment <= now:
            _report(part, row, moment)


def _open_round(story: dict[str, Any], at: dt.datetime) -> None:
    """Open the next report period of the plan that runs, so that every role has something to do."""
    programme = Programme.objects.get(start_year=story["year"])
    for proposal in rounds.proposals(programme, at.year):
        if proposal.period.hand_in_on >= at.date():
            rounds.open_round(
                programme=programme,
                period=proposal.period,
                by=_focal(),
                at=at,
                report_duty=proposal.report_duty,
            )
            return


def _report(part: DutyAgency, row: dict[str, Any], at: dt.datetime) -> None:
    by = _officer(part.organisation, at)
    part.refresh_from_db()
    if row["percent"] < 0:
        duties.accept(part=part, by=by, at=at)
        return
    proofs = [FOLDER / "evidence" / name for name in row.get("evidence", "").split()]
    courses.report(
        part=part,
        by=by,
        at=at,
        words=row["words"],
        percent=row["percent"],
        obstacle=row.get("obstacle", ""),
        evidence=[SimpleUploadedFile(proof.name, proof.read_bytes()) for proof in proofs],
    )
    if row.get("is_checked"):
        courses.check(duty=part.duty, verdict="completed", by=_focal(), at=at + dt.timedelta(days=1))


def _officer(organisation: Organisation, at: dt.datetime) -> User:
    """Somebody of that agency who can report; nobody can sign in as them."""
    return people.enrol(
        username=f"demo-{organisation.pk}",
        full_name=f"Cán bộ {organisation.name}"[:150],
        position="Chuyên viên",
        organisation=organisation,
        since=dt.date(at.year, 1, 1),
    )
