"""How well a reading agrees with a person's annotation of the same document: precision, recall and F1 by
kind.

Entries are paired one to one, the most alike first: duties by their text, targets by number and subject,
citations by number. A field of a pair counts when it says the same; a list field counts name by name.
Both sides are the JSON of `jsonform`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinhxanh.core.plan.normal import nfc

Entry = Mapping[str, Any]
Likeness = Callable[[Entry, Entry], float]

SAME_DUTY = 0.90
SAME_SUBJECT = 0.60
SAME_CITATION = 0.80
SAME_OBLIGATION = 0.60
SAME_ROW = 0.85
SAME_AGREEMENT = 0.50
SAME_TITLE = 0.80


@dataclass(frozen=True, slots=True)
class Score:
    """`hits` of `gold` entries found among `found`."""

    hits: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by kind (`tasks`, `tasks.lead`, …), and what the reading missed or made up, for a person to
    read.
    """

    by_kind: Mapping[str, Score]
    missed: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def mean(self) -> float:
        """Mean F1 over the kinds that occur on either side; 1 where none does."""
        counted = [score.f1 for score in self.by_kind.values() if score.gold or score.found]
        return sum(counted) / len(counted) if counted else 1.0


def score(gold: Entry, found: Entry) -> Scores:
    """Score a reading against its annotation."""
    scores: dict[str, Score] = {}
    missed: list[str] = []
    invented: list[str] = []
    for kind, likeness, threshold in _KINDS:
        wanted, given = list(gold.get(kind) or ()), list(found.get(kind) or ())
        pairs = _pair(wanted, given, likeness, threshold)
        scores[kind] = Score(len(pairs), len(wanted), len(given))
        for name, compare in _FIELDS.get(kind, {}).items():
            scores[f"{kind}.{name}"] = compare(pairs, wanted, given)
        paired_gold, paired_found = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
        missed += [_label(kind, e) for e in wanted if id(e) not in paired_gold]
        invented += [_label(kind, e) for e in given if id(e) not in paired_found]
    for kind, edges in (("relations", _relations), ("assignments", _assignments)):
        wanted_edges, given_edges = edges(gold.get(kind) or ()), edges(found.get(kind) or ())
        scores[kind] = Score(len(wanted_edges & given_edges), len(wanted_edges), len(given_edges))
        missed += [f"{kind} {edge}" for edge in sorted(wanted_edges - given_edges)]
        invented += [f"{kind} {edge}" for edge in sorted(given_edges - wanted_edges)]
    scores["document"] = _document(gold.get("document") or {}, found.get("document") or {})
    return Scores(scores, tuple(missed), tuple(invented))


def _label(kind: str, entry: Entry) -> str:
    text = (
        entry.get("text")
        or entry.get("subject")
        or entry.get("what")
        or entry.get("name")
        or entry.get("title")
        or ""
    )
    return f"{kind} {entry.get('id') or entry.get('number') or ''} {text[:90]}".strip()


def fold(text: str | None) -> str:
    """Lower case, single spaces, no punctuation, no footnote marks, no space behind a hyphen."""
    lowered = nfc(text or "").lower()
    lowered = re.sub(r"-\s+", "-", re.sub(r"\[\d+\]", " ", lowered))
    return re.sub(r"\s+", " ", re.sub(r"[^\w%/-]+", " ", lowered)).strip(" -/")


def agency(name: str | None) -> str:
    """An agency's name as compared: folded, UBND for its long form, without a leading "các" or "giao"."""
    folded = re.sub("[uủ][ỷy] ban nhân dân", "ubnd", fold(name))
    return re.sub(r"^(?:các|và|giao|đề nghị)\s+", "", folded)


def alike(one: str, other: str) -> float:
    """Likeness of two folded texts, 0..1 (Ratcliff and Obershelp); 0 below a half."""
    if one == other:
        return 1.0
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5:
        return 0.0
    return matcher.ratio()


