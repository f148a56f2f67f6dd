"""A person's word on what was read: accept, correct, merge, split, reject, add.

Every action takes the `version` of the fact that the person had before them and raises `Stale`
where somebody else has changed it since; it writes who and why into the history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import transaction
from rapidfuzz import fuzz

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.registers import passages, rejudging
from tinhxanh.apps.registers.models import Document, ReadFact
from tinhxanh.apps.registers.refusals import Refused, Stale
from tinhxanh.core import vietnamese
from tinhxanh.core.plan import duplicates

GAP = 1 << 16
"""Distance between two neighbours as read: sixteen splits in the same place before positions meet."""

TEXT_FIELD = {
    ReadFact.Kind.TASK: "text",
    ReadFact.Kind.TARGET: "subject",
    ReadFact.Kind.OBLIGATION: "what",
    ReadFact.Kind.REFERENCE: "subject",
    ReadFact.Kind.INDICATOR_ROW: "name",
    ReadFact.Kind.AGREEMENT: "title",
}
_GONE = (ReadFact.State.REJECTED, ReadFact.State.MERGED)


def words_of(fact: Any) -> str:
    """The words of a fact, or of an event of one, as they stand."""
    return str(fact.value.get(TEXT_FIELD[ReadFact.Kind(fact.kind)]) or "")


def accept(*, fact: ReadFact, by: User, at: dt.datetime, version: int) -> ReadFact:
    """Take the fact as it stands; its doubts are settled by that."""
    with _in_hand(fact, by, version, "Chấp nhận") as held:
        return _decide(held, _state_of(held), by, at)


def correct(*, fact: ReadFact, value: dict[str, Any], by: User, at: dt.datetime, version: int) -> ReadFact:
    """Put `value` in the place of what was read and take it."""
    with _in_hand(fact, by, version, "Sửa và chấp nhận") as held:
        held.value = {**held.value, **value}
        return _decide(held, _state_of(held), by, at)


def reject(*, fact: ReadFact, by: User, at: dt.datetime, version: int) -> ReadFact:
    """Leave the fact out: it is none. It stays in the list and can be taken back."""
    with _in_hand(fact, by, version, "Loại bỏ") as held:
        return _decide(held, ReadFact.State.REJECTED, by, at)


def reopen(*, fact: ReadFact, by: User, at: dt.datetime, version: int) -> ReadFact:
    """Take a decision back: the fact waits again, with the value it has now."""
    with _in_hand(fact, by, version, "Xem lại") as held:
        held.merged_into = None
        return _decide(held, ReadFact.State.TODO, by, at)


LOOKED = "Đã so với văn bản"
"""The reason under which the history keeps that a doubt was looked at after the review."""


def look_at(*, fact: ReadFact, by: User, at: dt.datetime) -> ReadFact:
    """Say that a fact whose doubts outlived the review was compared with the document: they are settled.

    Only where a programme was made of the document; until then its review is the place. Raises `Refused`
    ("not-confirmed", "looked").
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why=LOOKED):
        document = Document.objects.select_for_update().only("state").get(pk=fact.document_id)
        if document.state != Document.State.CONFIRMED:
            raise Refused("not-confirmed", "Văn bản này còn đang rà soát; hãy quyết ở trang rà soát.")
        held = ReadFact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
        if held.state != ReadFact.State.TODO or not held.doubts:
            raise Refused("looked", "Đã có người xem mục này rồi.")
        return _decide(held, ReadFact.State.ACCEPTED, by, at)


def settle_name(*, fact: ReadFact, name: str) -> None:
    """Take out the doubts about an agency's name once somebody has said which agency it is."""
    held = ReadFact.objects.select_for_update(of=("self",)).get(pk=fact.pk)
    left = [doubt for doubt in held.doubts if doubt.get("name") != name]
    if len(left) < len(held.doubts):
        held.doubts, held.version = left, held.version + 1
        held.save(update_fields=["doubts", "version"])


