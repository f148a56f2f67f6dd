"""Bring the directory of a province from the reference rows. Only what is missing is added.

A row that is there already is left as it is, since a person may have renamed, ended or confirmed it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction

from tinhxanh.apps.accounts.models import Organisation, OrganisationAlias, Succession
from tinhxanh.apps.accounts.reasons import because
from tinhxanh.core.vietnamese import fold, sort_key
from tinhxanh.exchange import reference
from tinhxanh.exchange.reference import table

Kind = Organisation.Kind
WHY = "Nạp dữ liệu nền"


class UnknownProvince(Exception):
    """No province of that name on that day; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation that should be there; `parent` is the slug of its parent, empty for a root."""

    slug: str
    name: str
    kind: str
    parent: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    aliases: tuple[str, ...]
    source: str
    is_verified: bool


def province_row(name: str, on: dt.date) -> reference.Province:
    """The reference row of a province by name, code or alias on a day.

    Raises `UnknownProvince`.
    """
    wanted = fold(re.sub(r"^(tỉnh|thành phố)\s+", "", name, flags=re.IGNORECASE))
    for row in table(reference.Province):
        if row.holds_on(on) and wanted in {fold(row.name), row.code, *map(fold, row.aliases)}:
            return row
    raise UnknownProvince(f"Ngày {on:%d/%m/%Y} không có tỉnh, thành phố nào tên là “{name}”.")


@transaction.atomic
def load_province(name: str, on: dt.date) -> Organisation:
    """Load the committee of a province as it was on a day, with its agencies, districts and communes.

    Agencies seen in the province's own documents count as verified; the rest is the standard set of
    the decrees and stays a proposal (“mẫu chung”) until a person confirms it. A second call adds nothing.
    """
    row = province_row(name, on)
    with because(WHY):
        _add(entries(row))
        _succeed(row)
    return Organisation.objects.get(slug=root_slug(row))


def root_slug(row: reference.Province) -> str:
    """The slug of a province's committee: name and code, with the year in which a later one began."""
    year = f"-{row.valid_from.year}" if row.valid_from else ""
    return f"ubnd-{_dashed(row.full_name)}-{row.code}{year}"


def entries(row: reference.Province) -> list[Entry]:
    """What the reference rows know of a province: parents before children."""
    source = f"Bảng tỉnh, thành phố: {row.source}"
    name = f"UBND {row.full_name[0].lower()}{row.full_name[1:]}"
    aliases = (name.replace("UBND", "Ủy ban nhân dân"), name.removesuffix(f" {row.name}"))
    root = Entry(
        root_slug(row),
        name,
        Kind.COMMITTEE,
        "",
        row.valid_from,
        row.valid_to,
        aliases,
        source,
        row.is_verified,
    )
    agencies = _agencies(row)
    return [
        root,
        *sorted(agencies, key=lambda one: one.parent != root.slug),
        *_districts(row),
        *_communes(row),
    ]


