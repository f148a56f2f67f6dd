"""Word's own footnotes: ``[1]`` in the text and ``% [1] …`` lines become real ones.

A source may write its marks as bare numbers behind a word or bracket (``% 1 …``), as extraction has them.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from .source import Paper, Paragraph

MARK = re.compile(r"\[(\d+)\]")
NOTE = re.compile(r"(?:\[(\d+)\]|(\d+)\s)\s*")
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def attach(word: Document, paper: Paper) -> None:
    """Add the part that holds the footnotes of ``paper``, where it has any."""
    notes = [
        block.text for block in paper.blocks if isinstance(block, Paragraph) and block.style == "footnote"
    ]
    if not notes:
        return
    body = "".join(note(text) for text in notes)
    blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{MAIN}">{body}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), TYPE, blob.encode(), word.part.package)
    word.part.relate_to(part, RELATION)


def note(text: str) -> str:
    """Return the XML of the footnote written as ``[1] text`` or ``1 text``."""
    found = NOTE.match(text)
    if found is None:
        raise ValueError(f"a footnote begins with its number: {text}")
    run = f'<w:r><w:t xml:space="preserve"> {escape(text[found.end() :].strip())}</w:t></w:r>'
    number = found.group(1) or found.group(2)
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run}</w:p></w:footnote>'


def marks(paper: Paper) -> re.Pattern[str]:
    """Return the pattern of the marks of ``paper``: in brackets, or bare where its notes are."""
    styled = (b for b in paper.blocks if isinstance(b, Paragraph) and b.style == "footnote")
    bare = [found.group(2) for block in styled if (found := NOTE.match(block.text)) and found.group(2)]
    return re.compile(rf"(?<=[^\W\d_]{{2}}|.[)”])({'|'.join(bare)})(?=[\s.,;:)]|$)") if bare else MARK


def add_runs(paragraph: WordParagraph, text: str, mark: re.Pattern[str] = MARK) -> list[Run]:
    """Append ``text`` with its marks as footnote references; return the text runs."""
    runs = []
    for n, piece in enumerate(mark.split(text)):
        run = paragraph.add_run("" if n % 2 else piece)
        if n % 2:
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), piece)
            run.font.superscript = True
            run._r.append(reference)
        runs.append(run)
    return runs
