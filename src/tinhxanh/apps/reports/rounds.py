"""Opening report periods: from the plan's own days to one pre-filled submission an agency."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from tinhxanh.apps.accounts import queries as places
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes.models import Duty, DutyAgency, Programme, ReportDuty, Target
from tinhxanh.apps.registers.refusals import Refused
from tinhxanh.apps.reports import notices, regimes
from tinhxanh.apps.reports.bearers import bearers_on
from tinhxanh.apps.reports.models import DutyAnswer, FigureAnswer, Notice, Round, Submission
from tinhxanh.apps.reports.regimes import Regime
from tinhxanh.core import vietnamese
from tinhxanh.core.duties.periods import Period, Rhythm, YearDay, decreed, planned

_UPWARD = ("chu tich", "uy ban nhan dan tinh", "uy ban nhan dan thanh pho", "thuong truc")
"""Who receives the consolidated report, folded and expanded: what goes there is not handed in by agencies."""

NAMES = {
    Rhythm.MONTH: "Báo cáo tháng {number} năm {year}",
    Rhythm.QUARTER: "Báo cáo quý {number} năm {year}",
    Rhythm.HALF_YEAR: "Báo cáo 6 tháng đầu năm {year}",
    Rhythm.NINE_MONTHS: "Báo cáo 9 tháng năm {year}",
    Rhythm.YEAR: "Báo cáo năm {year}",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A period that may be opened, and the plan's sentence it follows from (None: the decree's windows)."""

    period: Period
    report_duty: ReportDuty | None
    is_shared: bool = False
    """Whether the plan has another report of the same period that is due on another day."""

    @property
    def title(self) -> str:
        """What the period is called: by its report's place and day too, where the name alone is shared."""
        name = name_of(self.period)
        if not self.is_shared or self.report_duty is None:
            return name
        return f"{name} ({self.report_duty.code}), trước {self.period.hand_in_on:%d/%m}"

    @property
    def key(self) -> str:
        """The value of the choice in a form."""
        key = f"{self.period.rhythm}-{self.period.year}-{self.period.number}"
        return f"{key}-{self.period.hand_in_on:%m%d}" if self.is_shared else key

    @property
    def place(self) -> tuple[str, int, int, int | None]:
        """Rhythm, year and number, and which report of the plan it is, whatever its days."""
        source = self.report_duty.pk if self.report_duty else None
        return str(self.period.rhythm), self.period.year, self.period.number, source

    @property
    def identity(self) -> tuple[str, int, int, dt.date]:
        """What tells one round of a programme from another."""
        return identity(self.period)


def name_of(period: Period) -> str:
    """Such as “Báo cáo 6 tháng đầu năm 2026”; the second half-year has its own name."""
    if period.rhythm is Rhythm.HALF_YEAR and period.number == 2:
        return f"Báo cáo 6 tháng cuối năm {period.year}"
    return NAMES[period.rhythm].format(number=period.number, year=period.year)


def identity(one: Period | Round) -> tuple[str, int, int, dt.date]:
    """Rhythm, year, number and day of handing in."""
    return str(one.rhythm), one.year, one.number, one.hand_in_on


def proposals(programme: Programme, year: int) -> tuple[Proposal, ...]:
    """The periods of `year` by the plan's own days; without any, half-year and year by NĐ 09/2019.

    None after the plan's last year.
    """
    if programme.end_year is not None and year > programme.end_year:
        return ()
    rows = [row for row in programme.report_duties.all() if not row.is_dropped and _days([row])]
    # A day on which a plan or a dossier is due is not a report; without the word all days count.
    dated = [row for row in rows if "bao cao" in vietnamese.fold(row.what)] or rows
    upward = [row for row in dated if goes_up(row)]
    handed_in = [row for row in dated if not goes_up(row)] or upward
    periods = planned(year, _days(handed_in), _days(upward))
    if not periods:
        return (
            Proposal(decreed(Rhythm.HALF_YEAR, year), None),
            Proposal(decreed(Rhythm.YEAR, year), None),
        )
    names = Counter(name_of(period) for period in periods)
    return tuple(
        Proposal(period, _source(handed_in, period.hand_in_on), names[name_of(period)] > 1)
        for period in periods
    )


def _source(rows: list[ReportDuty], day: dt.date) -> ReportDuty:
    """The first sentence that names the day of handing in."""
    return next((row for row in rows if any(one.of(day.year) == day for one in _days([row]))), rows[0])


def reporting_periods(programme: Programme, years: Iterable[int]) -> tuple[Period, ...]:
    """All periods of several years, in order."""
    return tuple(proposal.period for year in years for proposal in proposals(programme, year))


def goes_up(row: ReportDuty) -> bool:
    """Whether a report is the consolidated one, which agencies do not hand in."""
    return any(vietnamese.expand(name).startswith(_UPWARD) for name in row.to)


def _days(rows: Iterable[ReportDuty]) -> list[YearDay]:
    """The days of every year; one printed with its year stands for that day of the year too."""
    found = []
    for row in rows:
        for due in row.due:
            if due.get("month") and due.get("day"):
                found.append(YearDay(due["month"], due["day"]))
            elif due.get("date"):
                day = dt.date.fromisoformat(due["date"])
                found.append(YearDay(day.month, day.day))
    return found


