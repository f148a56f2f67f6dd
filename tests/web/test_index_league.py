"""League table, map and profile: what is published and what follows, 63 provinces and 34 units."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import engine, loading
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers import provinces
from tinhxanh.web import index_map

pytestmark = pytest.mark.django_db

needs_map = pytest.mark.skipif(
    not finders.find(index_map.FILE), reason="the front end has not been built: make prepares it"
)


@pytest.fixture
def person() -> User:
    provinces.load()
    loading.load()
    return factories.user("minh.duc", factories.place().committee, "focal")


@pytest.fixture
def reader(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, address: str = "/chi-so/", **choice: object) -> str:
    answer = client.get(address, choice)
    assert answer.status_code == 200
    return answer.content.decode()


def test_league_without_a_choice_is_the_newest_edition(reader: Client) -> None:
    html = page(reader)
    assert "<h1>Xếp hạng kỳ 2024</h1>" in html
    assert html.count('<th scope="row">') == 63


def test_league_marks_what_follows_from_what_was_published(reader: Client) -> None:
    html = page(reader)
    assert '<td class="is-number is-strong" data-label="Tổng">29,00</td>' in html
    assert '<span class="is-guess">22,63</span>' in html
    assert '<span class="is-guess">8–28</span>' in html


def test_league_of_today_s_units_says_that_it_is_ours(reader: Client) -> None:
    html = page(reader, don_vi=34)
    assert html.count('<th scope="row">') == 34
    assert "không phải số VCCI công bố" in html
    assert "không phải số công bố" in html


def test_table_to_take_away_has_a_source_for_every_total(reader: Client) -> None:
    answer = reader.get("/chi-so/tai-ve/", {"ky": 2024})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 63
    assert all(row["Nguồn"] for row in rows if row["Tổng điểm"])
    assert {row["Tổng điểm là"] for row in rows} == {"đã công bố", "suy ra", "chưa công bố"}


@needs_map
@pytest.mark.parametrize("units", ["63", "34"])
def test_map_shows_hoang_sa_and_truong_sa_with_their_names(reader: Client, units: str) -> None:
    html = page(reader, don_vi=units)
    assert ">Quần đảo Hoàng Sa<" in html
    assert "(thành phố Đà Nẵng)" in html
    assert ">Quần đảo Trường Sa<" in html
    assert "(tỉnh Khánh Hòa)" in html
    paths = dict(re.findall(r'<path id="m-([\w-]+)" d="([^"]+)"', html))
    _box, boundaries = index_map.boundaries()
    assert boundaries["hoangsa"].strip()[1:] in paths["da-nang"]
    assert boundaries["truongsa"].strip() in paths["khanh-hoa"]


@needs_map
def test_map_draws_every_boundary_of_the_package_once(person: User) -> None:
    _box, boundaries = index_map.boundaries()
    for on in (None, dt.date(2026, 11, 20)):
        league = engine.league(Edition.objects.get(year=2024), on)
        drawing = index_map.draw(league.standings, "lang-son")
        drawn = " ".join(shape.path for shape in drawing.shapes)
        assert len(drawing.shapes) == len(league.standings)
        for path in boundaries.values():
            assert drawn.count(path.strip()[1:]) == 1


@needs_map
def test_map_names_its_source_and_loads_nothing_from_elsewhere(reader: Client) -> None:
    html = page(reader)
    assert "@svg-maps/vietnam" in html
    assert "creativecommons.org/licenses/by/4.0" in html
    assert not re.search(r'<(?:img|script|link|image|use)[^>]+(?:src|href)="(?:https?:)?//', html)


@needs_map
def test_colour_of_the_map_is_told_in_words_by_legend_table_and_pointer(reader: Client) -> None:
    html = page(reader)
    assert "<title>Hải Phòng: 29,00 điểm, hạng 1</title>" in html
    assert "<title>Nghệ An: chưa công bố tổng điểm, hạng 8–28</title>" in html
    assert "nhóm 1:" in html
    assert 'data-label="Nhóm">1</td>' in html
    assert "chưa công bố tổng" in html


def test_classes_hold_about_the_same_number_of_units() -> None:
    figures = [engine.Figure(value) for value in range(23)]
    bands = index_map.bands_of([*figures, None])
    assert [band.count for band in bands] == [4, 5, 4, 5, 5]
    assert index_map.class_of(engine.Figure(22), bands) == 1
    assert index_map.class_of(engine.Figure(0), bands) == 5
    assert index_map.class_of(None, bands) == 0


def test_classes_of_an_edition_without_totals_are_none() -> None:
    assert index_map.bands_of([None, None]) == ()


def test_profile_is_of_the_own_province_without_a_choice(reader: Client) -> None:
    html = page(reader, "/chi-so/ho-so/")
    assert "<h1>Lạng Sơn, kỳ 2024</h1>" in html
    assert '<b class="is-guess">22,63</b>' in html


def test_profile_shows_published_median_best_known_and_the_ranks_between(reader: Client) -> None:
    html = page(reader, "/chi-so/ho-so/", ky=2023)
    assert '<td class="is-number" data-label="Trung vị"><span>6,80</span>' in html
    html = page(reader, "/chi-so/ho-so/", ky=2024)
    assert '7,66<span class="fact-meta">Cao Bằng</span>' in html
    assert '<span class="is-guess">2–29</span>' in html


def test_profile_draws_no_change_across_a_break(reader: Client) -> None:
    html = page(reader, "/chi-so/ho-so/")
    assert html.count("không so với kỳ trước") == 2
    assert "nghi đổi thang" in html
    Edition.objects.filter(year=2024).update(comparable_with_previous=True)
    html = page(reader, "/chi-so/ho-so/")
    assert "+5,30 so với kỳ trước" in html
    assert "nghi đổi thang" not in html


def test_profile_shows_components_through_the_editions_as_pictures_and_as_a_table(reader: Client) -> None:
    html = page(reader, "/chi-so/ho-so/")
    assert html.count('class="edition-chart"') == 4
    assert "Bảng điểm thành phần qua các kỳ" in html
    table = html[html.index("dạng bảng") :]
    assert '<span class="is-guess">5,37</span>' in table
    assert "<span>3,60</span>" in table


def test_profile_of_a_merged_unit_says_that_it_is_ours(reader: Client) -> None:
    html = page(reader, "/chi-so/ho-so/", don_vi=34, tinh="hai-phong")
    assert "<h1>Hải Phòng, kỳ 2024</h1>" in html
    assert "không phải số VCCI công bố" in html
    assert "edition-chart" not in html


@pytest.mark.parametrize(
    "query", ["ky=1999", "ky=x", "ky=%C2%B2%C2%B3", "tinh=khong-co", "don_vi=34&tinh=bac-giang"]
)
def test_addresses_of_nothing_are_not_found(reader: Client, query: str) -> None:
    assert reader.get(f"/chi-so/ho-so/?{query}").status_code == 404


def test_pages_take_a_steady_number_of_queries(
    reader: Client, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    with django_assert_max_num_queries(16):
        page(reader, don_vi=34)
    with django_assert_max_num_queries(32):
        page(reader, "/chi-so/ho-so/")


def test_stranger_is_asked_to_sign_in_and_a_person_without_a_role_is_refused(person: User) -> None:
    assert Client().get("/chi-so/").status_code == 302
    client = Client()
    client.force_login(factories.user("khach"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/chi-so/").status_code == 403


def test_units_without_a_total_are_folded_under_the_ends_they_lie_between(reader: Client) -> None:
    html = page(reader, ky=2024)
    shown = engine.league(Edition.objects.get(year=2024))
    unknown = [one for one in shown.standings if one.total is None and one.key != "lang-son"]
    assert f"{len(unknown)} đơn vị chưa công bố tổng điểm" in html
    best, worst = min(one.rank_low for one in unknown), max(one.rank_high for one in unknown)
    assert f"hạng trong khoảng {best}–{worst}" in html
    folded = html[html.index("league-rest") :]
    folded = folded[: folded.index("</details>")]
    assert folded.count('<th scope="row">') == len(unknown)
    assert html.count('<th scope="row">') == len(shown.standings)


def weights(text: str) -> dict[str, object]:
    file = SimpleUploadedFile("w.csv", text.encode())
    return {"basis": "dân số giả định", "source": "tự đặt", "figures": file}


def test_weights_that_a_person_brings_merge_todays_units(reader: Client) -> None:
    plain = engine.league(Edition.objects.get(year=2024), dt.date(2026, 11, 20)).find("lao-cai")
    old = {one.key: one for one in engine.league(Edition.objects.get(year=2024)).standings}
    assert plain.members == ("lao cai", "yen bai")
    rows = "".join(f"{one.name},{3 if one.key == 'lao-cai' else 1}\n" for one in old.values())
    answer = reader.post("/chi-so/trong-so/", weights("unit,weight\n" + rows), follow=True)
    assert "Đang gộp theo trọng số: dân số giả định" in answer.content.decode()
    html = page(reader, don_vi=34, ky=2024)
    assert "trọng số: dân số giả định, nguồn: tự đặt" in html
    wanted = (3 * old["lao-cai"].total.value + old["yen-bai"].total.value) / 4
    assert abs(wanted - plain.total.value) > 0.005
    assert f"{wanted:.2f}".replace(".", ",") in html
    reader.post("/chi-so/trong-so/", {"bo": "1"})
    assert "chưa có số dân hay số doanh nghiệp" in page(reader, don_vi=34, ky=2024)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("unit,weight\nHà Nội,-1\n", "dòng 2, cột “weight”: cần một số dương"),
        ("unit,weight\nHà Nội,1\n", "cần một số dương để gộp"),
        ("unit\nHà Nội\n", "weight"),
    ],
)
def test_wrong_weights_are_named_and_not_taken(reader: Client, text: str, words: str) -> None:
    html = reader.post("/chi-so/trong-so/", weights(text), follow=True).content.decode()
    assert words in html
    assert "Đang gộp theo trọng số" not in html