def merge(*, fact: ReadFact, into: ReadFact, by: User, at: dt.datetime, version: int) -> ReadFact:
    """Join `fact` to `into`, which gets its words, agencies and sentences; returns `into`."""
    with _in_hand(fact, by, version, f"Gộp vào {into.code}") as held:
        target = ReadFact.objects.select_for_update().get(pk=into.pk)
        _check_mergeable(held, target)
        target.value = _joined(target, held)
        target.spans = passages.united(target.spans, held.spans)
        held.merged_into = target
        _decide(held, ReadFact.State.MERGED, by, at)
        return _decide(target, ReadFact.State.EDITED, by, at)


def _check_mergeable(held: ReadFact, target: ReadFact) -> None:
    same = held.document_id == target.document_id and held.kind == target.kind and held.pk != target.pk
    if not same or target.state in _GONE:
        raise Refused("cannot-merge", "Chỉ gộp được với một mục cùng loại, cùng văn bản và chưa bị loại.")


def _joined(target: ReadFact, held: ReadFact) -> dict[str, Any]:
    field = TEXT_FIELD[ReadFact.Kind(target.kind)]
    value = dict(target.value)
    if not _says_the_same(value.get(field), held.value.get(field)):
        value[field] = " ".join(part for part in (value.get(field), held.value.get(field)) if part)
    for names in ("lead", "coordinate", "who", "to", "parties", "due"):
        if isinstance(value.get(names), list):
            value[names] += [name for name in held.value.get(names, ()) if name not in value[names]]
    return value


def _says_the_same(first: str | None, second: str | None) -> bool:
    """Whether two wordings are one: then merging them keeps the first alone."""
    return fuzz.ratio(vietnamese.fold(first or ""), vietnamese.fold(second or "")) >= duplicates.ALIKE


def split(*, fact: ReadFact, texts: list[str], by: User, at: dt.datetime, version: int) -> list[ReadFact]:
    """Make one fact of each text; the first keeps the row. Each gets the sentence its words stand in."""
    parts = [" ".join(text.split()) for text in texts if text.strip()]
    if len(parts) < 2:
        raise Refused("cannot-split", "Hãy xuống dòng ở chỗ muốn tách: mỗi dòng thành một mục.")
    with _in_hand(fact, by, version, f"Tách làm {len(parts)}") as held:
        document = Document.objects.only("canonical_text").get(pk=held.document_id)
        spans = [passages.find(document.canonical_text, part, held.spans) or held.spans for part in parts]
        field = TEXT_FIELD[ReadFact.Kind(held.kind)]
        places = _places_after(held, len(parts) - 1)
        held.value, held.spans = {**held.value, field: parts[0]}, spans[0]
        _decide(held, ReadFact.State.EDITED, by, at)
        rest = [
            _beside(held, n, {**held.value, field: part}, found, place)
            for n, (part, found, place) in enumerate(zip(parts[1:], spans[1:], places, strict=True), 2)
        ]
        return [held, *ReadFact.objects.bulk_create(rest)]


def _beside(fact: ReadFact, n: int, value: dict[str, Any], spans: list, position: int) -> ReadFact:
    return ReadFact(
        document_id=fact.document_id,
        kind=fact.kind,
        position=position,
        code=f"{fact.code[:56]}/{n}",
        section=fact.section,
        section_title=fact.section_title,
        as_read=None,
        value=value,
        spans=spans,
        state=ReadFact.State.EDITED,
        decided_by=fact.decided_by,
        decided_at=fact.decided_at,
    )


def _places_after(fact: ReadFact, count: int) -> list[int]:
    """`count` positions between the fact and its neighbour; equal ones are then ordered by id."""
    later = ReadFact.objects.filter(
        document_id=fact.document_id, kind=fact.kind, position__gt=fact.position
    ).order_by("position")
    follower = later.values_list("position", flat=True).first() or fact.position + GAP
    step = (follower - fact.position) / (count + 1)
    return [fact.position + int(step * n) for n in range(1, count + 1)]


