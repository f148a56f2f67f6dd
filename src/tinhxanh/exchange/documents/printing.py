"""What print shows of a word processor's text: formats of runs, and paragraphs put together from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tinhxanh.core.plan.source import Element, Grid, Note, Paragraph
from tinhxanh.exchange.documents import legacy_letters, syllables
from tinhxanh.exchange.documents.characters import clean


@dataclass(frozen=True, slots=True)
class Format:
    """What print shows of a paragraph or run; None is “not said here”."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    align: str | None = None
    list_number: str | None = None
    list_level: int | None = None
    outline: int | None = None

    def over(self, base: Format) -> Format:
        """This format where it speaks, `base` where it is silent."""
        return _laid_over(self, base)


@lru_cache(maxsize=4_096)  # a document has few formats and very many runs
def _laid_over(upper: Format, lower: Format) -> Format:
    said = ((getattr(upper, name), getattr(lower, name)) for name in _FIELDS)
    return Format(*(below if above is None else above for above, below in said))


_FIELDS = tuple(Format.__dataclass_fields__)
PLAIN = Format()


@dataclass(slots=True)
class Piece:
    """A run's text and how it is printed."""

    text: str
    format: Format


class Press:
    """Puts pieces together to clean text and remembers which old letter systems it met."""

    def __init__(self) -> None:
        self._systems: set[str] = set()

    def text(self, pieces: list[Piece]) -> str:
        """The pieces as one clean text; letters of old fonts become Unicode."""
        if any(legacy_letters.system_of(piece.format.font) for piece in pieces):
            return clean(self._modernised(pieces))
        return clean("".join(piece.text for piece in pieces))

    def _modernised(self, pieces: list[Piece]) -> str:
        """The text in Unicode, if that makes it more Vietnamese than what stands in the file."""
        as_is = "".join(piece.text for piece in pieces)
        systems = [legacy_letters.system_of(piece.format.font) for piece in pieces]
        turned = "".join(
            legacy_letters.convert(piece.text, system) if system else piece.text
            for piece, system in zip(pieces, systems, strict=True)
        )
        before, after = (syllables.share(syllables.words(text)) for text in (as_is, turned))
        if turned == as_is or after < before:
            return as_is
        self._systems.update(system for system in systems if system)
        return turned

    def notes(self) -> list[Note]:
        """What had to be converted so far."""
        return [legacy_letters.note(self._systems)] if self._systems else []


def paragraph(text: str, own: Format, pieces: list[Piece]) -> Paragraph:
    """A paragraph that is bold or italic if all its inked pieces are."""
    inked = [piece.format for piece in pieces if piece.text.strip()]
    level = own.outline
    return Paragraph(
        text=text,
        align=own.align,
        bold=all(f.bold for f in inked),
        italic=all(f.italic for f in inked),
        heading_level=level + 1 if level is not None and level < 9 else None,
    )


def flat(content: list[Element]) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell; cells of a table within it one after another."""
    found: list[Paragraph] = []
    for element in content:
        if isinstance(element, Paragraph):
            found.append(element)
        elif isinstance(element, Grid):
            found.extend(
                inner for cell in element.cells for inner in cell.content if isinstance(inner, Paragraph)
            )
    return tuple(found)
