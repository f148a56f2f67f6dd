"""Styles and lists of an OpenDocument text (ISO/IEC 26300), automatic ones and named ones alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from tinhxanh.exchange.documents.docx_numbering import whole, written
from tinhxanh.exchange.documents.printing import PLAIN, Format

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW = (
    f"{{{_URN}{room}:1.0}}" for room in ("office", "style", "text", "table", "drawing")
)
FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
_ALIGNMENTS = {
    "center": "center",
    "end": "right",
    "right": "right",
    "justify": "justify",
    "start": "left",
    "left": "left",
}
_NUMBER_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: its number format (“bullet” with its sign in `prefix`) and what surrounds it."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


class Styles:
    """All styles of the two parts `styles.xml` and `content.xml`."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._nodes: dict[tuple[str, str], etree._Element] = {}
        self._resolved: dict[tuple[str, str], Format] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._fonts: dict[str, str] = {}
        for root in roots:
            if root is not None:
                self._read(root)

    def _read(self, root: etree._Element) -> None:
        for node in root.iter(f"{STYLE}style", f"{TEXT}list-style", f"{STYLE}font-face"):
            name = node.get(f"{STYLE}name", "")
            if node.tag == f"{STYLE}style":
                self._nodes[node.get(f"{STYLE}family", ""), name] = node
            elif node.tag == f"{TEXT}list-style":
                self._lists[name] = _levels(node)
            else:
                family = node.get(f"{{{_URN}svg-compatible:1.0}}font-family", name)
                self._fonts[name] = family.strip("'\"")

    def format(self, family: str, name: str) -> Format:
        """What the style says with all its parents; PLAIN for an unknown one."""
        key = family, name
        if key not in self._resolved:
            self._resolved[key] = PLAIN  # a style that is its own parent ends here
            self._resolved[key] = self._resolve(family, name)
        return self._resolved[key]

    def _resolve(self, family: str, name: str) -> Format:
        node = self._nodes.get((family, name))
        if node is None:
            return PLAIN
        own = self._own(node)
        parent = node.get(f"{STYLE}parent-style-name")
        return own.over(self.format(family, parent)) if parent else own

    def _own(self, node: etree._Element) -> Format:
        said = PLAIN
        text = node.find(f"{STYLE}text-properties")
        if text is not None:
            font = text.get(f"{STYLE}font-name")
            said = Format(
                bold=_is(text.get(f"{FO}font-weight"), "bold", "700", "800", "900"),
                italic=_is(text.get(f"{FO}font-style"), "italic", "oblique"),
                caps=_is(text.get(f"{FO}text-transform"), "uppercase"),
                hidden=_is(text.get(f"{TEXT}display"), "none"),
                font=self._fonts.get(font, font) if font else None,
            )
        block = node.find(f"{STYLE}paragraph-properties")
        align = _ALIGNMENTS.get(block.get(f"{FO}text-align", "")) if block is not None else None
        return replace(said, align=align, list_number=node.get(f"{STYLE}list-style-name") or None)

    def list_level(self, name: str, level: int) -> ListLevel | None:
        """Level `level` (from 1) of the list style `name`."""
        return self._lists.get(name, {}).get(level)

    def draws_borders(self, cell_style: str) -> bool:
        """Whether cells of the style have a line on at least two sides."""
        node = self._nodes.get(("table-cell", cell_style))
        properties = node.find(f"{STYLE}table-cell-properties") if node is not None else None
        if properties is None:
            return False
        sides = [properties.get(f"{FO}border-{side}") for side in ("left", "right", "top", "bottom")]
        whole_border = properties.get(f"{FO}border")
        drawn = [whole_border] * 4 if whole_border else sides
        return sum(border not in (None, "none", "hidden") for border in drawn) >= 2


def _is(value: str | None, *wanted: str) -> bool | None:
    return None if value is None else value in wanted


def _levels(node: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for child in node:
        at = whole(child.get(f"{TEXT}level"), 1)
        if child.tag == f"{TEXT}list-level-style-number":
            number = child.get(f"{STYLE}num-format", "")
            levels[at] = ListLevel(
                _NUMBER_FORMATS.get(number, ""),
                child.get(f"{STYLE}num-prefix", ""),
                child.get(f"{STYLE}num-suffix", ""),
                whole(child.get(f"{TEXT}display-levels"), 1),
                whole(child.get(f"{TEXT}start-value"), 1),
            )
        elif child.tag == f"{TEXT}list-level-style-bullet":
            levels[at] = ListLevel("bullet", child.get(f"{TEXT}bullet-char", "•"))
    return levels


class Counter:
    """How far each list has been counted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}

    def restart(self, style: str) -> None:
        """A new list of the style begins."""
        self._counts.pop(style, None)

    def next_marker(self, style: str, level: int, start: str | None) -> str:
        """Count one item at `level` (from 1), from `start` if given, and return its printed marker."""
        definition = self._styles.list_level(style, level)
        if definition is None:
            return ""
        if definition.format == "bullet":
            return definition.prefix
        counts = self._counts.setdefault(style, {})
        counts[level] = whole(start, 1) if start else counts.get(level, definition.start - 1) + 1
        for deeper in [d for d in counts if d > level]:
            del counts[deeper]
        return self._printed(style, level, definition) if definition.format else ""

    def _printed(self, style: str, level: int, definition: ListLevel) -> str:
        numbers = []
        for at in range(max(1, level - definition.shown + 1), level + 1):
            other = self._styles.list_level(style, at) or ListLevel()
            if other.format and other.format != "bullet":
                numbers.append(written(self._counts[style].get(at, other.start), other.format))
        return f"{definition.prefix}{'.'.join(numbers)}{definition.suffix}".strip()
