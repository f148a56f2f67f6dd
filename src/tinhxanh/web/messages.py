"""English messages: find every message of pages and views, and keep the catalogue in step.

    python -m tinhxanh.web.messages            adds what is new with an empty translation, drops what is
                                               gone, and names what waits for a translator
    python -m tinhxanh.web.messages compile    makes what pages read; `make` calls it

Babel does all of it, so gettext need not be installed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).parent
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "_t": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
Message = str | tuple[str, ...]


def written() -> Iterator[tuple[Message, str]]:
    """Every message of the sources, with the name of the file in which it stands."""
    for file in sorted(WEB.rglob("*.py")):
        yield from ((one, file.name) for one in _messages("python", file.read_text(encoding="utf-8")))
    for file in sorted((WEB / "templates").rglob("*.html")):
        # What templatize leaves of a template is calls of gettext among crosses: no Python, but near to it.
        program = templatize(file.read_text(encoding="utf-8"), origin=str(file))
        yield from ((one, file.name) for one in _messages("javascript", program))


def _messages(method: str, text: str) -> list[Message]:
    found = extract(method, io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
    return [message for _, message, _, _ in found if message and message != ""]


def read(file: Path = CATALOGUE) -> Catalog:
    """The catalogue as it stands."""
    with file.open("rb") as stream:
        return read_po(stream, locale="en")


def update(catalogue: Catalog) -> list[str]:
    """Bring the catalogue to what is written; returns the messages without a translation."""
    wanted: dict[str, Message] = {}
    for message, _ in written():
        key = message if isinstance(message, str) else message[0]
        wanted[key] = message if isinstance(message, tuple) else wanted.get(key, message)
    for gone in [one.id for one in catalogue if one.id and _key(one.id) not in wanted]:
        catalogue.delete(gone)
    known = {_key(one.id) for one in catalogue if one.id}
    for key, message in wanted.items():
        if key not in known:
            catalogue.add(message, ("", "") if isinstance(message, tuple) else "")
    return [_key(one.id) for one in catalogue if one.id and not all(_texts(one.string))]


def _key(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


def _texts(string: Message) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def compile_all() -> None:
    """Make the .mo file of every catalogue.

    Babel's own command takes "% doanh nghiệp" for a placeholder and gives up; placeholders are compared by
    `tests/web/test_messages.py` instead.
    """
    for file in sorted(WEB.glob("locale/*/LC_MESSAGES/*.po")):
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=file.parts[-3])
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


def main() -> None:
    """Update the catalogue in place and name what waits."""
    catalogue = read()
    waiting = update(catalogue)
    with CATALOGUE.open("wb") as stream:
        write_po(stream, catalogue, width=100, sort_output=True, no_location=True, ignore_obsolete=True)
    for message in waiting:
        sys.stdout.write(f"chưa dịch: {message}\n")
    sys.stdout.write(f"{len(waiting)} thông điệp chưa dịch trong {CATALOGUE.name}\n")


if __name__ == "__main__":
    compile_all() if sys.argv[1:] == ["compile"] else main()
