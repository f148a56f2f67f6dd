"""The scoreboard page: what the appendix of a province says, live; what is published and what inferred."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

import factories
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.loading import load_all
from tinhxanh.apps.indicators.models import Edition, Indicator, IndicatorTarget
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.registers.models import Province

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)


@pytest.fixture
def root() -> Organisation:
    load_all(AT, "Lạng Sơn")
    return Organisation.objects.get(slug="ubnd-tinh-lang-son-20")


@pytest.fixture
def reader(root: Organisation) -> Client:
    client = Client()
    client.force_login(
        factories.user("minh.duc", root, "focal"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def page(client: Client, **choice: object) -> str:
    answer = client.get("/bang-diem/", choice)
    assert answer.status_code == 200
    return answer.content.decode()


def table(client: Client, **choice: object) -> list[dict[str, str]]:
    answer = client.get("/bang-diem/tai-ve/", choice)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_page_without_a_choice_is_the_own_province_in_the_edition_known_best(reader: Client) -> None:
    html = page(reader)
    assert "<h1>Lạng Sơn, kỳ 2023</h1>" in html
    assert "17,33" in html
    assert "Hạng 62" in html


def test_page_in_english_says_its_units_in_english(reader: Client) -> None:
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = page(reader)
    assert "% who agree" in html
    assert "% of firms" in html
    assert "% đồng ý" not in html


def test_table_of_lang_son_2023_says_what_its_appendix_says(reader: Client) -> None:
    rows = {row["Mã"]: row for row in table(reader, tinh="lang-son", ky=2023)}
    assert len(rows) == 22
    total = rows["total"]
    assert (total["Lạng Sơn"], total["Hạng"], total["Mục tiêu 2024"], total["Hạng mục tiêu"]) == (
        "17.33", "62", "22.37", "25",
    )  # fmt: skip
    assert rows["total"]["Còn thiếu"] == "5.04"
    assert (rows["I.4"]["Chiều"], rows["I.4"]["Còn thiếu"]) == ("thấp hơn là tốt hơn", "-11.0")
    assert rows["II.7"]["Chủ trì"] == "Thanh tra Sở"
    assert all(row["Nguồn số liệu"] for row in rows.values())


def test_page_marks_steep_and_modest_goals_as_the_design_does(reader: Client) -> None:
    html = page(reader, ky=2023)
    assert "tăng 42 hạng" in html
    assert html.count("</svg>dưới trung vị") == 4
    assert html.count("</svg>bằng trung vị") == 1
    assert "<b>5 chỉ tiêu, 3 thành phần</b> đòi tăng hơn 25 hạng" in html
    assert "<b>4 chỉ tiêu, 1 thành phần</b> chỉ nhắm bằng hoặc dưới trung vị" in html


def test_page_marks_inferred_figures_and_says_how_they_were_found(reader: Client) -> None:
    html = page(reader, ky=2024)
    assert '<b class="is-guess">22,63</b>' in html
    assert "cộng bốn điểm thành phần đã công bố" in html


def test_page_marks_the_breaks_between_editions(reader: Client) -> None:
    html = page(reader, ky=2023)
    assert "đổi phương pháp" in html
    assert "nghi đổi thang" in html
    assert "Từ 2022 sang 2023 điểm từ 17,35 thành 17,33 mà hạng từ 2 thành 62." in html


def test_change_is_shown_only_where_editions_compare(root: Organisation) -> None:
    place = Province.objects.get(code="20")
    edition = Edition.objects.get(year=2024)
    assert queries.scoreboard(place, edition).total.change is None
    Edition.objects.filter(year=2024).update(comparable_with_previous=True)
    edition.refresh_from_db()
    board = queries.scoreboard(place, edition)
    assert board.total.change == pytest.approx(5.30)
    assert not any(score.gap_label for score in board.editions if score.edition.year == 2024)


def test_value_without_published_rank_gets_the_ranks_between_which_it_lies(root: Organisation) -> None:
    place = Province.objects.get(name="Quảng Ninh", valid_from=None)
    board = queries.scoreboard(place, Edition.objects.get(year=2023))
    assert board.components[0].row.rank_bounds == (1, 22)
    assert board.total.rank_bounds is None


def test_goal_of_a_confirmed_document_goes_before_the_reference_row(
    reader: Client, root: Organisation
) -> None:
    place = Province.objects.get(code="20")
    by = factories.user("thu.ha")
    document = factories.document(root, by, number="12/KH-UBND")
    indicator = Indicator.objects.get(edition__year=2023, code="I.1")
    IndicatorTarget.objects.create(
        indicator=indicator,
        province=place,
        year=2026,
        value=70,
        rank=10,
        document=document,
        source="12/KH-UBND",
    )
    rows = {row["Mã"]: row for row in table(reader, ky=2023)}
    assert rows["I.1"]["Hạng mục tiêu"] == "10"
    assert rows["I.2"]["Hạng mục tiêu"] == "17"
    assert f"/van-ban/{document.pk}/" in page(reader, ky=2023)
    agency = factories.organisation("Sở Y", parent=root)
    other = Client()
    other.force_login(factories.user("lan", agency), backend="django.contrib.auth.backends.ModelBackend")
    said = page(other, ky=2023)
    assert f"/van-ban/{document.pk}/" not in said
    assert "12/KH-UBND" in said


def test_duties_of_the_programme_are_counted_by_component(reader: Client, root: Organisation) -> None:
    by = factories.user("thu.ha")
    office = root.children.get(name="Sở Công Thương")
    place = factories.Place(root, office, (office,))
    made = factories.programme(place, by, 6, edition=Edition.objects.get(year=2023))
    Duty.objects.filter(programme=made).update(component=2)
    rows = {row["Mã"]: row for row in table(reader, ky=2023)}
    assert (rows["II"]["Nhiệm vụ"], rows["I"]["Nhiệm vụ"], rows["II.1"]["Nhiệm vụ"]) == ("6", "0", "")
    linked = Indicator.objects.get(edition__year=2023, code="II.1")
    Duty.objects.filter(programme=made, code=made.duties.first().code).update(indicator=linked)
    rows = {row["Mã"]: row for row in table(reader, ky=2023)}
    assert (rows["II.1"]["Nhiệm vụ"], rows["II.2"]["Nhiệm vụ"]) == ("1", "0")


def test_scoreboard_takes_four_queries_however_many_indicators(
    root: Organisation, django_assert_num_queries: Any
) -> None:
    place, edition = Province.objects.get(code="20"), Edition.objects.select_related("index").get(year=2023)
    with django_assert_num_queries(4):
        board = queries.scoreboard(place, edition)
        assert len(board.rows) == 21


def test_page_without_any_figures_says_so() -> None:
    client = Client()
    client.force_login(
        factories.user("an", factories.place().focal), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "Chưa có số liệu" in client.get("/bang-diem/").content.decode()
    assert client.get("/bang-diem/tai-ve/").status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"), [("Huế", "Thừa Thiên Huế"), ("Bắc Ninh", "Bắc Ninh"), ("Nơi khác", "An Giang")]
)
def test_page_of_a_setting_without_figures_shows_what_became_it_or_the_first(
    reader: Client, settings: Any, name: str, shown: str
) -> None:
    settings.PROVINCE = name
    assert f"<h1>{shown}, kỳ" in page(reader)


@pytest.mark.parametrize(
    "choice", [{"tinh": "atlantis"}, {"ky": "1999"}, {"ky": "x"}, {"ky": "²²²²"}, {"ky": "20230"}]
)
def test_unknown_choice_is_not_found(reader: Client, choice: dict[str, str]) -> None:
    assert reader.get("/bang-diem/", choice).status_code == 404


def test_every_province_with_figures_has_its_page_in_every_edition(reader: Client) -> None:
    for place in queries.provinces():
        for year in (2022, 2023, 2024):
            page(reader, tinh=place.name, ky=year)


def test_a_text_that_looks_like_a_formula_is_made_harmless(reader: Client, root: Organisation) -> None:
    goal = IndicatorTarget.objects.get(indicator__code="I.1", province__code="20")
    goal.lead = ["=HYPERLINK(1)"]
    goal.save()
    rows = {row["Mã"]: row for row in table(reader, ky=2023)}
    assert rows["I.1"]["Chủ trì"] == "'=HYPERLINK(1)"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_page_is_accessible_and_changes_edition_in_place(root: Organisation, browser: Any) -> None:
    browser.sign_in(factories.user("minh.duc", root, "focal"))
    browser.go("/bang-diem/")
    browser.picture("bang-diem")
    browser.check_accessibility()
    browser.picture("bang-diem")
    browser.resize((1440, 900))
    browser.page.locator("#chon-ky").select_option("2024")
    browser.page.wait_for_url("**ky=2024**")
    assert "22,63" in browser.page.content()
    browser.picture("bang-diem-2024")
