"""What readers of files advise, in the words of a terminal: nothing is loaded up there."""

from __future__ import annotations

import re

# What the readers say is written for the page on which a file is loaded up.
_WORDS = (
    ("rồi tải lên lại", "rồi đọc lại"),
    ("rồi tải lên tệp mới", "rồi đọc tệp mới"),
    ("rồi tải lại", "rồi đọc lại"),
    ("tải lên", "dùng"),
    ("đọc lại với “Nhận dạng chữ (OCR)”", "đọc lại với --ocr"),
    ("đọc với “Nhận dạng chữ (OCR)”", "đọc với --ocr"),
)
_SAID = re.compile("|".join(re.escape(page) for page, _terminal in _WORDS))


def say(message: str) -> str:
    """A sentence about a file as the terminal says it: “tải lên tệp .docx” is “dùng tệp .docx” there.

    Only the advice is reworded; the name of the file before it stays as it is.
    """
    words = dict(_WORDS)
    head, mark, advice = message.rpartition("; ")
    return head + mark + _SAID.sub(lambda found: words[found[0]], advice)
