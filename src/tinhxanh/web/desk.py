"""What the review page shows: the tabs, the groups of facts, the fact in hand, the sheets beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.registers import layout, passages, queries, twins
from tinhxanh.apps.registers.facts import TEXT_FIELD
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.queries import Progress
from tinhxanh.web import paper
from tinhxanh.web.forms.facts import FactForm, form_for

Kind, State = ReadFact.Kind, ReadFact.State

DOUBTFUL = "can-xem"
TABS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "nhiem-vu": (_("Nhiệm vụ"), (Kind.TASK,)),
    "chi-tieu": (_("Chỉ tiêu"), (Kind.TARGET, Kind.INDICATOR_ROW)),
    "han-bao-cao": (_("Hạn báo cáo"), (Kind.OBLIGATION,)),
    "van-ban": (_("Văn bản"), (Kind.REFERENCE, Kind.AGREEMENT)),
}
FIRST_DOUBTS = 4
"""Doubts named in the line above the document; the rest stand behind a link to their tab."""

GRAVE = (
    "not-a-plan",
    "other-province",
    "bad-text-layer",
    "page-without-text",
    "without-diacritics",
    "recognised",
)
"""Notes on a whole document that make everything else doubtful, in this order before all others."""

SIGNS = {
    State.ACCEPTED: ("is-done", "check"),
    State.EDITED: ("is-edited", "pencil"),
    State.REJECTED: ("is-rejected", "x"),
    State.MERGED: ("is-rejected", "merge"),
    State.TODO: ("is-todo", "idle"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in the list."""

    fact: ReadFact
    title: str
    meta: str
    classes: str
    icon: str
    word: str
    is_here: bool
    tab: str

    @property
    def doubts(self) -> list[dict[str, Any]]:
        return self.fact.doubts if self.fact.state == State.TODO else []


@dataclass(frozen=True, slots=True)
class Trouble:
    """The first fact with a doubt, and how many others have the very same one."""

    line: Line
    words: str
    others: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one section."""

    section: str
    title: str
    lines: tuple[Line, ...]

    @property
    def decided(self) -> int:
        return sum(line.fact.state != State.TODO for line in self.lines)

    @property
    def undoubted(self) -> int:
        return sum(line.fact.state == State.TODO and not line.fact.doubts for line in self.lines)


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of facts, and how many there are."""

    slug: str
    label: Any
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the review page."""

    document: Document
    progress: Progress
    tab: str
    tabs: tuple[Tab, ...]
    groups: tuple[Group, ...]
    here: ReadFact | None
    form: FactForm | None
    previous: ReadFact | None
    quote: str
    is_splitting: bool
    pieces: str
    pages: list[paper.Page]
    strip: paper.Strip
    sheet: int
    n_sheets: int
    doubtful: tuple[Trouble, ...]
    notes: list[dict[str, Any]]
    saved_at: Any

    @property
    def first_doubts(self) -> tuple[Trouble, ...]:
        return self.doubtful[:FIRST_DOUBTS]

    @property
    def grave_notes(self) -> list[dict[str, Any]]:
        return [note for note in self.notes if note["code"] in GRAVE]

    @property
    def other_notes(self) -> list[dict[str, Any]]:
        return [note for note in self.notes if note["code"] not in GRAVE]

    @property
    def previous_sheet(self) -> int:
        return self.sheet - 1

    @property
    def next_sheet(self) -> int:
        return self.sheet + 1

    @property
    def more_doubts(self) -> int:
        return max(len(self.doubtful) - FIRST_DOUBTS, 0)


def lay(
    document: Document,
    *,
    tab: str = "",
    fact: int | None = None,
    sheet: int | None = None,
    is_splitting: bool = False,
    form: FactForm | None = None,
    paths: tuple[str, ...] = (),
) -> Desk:
    """Lay out the page for a tab, a fact in hand and a sheet; whatever is missing is chosen.

    `paths` are the branches whose documents the reader may open: of others no word is shown.
    """
    facts = queries.facts_of(document)
    twins.veil(facts, paths)
    tab, listed, here = _in_hand(facts, tab, fact)
    canonical = layout.unpack(document.canonical_text, document.layout)
    shown = layout.sheets(canonical)
    middle = _middle(shown, sheet, here)
    targets = Counter(f.code.rpartition(".")[0] for f in facts if f.kind == Kind.TARGET)
    can_edit = document.state == Document.State.READ
    return Desk(
        document=document,
        progress=queries.progress_of(facts),
        tab=tab,
        tabs=_tabs(facts, tab),
        groups=_groups(listed, here, targets),
        here=here,
        form=(form or form_for(here)) if here is not None and can_edit else None,
        previous=_before(listed, here),
        quote=passages.quoted(document.canonical_text, here.spans) if here else "",
        is_splitting=is_splitting,
        pieces=_pieces(here) if here and is_splitting else "",
        pages=paper.pages(canonical, shown, middle, facts, here),
        strip=paper.strip(canonical, shown, middle, facts),
        sheet=middle.number,
        n_sheets=len(shown),
        doubtful=_troubles([_line(f, here, targets) for f in _listed(facts, DOUBTFUL)]),
        notes=by_gravity(document.notes),
        saved_at=max((f.decided_at for f in facts if f.decided_at), default=None),
    )


def _in_hand(
    facts: list[ReadFact], tab: str, wanted: int | None
) -> tuple[str, list[ReadFact], ReadFact | None]:
    """The tab that holds the wanted fact, what stands on it, and the fact."""
    tab = tab if tab in TABS or tab == DOUBTFUL else "nhiem-vu"
    listed = _listed(facts, tab)
    here = _chosen(facts, listed, wanted)
    if here is None or here in listed:
        return tab, listed, here
    return tab_of(here), _listed(facts, tab_of(here)), here


def _troubles(lines: list[Line]) -> tuple[Trouble, ...]:
    """One entry for each distinct doubt, in the order of the document."""
    alike: dict[tuple[Any, ...], list[Line]] = {}
    for line in lines:
        for doubt in line.doubts:
            key = (doubt["code"], _common(doubt) or line.fact.pk)
            alike.setdefault(key, []).append(line)
    return tuple(
        Trouble(
            same[0],
            next(_trouble_words(d) for d in same[0].doubts if d["code"] == key[0]),
            len({line.fact.pk for line in same}) - 1,
            any(line.is_here for line in same),
        )
        for key, same in alike.items()
    )


def _common(doubt: dict[str, Any]) -> Any:
    """What doubts of several facts share: the agency's name, or the document that says the same."""
    return doubt.get("name") if doubt.get("field") else (doubt.get("other") or {}).get("document")


