"""Figures that a person brings to try things on: taken in, checked, seen by nobody else, thrown away."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.indicators.models import Dataset
from tinhxanh.core import index
from tinhxanh.core.index import Data, Recipe
from tinhxanh.exchange.tables import texts

MOST_UNITS, MOST_INDICATORS = 2000, 300
MOST_SETS = 20


def of(user: User) -> QuerySet[Dataset]:
    """What a person has brought, newest first."""
    return Dataset.objects.filter(owner=user)


def find(key: str, user: User) -> Dataset | None:
    """A set of that person's by its key."""
    try:
        number = uuid.UUID(key)
    except ValueError:
        return None
    return of(user).filter(pk=number).first()


def add(*, name: str, source: str, recipe: str, figures: str, by: User, at: dt.datetime) -> Dataset:
    """Keep a recipe with its figures; raises index.IndexFault where they cannot be read or scored."""
    if of(by).count() >= MOST_SETS:
        sentence = f"Đã có {MOST_SETS} bộ số liệu; hãy xóa bớt một bộ trước khi thêm."
        raise index.BadData([index.Fault("too_many_sets", sentence)])
    read(recipe, figures)
    return Dataset.objects.create(
        owner=by, name=name, source=source, recipe=recipe, figures=figures, added_at=at
    )


def remove(*, dataset: Dataset, by: User) -> None:
    """Throw a set away; only its owner can."""
    of(by).filter(pk=dataset.pk).delete()


def read(recipe: str, figures: str) -> tuple[Recipe, Data]:
    """Recipe and data that have been scored once, so whoever gets them may rely on it."""
    found = texts.recipe_of(recipe)
    if len(found.codes) > MOST_INDICATORS:
        sentence = f"Công thức có {len(found.codes)} chỉ tiêu; trang này nhận nhiều nhất {MOST_INDICATORS}."
        raise index.BadRecipe([index.Fault("too_many_indicators", sentence)])
    data = texts.data_of(figures, found)
    if len(data.units) > MOST_UNITS:
        sentence = f"Bảng có {len(data.units)} hàng; trang này nhận nhiều nhất {MOST_UNITS}."
        raise index.BadData([index.Fault("too_many_rows", sentence)])
    index.score(found, data)
    return found, data
