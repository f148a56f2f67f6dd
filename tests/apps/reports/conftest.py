from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from letterbox import Letterbox, serving
from reporting_year import Year, make_year


@pytest.fixture
def year(db: None, settings: Any) -> Year:
    """A province in its reporting year; passwords are hashed quickly, nobody signs in with them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_year()


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """A mail server of our own, and the product set to use it."""
    with serving(settings) as box:
        yield box
