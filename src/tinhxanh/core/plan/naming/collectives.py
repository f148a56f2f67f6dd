"""Collectives ("UBND các xã, phường", "các sở, ban, ngành") and whom they mean on a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tinhxanh.core.vietnamese import expand

# Read on the expanded name (`vietnamese.expand`). The first that fits counts; an empty tuple is nobody
# in particular. Kinds are those of the organisation register.
_COLLECTIVES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"^uy ban nhan dan (cac |cap )?(huyen|quan)( |$).*((?<!thi )xa|phuong)",
        ("district", "commune"),
    ),
    (r"^uy ban nhan dan (cap huyen|cac (quan |huyen)|huyen (thi xa )?thanh pho)", ("district",)),
    (r"^(cac|cap) huyen", ("district",)),
    (r"^uy ban nhan dan (cap xa|cac (xa|phuong)|xa phuong)", ("commune",)),
    (r"^(cac|cap) (xa|phuong)", ("commune",)),
    (r"^(cac )?so (ban )?nganh|^cac so( |$)", ("department",)),
    (r"^cac (doan the|to chuc chinh tri xa hoi)", ("front",)),
    (r"^(cac )?co quan (truyen thong|bao chi|thong tan)", ("press",)),
    (r"^(cac|nhung|mot so) ", ()),
    (r"^(co quan|don vi|dia phuong|to chuc|ca nhan|doanh nghiep|chu)( |$)", ()),
    (r" lien quan$|^chinh quyen dia phuong", ()),
)
_COMPILED = tuple((re.compile(pattern), kinds) for pattern, kinds in _COLLECTIVES)


class Body(Protocol):
    """A body of the register: its kind, and the days on which it existed, both inclusive; None is open."""

    @property
    def kind(self) -> str: ...
    @property
    def valid_from(self) -> dt.date | None: ...
    @property
    def valid_to(self) -> dt.date | None: ...


@dataclass(frozen=True, slots=True)
class Member:
    """A body with its name, where no other register is at hand."""

    name: str
    kind: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


Known = TypeVar("Known", bound=Body)


def kinds_of(name: str) -> tuple[str, ...] | None:
    """Which kinds of bodies a collective means; empty for nobody in particular, None for no collective.

    >>> kinds_of("UBND các xã, phường")
    ('commune',)
    >>> kinds_of("Sở Xây dựng") is None
    True
    """
    key = expand(name)
    return next((kinds for pattern, kinds in _COMPILED if pattern.search(key)), None)


def expand_on(name: str, register: Iterable[Known], at: dt.date) -> tuple[Known, ...] | None:
    """The bodies of the register that a collective meant on the day `at`, in the register's order.

    None where the name is no collective. On 1 July 2025 districts ended (Luật 72/2025/QH15), so “UBND
    các huyện” of a later day means nobody.
    """
    kinds = kinds_of(name)
    if kinds is None:
        return None
    return tuple(one for one in register if one.kind in kinds and _existed(one, at))


def _existed(body: Body, at: dt.date) -> bool:
    return (body.valid_from or dt.date.min) <= at <= (body.valid_to or dt.date.max)
