"""Text that a converter wrote: marks of HTML and Markdown that are left in it are taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|span|br|p|div|ul|ol|li|font|center|small)(?:\s[^<>]{0,80})?/?>",
    re.IGNORECASE,
)
_PIPED = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")


def plain(lines: Iterable[str]) -> Iterator[str]:
    """`lines` without tags of character style and without Markdown's headings, bold and table rules.

    Rows between bars become cells between tabs. A line that holds no such mark is given as it is.
    """
    for line in lines:
        if "<" in line:
            line = _TAG.sub(" ", line) if line.count("\t") < 2 else line
        if "|" in line:
            if _RULE.fullmatch(line):
                continue
            if line.count("|") > 2 and _PIPED.fullmatch(line):
                line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        if line.startswith("#"):
            line = _HEADING.sub("", line, count=1)
        yield _STRONG.sub(r"\2", line) if "**" in line or "__" in line else line