def use(*, fact: ReadFact, doubt: int, proposal: int, by: User, at: dt.datetime, version: int) -> ReadFact:
    """Follow a proposal; with the last doubt gone the fact is taken."""
    with _in_hand(fact, by, version, "Theo gợi ý") as held:
        about, chosen = _proposed(held, doubt, proposal)
        present = held.value.get(about["field"])
        held.value = {**held.value, about["field"]: _put(present, about, chosen["value"])}
        held.doubts = held.doubts[:doubt] + held.doubts[doubt + 1 :]
        return _decide(held, held.state if held.doubts else ReadFact.State.EDITED, by, at)


def same_doubts(*, fact: ReadFact, doubt: int, proposal: int) -> list[ReadFact]:
    """The undecided facts of the document that following a proposal everywhere would change, `fact` first.

    Raises `Refused` ("no-proposal", "not-plain") for a proposal that is not plain enough for that: then each
    place has to be looked at by itself.
    """
    about, chosen = _proposed(fact, doubt, proposal)
    if not chosen.get("everywhere"):
        raise Refused(
            "not-plain", "Gợi ý này chưa đủ chắc để thay trong cả văn bản; hãy chọn cho từng mục một."
        )
    others = ReadFact.objects.filter(document_id=fact.document_id, state=ReadFact.State.TODO)
    others = others.exclude(pk=fact.pk).exclude(doubts=[]).order_by("kind", "position", "pk")
    return [fact, *(other for other in others if _same(other, about, chosen["value"]) is not None)]


def use_everywhere(
    *,
    fact: ReadFact,
    doubt: int,
    proposal: int,
    by: User,
    at: dt.datetime,
    version: int,
    among: Collection[int] | None = None,
) -> list[ReadFact]:
    """Follow a proposal about an agency's name in every fact of the document that has the same doubt.

    `among` keeps to the facts of these keys, beside `fact` itself: those that the person has seen.
    """
    with transaction.atomic():
        about, chosen = _proposed(fact, doubt, proposal)
        _first, *others = same_doubts(fact=fact, doubt=doubt, proposal=proposal)
        done = [use(fact=fact, doubt=doubt, proposal=proposal, by=by, at=at, version=version)]
        for other in others:
            if among is not None and other.pk not in among:
                continue
            while (place := _same(other, about, chosen["value"])) is not None:
                other = use(
                    fact=other, doubt=place[0], proposal=place[1], by=by, at=at, version=other.version
                )
                done.append(other)
        return done


