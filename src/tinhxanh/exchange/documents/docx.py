"""Word documents (.docx): paragraphs and tables in body order, as Word prints them.

The XML is walked directly; python-docx would build an object for each node and leaves out automatic
numbers, text boxes and tracked changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tinhxanh.core.plan.source import Element, Paragraph, SourceDocument
from tinhxanh.exchange.documents import archives, docx_numbering, language, markup
from tinhxanh.exchange.documents.docx_body import Body
from tinhxanh.exchange.documents.docx_numbering import W
from tinhxanh.exchange.documents.docx_styles import Styles
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.unreadable import Unreadable, without_text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The strict form of the format has other namespaces and the same elements.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def load(content: Path | bytes, limits: Limits) -> SourceDocument:
    """The Word file `content`; Unreadable if it is damaged, locked, unsafe or too large."""
    with archives.opened(content, limits) as archive:
        return _Package(archive, limits).document()


class _Package:
    """The parts of one Word file."""

    def __init__(self, archive: archives.Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._main = self._main_part()
        self._folder = self._main.rpartition("/")[0]
        self._relations = self._related(self._main)

    def _main_part(self) -> str:
        for kind, target, _ in self._relation_rows("_rels/.rels"):
            if kind.endswith("/officeDocument"):
                return target.lstrip("/")
        return "word/document.xml"

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its type, part name)."""
        folder, _, name = part.rpartition("/")
        rows = self._relation_rows(f"{folder}/_rels/{name}.rels")
        return {key: (kind.rpartition("/")[2], self._placed(target)) for kind, target, key in rows}

    def _placed(self, target: str) -> str:
        return target.lstrip("/") if target.startswith("/") else f"{self._folder}/{target}"

    def _relation_rows(self, part: str) -> Iterator[tuple[str, str, str]]:
        root = self._parsed(part)
        for node in root.iter(_RELATION) if root is not None else ():
            if node.get("TargetMode") != "External":
                yield node.get("Type", ""), node.get("Target", ""), node.get("Id", "")

    def _parsed(self, part: str) -> etree._Element | None:
        data = self._archive.read(part)
        if data is None:
            return None
        if b"http://purl.oclc.org/ooxml/" in data[:4_096]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return markup.parse(data, part, self._limits)

    def _of_kind(self, kind: str) -> etree._Element | None:
        part = next((target for found, target in self._relations.values() if found == kind), None)
        return self._parsed(part or f"{self._folder}/{kind}.xml")

    def document(self) -> SourceDocument:
        root = self._parsed(self._main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise Unreadable(
                "damaged", "tệp Word thiếu phần nội dung", "hãy mở bằng Word, lưu lại rồi tải lên lại"
            )
        styles = Styles(self._of_kind("styles"))
        numbering = docx_numbering.read(self._of_kind("numbering"), styles.numbering_styles())
        reader = Body(styles, numbering)
        heads = self._heads(body, reader)
        elements: list[Element] = [*heads, *reader.elements(body)]
        if not any(language.texts(tuple(elements))):
            raise without_text(pictures=any("/media/" in name for name in self._archive.names()))
        return SourceDocument(
            tuple(elements), "docx", footnotes=self._footnotes(reader), notes=tuple(reader.notes())
        )

    def _heads(self, body: etree._Element, reader: Body) -> list[Paragraph]:
        """Words in the first page's header; a page number alone is no text of the document."""
        section = next(body.iter(f"{W}sectPr"), None)
        wanted = {}
        for node in section.iterchildren(f"{W}headerReference") if section is not None else ():
            wanted[node.get(f"{W}type", "default")] = node.get(f"{{{_OFFICE}}}id", "")
        first = section is not None and section.find(f"{W}titlePg") is not None
        _, part = self._relations.get(wanted.get("first" if first else "default", ""), ("", ""))
        root = self._parsed(part) if part else None
        found = reader.paragraphs(root) if root is not None else []
        return [p for p in found if any(map(str.isalpha, p.text))]

    def _footnotes(self, reader: Body) -> tuple[Paragraph, ...]:
        notes: list[Paragraph] = []
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = self._of_kind(kind)
            for node in root.iterchildren(W + tag) if root is not None else ():
                if node.get(f"{W}type") in (None, "normal"):
                    notes.extend(p for p in reader.paragraphs(node) if p.text)
        return tuple(notes)
