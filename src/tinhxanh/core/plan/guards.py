"""Patterns behind what they cannot match without: a word, or a small shape such as a digit and a unit.

Most sentences hold none of the words that a grammar is about. Looking for a word takes a hundredth of
the time that trying the grammar at every letter takes, and changes nothing: a guard holds wherever its
pattern matches (a test makes matches of every guarded pattern and shows that).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache


class Guarded:
    """A compiled pattern that is tried only where its guard holds.

    Every match holds one of `words` (written with "|" between them; empty: none is asked for) and what
    the pattern `hint` finds. Both are in lower case and looked for in the text in lower case.
    """

    __slots__ = ("_hint", "pattern", "words")

    def __init__(self, pattern: str, words: str = "", hint: str | None = None, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self.words = tuple(words.split("|")) if words else ()
        self._hint = None if hint is None else re.compile(hint)

    def may_match(self, text: str) -> bool:
        """Whether the guard holds for `text`; if not, the pattern matches nowhere in it."""
        low = lowered(text)
        if self.words:
            for word in self.words:
                if word in low:
                    break
            else:
                return False
        return self._hint is None or self._hint.search(low) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in `text`."""
        return self.pattern.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in `text`."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())


class Words:
    """Words of which a text holds one or none; they are in lower case and looked for in it so."""

    __slots__ = ("words",)

    def __init__(self, *words: str) -> None:
        self.words = words

    def may_match(self, text: str) -> bool:
        """Whether one of the words stands in `text`."""
        low = lowered(text)
        for word in self.words:
            if word in low:
                break
        else:
            return False
        return True


class AnyOf(Words):
    """The guards of several patterns as one: where it does not hold for a text, none of them matches there.

    Asks for their words alone, so that one short look spares a text all that the patterns stand for.
    """

    __slots__ = ()

    def __init__(self, *guarded: Guarded | AnyOf) -> None:
        if not all(one.words for one in guarded):
            raise ValueError("a guard without words says nothing of a text")
        words = sorted({word for one in guarded for word in one.words}, key=lambda word: (len(word), word))
        # A word that holds another of them adds nothing.
        super().__init__(*(w for i, w in enumerate(words) if not any(short in w for short in words[:i])))


# Several grammars look at one text in turn. The three letters are those that a pattern without regard to
# case takes for i and s though they have no small form that is one.
@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """`text` in lower case, as patterns without regard to case see it."""
    low = text.lower()
    return low if low.isascii() else low.replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")
