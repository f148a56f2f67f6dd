"""How PGI is made: every statement with its standing and its source."""

from __future__ import annotations

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from tinhxanh.apps.indicators import loading
from tinhxanh.apps.registers import provinces
from tinhxanh.core.index import Standing
from tinhxanh.exchange.tables import find_recipe

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    provinces.load()
    loading.load()
    client = Client()
    client.force_login(
        factories.user("minh.duc", factories.place().committee, "focal"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_page_says_of_every_edition_what_is_known_inferred_and_unknown(reader: Client) -> None:
    html = reader.get("/chi-so/cach-tinh/").content.decode()
    for title in ("Đã biết", "Suy ra", "Chưa biết"):
        assert html.count(f"</svg>{title}</h3>") == 3
    for year in (2022, 2023, 2024):
        notes = find_recipe(f"pgi-{year}").notes
        assert {note.standing for note in notes} == set(Standing)
        assert all(note.text in html for note in notes)
        assert all(note.source in html for note in notes)


def test_page_names_breaks_and_the_indicators_that_are_known(reader: Client) -> None:
    html = reader.get("/chi-so/cach-tinh/").content.decode()
    assert "nghi đổi thang:" in html
    assert "20 trong 46 chỉ tiêu đã biết tên" in html
    assert "None" not in html


def test_page_takes_a_steady_number_of_queries(
    reader: Client, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    with django_assert_max_num_queries(12):
        reader.get("/chi-so/cach-tinh/")


def test_all_index_pages_ask_for_a_member(reader: Client) -> None:
    pages = (
        "",
        "ho-so/",
        "thu/",
        "thu/tinh/",
        "muc-tieu/",
        "vi-sao/",
        "cach-tinh/",
        "bo-so-lieu/",
        "tai-ve/",
    )
    stranger = Client()
    guest = Client()
    guest.force_login(factories.user("khach"), backend="django.contrib.auth.backends.ModelBackend")
    for page in pages:
        assert stranger.get(f"/chi-so/{page}").status_code == 302
        assert guest.get(f"/chi-so/{page}").status_code == 403
        assert reader.get(f"/chi-so/{page}").status_code == 200
