"""A province in its reporting year: a plan with report days, its people, and a period opened in November."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import factories
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.programmes.models import Programme, Target
from tinhxanh.apps.reports import rounds
from tinhxanh.apps.reports.models import Round, Submission
from tinhxanh.apps.reports.submissions import Draft

ICT = dt.timezone(dt.timedelta(hours=7))


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> dt.datetime:
    """A moment of the province's time."""
    return dt.datetime(year, month, day, hour, tzinfo=ICT)


@dataclass
class Year:
    """What the tests of a reporting year stand on."""

    place: factories.Place
    programme: Programme
    focal: User
    leader: User
    officers: dict[int, User]

    def officer(self, organisation: Organisation) -> User:
        return self.officers[organisation.pk]

    def open(self, index: int = 1, when: dt.datetime | None = None) -> Round:
        """Open the half-year (0) or the year (1)."""
        proposal = rounds.proposals(self.programme, 2026)[index]
        return rounds.open_round(
            programme=self.programme,
            period=proposal.period,
            report_duty=proposal.report_duty,
            by=self.focal,
            at=when or at(11, 16),
        )

    def submission(self, opened: Round, index: int = 1) -> Submission:
        return opened.submissions.get(organisation=self.place.agencies[index])


def make_year(n_duties: int = 10) -> Year:
    """A programme of `n_duties` with two report days, two consolidation days and two numbers to reach."""
    place = factories.place()
    focal = factories.user("minh.duc", place.focal, "focal")
    leader = factories.user("van.khai", place.committee, "leader")
    officers = {
        agency.pk: factories.user(f"can.bo.{number}", agency) for number, agency in enumerate(place.agencies)
    }
    programme = factories.programme(place, focal, n_duties)
    handed = factories.report_duty(programme)
    handed.to = [place.focal.name]
    handed.save()
    upward = factories.report_duty(programme, [{"month": 7, "day": 10}, {"month": 12, "day": 20}])
    upward.code, upward.position, upward.to = "IV.3", 2, ["Chủ tịch UBND tỉnh"]
    upward.save()
    duties = list(programme.duties.order_by("position"))
    for position, (duty, subject, value, base) in enumerate(
        [
            (duties[1], "Nguồn thải lớn kết nối quan trắc tự động", 100.0, 86.0),
            (duties[2], "Cụm công nghiệp có xử lý nước thải tập trung", 65.0, 62.9),
        ],
        1,
    ):
        Target.objects.create(
            programme=programme,
            duty=duty,
            code=f"{duty.code}.{position}",
            position=position,
            subject=subject,
            component=duty.component,
            measure="percent",
            comparator=">=",
            value=value,
            unit="%",
            year=2026,
            baseline_value=base,
        )
    return Year(place, programme, focal, leader, officers)


def full(submission: Submission, percent: int = 60, value: float = 92.0, **texts: str) -> Draft:
    """A draft in which nothing is missing; what is complete stays so."""
    day = dt.date(2026, 11, 20) if percent == 100 else None
    closed = {
        answer.pk for answer in submission.duty_answers.filter(part="lead", duty__completed_on__isnull=False)
    }
    return Draft(
        duties={
            answer.pk: {"words": f"Kết quả của {answer.duty.code}"}
            | ({} if answer.pk in closed else {"percent": percent, "done_on": day})
            for answer in submission.duty_answers.select_related("duty")
        },
        figures={answer.pk: {"value": value, "note": ""} for answer in submission.figure_answers.all()},
        texts=texts,
    )