def _dashed(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _slug(row: reference.Province, key: str) -> str:
    return f"{root_slug(row).removeprefix('ubnd-')}-{key}"[:120]


def _agencies(row: reference.Province) -> list[Entry]:
    """The standard set as this province has it, and what it alone has."""
    own = {one.key: one for one in table(reference.OwnAgency) if one.province_code == row.code}
    own = own if row.valid_from is None else {}
    standard = table(reference.Agency)
    made = [_agency(row, one, own.get(one.key)) for one in standard if not _is_absent(own.get(one.key))]
    alone = [one for one in own.values() if one.name not in ("", "-")]
    made += [_entry(row, one.parent_key, one.key, one) for one in alone]
    return [one for one in made if one is not None]


def _is_absent(own: reference.OwnAgency | None) -> bool:
    return own is not None and own.name != ""


def _agency(row: reference.Province, one: reference.Agency, own: reference.OwnAgency | None) -> Entry | None:
    seen = f"Nêu tên trong: {own.source}. {one.source}" if own else one.source
    entry = _entry(row, "", one.key, one)
    if entry is None:
        return None
    return Entry(
        entry.slug, entry.name, entry.kind, entry.parent, entry.valid_from, entry.valid_to,
        entry.aliases, seen, own is not None,
    )  # fmt: skip


def _entry(
    row: reference.Province, parent: str, key: str, one: reference.Agency | reference.OwnAgency
) -> Entry | None:
    """The organisation within the time of its province; None where the two never met."""
    first = max(filter(None, (row.valid_from, one.valid_from)), default=None)
    last = min(filter(None, (row.valid_to, one.valid_to)), default=None)
    if first and last and last < first:
        return None
    above = _slug(row, parent) if parent else root_slug(row)
    names = [_localised(row, text) for text in (one.name, *one.aliases)]
    return Entry(
        _slug(row, key), names[0], one.kind, above, first, last, tuple(names[1:]), one.source, one.is_verified
    )


def _localised(row: reference.Province, name: str) -> str:
    """The standard name with the province's, and “thành phố” for “tỉnh” where it is one."""
    name = name.replace("{ten}", row.name)
    if row.full_name.startswith("Tỉnh"):
        return name
    return re.sub(
        r"\btỉnh\b", "thành phố", name.replace("Tỉnh ủy", "Thành ủy").replace("Tỉnh Đoàn", "Thành Đoàn")
    )


def _districts(row: reference.Province) -> list[Entry]:
    """The district committees: until 30 June 2025, so none where the province began later."""
    if row.valid_from and row.valid_from >= dt.date(2025, 7, 1):
        return []
    last = min(filter(None, (row.valid_to, dt.date(2025, 6, 30))))
    return [
        Entry(
            _slug(row, f"huyen-{one.code}"), _committee(one.name), Kind.DISTRICT, root_slug(row),
            row.valid_from, last, (), one.source, one.is_verified,
        )
        for one in table(reference.District)
        if one.province_code == row.code
    ]  # fmt: skip


def _communes(row: reference.Province) -> list[Entry]:
    """The commune committees of a province that the table knows."""
    made = []
    for one in table(reference.Commune):
        if one.province_code == row.code and _meets(row, one):
            above = _slug(row, f"huyen-{one.district_code}") if one.district_code else root_slug(row)
            slug = _slug(row, _commune_key(one.code, one.valid_from))
            made.append(
                Entry(
                    slug, _committee(one.name), Kind.COMMUNE, above,
                    one.valid_from, one.valid_to, (), one.source, one.is_verified,
                )
            )  # fmt: skip
    return made


def _meets(row: reference.Province, one: reference.Commune) -> bool:
    begun = (one.valid_to or dt.date.max) >= (row.valid_from or dt.date.min)
    return begun and (one.valid_from or dt.date.min) <= (row.valid_to or dt.date.max)


def _committee(place: str) -> str:
    return f"UBND {place[0].lower()}{place[1:]}"


def _commune_key(code: str, valid_from: dt.date | None) -> str:
    return f"xa-{code}-{valid_from.year if valid_from else 'cu'}"


def _add(wanted: list[Entry]) -> None:
    """Insert what is missing, level by level, so that a parent's path is known before its children's."""
    known = {one.slug: one for one in Organisation.objects.filter(slug__in=[one.slug for one in wanted])}
    missing = [one for one in wanted if one.slug not in known]
    while missing:
        level = [one for one in missing if not one.parent or one.parent in known]
        if not level:
            raise ValueError(f"no parent for {missing[0].slug}")
        known |= {one.slug: one for one in _insert(level, known)}
        missing = [one for one in missing if one.slug not in known]


def _insert(level: list[Entry], known: dict[str, Organisation]) -> list[Organisation]:
    made = Organisation.objects.bulk_create(_organisation(one, known.get(one.parent)) for one in level)
    for organisation, entry in zip(made, level, strict=True):
        above = known[entry.parent].path if entry.parent else "/"
        organisation.path = f"{above}{organisation.pk}/"
    Organisation.objects.bulk_update(made, ["path"])
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=organisation, name=name, folded=fold(name), source=entry.source)
        for organisation, entry in zip(made, level, strict=True)
        for name in {fold(name): name for name in entry.aliases if fold(name) != organisation.folded}.values()
    )
    return made


def _organisation(entry: Entry, parent: Organisation | None) -> Organisation:
    return Organisation(
        slug=entry.slug,
        name=entry.name,
        folded=fold(entry.name),
        sort_key=sort_key(entry.name),
        kind=entry.kind,
        parent=parent,
        path="",
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        source=entry.source,
        is_verified=entry.is_verified,
    )


def _succeed(row: reference.Province) -> None:
    """Join what was to what took over, where both are there."""
    wanted = [*_agency_successions(row), *_commune_successions(row), *_root_successions(row)]
    slugs = {slug for predecessor, successor, *_ in wanted for slug in (predecessor, successor)}
    ids = dict(Organisation.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    known = set(
        Succession.objects.filter(predecessor__in=ids.values()).values_list("predecessor", "successor")
    )
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=ids[predecessor],
            successor_id=ids[successor],
            date=date,
            subject=subject,
            source=source,
            is_verified=is_verified,
        )
        for predecessor, successor, date, subject, source, is_verified in wanted
        if {predecessor, successor} <= ids.keys() and (ids[predecessor], ids[successor]) not in known
    )


Step = tuple[str, str, dt.date, str, str, bool]


def _agency_successions(row: reference.Province) -> list[Step]:
    return [
        (
            _slug(row, one.predecessor),
            _slug(row, one.successor),
            one.date,
            one.subject,
            one.source,
            one.is_verified,
        )
        for one in table(reference.AgencySuccession)
        if (row.valid_from or dt.date.min) < one.date <= (row.valid_to or dt.date.max)
    ]


def _commune_successions(row: reference.Province) -> list[Step]:
    return [
        (
            _slug(row, _commune_key(one.predecessor, None)),
            _slug(row, _commune_key(one.successor, one.date)),
            one.date, "", one.source, one.is_verified,
        )
        for one in table(reference.CommuneSuccession)
        if one.province_code == row.code
    ]  # fmt: skip


def _root_successions(row: reference.Province) -> list[Step]:
    """The province into which this one went, and those that came into this one."""
    by_key = {one.key: one for one in table(reference.Province)}
    pairs = [(one, by_key[one.successor]) for one in by_key.values() if one.successor]
    return [
        (root_slug(old), root_slug(new), new.valid_from or dt.date.min, "", new.source, new.is_verified)
        for old, new in pairs
        if row.key in (old.key, new.key)
    ]
