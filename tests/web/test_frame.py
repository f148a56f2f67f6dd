"""The frame of every page: login, masthead, languages, refusals."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import allauth
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
import tinhxanh
from reporting_year import make_year
from tinhxanh.apps.reports import rounds
from tinhxanh.web.templatetags.vietnamese import number, percent, plain_duty, plain_title, size

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "–"), (0, "0"), (62.9, "62,9"), (1150, "1.150"), (1234567.25, "1.234.567,25"), (-0.5, "-0,5")],
)
def test_number_is_written_with_decimal_comma(value: float | None, written: str) -> None:
    assert number(value) == written


def test_number_keeps_the_decimals_asked_for() -> None:
    assert number(50, 1) == "50,0"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("KẾ HOẠCH Cải thiện Chỉ số Xanh", "Cải thiện Chỉ số Xanh"),
        ("KẾ HOẠCH: triển khai tăng trưởng xanh", "Triển khai tăng trưởng xanh"),
        ("Kế hoạch hành động", "Kế hoạch hành động"),
        ("KẾ HOẠCH", "KẾ HOẠCH"),
        ("CHỈ THỊ Về việc giảm rác thải nhựa", "Giảm rác thải nhựa"),
        ("THÔNG BÁO Kết luận của Phó Chủ tịch", "Kết luận của Phó Chủ tịch"),
        ("KẾ HOẠCH HÀNH ĐỘNG VỀ TĂNG TRƯỞNG XANH", "KẾ HOẠCH HÀNH ĐỘNG VỀ TĂNG TRƯỞNG XANH"),
        ("triển khai cải thiện Chỉ số Xanh", "Triển khai cải thiện Chỉ số Xanh"),
    ],
)
def test_title_is_shown_without_its_kind_in_capitals(title: str, shown: str) -> None:
    assert plain_title(title) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("- Trồng rừng", "Trồng rừng"), ("Trồng rừng - giữ rừng", "Trồng rừng - giữ rừng"), ("-5 %", "-5 %")],
)
def test_duty_is_shown_without_the_dash_before_it(text: str, shown: str) -> None:
    assert plain_duty(text) == shown


def test_role_in_the_masthead_is_translated(client: Client) -> None:
    place = factories.place()
    client.force_login(
        factories.user("ai", place.focal, "focal"), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = client.get("/chuong-trinh/").content.decode()
    assert "Đầu mối chương trình" not in said
    assert place.focal.name in said


def test_percent_stands_apart_and_never_breaks() -> None:
    assert percent(65) == "65\u00a0%"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0 B"), (900, "900 B"), (188416, "184 kB"), (2_200_000, "2,1 MB")]
)
def test_size_is_written_in_the_unit_that_fits(value: int, written: str) -> None:
    assert size(value).replace("\u00a0", " ") == written


def test_home_asks_a_stranger_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == reverse("account_login")


def test_home_tells_a_person_without_role_whom_to_ask(client: Client) -> None:
    client.force_login(factories.user("moi"))
    assert "chưa được giao vai trò" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "name"), [("officer", "my_duties"), ("focal", "programmes"), ("leader", "programmes")]
)
def test_home_leads_each_role_to_its_work(client: Client, role: str, name: str) -> None:
    place = factories.place()
    client.force_login(factories.user("ai", place.committee if role == "leader" else place.focal, role))
    assert client.get("/").headers["Location"] == reverse(name)


def test_masthead_shows_only_what_the_role_may_open(client: Client) -> None:
    place = factories.place()
    client.force_login(factories.user("quan.tri", place.committee, "administrator"))
    html = client.get(reverse("account_change_password")).content.decode()
    assert reverse("my_duties") not in html
    assert f'href="{reverse("programmes")}"' not in html
    assert "Quản trị hệ thống, UBND tỉnh Lạng Sơn" in html


def test_login_leads_home(client: Client) -> None:
    factories.user("lan")
    answer = client.post(reverse("account_login"), {"login": "lan", "password": factories.PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_login_with_wrong_password_says_so_beside_the_form(client: Client) -> None:
    factories.user("lan")
    answer = client.post(reverse("account_login"), {"login": "lan", "password": "sai"})
    assert 'class="notice notice--error"' in answer.content.decode()


def test_password_is_changed_by_its_owner(client: Client) -> None:
    user = factories.user("lan")
    client.force_login(user)
    new = {
        "oldpassword": factories.PASSWORD,
        "password1": "Muoi-hai-chu-moi",
        "password2": "Muoi-hai-chu-moi",
    }
    client.post(reverse("account_change_password"), new)
    user.refresh_from_db()
    assert user.check_password("Muoi-hai-chu-moi")


def test_messages_of_the_login_package_have_their_vietnamese() -> None:
    """Every text of the catalogue is one the package still says: a renamed one would fall back to English."""
    catalogue = Path(tinhxanh.__file__).parent / "web" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    with catalogue.open("rb") as file:
        ours = {message.id for message in read_po(file) if isinstance(message.id, str) and message.id}
    package = Path(allauth.__file__).parent
    said = " ".join(
        file.read_text(encoding="utf-8")
        for pattern in ("account/**/*.py", "mfa/**/*.py", "templates/**/*.html", "templates/**/*.txt")
        for file in package.glob(pattern)
    )
    said = re.sub(r'"\s*\n?\s*"', "", re.sub(r"\s+", " ", re.sub(r"{{ ?(\w+) ?}}", r"%(\1)s", said)))
    assert [text for text in sorted(ours) if text not in said] == []


def test_signing_up_is_closed(client: Client) -> None:
    before = factories.User.objects.count()
    client.post(
        reverse("account_signup"), {"email": "a@b.vn", "username": "x", "password1": "a", "password2": "a"}
    )
    assert factories.User.objects.count() == before


def test_page_that_is_not_there_answers_in_vietnamese(client: Client) -> None:
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_fault_of_the_server_shows_no_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(_request: object) -> None:
        raise RuntimeError("bí mật")

    monkeypatch.setattr("tinhxanh.web.views.home.navigation", fall)
    client.force_login(factories.user("lan"))
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "bí mật" not in answer.content.decode()
    assert "Có lỗi ở máy chủ" in answer.content.decode()


def test_language_is_switched_by_the_foot(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get(reverse("account_login")).content.decode()


def test_every_answer_carries_the_content_policy(client: Client) -> None:
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.browser
def test_login_page_is_accessible_and_signs_in(browser: Any) -> None:
    factories.user("lan")
    browser.go("/tai-khoan/login/")
    browser.check_accessibility()
    browser.picture("login")
    browser.page.get_by_label("Tên tài khoản").or_(browser.page.locator("#id_login")).first.fill("lan")
    browser.page.locator("#id_password").fill(factories.PASSWORD)
    browser.page.locator("main button[type=submit]").click()
    browser.page.wait_for_url("**/")
    assert browser.page.locator(".account-name").inner_text().startswith("Lan")


def places_here(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return [str(entry.name) for entry in answer.context["nav"] if entry.is_here]


def test_pages_are_marked_in_the_place_they_belong_to(client: Client) -> None:
    year = make_year()
    submission = year.submission(year.open())
    client.force_login(year.focal, backend="django.contrib.auth.backends.ModelBackend")
    period = rounds.proposals(year.programme, timezone.localdate().year)[0].key
    assert places_here(client, f"/chuong-trinh/{year.programme.pk}/mo-ky/?period={period}") == ["reports"]
    assert places_here(client, f"/ban-nop/{submission.pk}/") == ["reports"]
    assert places_here(client, f"/nhiem-vu/{year.programme.duties.first().pk}/") == ["programmes"]
    assert places_here(client, f"/chuong-trinh/{year.programme.pk}/don-doc/") == ["programmes"]
