"""Marks of Markdown and HTML within running text, taken off: emphasis, escapes, links, notes, entities."""

from __future__ import annotations

import html
import re

OPEN, CLOSE = "\x02", "\x03"  # stand for the ends of bold text while marks are taken off

_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|span|br|p|div|ul|ol|li|font|center|small|mark|del|ins|strike"
    r"|table|thead|tbody|tr|td|th|colgroup|col)(?:\s[^<>]{0,120})?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.{0,400}?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|hellip|#\d{1,5}|#x[0-9a-fA-F]{1,4});")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&$'\"^:;,/=@%])")
_LEFT_OPEN = re.compile(r"\\(?=\n|$)")
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\s]{0,2000}\)(?:\{[^{}\n]{0,200}\})?")
_LINK = re.compile(r"\[([^\[\]\n]{1,400})\]\((?:[a-z]{2,8}:|#|/|\.)[^()\s]{0,400}\)")
_BRACKETED = re.compile(r"\[([^\[\]]{1,2000})\]\{[.#][^{}\n]{1,100}\}")
_NOTE = re.compile(r"\[\^(\d{1,3})\]")
_RAISED = re.compile(r"\^([\w,()]{1,6})\^|(?<=\w)~(\w{1,4})~(?!~)")
_STRONG = re.compile(
    r"(\*\*|__)(?=[^\s*_])([^*_]{1,2000}?)(?<=[^\s\\])\1"
    r"|\*\*(?=\S)((?:(?!\*\*)[\s\S]){1,2000}?)(?<=[^\s\\])\*\*"
)
_STAR = re.compile(r"(?<![\w*\\(])\*(?=[^\s*)])([^*]{1,2000}?)(?<=[^\s\\(])\*(?![\w*])")
_UNDER = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_]{1,2000}?)(?<=[^\s\\])_(?!\w)")
_FORMULA = re.compile(r"\$([^$\n]{1,60})\$")
_COMMANDS = {
    "geq": "≥", "ge": "≥", "leq": "≤", "le": "≤", "times": "×", "sim": "~", "approx": "≈", "pm": "±",
    "rightarrow": "→", "to": "→", "Rightarrow": "⇒", "cdot": "·", "mu": "µ", "circ": "°", "degree": "°",
}  # fmt: skip
_COMMAND = re.compile(r"\\([a-zA-Z]+)\s?")


def without(text: str, marked: bool) -> str:
    """`text` (a paragraph or a cell) without marks; bold stretches stand between OPEN and CLOSE.

    Signs that may mean themselves (a single star, a line below) are taken off only where the text is
    known to be `marked`.
    """
    if "<" in text:
        text = _TAG.sub(" ", _COMMENT.sub("", text))
    if "**" in text or "__" in text:
        text = _STRONG.sub(lambda hit: f"{OPEN}{hit[2] or hit[3]}{CLOSE}", text.replace("****", "** **"))
    if marked:
        text = _unmarked(text)
    return _ENTITY.sub(lambda hit: html.unescape(hit[0]), text) if "&" in text else text


def _unmarked(text: str) -> str:
    if "*" in text:
        text = _STAR.sub(r"\1", text)
    if "_" in text:
        text = _UNDER.sub(r"\1", text)
    if "[" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub(" ", text))
        text = _NOTE.sub(r"[\1]", _BRACKETED.sub(r"\1", text))
    if "$" in text:
        text = _FORMULA.sub(lambda hit: _formula(hit[1]), text)
    if "^" in text or "~" in text:
        text = _RAISED.sub(lambda hit: hit[1] or hit[2], text)
    return _LEFT_OPEN.sub("", _ESCAPE.sub(r"\1", text)) if "\\" in text else text


def _formula(inner: str) -> str:
    """A formula of TeX within a line as it is printed; what holds no sign of TeX keeps its dollars."""
    if not re.search(r"[\\_^{]", inner):
        return f"${inner}$"
    said = _COMMAND.sub(lambda hit: _COMMANDS.get(hit[1], ""), inner.replace("\\%", "%"))
    return re.sub(r"[{}_^\\]", "", said).strip()


def printed(text: str) -> str:
    """`text` without the signs that stand for bold."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def bold_lines(text: str) -> list[tuple[str, bool]]:
    """The lines of `text` with whether each is bold from end to end."""
    lines: list[tuple[str, bool]] = []
    inside = False
    for line in text.split("\n"):
        plain_piece = False
        for piece in re.split(f"([{OPEN}{CLOSE}])", line):
            if piece in (OPEN, CLOSE):
                inside = piece == OPEN
            elif piece.strip() and not inside:
                plain_piece = True
        shown = printed(line)
        lines.append((shown, bool(shown.strip()) and not plain_piece))
    return lines
