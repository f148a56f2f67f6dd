"""What the checks look at."""

from __future__ import annotations

from dataclasses import dataclass

from tinhxanh.core.plan.assignments import Dangling
from tinhxanh.core.plan.canonical import Canonical, Table
from tinhxanh.core.plan.facts import Facts
from tinhxanh.core.plan.naming.register import AgencyNames, Replacements
from tinhxanh.core.plan.outline import Outline
from tinhxanh.core.plan.unread import Unread


@dataclass(frozen=True, slots=True)
class Context:
    """What checks look at. `opaque` are tables that gave no facts. `register` and `replaced` may be
    absent: then nothing is said of them.
    """

    canonical: Canonical
    outline: Outline
    facts: Facts
    dangling: tuple[Dangling, ...] = ()
    register: AgencyNames | None = None
    replaced: Replacements | None = None
    unread: tuple[Unread, ...] = ()
    opaque: tuple[Table, ...] = ()
