"""XML of documents, parsed without entities, network or document types."""

from __future__ import annotations

from lxml import etree

from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.unreadable import Unreadable


def parse(data: bytes, part: str, limits: Limits) -> etree._Element:
    """The root of the XML `data`; `part` names it in the answer. Unreadable if damaged or unsafe."""
    # A node or attribute costs the parser about 120 bytes whatever its text: count before parsing.
    if data.count(b"<") + 2 * data.count(b'="') > limits.nodes:
        raise Unreadable(
            "too-large", f"phần “{part}” có quá nhiều thành phần", "hãy chia văn bản thành nhiều tệp"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        check_memory(parser)
        if b"<!ENTITY" in data:
            raise _unsafe(part) from error
        raise Unreadable(
            "damaged",
            f"phần “{part}” trong tệp bị hỏng",
            "hãy mở bằng phần mềm soạn thảo, lưu lại rồi tải lên tệp mới",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(part)
    return root


def check_memory(parser: etree._FeedParser) -> None:
    """MemoryError if the parser gave up for want of memory, which it reports as a fault of the file."""
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
        raise MemoryError


def _unsafe(part: str) -> Unreadable:
    return Unreadable(
        "unsafe-markup",
        f"phần “{part}” có khai báo XML không an toàn",
        "hãy mở bằng phần mềm soạn thảo, lưu lại rồi tải lên tệp mới",
    )
