"""Whoever guesses passwords is held up, and told so in Vietnamese."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.internal.ratelimit import parse_rates
from django.core.cache import cache
from django.test import Client

import factories

pytestmark = pytest.mark.django_db
WRONG = "sai-mat-khau"
HELD_UP = "Đăng nhập sai quá nhiều lần. Xin thử lại sau ít phút."


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def sign_in(name: str, password: str = WRONG, address: str = "127.0.0.1", **head: str) -> str:
    client = Client(REMOTE_ADDR=address, headers=head)
    answer = client.post("/tai-khoan/login/", {"login": name, "password": password})
    return "in" if answer.status_code == 302 else answer.content.decode()


def test_sixth_attempt_on_an_account_is_refused_even_with_the_right_password() -> None:
    factories.user("lan")
    for _ in range(5):
        told = sign_in("lan")
        assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in told
        assert HELD_UP not in told
    assert HELD_UP in sign_in("lan")
    assert HELD_UP in sign_in("lan", factories.PASSWORD)


def test_stranger_who_guesses_does_not_shut_the_owner_out_elsewhere() -> None:
    factories.user("lan")
    for _ in range(30):
        told = sign_in("lan", address="10.0.0.66")
    assert HELD_UP in told
    assert sign_in("lan", factories.PASSWORD, address="10.0.0.9") == "in"


def test_name_and_mail_address_of_an_account_are_counted_together() -> None:
    factories.user("lan")
    for name in ("lan", "LAN", "lan@langson.example", "Lan@langson.example", "lan"):
        assert HELD_UP not in sign_in(name)
    assert HELD_UP in sign_in("lan@langson.example")


def test_address_noted_beside_the_account_is_counted_with_it() -> None:
    lan = factories.user("lan")
    EmailAddress.objects.create(user=lan, email="lan.khac@langson.example", verified=True)
    for name in ("lan.khac@langson.example", "lan", "Lan.Khac@langson.example", "lan@langson.example", "lan"):
        assert HELD_UP not in sign_in(name)
    assert HELD_UP in sign_in("lan.khac@langson.example", factories.PASSWORD)


def test_address_noted_beside_the_account_is_known_by_its_browser() -> None:
    lan = factories.user("lan")
    EmailAddress.objects.create(user=lan, email="lan.khac@langson.example", verified=True)
    client = Client()
    right = {"login": "lan.khac@langson.example", "password": factories.PASSWORD}
    assert client.post("/tai-khoan/login/", right).status_code == 302
    client.post("/tai-khoan/logout/")
    for _ in range(6):
        sign_in("lan")
    assert client.post("/tai-khoan/login/", right).status_code == 302


def test_address_of_two_accounts_counts_for_both_and_lets_each_in() -> None:
    minh = factories.user("minh")
    factories.user("lan")
    EmailAddress.objects.create(user=minh, email="lan@langson.example", verified=False)
    for _ in range(5):
        assert HELD_UP not in sign_in("lan@langson.example")
    assert [HELD_UP in sign_in(name, address="127.0.0.1") for name in ("lan", "minh")] == [True, True]
    assert sign_in("lan@langson.example", factories.PASSWORD, address="10.0.0.9") == "in"


def test_account_guessed_from_many_addresses_is_held_up_for_unknown_browsers_alone(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed_anywhere": "12/h/key"}
    factories.user("lan")
    known = Client()
    right = {"login": "lan", "password": factories.PASSWORD}
    assert known.post("/tai-khoan/login/", right).status_code == 302
    known.post("/tai-khoan/logout/")
    told = [HELD_UP in sign_in("lan", address=f"10.0.1.{n}") for n in range(13)]
    assert told == [False] * 12 + [True]
    assert HELD_UP in sign_in("lan", factories.PASSWORD, address="10.0.0.9")
    assert known.post("/tai-khoan/login/", right).status_code == 302


def test_one_address_alone_never_reaches_the_limit_of_all_addresses(settings: Any) -> None:
    parts = {name: settings.ACCOUNT_RATE_LIMITS[name] for name in ("login_failed", "login_failed_anywhere")}
    from_one = [rate.amount for rate in parse_rates(parts["login_failed"]) if rate.duration == 3600]
    assert from_one
    assert from_one[0] * 5 < parse_rates(parts["login_failed_anywhere"])[0].amount


def test_known_browser_is_held_up_by_its_own_wrong_passwords() -> None:
    factories.user("lan")
    client = Client()
    wrong = {"login": "lan", "password": WRONG}
    client.post("/tai-khoan/login/", wrong | {"password": factories.PASSWORD})
    client.post("/tai-khoan/logout/")
    told = [HELD_UP in client.post("/tai-khoan/login/", wrong).content.decode() for _ in range(11)]
    assert told == [False] * 10 + [True]


def test_browser_known_before_a_change_of_password_is_a_stranger_after_it() -> None:
    lan = factories.user("lan")
    client = Client()
    client.post("/tai-khoan/login/", {"login": "lan", "password": factories.PASSWORD})
    client.post("/tai-khoan/logout/")
    lan.set_password("Muoi-hai-chu-moi")
    lan.save()
    told = [
        HELD_UP in client.post("/tai-khoan/login/", {"login": "lan", "password": WRONG}).content.decode()
        for _ in range(6)
    ]
    assert told == [False] * 5 + [True]


def test_known_browser_of_one_account_is_a_stranger_to_another() -> None:
    minh, lan = factories.user("minh"), factories.user("lan")
    client = Client()
    client.post("/tai-khoan/login/", {"login": "minh", "password": factories.PASSWORD})
    client.post("/tai-khoan/logout/")
    client.cookies[f"known_{lan.pk}"] = client.cookies[f"known_{minh.pk}"].value
    told = [
        HELD_UP in client.post("/tai-khoan/login/", {"login": "lan", "password": WRONG}).content.decode()
        for _ in range(6)
    ]
    assert told == [False] * 5 + [True]


def test_others_sign_in_while_one_account_is_held_up() -> None:
    factories.user("lan")
    factories.user("minh")
    for _ in range(6):
        sign_in("lan")
    assert sign_in("minh", factories.PASSWORD) == "in"


def test_right_password_before_the_limit_signs_in() -> None:
    factories.user("lan")
    for _ in range(4):
        sign_in("lan")
    assert sign_in("lan", factories.PASSWORD) == "in"


def test_one_address_that_tries_many_accounts_is_held_up() -> None:
    told = [sign_in(f"nguoi.{n}") for n in range(21)]
    assert [HELD_UP in one for one in told] == [False] * 20 + [True]
    assert HELD_UP not in sign_in("nguoi.khac", address="10.0.0.9")


def test_behind_a_proxy_the_address_is_that_of_the_person(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(21):
        sign_in(f"nguoi.{n}", **{"X-Forwarded-For": "10.0.0.1"})
    assert HELD_UP in sign_in("ai", **{"X-Forwarded-For": "10.0.0.1"})
    assert HELD_UP not in sign_in("ai", **{"X-Forwarded-For": "10.0.0.2"})


def test_address_that_a_visitor_writes_is_not_believed_unless_a_proxy_is_told(settings: Any) -> None:
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
    told = [sign_in(f"nguoi.{n}", **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(21)]
    assert [HELD_UP in one for one in told] == [False] * 20 + [True]


@pytest.mark.parametrize(("given", "trusted"), [({}, "0"), ({"TRUSTED_PROXIES": "2"}, "2")])
def test_proxies_in_production_are_those_that_the_environment_tells(
    given: dict[str, str], trusted: str, tmp_path: Path
) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    production = {"TINHXANH_PRODUCTION": "true", "SECRET_KEY": "x" * 64, "ALLOWED_HOSTS": "xanh.example"}
    asks = "from tinhxanh import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    told = subprocess.run(
        [sys.executable, "-c", asks],
        env=kept | production | {"TINHXANH_HOME": str(tmp_path), "DATABASE_URL": "postgresql:///x"} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == trusted


def test_attempts_are_counted_for_all_processes_together(settings: Any) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_password_change_is_held_up_with_a_page_in_vietnamese() -> None:
    client = Client()
    client.force_login(factories.user("lan"), backend="django.contrib.auth.backends.ModelBackend")
    wrong = {"oldpassword": "sai", "password1": "Muoi-hai-chu-moi", "password2": "Muoi-hai-chu-moi"}
    answers = [client.post("/tai-khoan/password/change/", wrong) for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert "Thử quá nhiều lần" in answers[-1].content.decode()


def test_attempts_on_other_names_do_not_make_the_count_forgotten() -> None:
    factories.user("lan")
    for _ in range(5):
        sign_in("lan")
    for number in range(400):
        cache.set(f"ten-khac-{number}", [number], 300)
    assert HELD_UP in sign_in("lan", factories.PASSWORD)
