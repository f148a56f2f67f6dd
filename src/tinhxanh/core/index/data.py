"""What an index is computed from: a table of units, or the answers of a survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Data:
    """Units × indicators, NaN where missing.

    `denominators` hold one value a unit (population, area …), `groups` one label a unit.
    `restated` says how the values were made where they are not as published (merged units).
    """

    units: tuple[str, ...]
    codes: tuple[str, ...]
    values: Floats
    denominators: Mapping[str, Floats] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    restated: str = ""

    @cached_property
    def row(self) -> dict[str, int]:
        """Row number by unit."""
        return {unit: k for k, unit in enumerate(self.units)}

    @cached_property
    def column(self) -> dict[str, int]:
        """Column number by indicator code."""
        return {code: k for k, code in enumerate(self.codes)}

    def only(self, rows: Ints) -> Data:
        """The same data with these rows, in this order."""
        return Data(
            units=tuple(self.units[k] for k in rows),
            codes=self.codes,
            values=self.values[rows],
            denominators={name: column[rows] for name, column in self.denominators.items()},
            groups={name: tuple(labels[k] for k in rows) for name, labels in self.groups.items()},
            names=tuple(self.names[k] for k in rows) if self.names else (),
            restated=self.restated,
        )

    def with_values(self, values: Floats) -> Data:
        """The same units and columns with other values."""
        return Data(self.units, self.codes, values, self.denominators, self.groups, self.names, self.restated)


@dataclass(frozen=True)
class Microdata:
    """Answers of a survey: respondents × questions, NaN where a question was not answered.

    `unit` (province) and `stratum` are labels, one a respondent; `weight` is the survey weight.
    """

    unit: tuple[str, ...]
    stratum: tuple[str, ...]
    weight: Floats
    codes: tuple[str, ...]
    answers: Floats

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Units in alphabetical order of their codes: the rows of every result."""
        return tuple(sorted(set(self.unit)))


def make(units: Sequence[str], columns: Mapping[str, Sequence[float]]) -> Data:
    """Data from columns by code; the short way for tests and notebooks."""
    values = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns.values()])
    return Data(tuple(units), tuple(columns), values)
