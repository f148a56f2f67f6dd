"""A later version of a plan while a period stands open: numbers asked for keep what was handed in, the
period its sentence; goals of indicators that gave way are measured against no more.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import factories
import sample_plan
from sample_plan import NOW
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.models import Edition, Index, Indicator, IndicatorTarget
from tinhxanh.apps.programmes import confirming, revising
from tinhxanh.apps.programmes.models import Programme, Target
from tinhxanh.apps.registers.models import Document, Province
from tinhxanh.apps.reports import origins, rounds
from tinhxanh.apps.reports.models import FigureAnswer, Round

PLAN = sample_plan.PLAN.replace(
    "b) Mở hai lớp học về sản xuất sạch hơn cho doanh nghiệp nhỏ.",
    "b) Đến năm 2026 tỷ lệ cơ sở dùng điện mặt trời đạt 30%; tỷ lệ xe buýt chạy điện đạt 12%.",
)


@pytest.fixture
def place(db: None, settings: object, tmp_path: Path) -> factories.Place:
    settings.MEDIA_ROOT = tmp_path / "files"
    return factories.place()


@pytest.fixture
def officer(place: factories.Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")


@pytest.fixture
def document(place: factories.Place, officer: User) -> Document:
    return sample_plan.read(place.committee, officer, sample_plan.text(PLAN))


@pytest.fixture
def programme(document: Document, officer: User) -> Programme:
    return confirming.confirm(document=document, by=officer, at=NOW, despite_doubts=True)


def open_year(programme: Programme, officer: User, index: int = -1) -> Round:
    offered = rounds.proposals(programme, 2026)[index]
    return rounds.open_round(
        programme=programme, period=offered.period, report_duty=offered.report_duty, by=officer, at=NOW
    )


def renew(place: factories.Place, officer: User, document: Document, plan: str) -> Document:
    later = sample_plan.read(place.committee, officer, sample_plan.text(plan), supersedes=document)
    revising.revise(document=later, by=officer, at=NOW, despite_doubts=True)
    return later


def test_number_of_the_new_version_keeps_its_row_and_what_was_handed_in(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    open_year(programme, officer)
    asked = {row.target.subject: row.target_id for row in FigureAnswer.objects.select_related("target")}
    assert len(asked) == 2
    renew(place, officer, document, PLAN.replace("đạt 30%", "đạt 35%").replace("17/KH-UBND", "58/KH-UBND"))
    standing = programme.targets.filter(is_dropped=False)
    assert dict(standing.values_list("subject", "pk")) == asked
    assert sorted(standing.values_list("value", flat=True)) == [12, 35]


def test_number_that_is_set_no_more_is_dropped_and_asked_no_more(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    open_year(programme, officer, 0)
    renew(place, officer, document, PLAN.replace("; tỷ lệ xe buýt chạy điện đạt 12%", ""))
    (gone,) = Target.objects.filter(is_dropped=True)
    assert gone.value == 12
    assert FigureAnswer.objects.filter(target=gone).exists()
    open_year(programme, officer)
    assert FigureAnswer.objects.filter(target=gone).count() == 1


def to_open(programme: Programme) -> list[str]:
    opened = Round.objects.filter(programme=programme).select_related("report_duty")
    return [one.title for one in origins.unopened(programme, opened, 2026)]


def again(round_: Round) -> Round:
    return Round.objects.get(pk=round_.pk)


def test_period_tells_the_sentence_that_it_was_opened_by(programme: Programme, officer: User) -> None:
    found = origins.origin(open_year(programme, officer))
    assert found is not None
    assert (found.row.code, found.days, found.says_otherwise) == ("III.2", "05/7, 10/12", False)
    assert found.quote.startswith("Các sở, ban, ngành báo cáo kết quả về Sở Nông nghiệp và Môi trường")


def test_period_by_the_decree_has_no_sentence(programme: Programme, officer: User) -> None:
    programme.report_duties.all().delete()
    assert origins.origin(open_year(programme, officer)) is None


def test_period_keeps_its_sentence_and_says_what_the_new_version_orders(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    opened = open_year(programme, officer, 0)
    later = renew(place, officer, document, PLAN.replace("05/7 và ngày 10/12", "12/7 và ngày 15/12"))
    found = origins.origin(again(opened))
    assert found is not None
    assert (found.document, found.newer) == (document, later)
    assert (found.days, found.heir_days, found.says_otherwise) == ("05/7, 10/12", "12/7, 15/12", True)
    assert "05/7" in found.quote
    assert "12/7" in found.heir_quote


def test_period_of_a_sentence_that_stays_says_nothing(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    opened = open_year(programme, officer, 0)
    renew(place, officer, document, PLAN.replace("ba xã biên giới", "năm xã biên giới"))
    found = origins.origin(again(opened))
    assert found is not None
    assert (found.row.is_dropped, found.says_otherwise) == (True, False)


def test_period_of_a_report_that_is_asked_for_no_more_says_so(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    opened = open_year(programme, officer, 0)
    line = next(one for one in PLAN.split("\n") if one.startswith("2. Các sở, ban, ngành báo cáo"))
    later = renew(place, officer, document, PLAN.replace(line, "2. Các sở, ban, ngành trồng cây."))
    found = origins.origin(again(opened))
    assert found is not None
    assert (found.newer, found.heir, found.says_otherwise) == (later, None, True)


def test_period_that_a_new_version_moves_is_not_offered_a_second_time(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    open_year(programme, officer, 0)
    assert to_open(programme) == ["Báo cáo năm 2026"]
    renew(place, officer, document, PLAN.replace("05/7 và ngày 10/12", "12/7 và ngày 15/12"))
    assert to_open(programme) == ["Báo cáo năm 2026"]
    assert [one.period.hand_in_on.day for one in rounds.proposals(programme, 2026)] == [12, 15]


def test_period_whose_last_day_was_changed_is_not_offered_a_second_time(
    programme: Programme, officer: User
) -> None:
    opened = open_year(programme, officer, 0)
    Round.objects.filter(pk=opened.pk).update(hand_in_on=opened.hand_in_on.replace(day=3))
    assert to_open(programme) == ["Báo cáo năm 2026"]


def test_goals_of_indicators_give_way_to_those_of_the_new_version(
    place: factories.Place, officer: User, document: Document, programme: Programme
) -> None:
    index = Index.objects.create(code="thu", name="Chỉ số thử", abbreviation="CST", publisher="Đơn vị thử")
    edition = Edition.objects.create(index=index, year=2025, n_units=63, source="thử")
    province = Province.objects.create(code="20", name="Lạng Sơn", full_name="Tỉnh Lạng Sơn", source="thử")
    made = [
        Indicator.objects.create(
            edition=edition, level="component", code=code, position=n, name=code, unit="điểm"
        )
        for n, code in enumerate(("I", "II", "III"), 1)
    ]
    carried, moved, left_out = made

    def aim(indicator: Indicator, value: float, by: Document) -> None:
        IndicatorTarget.objects.create(
            indicator=indicator, province=province, year=2026, value=value, document=by, source="thử"
        )

    for indicator in made:
        aim(indicator, 6.5, document)
    later = renew(place, officer, document, PLAN.replace("ba xã biên giới", "năm xã biên giới"))
    aim(carried, 6.5, later)
    aim(moved, 7.0, later)
    rows = {part.row.indicator: part.row for part in queries.scoreboard(province, edition).components}
    told = {
        one.code: (row.target and row.target.value, row.replaced and row.replaced.value)
        for one, row in rows.items()
    }
    assert told == {carried.code: (6.5, None), moved.code: (7.0, 6.5), left_out.code: (None, 6.5)}
