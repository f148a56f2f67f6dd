"""Urging with proof: three levels, a numbered letter, who read it when, and the answer."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pghistory
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes import queries as duties
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme
from tinhxanh.apps.programmes.states import Clock
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import notices, tasks
from tinhxanh.apps.reports.bearers import bearers_on
from tinhxanh.apps.reports.models import Notice, Round, Submission, Urging
from tinhxanh.core.duties.reminders import Level, proposed
from tinhxanh.core.duties.state import State

_PRINTED_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(slots=True)
class Account:
    """The ledger of one agency: what it owes, what was written to it, whether it read and answered."""

    organisation: Organisation
    late: list[duties.Line] = field(default_factory=list)
    missing: list[Submission] = field(default_factory=list)
    urgings: list[Urging] = field(default_factory=list)
    proposed: Level | None = None

    @property
    def answered(self) -> int:
        return sum(one.answered_at is not None for one in self.urgings)

    @property
    def levels(self) -> tuple[Level, ...]:
        return tuple(Level(one.level) for one in self.urgings)


def ledger(programme: Programme, clock: Clock) -> list[Account]:
    """Every agency that owes something or was urged this year, worst first; a fixed number of queries.

    For one that was dissolved or merged its successors stand; one without any is not written to.
    """
    accounts: dict[int, Account] = {}
    bearers = bearers_on(clock.on)
    known = Organisation.objects.in_bulk()
    oldest: dict[int, dt.date] = {}
    for part, line in _late_parts(programme, clock):
        owed = line.standing.owed_on or clock.on
        for pk in bearers(part.organisation_id):
            accounts.setdefault(pk, Account(known[pk])).late.append(line)
            oldest[pk] = min(oldest.get(pk, owed), owed)
    for submission in _missing(programme, clock.on):
        due = submission.round.hand_in_on
        for pk in bearers(submission.organisation_id):
            accounts.setdefault(pk, Account(known[pk])).missing.append(submission)
            oldest[pk] = min(oldest.get(pk, due), due)
    for one in _urgings(programme, clock.on.year):
        if one.organisation_id not in bearers(one.organisation_id):
            continue
        accounts.setdefault(one.organisation_id, Account(one.organisation)).urgings.append(one)
    for pk, account in accounts.items():
        if pk in oldest:
            account.proposed = proposed(oldest[pk], clock.on, account.levels)
    return sorted(
        accounts.values(), key=lambda one: (-len(one.late) - len(one.missing), one.organisation.sort_key)
    )


def _late_parts(programme: Programme, clock: Clock) -> Iterable[tuple[DutyAgency, duties.Line]]:
    # Who reported it complete has answered; what is left is the focal officer's own check.
    unsaid = Duty.objects.filter(programme=programme, said_done_on__isnull=True)
    told = duties.with_states(unsaid, clock)
    late = told.filter(state=State.LATE).order_by("position").prefetch_related(duties.parts())
    lines = [duties.line(duty, clock) for duty in late]
    silent = _silent(part.pk for line in lines for part in line.lead if part.is_collective)
    for line in lines:
        for part in line.lead:
            for one in silent.get(part.pk, [part]):
                if one.organisation is not None:
                    yield one, line


def _silent(collectives: Iterable[int]) -> dict[int, list[DutyAgency]]:
    """The members of collectives that have not answered, by the collective; one query."""
    members = DutyAgency.objects.filter(collective__in=list(collectives), answered_at__isnull=True)
    found: dict[int, list[DutyAgency]] = defaultdict(list)
    for member in members.select_related("organisation").order_by("pk"):
        found[member.collective_id].append(member)
    return found


def _missing(programme: Programme, on: dt.date) -> QuerySet[Submission]:
    """Submissions that are not handed in although their last day has passed."""
    return Submission.objects.filter(
        round__programme=programme,
        round__state=Round.State.OPEN,
        round__hand_in_on__lt=on,
        state__in=(Submission.State.DRAFT, Submission.State.RETURNED),
    ).select_related("organisation", "round")


def _urgings(programme: Programme, year: int) -> QuerySet[Urging]:
    found = Urging.objects.filter(programme=programme, year=year)
    return found.select_related("organisation", "issued_by", "read_by").order_by("issued_at")


def issue(
    *,
    programme: Programme,
    organisation: Organisation,
    level: int,
    words: str,
    duties: Iterable[Duty],
    by: User,
    at: dt.datetime,
    round_: Round | None = None,
) -> Urging:
    """Send one urging: numbered within the focal department and year, told and mailed at once.

    Raises `Refused` ("no-words", "skipped"): no level comes before the one below it.
    """
    year = timezone.localdate(at).year
    _must_be_next(programme, organisation, level, words, year)
    why = f"{Urging.Level(level).label} {organisation}"
    with transaction.atomic(), pghistory.context(user=by.pk, why=why):
        # The focal department's row orders two people who number a letter in the same moment.
        Organisation.objects.select_for_update().get(pk=programme.focal_id)
        made = Urging.objects.create(
            programme=programme,
            round=round_,
            organisation=organisation,
            level=level,
            year=year,
            number=_next_number(programme, year),
            focal=programme.focal,
            words=words.strip(),
            issued_by=by,
            issued_at=at,
        )
        made.duties.set(duties)
        _tell(made, at)
    return made


def _must_be_next(
    programme: Programme, organisation: Organisation, level: int, words: str, year: int
) -> None:
    if not words.strip():
        raise Refused("no-words", "Hãy ghi nội dung đôn đốc.")
    sent = _urgings(programme, year).filter(organisation=organisation).values_list("level", flat=True)
    if level > 1 and level - 1 not in set(sent):
        before = Urging.Level(level - 1).label.lower()
        raise Refused("skipped", f"Chưa {before} cơ quan này trong năm nên chưa chuyển sang mức tiếp theo.")


def _next_number(programme: Programme, year: int) -> int:
    last = Urging.objects.filter(focal=programme.focal_id, year=year).aggregate(last=Max("number"))
    return int(last["last"] or 0) + 1


def _tell(made: Urging, at: dt.datetime) -> None:
    people = list(notices.officers_of(made.organisation, timezone.localdate(at)))
    notices.tell(
        people=people,
        kind=Notice.Kind.URGED,
        words=f"{made.get_level_display()} số {made.number}: {made.words}",
        address=f"/don-doc/{made.pk}/",
        key=f"urged-{made.pk}",
        at=at,
    )
    tasks.send_at_once.defer(key=f"urged-{made.pk}")


def read(*, urging: Urging, by: User, at: dt.datetime) -> Urging:
    """Note who of the agency opened the letter first, and when."""
    with transaction.atomic(), pghistory.context(user=by.pk, why="Đọc văn bản đôn đốc"):
        held = Urging.objects.select_for_update().get(pk=urging.pk)
        if held.read_at is None:
            held.read_by, held.read_at = by, at
            held.save(update_fields=["read_by", "read_at"])
    return held


def answer(*, urging: Urging, words: str, by: User, at: dt.datetime) -> Urging:
    """Answer a letter; who wrote it hears of it. Raises `Refused` ("no-words", "answered")."""
    if not words.strip():
        raise Refused("no-words", "Hãy ghi câu trả lời: vì sao chậm, khi nào xong.")
    with transaction.atomic(), pghistory.context(user=by.pk, why="Trả lời đôn đốc"):
        held = Urging.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=urging.pk)
        if held.answered_at:
            raise Refused("answered", "Văn bản này đã được trả lời.")
        held.answer, held.answered_by, held.answered_at = words.strip(), by, at
        held.read_by, held.read_at = held.read_by or by, held.read_at or at
        held.save()
        notices.tell(
            people=[held.issued_by],
            kind=Notice.Kind.ANSWERED,
            words=f"{held.organisation} trả lời {held}: {held.answer}",
            address=f"/don-doc/{held.pk}/",
            key=f"answered-{held.pk}",
            at=at,
        )
    return held


def proposal(account: Account, round_: Round | None = None) -> str:
    """Words to begin from: what is owed, with its days."""
    lines = [_owed(line.duty.code, line.duty.text, line.standing.owed_on) for line in account.late]
    lines += [
        f"- {one.round.title}: hạn nộp {one.round.hand_in_on:%d/%m/%Y}, chưa nộp"
        for one in account.missing
        if round_ is None or one.round_id == round_.pk
    ]
    return "Đề nghị quý cơ quan khẩn trương thực hiện và báo cáo các nội dung đã quá hạn sau:\n" + "\n".join(
        lines
    )


def _owed(code: str, text: str, day: dt.date | None) -> str:
    """One duty of the letter; its last day is told once, by the sentence itself where that names it."""
    said = f"- Nhiệm vụ {code}: {text.strip().rstrip(' .;')}"
    told = {tuple(map(int, found)) for found in _PRINTED_DAY.findall(said)}
    if day is None or (day.day, day.month, day.year) in told:
        return said
    return f"{said} (hạn {day:%d/%m/%Y})"
