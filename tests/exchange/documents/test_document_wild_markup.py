"""Markup that no program writes: any nesting of the formats' own elements is read or refused."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.documents import plan_files
from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import Unreadable

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXTS = st.sampled_from(("", "Sở Công Thương", "1.", "Uû ban", "\u0301", "&#9;", "  "))
VALUES = st.sampled_from(
    ("", "0", "1", "-1", "3", "99999999999", "x", "%1.", "%9", "restart", "nil", ".VnTime", "2.5")
)


def elements(names: tuple[str, ...], attributes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Nested elements of a vocabulary with any of its attributes."""
    named = st.dictionaries(st.sampled_from(attributes), VALUES, max_size=3).map(
        lambda chosen: "".join(f' {key}="{value}"' for key, value in chosen.items())
    )

    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        content = st.lists(st.one_of(inner, TEXTS), max_size=4).map("".join)
        return st.builds(
            lambda name, more, held: f"<{name}{more}>{held}</{name}>", st.sampled_from(names), named, content
        )

    return st.recursive(TEXTS, wrap, max_leaves=25)


def names(text: str, space: str = "") -> tuple[str, ...]:
    return tuple(space + name for name in re.findall(r"\S+", text))


WORD_NAMES = names(
    "p pPr r rPr t tab br sym tbl tr tc tcPr trPr tblPr tblBorders tcBorders gridSpan vMerge gridBefore numPr"
    " numId ilvl jc b rFonts rStyle pStyle sdt sdtContent ins del hyperlink drawing txbxContent sectPr"
    " titlePg outlineLvl",
    "w:",
)
LIST_NAMES = names(
    "abstractNum num lvl lvlOverride startOverride abstractNumId numFmt lvlText start lvlRestart isLgl pStyle"
    " numStyleLink style pPr rPr numPr numId ilvl basedOn name b jc tblPr tblBorders top docDefaults"
    " rPrDefault",
    "w:",
)
WORD_ATTRIBUTES = names("val styleId abstractNumId numId ilvl type char ascii default id", "w:")
ODT_NAMES = (
    names("p h list list-item list-header span s tab line-break note note-body section list-style", "text:")
    + names("list-level-style-number list-level-style-bullet", "text:")
    + names("table table-row table-cell covered-table-cell table-header-rows", "table:")
    + names("draw:frame draw:text-box office:annotation style:style style:text-properties style:font-face")
)
ODT_ATTRIBUTES = names(
    "text:style-name text:c text:outline-level text:start-value text:level text:display-levels style:name"
    " table:number-columns-spanned table:number-rows-spanned table:number-columns-repeated style:family"
    " style:parent-style-name style:font-name style:num-format style:num-suffix"
)
HTML_NAMES = names("p div span b i br table tr td th tbody caption ul ol li h1 h7 pre center script x-y")
HTML_ATTRIBUTES = names("colspan rowspan start value type style align border")


def is_answered(data: bytes, name: str) -> bool:
    return isinstance(plan_files.answer(data, name), SourceDocument | Unreadable)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(elements(WORD_NAMES, WORD_ATTRIBUTES), elements(LIST_NAMES, WORD_ATTRIBUTES))
def test_any_word_markup_is_answered(body: str, lists: str) -> None:
    parts = {"document": f"<w:body>{body}</w:body>", "numbering": lists, "styles": lists, "footnotes": body}
    data = plan_files.zipped(
        (f"word/{name}.xml", f"<w:{name} {WORD}>{part}</w:{name}>".encode()) for name, part in parts.items()
    )
    assert is_answered(data, "tệp.docx")


@settings(derandomize=True, max_examples=300, deadline=None)
@given(elements(ODT_NAMES, ODT_ATTRIBUTES), elements(ODT_NAMES, ODT_ATTRIBUTES))
def test_any_opendocument_markup_is_answered(body: str, styles: str) -> None:
    content = (
        f"<office:document-content {plan_files.OPENDOCUMENT}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())]
    assert is_answered(plan_files.zipped(parts), "tệp.odt")


@settings(derandomize=True, max_examples=300, deadline=None)
@given(elements(HTML_NAMES, HTML_ATTRIBUTES))
def test_any_web_markup_is_answered(body: str) -> None:
    assert is_answered(f"<html><body>{body}</body></html>".encode(), "tệp.html")
