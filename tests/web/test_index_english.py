"""Index pages in English: names, units and fields are translated, sentences of sources are marked."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

import factories
from tinhxanh.apps.indicators import engine, loading
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.registers import provinces
from tinhxanh.web import messages
from tinhxanh.web.engine_words import said, said_or_marked

pytestmark = pytest.mark.django_db

COMPONENT = "Minimizing the risk of climate hazards to firms"


@pytest.fixture
def english(tmp_path: Path, settings: Any) -> Iterator[Client]:
    """A client that asks for English, with the catalogue compiled for this test."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as stream:
        write_mo(stream, messages.read())
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.clear()
    provinces.load()
    loading.load()
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(
        factories.user("minh.duc", factories.place().committee, "focal"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    yield client
    trans_real._translations.clear()


def page(client: Client, address: str, **given: object) -> str:
    answer = client.get(address, given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_plan_names_indicators_units_and_fields(english: Client) -> None:
    html = page(english, "/chi-so/muc-tieu/", tinh="lang-son")
    assert COMPONENT in html
    assert "Score wanted" in html
    assert "Rank wanted" in html
    assert "points of 10" in html
    for word in ("Điểm cần đạt", "Hạng cần đạt", "điểm, thang 10", "Giảm thiểu ô nhiễm"):
        assert word not in html


@pytest.mark.parametrize("address", ["/chi-so/thu/", "/chi-so/ho-so/"])
def test_components_have_their_english_names(english: Client, address: str) -> None:
    assert COMPONENT in page(english, address, tinh="lang-son")


def test_change_names_components_and_translates_the_break(english: Client) -> None:
    html = page(english, "/chi-so/vi-sao/", tu="pgi-2023", den="pgi-2024", tinh="lang-son", qua_gay=1)
    assert f'<th scope="row">{COMPONENT}</th>' in html
    assert "Điểm bình quân cả nước tăng" not in html


def test_break_without_a_translation_is_marked_as_vietnamese(english: Client) -> None:
    Edition.objects.filter(year=2024).update(break_note="Ghi chú chưa dịch.")
    html = page(english, "/chi-so/vi-sao/", tu="pgi-2023", den="pgi-2024", tinh="lang-son")
    assert '<span lang="vi">Ghi chú chưa dịch.</span>' in html


def test_engine_explains_itself_in_english(english: Client) -> None:
    html = page(english, "/chi-so/muc-tieu/", tinh="lang-son", hang=1, **{"khoa-I": "on", "muc-III": "7"})
    assert "With every indicator that may move at its best, Lạng Sơn comes to" in html
    assert f"Held back most by a bound or a lock: {COMPONENT}" in html
    assert "Khi mọi chỉ tiêu" not in html
    html = page(english, "/chi-so/thu/", tinh="lang-son", **{"v0-I": "7"})
    assert "unknown totals drawn evenly within their intervals" in html
    html = page(english, "/chi-so/ho-so/", tinh="lang-son")
    assert "Căn cứ" not in html
    html = page(english, "/chi-so/", don_vi="34")
    assert "Restated by this platform for 34 units" in html


def test_fault_of_the_engine_without_a_translation_is_marked_as_vietnamese(english: Client) -> None:
    files = {
        "recipe": SimpleUploadedFile("r.toml", b"code = ["),
        "figures": SimpleUploadedFile("d.csv", b"u"),
    }
    answer = english.post("/chi-so/bo-so-lieu/", {"name": "x", "source": "y", **files})
    assert '<span lang="vi">Công thức: sai cú pháp' in answer.content.decode()


def test_every_basis_of_an_interval_has_a_translation(english: Client) -> None:
    with translation.override("en"):
        for year in (2022, 2023, 2024):
            for merged in (None, dt.date(2026, 11, 20)):
                for one in engine.league(Edition.objects.get(year=year), merged).standings:
                    for basis in (*one.total_bounds.basis, *one.rank_bounds.basis):
                        assert said(basis) != basis


def test_labels_of_the_map_are_no_longer_than_the_vietnamese_ones(english: Client) -> None:
    html = page(english, "/chi-so/")
    names = re.findall(r'class="map-label"[^>]*>([^<]+)<', html)
    if names:  # the boundaries come with the front end
        assert names == ["Hoàng Sa Islands", "Trường Sa Islands"]


def rows_of(client: Client, address: str, **given: object) -> list[list[str]]:
    answer = client.get(address, given)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_table_of_the_league_that_leaves_the_page_gives_its_reasons_in_english(english: Client) -> None:
    head, *rows = rows_of(english, "/chi-so/tai-ve/")
    assert "Basis of the interval" in head
    assert "Source (in Vietnamese, as printed)" in head
    told = {reason for row in rows for reason in row[head.index("Basis of the interval")].split("; ")}
    assert told
    assert not [reason for reason in told if "hạng" in reason or "tổng" in reason]


def test_table_of_the_scoreboard_that_leaves_the_page_is_in_english(english: Client) -> None:
    head, *rows = rows_of(english, "/bang-diem/tai-ve/", tinh="lang-son")
    assert "Sources of the figures (in Vietnamese, as printed)" in head
    assert {row[3] for row in rows} <= {"higher is better", "lower is better", "direction not known"}
    assert COMPONENT in {row[1] for row in rows}


def test_reason_without_a_translation_is_marked_in_a_table(english: Client) -> None:
    with translation.override("en"):
        assert said_or_marked("lý do chưa dịch") == "lý do chưa dịch [Vietnamese]"
        assert said_or_marked("") == ""
    assert said_or_marked("lý do chưa dịch") == "lý do chưa dịch"