def _proposed(fact: ReadFact, doubt: int, proposal: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A doubt of the fact and one proposal of it."""
    try:
        about = fact.doubts[doubt]
        return about, about["proposals"][proposal]
    except (IndexError, KeyError) as error:
        raise Refused("no-proposal", "Gợi ý này không còn nữa; hãy tải lại trang.") from error


def _same(fact: ReadFact, about: dict[str, Any], chosen: Any) -> tuple[int, int] | None:
    """Where a fact has the doubt `about` with the proposal `chosen`."""
    for n, doubt in enumerate(fact.doubts):
        if doubt["code"] == about["code"] and doubt.get("name") == about.get("name"):
            values = [proposal["value"] for proposal in doubt["proposals"]]
            if chosen in values:
                return n, values.index(chosen)
    return None


def _put(present: Any, about: dict[str, Any], chosen: Any) -> Any:
    """`chosen` in the place of the doubted name where the field is a list, else in place of the field."""
    if not isinstance(present, list):
        return chosen
    replaced = [chosen if name == about.get("name") else name for name in present]
    return list(dict.fromkeys(replaced if chosen in replaced else [*replaced, chosen]))


def accept_section(
    *, document: Document, kinds: tuple[str, ...], section: str, by: User, at: dt.datetime
) -> int:
    """Take every fact of a section that nobody has looked at and nothing is doubtful about; how many."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=f"Chấp nhận mục {section}"):
        _check_open(Document.objects.select_for_update().get(pk=document.pk))
        waiting = list(
            ReadFact.objects.select_for_update()
            .filter(document=document, kind__in=kinds, section=section)
            .filter(state=ReadFact.State.TODO, doubts=[])
        )
        for fact in waiting:
            fact.state, fact.decided_by, fact.decided_at = ReadFact.State.ACCEPTED, by, at
            fact.version += 1
        ReadFact.objects.bulk_update(waiting, ["state", "decided_by", "decided_at", "version"])
        return len(waiting)


def add(
    *, document: Document, by: User, at: dt.datetime, text: str = "", place: tuple[int, int] | None = None
) -> ReadFact:
    """A duty that the reader missed: a stretch of the text, by its `place` [start, end) or by its words.

    Raises `Refused` ("not-in-text") where the words do not stand in the document: a duty always has
    the sentence that orders it.
    """
    with transaction.atomic(), pghistory.context(user=by.pk, why="Thêm nhiệm vụ còn sót"):
        held = Document.objects.select_for_update().get(pk=document.pk)
        _check_open(held)
        spans = passages.at(held, place or passages.place(held.canonical_text, text))
        if not spans:
            raise Refused(
                "not-in-text", "Không thấy đoạn này trong văn bản; hãy chép đúng một đoạn liền của văn bản."
            )
        rejudging.ask(held)
        return _added(held, spans, by, at)


def _added(document: Document, spans: list[dict[str, Any]], by: User, at: dt.datetime) -> ReadFact:
    before = _task_before(document, spans[0]["start"])
    quoted = " ".join(document.canonical_text[s["start"] : s["end"]] for s in spans)
    return ReadFact.objects.create(
        document=document,
        kind=ReadFact.Kind.TASK,
        position=_places_after(before, 1)[0] if before else 1,
        code=f"{before.code[:55]}+" if before else "+",
        section=before.section if before else "",
        section_title=before.section_title if before else "",
        as_read=None,
        value={
            "text": " ".join(quoted.split()),
            "theme": before.value.get("theme") if before else None,
            "component": before.value.get("component") if before else None,
            "lead": [],
            "coordinate": [],
            "deadline": None,
        },
        spans=spans,
        state=ReadFact.State.TODO,
        decided_by=by,
        decided_at=at,
    )


def _task_before(document: Document, offset: int) -> ReadFact | None:
    tasks = ReadFact.objects.filter(document=document, kind=ReadFact.Kind.TASK)
    earlier = [fact for fact in tasks if fact.spans and fact.spans[0]["start"] <= offset]
    return earlier[-1] if earlier else None


@contextmanager
def _in_hand(fact: ReadFact, by: User, version: int, why: str) -> Iterator[ReadFact]:
    """The row locked, the document still open, nobody else's change overlooked."""
    with transaction.atomic(), pghistory.context(user=by.pk, why=why):
        _check_open(Document.objects.select_for_update().only("state").get(pk=fact.document_id))
        held = ReadFact.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=fact.pk)
        if held.version != version:
            raise Stale(held)
        before = _as_given(held)
        yield held
        if held.kind == ReadFact.Kind.TASK and _as_given(held) != before:
            rejudging.ask(held.document)


def _as_given(fact: ReadFact) -> tuple[Any, ...]:
    """What other duties are compared with: whether the duty stands, its words and its leads."""
    return fact.state in _GONE, fact.value.get("text"), tuple(fact.value.get("lead") or ())


def _check_open(document: Document) -> None:
    if document.state == Document.State.CONFIRMED:
        raise Refused("confirmed", "Văn bản này đã lập thành chương trình; hãy sửa ở trang chương trình.")
    if document.state != Document.State.READ:
        raise Refused("not-read", "Văn bản này chưa đọc xong.")


def _state_of(fact: ReadFact) -> str:
    return ReadFact.State.ACCEPTED if fact.value == fact.as_read else ReadFact.State.EDITED


def _decide(fact: ReadFact, state: str, by: User, at: dt.datetime) -> ReadFact:
    fact.state, fact.decided_by, fact.decided_at = state, by, at
    fact.version += 1
    fact.save()
    return fact
