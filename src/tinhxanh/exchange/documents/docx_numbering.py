"""Automatic numbers of Word: the marker that Word prints before a paragraph, counted as Word counts.

ECMA-376 part 1, 17.9: an abstract list defines levels, a list (`w:num`) refers to it and may override
levels or restart them; lists of one abstract list go on counting together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from tinhxanh.exchange.documents.characters import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_PLACE = re.compile("%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LAST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as Word defines it; `restart` is the level (from 1) that restarts it, 0 none."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Definition:
    """A `w:num`: the counters it shares, its levels and the starts it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and how far each has been counted."""

    def __init__(self, definitions: dict[str, Definition], style_levels: dict[str, int]) -> None:
        self._definitions = definitions
        self._style_levels = style_levels
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def level_of_style(self, style: str) -> int:
        """The level that a list ties to the paragraph style `style`, 0 if none does."""
        return self._style_levels.get(style, 0)

    def next_marker(self, number: str, level: int) -> str:
        """Count one paragraph of list `number` at `level` (from 0) and return its printed marker."""
        definition = self._definitions.get(number)
        if definition is None or level not in definition.levels:
            return ""
        self._count(number, definition, level)
        return self._printed(definition, level)

    def _count(self, number: str, definition: Definition, level: int) -> None:
        counts = self._counts.setdefault(definition.abstract, {})
        start = definition.starts.get(level)
        if start is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = start
        else:
            counts[level] = counts.get(level, definition.levels[level].start - 1) + 1
        for deeper in [d for d in counts if d > level]:
            restart = definition.levels.get(deeper, Level()).restart
            if restart is None or 0 < level + 1 <= restart:
                del counts[deeper]

    def _printed(self, definition: Definition, level: int) -> str:
        own = definition.levels[level]
        if own.format == "bullet":
            return _bullet(own.text)
        counts = self._counts[definition.abstract]

        def number(hit: re.Match[str]) -> str:
            at = int(hit[1]) - 1
            other = definition.levels.get(at, Level())
            return written(counts.setdefault(at, other.start), "decimal" if own.legal else other.format)

        return _PLACE.sub(number, own.text).strip()


def _bullet(sign: str) -> str:
    """The printed sign; a hollow bullet is the letter o of a typewriter font."""
    return "◦" if sign == "o" else clean(sign).strip()


def written(number: int, style: str) -> str:
    """`number` in the number format `style` of Word (17.18.59); unknown styles as decimal.

    >>> written(4, "upperRoman"), written(28, "lowerLetter"), written(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return roman(number) if style == "upperRoman" else roman(number).lower()
    if style == "none":
        return ""
    return f"{number:02d}" if style == "decimalZero" else str(number)


def roman(number: int) -> str:
    """`number` (1 to 3999) in capital Roman digits."""
    digits = ""
    for value, sign in _ROMAN + _ROMAN_ONES:
        count, number = divmod(number, value)
        digits += sign * count
    return digits.upper()


def read(root: etree._Element | None, style_lists: dict[str, str]) -> Numbering:
    """The lists of a numbering part; `style_lists` maps a numbering style to its list (`w:numId`)."""
    if root is None:
        return Numbering({}, {})
    abstracts = {_attribute(node, "abstractNumId"): node for node in root.iter(f"{W}abstractNum")}
    references = {
        _attribute(node, "numId"): _child_value(node, "abstractNumId") for node in root.iter(f"{W}num")
    }
    style_levels: dict[str, int] = {}
    levels = {key: _levels(node, style_levels) for key, node in abstracts.items()}

    def resolved(abstract: str) -> str:
        style = _child_value(abstracts[abstract], "numStyleLink") if abstract in abstracts else ""
        linked = references.get(style_lists.get(style, ""), abstract)
        return linked if linked in abstracts else abstract

    definitions = {
        _attribute(node, "numId"): _definition(node, resolved(_child_value(node, "abstractNumId")), levels)
        for node in root.iter(f"{W}num")
    }
    return Numbering(definitions, style_levels)


def _levels(abstract: etree._Element, style_levels: dict[str, int]) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for node in abstract.iterchildren(f"{W}lvl"):
        at = whole(_attribute(node, "ilvl"))
        found[at] = _level(node)
        if style := _child_value(node, "pStyle"):
            style_levels[style] = at
    return found


def _level(node: etree._Element) -> Level:
    legal = node.find(f"{W}isLgl")
    restart = _child_value(node, "lvlRestart")
    return Level(
        format=_format(node),
        text=_child_value(node, "lvlText"),
        start=whole(_child_value(node, "start"), 1),
        restart=whole(restart) if restart else None,
        legal=legal is not None and legal.get(_VAL) not in ("0", "false"),
    )


def _format(node: etree._Element) -> str:
    """The number format; newer kinds stand in a compatibility choice beside a plain one."""
    return next(
        (value for kind in node.iter(f"{W}numFmt") if (value := kind.get(_VAL, "")) != "custom"), "decimal"
    )


def _definition(node: etree._Element, abstract: str, levels: dict[str, dict[int, Level]]) -> Definition:
    definition = Definition(abstract, dict(levels.get(abstract, {})))
    for override in node.iterchildren(f"{W}lvlOverride"):
        at = whole(_attribute(override, "ilvl"))
        own = override.find(f"{W}lvl")
        if own is not None:
            definition.levels[at] = _level(own)
        if start := _child_value(override, "startOverride"):
            definition.starts[at] = whole(start, 1)
            definition.levels[at] = replace(definition.levels.get(at, Level()), start=whole(start, 1))
    return definition


def _attribute(node: etree._Element, name: str) -> str:
    return node.get(W + name, "")


def _child_value(node: etree._Element, name: str) -> str:
    child = node.find(W + name)
    return child.get(_VAL, "") if child is not None else ""


def whole(text: str | None, default: int = 0) -> int:
    """`text` as a whole number between -1 and 32767, `default` if it is none."""
    try:
        return max(-1, min(int(text or ""), 32_767))
    except ValueError:
        return default
