"""What-if: real components, invented figures, one's own figures; the answer alone and the whole page."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators import loading
from tinhxanh.apps.indicators.models import Dataset
from tinhxanh.apps.registers import provinces
from tinhxanh.exchange.tables import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    provinces.load()
    loading.load()
    return factories.user("minh.duc", factories.place().committee, "focal")


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def reader(person: User) -> Client:
    return client_of(person)


def answer(client: Client, address: str = "/chi-so/thu/tinh/", **given: object) -> str:
    response = client.get(address, given)
    assert response.status_code == 200
    return response.content.decode()


def marked(html: str, name: str) -> str:
    return re.search(rf"<b {name}[^>]*>([^<]+)</b>", html).group(1)


def test_page_begins_with_the_own_province_and_nothing_changed(reader: Client) -> None:
    html = answer(reader, "/chi-so/thu/")
    assert "Lạng Sơn" in html
    assert (marked(html, "data-score"), marked(html, "data-rank")) == ("22,63", "61")
    assert 'value="4,95"' in html


def test_answer_to_a_slider_comes_without_the_page(reader: Client) -> None:
    html = answer(reader, **{"bo": "pgi-2024", "tinh": "lang-son", "v0-I": "6.95"})
    assert "<html" not in html
    assert marked(html, "data-score") == "24,63"
    assert "Chắc chắn vượt" in html


def test_answer_says_that_the_others_scale_stays_where_components_are_published(reader: Client) -> None:
    html = answer(reader, **{"v0-I": "9"})
    assert "Thang đo của các đơn vị khác không đổi." in html
    assert "số của từng chỉ tiêu chưa công bố" in html
    assert "đây là giả định" in html


def test_form_without_script_takes_a_decimal_comma_and_shows_it_again(reader: Client) -> None:
    html = answer(reader, "/chi-so/thu/", **{"v0-I": "6,95"})
    assert 'value="6,95"' in html
    assert marked(html, "data-score") == "24,63"


def test_answer_names_the_end_of_a_scale_that_moved_and_what_it_moves(reader: Client) -> None:
    html = answer(reader, **{"bo": "gia-dinh-2025", "tinh": "Đơn vị 07", "v0-I.1": "84"})
    assert "Thang đo của các đơn vị khác đã đổi." in html
    assert "I.1: mức cao nhất đổi từ 80,00 thành 84,00." in html
    held = answer(reader, **{"bo": "gia-dinh-2025", "tinh": "Đơn vị 07", "v0-I.1": "84", "giu": "on"})
    assert "Thang đo được giữ cố định" in held
    assert "không tính xác suất" in held


def test_invented_figures_are_called_so(reader: Client) -> None:
    assert "<strong>Số liệu giả định.</strong>" in answer(reader, "/chi-so/thu/", bo="gia-dinh-2025")
    assert "<strong>Số liệu giả định.</strong>" not in answer(reader, "/chi-so/thu/")


@pytest.mark.parametrize(("value", "words"), [("11", "Phải từ 0 đến 10."), ("x", "Phải là một số.")])
def test_value_off_the_scale_is_refused_beside_its_field(reader: Client, value: str, words: str) -> None:
    html = answer(reader, "/chi-so/thu/", **{"v0-I": value})
    assert words in html
    assert "Chưa tính được." in html


def test_two_units_are_changed_at_once(reader: Client) -> None:
    html = answer(reader, **{"tinh": "lang-son", "tinh2": "ca-mau", "v0-I": "6", "v1-I": "9"})
    assert html.count("data-score") == 2
    assert "Cà Mau" in html


def test_answer_takes_a_steady_number_of_queries(
    reader: Client, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    with django_assert_max_num_queries(15):
        answer(reader, **{"tinh": "lang-son", "v0-I": "6"})


@pytest.mark.parametrize("key", ["pgi-2022", "pgi-1999", "x", "gia-dinh-1999"])
def test_figures_that_are_not_there_are_not_found(reader: Client, key: str) -> None:
    assert reader.get("/chi-so/thu/", {"bo": key}).status_code == 404


def bring(client: Client, figures: bytes | None = None, recipe: bytes | None = None) -> object:
    recipe = recipe or (texts.EXAMPLE / "cong-thuc-2025.toml").read_bytes()
    figures = figures or (texts.EXAMPLE / "so-lieu-2025.csv").read_bytes()
    files = {"recipe": SimpleUploadedFile("r.toml", recipe), "figures": SimpleUploadedFile("f.csv", figures)}
    return client.post("/chi-so/bo-so-lieu/", {"name": "Bộ của tôi", "source": "giả định", **files})


def test_own_figures_are_taken_in_shown_tried_and_thrown_away(reader: Client) -> None:
    response = bring(reader)
    held = Dataset.objects.get()
    assert response.headers["Location"] == f"/chi-so/bo-so-lieu/{held.pk}/"
    assert "Đơn vị 07" in answer(reader, f"/chi-so/bo-so-lieu/{held.pk}/")
    assert "I.1: mức cao nhất" in answer(reader, **{"bo": held.pk, "tinh": "Đơn vị 07", "v0-I.1": "84"})
    assert reader.post(f"/chi-so/bo-so-lieu/{held.pk}/xoa/").status_code == 302
    assert not Dataset.objects.exists()


def test_missing_value_of_own_figures_is_left_empty_and_can_be_tried(reader: Client) -> None:
    lines = (texts.EXAMPLE / "so-lieu-2025.csv").read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[1] = ""
    bring(reader, "\n".join([lines[0], ",".join(cells), *lines[2:]]).encode())
    held = Dataset.objects.get()
    html = answer(reader, "/chi-so/thu/", bo=held.pk, tinh="Đơn vị 01")
    assert "nay –" in html
    assert "Chưa tính được." not in html
    before = marked(html, "data-score")
    tried = answer(reader, **{"bo": held.pk, "tinh": "Đơn vị 01", "v0-I.1": "80"})
    assert marked(tried, "data-score") != before
    plan = answer(reader, "/chi-so/muc-tieu/", bo=held.pk, tinh="Đơn vị 01", hang=10)
    assert "Chưa lập được phương án." not in plan


def test_own_figures_are_nobody_else_s(reader: Client) -> None:
    bring(reader)
    held = Dataset.objects.get()
    other = client_of(factories.user("thu.ha", factories.place("Cao Bằng").committee, "administrator"))
    assert other.get(f"/chi-so/bo-so-lieu/{held.pk}/").status_code == 404
    assert other.get("/chi-so/thu/", {"bo": held.pk}).status_code == 404
    assert other.post(f"/chi-so/bo-so-lieu/{held.pk}/xoa/").status_code == 404
    assert Dataset.objects.exists()


@pytest.mark.parametrize(
    ("figures", "recipe", "words"),
    [
        (b"unit,I.1\nA,1\n", None, "I.2"),
        (None, b"code = [", "sai cú pháp"),
        (b"\xff\xfe\x00", None, "UTF-8"),
        (None, b"code = 'A'\nname = 'A'\n", "thiếu khóa"),
    ],
)
def test_bad_files_get_a_sentence_and_nothing_is_kept(
    reader: Client, figures: bytes | None, recipe: bytes | None, words: str
) -> None:
    response = bring(reader, figures, recipe)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Dataset.objects.exists()


def test_files_of_the_example_can_be_taken_away_and_no_others(reader: Client) -> None:
    assert b"unit,I.1" in reader.get("/chi-so/bo-so-lieu/mau/so-lieu-2025.csv").content
    assert reader.get("/chi-so/bo-so-lieu/mau/khac.csv").status_code == 404
