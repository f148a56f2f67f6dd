"""What may be done with a programme as a whole."""

from __future__ import annotations

import pghistory
from django.db import transaction

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.programmes.models import Programme
from tinhxanh.apps.registers.refusals import Refused


def describe(
    *,
    programme: Programme,
    by: User,
    title: str,
    start_year: int | None,
    end_year: int | None,
    edition: Edition | None,
) -> Programme:
    """Change the name, the years and the edition of the index that a programme is measured by.

    Raises Refused for an empty name or years in the wrong order.
    """
    if not title.strip():
        raise Refused("title", "Chương trình cần có tên.")
    if start_year and end_year and end_year < start_year:
        raise Refused("years", "Năm kết thúc đứng trước năm bắt đầu.")
    with transaction.atomic(), pghistory.context(user=by.pk, why="Sửa thông tin chương trình"):
        held = Programme.objects.select_for_update().get(pk=programme.pk)
        held.title, held.start_year, held.end_year, held.edition = (
            title.strip(),
            start_year,
            end_year,
            edition,
        )
        held.save(update_fields=["title", "start_year", "end_year", "edition"])
        return held
