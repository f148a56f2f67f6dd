"""Pages are compressed for browsers that take it, other answers never."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tinhxanh.web.compressing import CompressedPages

LOGIN = "/tai-khoan/login/"


@pytest.mark.django_db
def test_page_is_compressed_for_a_browser_that_takes_it() -> None:
    answer = Client().get(LOGIN, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "<h1" in gzip.decompress(answer.content).decode()
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.django_db
def test_page_stays_plain_for_who_does_not_ask() -> None:
    assert "Content-Encoding" not in Client().get(LOGIN).headers


def test_file_is_sent_as_it_is() -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    file = HttpResponse(b"%PDF" * 500, content_type="application/pdf")
    sent = CompressedPages(lambda _request: file)(request)
    assert "Content-Encoding" not in sent.headers
    assert sent.content == b"%PDF" * 500