def _trouble_words(doubt: dict[str, Any]) -> str:
    short = doubt.get("short") or doubt["message"]
    return f"{doubt['name']}: {short}" if doubt.get("name") else str(short)


def tab_of(fact: ReadFact) -> str:
    """The tab on which a fact stands."""
    return next(slug for slug, (_label, kinds) in TABS.items() if fact.kind in kinds)


def by_gravity(notes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Notes on a whole document, gravest first: no plan, another province, letters that may be wrong."""
    return sorted(notes, key=lambda note: GRAVE.index(note["code"]) if note["code"] in GRAVE else len(GRAVE))


def in_order(facts: Iterable[ReadFact]) -> list[ReadFact]:
    """Facts of every kind as the document prints them."""
    return sorted(facts, key=lambda fact: (fact.spans[0]["start"] if fact.spans else 0, fact.position))


def _listed(facts: list[ReadFact], tab: str) -> list[ReadFact]:
    if tab == DOUBTFUL:
        found = [f for f in facts if f.state == State.TODO and f.doubts]
        return in_order(found)
    kinds = TABS[tab][1]
    members = (fact for fact in facts if fact.kind in kinds)
    return sorted(members, key=lambda f: (kinds.index(f.kind), f.position, f.pk))


def _chosen(facts: list[ReadFact], listed: list[ReadFact], wanted: int | None) -> ReadFact | None:
    """The fact that was asked for, else the first that nobody has looked at, else the first."""
    by_key = next((f for f in facts if f.pk == wanted), None)
    if by_key is not None:
        return by_key
    return next((f for f in listed if f.state == State.TODO), listed[0] if listed else None)


def _middle(shown: tuple[layout.Sheet, ...], wanted: int | None, here: ReadFact | None) -> layout.Sheet:
    if wanted is not None:
        return shown[min(max(wanted, 1), len(shown)) - 1]
    return passages.sheet_of(shown, here.spans if here else [])


def _before(listed: list[ReadFact], here: ReadFact | None) -> ReadFact | None:
    """The nearest fact above of the same kind into which the one in hand can be merged."""
    above = listed[: listed.index(here)] if here in listed else []
    standing = [f for f in above if f.kind == here.kind and f.state not in (State.REJECTED, State.MERGED)]
    return standing[-1] if standing else None


def _pieces(fact: ReadFact) -> str:
    """The words of a fact, one sentence or clause a line: a first guess of where to split."""
    text = str(fact.value.get(TEXT_FIELD[Kind(fact.kind)]) or "")
    for stop in ("; ", ". "):
        text = text.replace(stop, f"{stop.strip()}\n")
    return text


def _tabs(facts: list[ReadFact], here: str) -> tuple[Tab, ...]:
    kinds = Counter(fact.kind for fact in facts)
    tabs = [
        Tab(slug, label, sum(kinds[kind] for kind in members), slug == here)
        for slug, (label, members) in TABS.items()
    ]
    n_doubtful = len(_listed(facts, DOUBTFUL))
    return (*tabs, Tab(DOUBTFUL, _("Cần xem"), n_doubtful, here == DOUBTFUL))


def _groups(listed: list[ReadFact], here: ReadFact | None, targets: Counter[str]) -> tuple[Group, ...]:
    """The facts by section in the order of the list; neighbours of one section share a heading."""
    groups: list[tuple[str, str, list[Line]]] = []
    for fact in listed:
        if not groups or groups[-1][0] != fact.section:
            groups.append((fact.section, fact.section_title, []))
        groups[-1][2].append(_line(fact, here, targets))
    return tuple(Group(section, title, tuple(lines)) for section, title, lines in groups)


def _line(fact: ReadFact, here: ReadFact | None, targets: Counter[str]) -> Line:
    classes, icon = SIGNS[State(fact.state)]
    word = str(_(fact.get_state_display()))
    if fact.state == State.TODO and fact.doubts:
        classes, icon, word = "is-warn", "warn", str(_("Cần xem"))
    title = str(fact.value.get(TEXT_FIELD[Kind(fact.kind)]) or fact.code or "–")
    meta = "; ".join(part for part in _meta(fact, targets) if part)
    return Line(fact, title, meta, classes, icon, word, here is not None and fact.pk == here.pk, tab_of(fact))


def _meta(fact: ReadFact, targets: Counter[str]) -> Iterable[str]:
    """One line under the title: who, by when, how much."""
    value = fact.value
    if fact.kind == Kind.TASK:
        yield ", ".join(value.get("lead") or [])
        yield _when(value.get("deadline"))
        if targets[fact.code]:
            yield _("kèm %(count)s chỉ tiêu") % {"count": targets[fact.code]}
    elif fact.kind in (Kind.TARGET, Kind.INDICATOR_ROW):
        yield _number(value)
    elif fact.kind == Kind.OBLIGATION:
        yield ", ".join(value.get("who") or [])
        yield ", ".join(_due(due) for due in value.get("due") or [])
    elif fact.kind == Kind.REFERENCE:
        yield " ".join(part for part in (value.get("kind"), value.get("number")) if part)
        yield value.get("issuer") or ""


def _when(deadline: dict[str, Any] | None) -> str:
    if not deadline:
        return ""
    if deadline.get("date"):
        return _("hạn %(day)s") % {"day": _day(deadline["date"])}
    return str(deadline.get("text") or deadline.get("kind"))


def _day(written: str) -> str:
    year, month, day = written.split("-")
    return f"{day}/{month}/{year}"


def _due(due: dict[str, Any]) -> str:
    return _day(due["date"]) if due.get("date") else f"{due.get('day') or 1:02d}/{due.get('month')}"


def _number(value: dict[str, Any]) -> str:
    signs = {">=": "từ", "<=": "tới", "=": ""}
    amount = value.get("target") if "target" in value else value.get("value")
    if amount is None:
        return ""
    unit = "%" if value.get("unit") == "%" else value.get("unit") or ""
    words = [signs.get(value.get("comparator") or "=", ""), f"{amount:.10g}".replace(".", ","), unit]
    year = value.get("year")
    return " ".join(word for word in (*words, f"năm {year}" if year else "") if word)


def next_to(facts: list[ReadFact], fact: ReadFact, tab: str) -> ReadFact | None:
    """The fact to take in hand after `fact`: the next one of the tab that nobody has decided on."""
    if tab == DOUBTFUL:
        place = fact.spans[0]["start"] if fact.spans else 0
        left = [f for f in _listed(facts, DOUBTFUL) if f.pk != fact.pk]
        return next((f for f in left if f.spans and f.spans[0]["start"] >= place), left[0] if left else None)
    listed = _listed(facts, tab)
    after = listed[[f.pk for f in listed].index(fact.pk) + 1 :] if fact.pk in [f.pk for f in listed] else []
    return next((f for f in after if f.state == State.TODO), fact)
