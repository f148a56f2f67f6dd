"""What the words of a document say about its language and about the quality of its text layer.

Measured on office prose: sound texts have at least 0.89 well-formed syllables and 0.79 marked words, the
same with 5 % wrong letters 0.78 to 0.87, without diacritics 0.76 to 0.85 and 0.02, English 0.18 and 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from tinhxanh.core.plan.source import Element, Grid, Note
from tinhxanh.exchange.documents import syllables

_FEWEST = 20
_FEWEST_OF_LAYER = 50
_ENOUGH = 1_500


def texts(elements: tuple[Element, ...]) -> Iterator[str]:
    """The texts of lines, paragraphs and cells in order."""
    for element in elements:
        if isinstance(element, Grid):
            for cell in element.cells:
                yield from (inner.text for inner in cell.content)
        else:
            yield element.text


def sample(elements: tuple[Element, ...]) -> list[str]:
    """The first words of a document, enough to judge it by."""
    found: list[str] = []
    for text in texts(elements):
        found.extend(syllables.words(text))
        if len(found) > _ENOUGH:
            break
    return found


def notes(words: list[str]) -> Iterator[Note]:
    """Notes on a text that is not Vietnamese or has lost its diacritics."""
    if len(words) < _FEWEST or syllables.marked_share(words) >= 0.1:
        return
    if syllables.share(words) > 0.65:
        yield Note(
            "without-diacritics",
            "Văn bản viết không dấu nên nhiều tên cơ quan và nhiệm vụ có thể bị đọc sót; "
            "hãy tải lên bản có dấu nếu có.",
        )
    else:
        yield Note(
            "not-vietnamese",
            "Văn bản không phải tiếng Việt nên không tìm được nhiệm vụ; "
            "hãy kiểm tra xem có đúng tệp cần đọc không.",
        )


def is_bad_layer(words: list[str]) -> bool:
    """Whether Vietnamese words look wrongly recognised: many are no syllables or have lost their marks."""
    if len(words) < _FEWEST_OF_LAYER:
        return False
    marked = syllables.marked_share(words)
    return marked >= 0.1 and (marked < 0.6 or syllables.share(words) < 0.84)
