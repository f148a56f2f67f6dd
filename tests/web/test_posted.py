"""Fields without a form: what nobody would type is no fault of the server."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

import factories
from reporting_year import Year, make_year
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports.models import Question
from tinhxanh.web import posted

NUL = "\0"


@pytest.fixture
def year(db: None, settings: Any) -> Year:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_year()


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def field(value: str) -> QueryDict:
    given = QueryDict(mutable=True)
    given["x"] = value
    return given


@pytest.mark.parametrize("said", ["", "-1", "abc", "²", "٣", "1e5", NUL, "9" * 19, "9" * 5000])
def test_key_that_is_none_is_zero(said: str) -> None:
    assert posted.number(field(said), "x") == 0


def test_key_is_read_as_written() -> None:
    assert posted.number(field("120"), "x") == 120
    assert posted.number(field("120"), "y") == 0


def test_words_lose_what_cannot_be_kept_and_what_is_too_long() -> None:
    assert posted.words(field(f"a{NUL}b"), "x") == "ab"
    assert posted.words(field("abc"), "x", 2) == "ab"
    assert posted.words(field("abc"), "y") == ""


def test_question_with_a_sign_that_cannot_be_kept_is_kept_without_it(year: Year) -> None:
    duty = Duty.objects.get(code="II.1.1")
    answer = signed_in(year.leader).post(f"/nhiem-vu/{duty.pk}/hoi-them/", {"words": f"Bao{NUL} giờ?"})
    assert answer.status_code == 302
    assert Question.objects.get().words == "Bao giờ?"


def test_question_of_nothing_but_such_a_sign_is_refused(year: Year) -> None:
    duty = Duty.objects.get(code="II.1.1")
    signed_in(year.leader).post(f"/nhiem-vu/{duty.pk}/hoi-them/", {"words": NUL})
    assert not Question.objects.exists()


def test_act_of_the_history_that_cannot_be_is_not_found(year: Year) -> None:
    auditor = signed_in(factories.user("kiem.tra", year.place.committee, "auditor"))
    assert auditor.get("/lich-su/thay-doi/", {"act": NUL, "kind": "duty"}).status_code == 404


@pytest.mark.parametrize("key", ["abc", "²", NUL])
def test_passage_and_answer_that_cannot_be_are_not_found(year: Year, key: str) -> None:
    opened, focal = year.open(), signed_in(year.focal)
    focal.post(f"/ky-bao-cao/{opened.pk}/du-thao/")
    assert focal.post(f"/ky-bao-cao/{opened.pk}/chon-cau/", {"answer": key}).status_code == 404
    assert focal.post(f"/ky-bao-cao/{opened.pk}/sua-cau/", {"passage": key}).status_code == 404


def test_ledger_of_a_period_that_cannot_be_is_that_of_all(year: Year) -> None:
    address = f"/chuong-trinh/{year.programme.pk}/don-doc/"
    assert signed_in(year.focal).get(address, {"ky": "abc"}).status_code == 200
