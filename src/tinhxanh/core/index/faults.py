"""What can be wrong with a recipe or with data, said in one sentence that names row and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `sentence` for people, `row` and `column` for programs.

    `row` is the unit (or node) and `column` the indicator (or field); None where none is meant.
    """

    code: str
    sentence: str
    row: str | None = None
    column: str | None = None


class IndexFault(ValueError):
    """Base of every refusal of the index engine; `faults` lists all that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence for fault in self.faults))


class BadRecipe(IndexFault):
    """The recipe cannot be understood or contradicts itself."""


class BadData(IndexFault):
    """The data do not fit the recipe."""


class StepFailed(IndexFault):
    """A step could not run; the analysis stops instead of leaving the step out."""


class NotComparable(IndexFault):
    """Two editions stand on two sides of a break in the method."""


def stop(
    kind: type[IndexFault], code: str, sentence: str, row: str | None = None, column: str | None = None
) -> IndexFault:
    """An exception of `kind` that carries one fault; the caller raises it."""
    return kind([Fault(code, sentence, row, column)])
