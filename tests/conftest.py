"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections
from django.utils import translation
from hypothesis import settings

# The same examples on every run: a failure is a failure of the change, and time limits are for benchmarks.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Connections end with their request: no idle one holds the test database when it is dropped."""
    connections["default"].settings_dict["CONN_MAX_AGE"] = 0
    connections.settings["default"]["CONN_MAX_AGE"] = 0


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Each test begins in Vietnamese: a page answered in English leaves its thread in English."""
    translation.deactivate()
    yield
    translation.deactivate()
