"""A province, its focal officer and a place for files."""

from __future__ import annotations

from pathlib import Path

import pytest

import factories
from factories import Place
from tinhxanh.apps.accounts.models import User


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place(db: None) -> Place:
    return factories.place()


@pytest.fixture
def officer(place: Place) -> User:
    return factories.user("dau.moi", place.committee, "focal")
