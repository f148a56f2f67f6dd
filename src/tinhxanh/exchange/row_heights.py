"""How high a row of a workbook must be for its wrapped texts.

Excel finds this out when it opens a file, LibreOffice does not: there a row without a height shows one line
of a wrapped cell and lays the rest over the next row.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

LINE = 16.5
"""Points of one line in Times New Roman 12, whole pixels."""
MOST = 409.0
"""Points of the highest row that Excel knows."""


def height(cells: Iterable[tuple[object, float]], least: int = 1) -> float:
    """Points for a row of `cells`, each its value and the width of its column in characters.

    >>> height([("một dòng", 20), ("ba dòng, vì cột này hẹp hơn lời của nó", 14)])
    49.5
    """
    lines = [lines_of(str(value), width) for value, width in cells if value not in (None, "")]
    return min(MOST, LINE * max([least, *lines]))


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters."""
    return sum(max(1, math.ceil(len(part) / max(1.0, width))) for part in text.split("\n"))