def open_round(
    *,
    programme: Programme,
    period: Period,
    by: User,
    at: dt.datetime,
    report_duty: ReportDuty | None = None,
    title: str = "",
    regime: Regime | None = None,
) -> Round:
    """Open a period: one submission for each agency that has duties, pre-filled.

    Each has its duties as lead and as co-ordinator, the words and percent of the round before and the
    values it owes. `title` is the period's name where it has one of its own; `regime` is the call as a
    person has written it, without it as plan and decree have it. Raises `Refused` ("opened",
    "no-agencies", and as `regimes.check` does).
    """
    title = title or name_of(period)
    regime = regime or regimes.propose(programme, period, report_duty, title)
    regimes.check(regime)
    why = f"Mở kỳ {regime.title}"
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, why=why):
            made = _create(programme, period, report_duty, regime, by, at)
            _fill(made, timezone.localdate(at))
            _announce(made, at)
    except IntegrityError as error:
        raise Refused("opened", f"{regime.title} đã được mở.") from error
    return made


def _create(
    programme: Programme,
    period: Period,
    source: ReportDuty | None,
    regime: Regime,
    by: User,
    at: dt.datetime,
) -> Round:
    earlier = Round.objects.filter(programme=programme, data_to__lt=regime.data_to)
    return Round.objects.create(
        programme=programme,
        report_duty=source,
        previous=earlier.order_by("-data_to").first(),
        year=period.year,
        number=period.number,
        **regimes.values(regime),
        opened_by=by,
        opened_at=at,
    )


def _fill(made: Round, today: dt.date) -> None:
    """Make the submissions and their lines; the number of queries does not grow with them."""
    parts = DutyAgency.objects.filter(
        duty__programme=made.programme_id, duty__is_dropped=False, organisation__isnull=False
    ).select_related("organisation", "duty")
    bearers = bearers_on(today)
    duties: dict[int, dict[int, str]] = defaultdict(dict)
    leads: dict[int, list[int]] = defaultdict(list)
    for part in parts.order_by("duty__position", "-role"):
        for organisation in bearers(part.organisation_id):
            roles = (duties[organisation].get(part.duty_id), part.role)
            duties[organisation][part.duty_id] = "lead" if "lead" in roles else "coordinate"
            if part.role == DutyAgency.Role.LEAD:
                leads[part.duty_id].append(organisation)
    if not duties:
        raise Refused(
            "no-agencies", "Chưa nhiệm vụ nào có cơ quan khớp danh bạ; hãy khớp tên cơ quan trước khi mở kỳ."
        )
    owed = _owed(made, leads)
    for organisation in owed:
        duties.setdefault(organisation, {})
    submissions = Submission.objects.bulk_create(
        Submission(round=made, organisation_id=organisation) for organisation in sorted(duties)
    )
    _duty_lines(made, submissions, duties)
    _figure_lines(made, submissions, owed)


def _owed(made: Round, leads: dict[int, list[int]]) -> dict[int, list[Target]]:
    """The numbers to reach in the round's year, under the lead of their duty, else the focal department."""
    targets = Target.objects.filter(
        programme=made.programme_id, measure__in=("percent", "count"), is_dropped=False
    )
    owed: dict[int, list[Target]] = defaultdict(list)
    for target in targets.order_by("position"):
        if target.year in (None, made.year):
            lead = leads.get(target.duty_id or 0, [])
            # Of a duty that many lead nobody alone knows the number: the focal department gives it.
            owed[lead[0] if len(lead) == 1 else made.programme.focal_id].append(target)
    return owed


def _duty_lines(made: Round, submissions: list[Submission], duties: dict[int, dict[int, str]]) -> None:
    before = {
        (answer.submission.organisation_id, answer.duty_id): answer
        for answer in DutyAnswer.objects.filter(submission__round=made.previous_id or 0).select_related(
            "submission"
        )
    }
    bearers = bearers_on(timezone.localdate(made.opened_at))
    before = {(new, duty): answer for (old, duty), answer in before.items() for new in bearers(old)}
    completed = Duty.objects.filter(programme=made.programme_id, completed_on__isnull=False)
    closed = dict(completed.values_list("pk", "completed_on"))
    rows = []
    for submission in submissions:
        for duty, part in duties[submission.organisation_id].items():
            last = before.get((submission.organisation_id, duty))
            answer = DutyAnswer(
                submission=submission,
                duty_id=duty,
                part=part,
                last_words=last.words if last else "",
                last_percent=last.percent if last else None,
            )
            if part == "lead" and duty in closed:
                _tell_closed(answer, closed[duty])
            rows.append(answer)
    DutyAnswer.objects.bulk_create(rows)


def _tell_closed(answer: DutyAnswer, completed_on: dt.date) -> None:
    """What is complete is told again as it was, so that nobody has to write it a second time."""
    answer.words = answer.last_words or f"Đã hoàn thành ngày {completed_on:%d/%m/%Y}."
    answer.percent, answer.done_on = 100, completed_on


def _figure_lines(made: Round, submissions: list[Submission], owed: dict[int, list[Target]]) -> None:
    last = {
        (target.subject, target.unit): value
        for target, value in (
            (answer.target, answer.value)
            for answer in FigureAnswer.objects.filter(submission__round=made.previous_id or 0).select_related(
                "target"
            )
        )
    }
    FigureAnswer.objects.bulk_create(
        FigureAnswer(
            submission=submission,
            target=target,
            last_value=last.get((target.subject, target.unit), target.baseline_value),
        )
        for submission in submissions
        for target in owed.get(submission.organisation_id, [])
    )


def _announce(made: Round, at: dt.datetime) -> None:
    for submission in made.submissions.select_related("organisation"):
        notices.tell(
            people=notices.officers_of(submission.organisation, timezone.localdate(at)),
            kind=Notice.Kind.OPENED,
            words=f"{made.title} đã mở; hạn nộp {made.hand_in_on:%d/%m/%Y}.",
            address=f"/ban-nop/{submission.pk}/",
            key=f"opened-{submission.pk}",
            at=at,
        )


def heads(programme: Programme) -> Organisation:
    """The committee that the programme's reports go up to."""
    return places.root_of(programme.organisation)
