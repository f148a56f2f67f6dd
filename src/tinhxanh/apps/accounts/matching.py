"""Which organisation a printed name means: abbreviations, aliases, small slips, collectives.

Nothing is created here. What is unsure comes back as proposals for a person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from tinhxanh.apps.accounts import nearness, queries
from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias
from tinhxanh.core.plan.naming import collectives
from tinhxanh.core.plan.naming.heads import headed
from tinhxanh.core.vietnamese import expand, sort_key

SURE = 93.0
"""From this likeness (0 to 100) one agency is taken for meant, if no other comes near."""
LIKELY = 72.0
"""From this likeness an agency is proposed, where it is of the kind that the name says (`nearness`)."""
PLAIN = 85.0
"""From this likeness the only proposal may be taken for every place of a name at once."""
MARGIN = 4.0
N_PROPOSALS = 3

Kind = Organisation.Kind


class How(StrEnum):
    """In what way a name was understood."""

    NAME = "name"
    ALIAS = "alias"
    LIKENESS = "likeness"
    COLLECTIVE = "collective"
    SUCCESSION = "succession"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name means: one organisation, or many (`members`), or proposals for a person.

    `score` is a likeness from 0 to 100. A collective without members ("các cơ quan liên quan") is
    nobody in particular. With `How.SUCCESSION` the name was not in force on the day; the proposals
    are who bore its duties then.
    """

    name: str
    organisation: Organisation | None
    score: float
    proposals: tuple[Organisation, ...]
    how: How
    members: tuple[Organisation, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the one proposal there is may be taken for every place of the name without looking at each.

        Heirs of an agency that was parted bear different duties; of several likenesses one may be meant here
        and another there; districts and communes differ by a letter.
        """
        if len(self.proposals) != 1:
            return False
        is_like = self.score >= PLAIN and self.proposals[0].kind not in _FIXED_KINDS
        return self.how is How.SUCCESSION or is_like


_FIXED_KINDS = (Kind.DISTRICT, Kind.COMMUNE, Kind.COMMITTEE)


@dataclass(slots=True)
class Directory:
    """The organisations of one province on one day, ready to be asked for many names."""

    root: Organisation
    on: dt.date
    everyone: dict[int, Organisation]
    present: list[Organisation]
    names: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    unspaced: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def match(self, name: str) -> Match:
        """What `name` means here; whoever heads an agency stands for it."""
        body = headed(name)
        known = self._named(name, self._key(name)) or self._known(body)
        return replace(known, name=name) if known is not None else self._like(name, self._key(body))

    def _known(self, name: str) -> Match | None:
        """By name, succession or as a collective."""
        key = self._key(name)
        return self._named(name, key) or self._past(name, key) or self._collective(name, key)

    def _named(self, name: str, key: str) -> Match | None:
        """By name or alias."""
        for how, keys, sought in (
            (How.NAME, self.names, key),
            (How.ALIAS, self.aliases, key),
            (How.NAME, self.unspaced, key.replace(" ", "")),
        ):
            found = self._in_force(keys.get(sought, []))
            if found:
                return self._decide(name, found, how)
        return None

    def _key(self, name: str) -> str:
        """The name expanded, without the province at its end: “Công an tỉnh Lạng Sơn” is “Công an tỉnh”."""
        own = expand(re.sub(r"^UBND (tỉnh|thành phố) ", "", self.root.name))
        bare = re.sub(rf"(?<=.) {re.escape(own)}$", "", expand(name))
        return re.sub(r"(?<=.) tinh$", "", bare)

    def _in_force(self, ids: Iterable[int]) -> list[Organisation]:
        found = (self.everyone[pk] for pk in dict.fromkeys(ids))
        return [organisation for organisation in found if queries.is_valid(organisation, self.on)]

    def _keys_in_force(self) -> list[str]:
        pairs = [*self.names.items(), *self.aliases.items()]
        return list(dict.fromkeys(key for key, ids in pairs if self._in_force(ids)))

    def _decide(self, name: str, found: list[Organisation], how: How) -> Match:
        """One organisation, or the one whose tones agree too, or proposals."""
        exact = [one for one in found if sort_key(one.name) == sort_key(name)]
        if len(found) == 1 or len(exact) == 1:
            return Match(name, (exact or found)[0], 100.0, (), how)
        return Match(name, None, 100.0, tuple(found[:N_PROPOSALS]), how)

    def _past(self, name: str, key: str) -> Match | None:
        """A name of another time: whoever bore its duties on the day is proposed."""
        known = [self.everyone[pk] for pk in self.names.get(key, [])]
        heirs = [heir for one in known for heir in queries.as_of(one, self.on)]
        return Match(name, None, 100.0, tuple(dict.fromkeys(heirs)), How.SUCCESSION) if heirs else None

    def _collective(self, name: str, key: str) -> Match | None:
        members = collectives.expand_on(key, self.present, self.on)
        return None if members is None else Match(name, None, 100.0, (), How.COLLECTIVE, members)

    def _like(self, name: str, key: str) -> Match:
        """By edit distance; districts and communes differ by a letter, so they are only ever proposed."""
        near = process.extract(key, self._keys_in_force(), scorer=fuzz.ratio, score_cutoff=LIKELY, limit=8)
        scores: dict[int, float] = {}
        for choice, score, _ in near:
            if not nearness.is_near(key, choice):
                continue
            for one in self._in_force([*self.names.get(choice, []), *self.aliases.get(choice, [])]):
                scores[one.pk] = max(score, scores.get(one.pk, 0))
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        proposals = tuple(self.everyone[pk] for pk, _ in ranked[:N_PROPOSALS])
        if not ranked:
            return Match(name, None, 0.0, (), How.UNKNOWN)
        best = ranked[0][1]
        alone = len(ranked) == 1 or ranked[1][1] <= best - MARGIN
        if best >= SURE and alone and proposals[0].kind not in _FIXED_KINDS:
            return Match(name, proposals[0], best, (), How.LIKENESS)
        return Match(name, None, best, proposals, How.LIKENESS)


def directory(root: Organisation, on: dt.date) -> Directory:
    """Everything below `root`, to be asked for names as of `on`; two queries however many names follow."""
    everyone = {one.pk: one for one in queries.subtree(root)}
    present = [one for one in everyone.values() if queries.is_valid(one, on)]
    book = Directory(root, on, everyone, present)
    for one in everyone.values():
        for key in _own_keys(book, one):
            book.names[key].append(one.pk)
            book.unspaced[key.replace(" ", "")].append(one.pk)
    for alias in OrganisationAlias.objects.filter(organisation__in=everyone):
        book.aliases[book._key(alias.name)].append(alias.organisation_id)
    return book


def _own_keys(book: Directory, one: Organisation) -> list[str]:
    """The keys of a name; “huyện Bắc Sơn” means its committee."""
    key = book._key(one.name)
    place = key.removeprefix("uy ban nhan dan ")
    return [key, place] if one.kind in (Kind.DISTRICT, Kind.COMMUNE) and place != key else [key]


def match(name: str, root: Organisation, on: dt.date) -> Match:
    """What `name` means among the organisations below `root` on a day; for many names use `directory`."""
    return directory(root, on).match(name)
