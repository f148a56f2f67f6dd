"""The answer to a file that cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that no reader can turn into text.

    `code` is stable English for programs; `str()` is one Vietnamese sentence for a person: what the
    matter is with which file, and how to mend it. Codes: empty, too-large, too-slow, too-hungry, crashed,
    encrypted, damaged, zip-bomb, unsafe-markup, image-only, other-format, unknown-format, not-found,
    needs-libreoffice, needs-ocr.
    """

    def __init__(self, code: str, what: str, mend: str, name: str | None = None) -> None:
        """`what` continues “Không đọc được tệp X: …”, `mend` is the advice after the semicolon."""
        self.code = code
        self.what = what
        self.mend = mend
        self.name = name
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence shown to a person."""
        subject = f"tệp “{self.name}”" if self.name else "tệp"
        return f"Không đọc được {subject}: {self.what}; {self.mend}."

    def naming(self, name: str) -> Unreadable:
        """The same answer about the file `name`; a name given earlier stays."""
        return Unreadable(self.code, self.what, self.mend, self.name or name)


def without_text(pictures: bool) -> Unreadable:
    """The answer to a file that opens but says nothing; `pictures` if it shows some."""
    if pictures:
        return Unreadable(
            "image-only",
            "tệp chỉ có hình ảnh, không có chữ",
            "hãy xuất thành PDF rồi đọc với “Nhận dạng chữ (OCR)”, hoặc tải lên bản có chữ",
        )
    return Unreadable("empty", "tệp không có chữ nào", "hãy kiểm tra lại tệp gốc")