def _pair(
    gold: list[Entry], found: list[Entry], likeness: Likeness, threshold: float
) -> list[tuple[Entry, Entry]]:
    ranked = [(likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    ranked = sorted((row for row in ranked if row[0] >= threshold), key=lambda row: -row[0])
    left, right = set(range(len(gold))), set(range(len(found)))
    pairs = []
    for _, i, j in ranked:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _due(entry: Entry) -> frozenset[tuple[Any, ...]]:
    return frozenset((d.get("date"), d.get("month"), d.get("day")) for d in entry.get("due") or ())


def _by_duty(g: Entry, f: Entry) -> float:
    return alike(fold(g.get("text")), fold(f.get("text")))


def _by_target(g: Entry, f: Entry) -> float:
    return alike(fold(g.get("subject")), fold(f.get("subject"))) if g.get("value") == f.get("value") else 0.0


def _by_citation(g: Entry, f: Entry) -> float:
    mine, other = (fold(r.get("number") or r.get("subject")) for r in (g, f))
    return float(mine == other) if g.get("number") else alike(mine, other)


def _by_obligation(g: Entry, f: Entry) -> float:
    if _due(g) != _due(f) or g.get("frequency") != f.get("frequency"):
        return 0.0
    return 0.5 + 0.5 * alike(fold(g.get("what")), fold(f.get("what")))


def _by_row(g: Entry, f: Entry) -> float:
    return alike(fold(g.get("name")), fold(f.get("name")))


def _by_agreement(g: Entry, f: Entry) -> float:
    return alike(fold(g.get("title")), fold(f.get("title"))) if g.get("signed") == f.get("signed") else 0.0


_KINDS: tuple[tuple[str, Likeness, float], ...] = (
    ("tasks", _by_duty, SAME_DUTY),
    ("targets", _by_target, SAME_SUBJECT),
    ("obligations", _by_obligation, SAME_OBLIGATION),
    ("references", _by_citation, SAME_CITATION),
    ("indicator_rows", _by_row, SAME_ROW),
    ("agreements", _by_agreement, SAME_AGREEMENT),
)

Compare = Callable[[list[tuple[Entry, Entry]], list[Entry], list[Entry]], Score]


def _same(key: Callable[[Entry], object]) -> Compare:
    def compare(pairs: list[tuple[Entry, Entry]], gold: list[Entry], found: list[Entry]) -> Score:
        return Score(sum(key(g) == key(f) for g, f in pairs), len(gold), len(found))

    return compare


def _names(field: str) -> Compare:
    def names(entry: Entry) -> set[str]:
        return {agency(name) for name in entry.get(field) or ()}

    def compare(pairs: list[tuple[Entry, Entry]], gold: list[Entry], found: list[Entry]) -> Score:
        hits = sum(len(names(g) & names(f)) for g, f in pairs)
        return Score(hits, sum(len(names(e)) for e in gold), sum(len(names(e)) for e in found))

    return compare


def _when(entry: Entry) -> object:
    deadline = entry.get("deadline")
    return None if not deadline else (deadline.get("kind"), deadline.get("year"), deadline.get("date"))


def _numbers(entry: Entry) -> object:
    base = entry.get("baseline") or {}
    own = tuple(entry.get(k) for k in ("measure", "comparator", "value", "year", "target_rank"))
    return (*own, base.get("value"), base.get("rank"))


def _measured(entry: Entry) -> object:
    return tuple(entry.get(k) for k in ("value", "median", "rank", "target", "target_rank"))


_FIELDS: dict[str, dict[str, Compare]] = {
    "tasks": {
        "id": _same(lambda e: e.get("id")),
        "lead": _names("lead"),
        "coordinate": _names("coordinate"),
        "component": _same(lambda e: e.get("component")),
        "deadline": _same(_when),
    },
    "targets": {"numbers": _same(_numbers)},
    "references": {"date": _same(lambda e: e.get("date"))},
    "indicator_rows": {
        "numbers": _same(_measured),
        "lead": _names("lead"),
        "coordinate": _names("coordinate"),
    },
}


def _relations(entries: Sequence[Entry]) -> set[tuple[str, str, str]]:
    return {(fold(e.get("from")), fold(e.get("to")), str(e.get("type"))) for e in entries}


def _assignments(entries: Sequence[Entry]) -> set[tuple[str, str, str]]:
    return {
        (agency(e["agency"]), task, str(e.get("role"))) for e in entries for task in e.get("task_ids") or ()
    }


def _document(gold: Entry, found: Entry) -> Score:
    fields = ("kind", "number", "date", "issuer", "province", "period", "signer")

    def said(entry: Entry, field: str) -> object:
        value = entry.get(field)
        return agency(value) if isinstance(value, str) else value

    right = sum(said(gold, field) == said(found, field) for field in fields)
    titled = alike(fold(gold.get("title")), fold(found.get("title"))) >= SAME_TITLE
    return Score(right + titled, len(fields) + 1, len(fields) + 1)
