"""Whoever guesses passwords is held up, and told so in Vietnamese."""

from __future__ import annotations

from typing import Any

import pytest
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
    assert HELD_UP in sign_in("lan", factories.PASSWORD, address="10.0.0.9")


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
