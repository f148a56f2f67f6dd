"""Word's automatic numbers in place of typed markers."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from .source import Paragraph

# pattern of the typed marker, Word's number format, the text of the number
LEVELS = (
    (re.compile(r"^[IVX]+\.\s+"), "upperRoman", "%1."),
    (re.compile(r"^\d+\.\s+"), "decimal", "%2."),
    (re.compile(r"^[a-zđ]\)\s+"), "lowerLetter", "%3)"),
    (re.compile(r"^-\s+"), "bullet", "-"),
)
ABSTRACT, NUMBER = "97", "97"


def apply(word: Document, paragraph: WordParagraph, block: Paragraph) -> str:
    """Number ``paragraph`` as its typed marker asks; return the text that is left to write."""
    for level, (pattern, _, _) in enumerate(LEVELS):
        found = pattern.match(block.text)
        if found and block.style != "title":
            define(word)
            mark(paragraph, level)
            return block.text[found.end() :]
    return block.text


def mark(paragraph: WordParagraph, level: int) -> None:
    """Give ``paragraph`` its place in the list."""
    properties = paragraph._p.get_or_add_pPr()
    numbered = element("w:numPr")
    numbered.append(element("w:ilvl", str(level)))
    numbered.append(element("w:numId", NUMBER))
    properties.append(numbered)


def define(word: Document) -> None:
    """Add the list definition once."""
    root = word.part.numbering_part.element
    if any(found.get(qn("w:numId")) == NUMBER for found in root.findall(qn("w:num"))):
        return
    abstract = element("w:abstractNum", **{"w:abstractNumId": ABSTRACT})
    abstract.append(element("w:multiLevelType", "multilevel"))
    for level, (_, style, text) in enumerate(LEVELS):
        abstract.append(define_level(level, style, text))
    first = root.find(qn("w:num"))
    root.insert(list(root).index(first) if first is not None else len(root), abstract)
    number = element("w:num", **{"w:numId": NUMBER})
    number.append(element("w:abstractNumId", ABSTRACT))
    root.append(number)


def define_level(level: int, style: str, text: str) -> Any:
    """Return the definition of one level."""
    found = element("w:lvl", **{"w:ilvl": str(level)})
    for name, value in (("w:start", "1"), ("w:numFmt", style), ("w:suff", "space"), ("w:lvlText", text)):
        found.append(element(name, value))
    return found


def element(name: str, value: str | None = None, **attributes: str) -> Any:
    """Return an XML element with ``w:val`` and further attributes."""
    made = OxmlElement(name)
    if value is not None:
        made.set(qn("w:val"), value)
    for key, given in attributes.items():
        made.set(qn(key), given)
    return made
