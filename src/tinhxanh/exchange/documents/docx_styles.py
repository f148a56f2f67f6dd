"""Styles of a Word document, each resolved with all the styles it is based on."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from tinhxanh.exchange.documents.docx_numbering import W, whole
from tinhxanh.exchange.documents.printing import PLAIN, Format

_VAL = f"{W}val"
_NO_BORDER = ("nil", "none", "")
_ALIGNMENTS = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "left": "left",
    "start": "left",
}


def switch(properties: etree._Element, name: str) -> bool | None:
    """An on/off property (17.17.4): present without value is on."""
    node = properties.find(W + name)
    return None if node is None else node.get(_VAL) not in ("0", "false", "off", "none")


def run_format(properties: etree._Element | None) -> Format:
    """What `w:rPr` says."""
    if properties is None or not len(properties):
        return PLAIN
    fonts = properties.find(f"{W}rFonts")
    return Format(
        bold=switch(properties, "b"),
        italic=switch(properties, "i"),
        caps=switch(properties, "caps"),
        hidden=switch(properties, "vanish"),
        font=None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"),
    )


def paragraph_format(properties: etree._Element) -> Format:
    """What `w:pPr` says of alignment, list and outline; not its mark's run format."""
    align, lists, outline = (properties.find(W + name) for name in ("jc", "numPr", "outlineLvl"))
    number = level = None
    if lists is not None:
        number, level = lists.find(f"{W}numId"), lists.find(f"{W}ilvl")
    return Format(
        align=None if align is None else _ALIGNMENTS.get(align.get(_VAL, "")),
        list_number=None if number is None else number.get(_VAL),
        list_level=None if level is None else whole(level.get(_VAL)),
        outline=None if outline is None else whole(outline.get(_VAL), 9),
    )


class Styles:
    """All styles of a document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._resolved: dict[str, Format] = {}
        self.base = PLAIN
        self.default_paragraph = ""
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.base = run_format(defaults)
        for node in root.iterchildren(f"{W}style"):
            key = node.get(f"{W}styleId", "")
            self._nodes[key] = node
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self.default_paragraph = key

    def format(self, style: str) -> Format:
        """What style `style` says with all styles below it; PLAIN for an unknown one."""
        if style not in self._resolved:
            self._resolved[style] = PLAIN  # a style based on itself ends here
            self._resolved[style] = self._resolve(style)
        return self._resolved[style]

    def _resolve(self, style: str) -> Format:
        node = self._nodes.get(style)
        if node is None:
            return PLAIN
        own = run_format(node.find(f"{W}rPr"))
        properties = node.find(f"{W}pPr")
        if properties is not None:
            own = own.over(paragraph_format(properties))
        base = node.find(f"{W}basedOn")
        lower = self.format(base.get(_VAL, "")) if base is not None else PLAIN
        return replace(own.over(lower), outline=_outline(node, own.over(lower)))

    def numbering_styles(self) -> dict[str, str]:
        """Each style that names a list, with the list (`w:numId`)."""
        found: dict[str, str] = {}
        for key, node in self._nodes.items():
            number = node.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                found[key] = number.get(_VAL, "")
        return found

    def table_borders(self, style: str) -> dict[str, bool]:
        """The sides on which a table style draws a line or says that it draws none."""
        borders: dict[str, bool] = {}
        seen: set[str] = set()
        while style and style not in seen and style in self._nodes:
            seen.add(style)
            node = self._nodes[style]
            borders = sides(node.find(f"{W}tblPr/{W}tblBorders")) | borders
            base = node.find(f"{W}basedOn")
            style = base.get(_VAL, "") if base is not None else ""
        return borders


def _outline(node: etree._Element, resolved: Format) -> int | None:
    if resolved.outline is not None:
        return resolved.outline
    name = node.find(f"{W}name")
    words = (name.get(_VAL, "") if name is not None else "").lower().split()
    return int(words[1]) - 1 if len(words) == 2 and words[0] == "heading" and words[1].isdigit() else None


def sides(borders: etree._Element | None) -> dict[str, bool]:
    """Each side named in a border element, and whether a line is drawn there."""
    if borders is None:
        return {}
    return {
        etree.QName(side).localname: side.get(_VAL, "") not in _NO_BORDER
        for side in borders
        if isinstance(side.tag, str)
    }
