"""What the frame of every page shows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """The province's label in the masthead."""
    return {"place": settings.PROVINCE}
