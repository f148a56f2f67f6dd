"""The gold annotation of an evaluation document, from ``@`` lines that its annotator wrote in the source.

``@scope theme | component`` and ``@lead agencies | coordinating agencies`` hold until the next one.
After a paragraph these say what it is:

- ``@t id | lead | coordinate | deadline | text`` a duty (empty lead: the one in force; ``-``: none);
- ``@g id | subject | measure | comparator | value | unit | year | base value, rank, year | target rank``;
- ``@o id | who | what | to | due dates | frequency`` an obligation;
- ``@r number | kind | date | issuer | subject`` a reference, ``@rel from | to | type`` a relation;
- ``@a agency | duties | role | at | coordinating`` an assignment by reference, folded into the duties;
- ``@agr title | parties | signed | from | to`` an agreement.

Names are separated by ``;``. A table says ``cols=…`` and what its rows are (``tasks`` or ``indicators``);
a cell's ``{…}`` gives names, deadline or number where they differ from what is printed.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from paper.source import ANNOTATION, fields, halves

MARKER = re.compile(r"^(?:Điều \d+\.|\d+(?:\.\d+)*[.)]|\(\d+\)|[a-zđ]\)|[IVX]+\.|[-–+•*])\s+")
STYLE = re.compile(r"^(?:\^\^?|={1,3}|>|%) ")
LISTS = (
    *("tasks", "targets", "obligations", "references"),
    *("relations", "assignments", "indicator_rows", "agreements"),
)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
Entry = dict[str, Any]


def names(text: str) -> list[str]:
    """Return the agencies of ``text``."""
    return [] if text.strip() == "-" else [name.strip() for name in text.split(";") if name.strip()]


def number(text: str) -> float | int | None:
    """Return the number of ``text``, ``None`` where it is empty."""
    found = re.search(r"-?\d+(?:[.,]\d+)?", text)
    if found is None:
        return None
    value = float(found.group().replace(",", "."))
    return int(value) if value == int(value) else value


def deadline(text: str) -> Entry | None:
    """Return the deadline written as ``kind [value] printed phrase``."""
    if not text.strip() or text.strip() == "-":
        return None
    kind, _, rest = text.strip().partition(" ")
    if kind not in ("date", "year"):
        return {"kind": kind, "text": rest}
    value, _, phrase = rest.partition(" ")
    return {"kind": kind, kind: int(value) if kind == "year" else value, "text": phrase}


def due(text: str) -> list[Entry]:
    """Return due dates: ``2026-06-30`` once, ``06-30`` every year."""
    dates = [part.strip() for part in text.split(";") if part.strip()]
    return [
        {"date": one} if len(one) == 10 else {"month": int(one[:2]), "day": int(one[3:]), "every": "year"}
        for one in dates
    ]


def baseline(text: str) -> Entry | None:
    """Return the baseline written as ``value, rank, year`` with ``.`` as decimal mark."""
    if not text:
        return None
    value, rank, year = (number(part) for part in text.split(","))
    return {"value": value, "rank": rank, "year": year}


def bare(line: str) -> str:
    """Return the text of a source line without style and marker."""
    return MARKER.sub("", STYLE.sub("", line).strip()).strip()


class Annotator:
    """Reads the lines of a source in order and collects the gold facts."""

    def __init__(self, given: dict[str, str]) -> None:
        self.given = given
        self.gold: Entry = {"document": document(given)} | {name: [] for name in LISTS}
        self.theme: str | None = None
        self.component: int | None = None
        self.lead: list[str] = []
        self.coordinate: list[str] = []
        self.text = ""
        self.table: Entry = {}
        self.roman = ""

    def read(self, lines: list[str]) -> Entry:
        """Return the gold facts of ``lines``."""
        for line in lines:
            name, _, rest = line.partition(" ")
            if line.startswith("@"):
                getattr(self, f"take_{name[1:]}", self.skip)([part.strip() for part in split(name, rest)])
            elif line.strip():
                self.text = bare(line)
        return self.gold

    def skip(self, parts: list[str]) -> None:
        """Pass over a line that only concerns printing."""

    def take_scope(self, parts: list[str]) -> None:
        """Set theme and component."""
        theme, component = pad(parts, 2)
        self.theme, self.component = theme or None, int(component) if component else None

    def take_lead(self, parts: list[str]) -> None:
        """Set the agencies in force."""
        lead, coordinate = pad(parts, 2)
        self.lead, self.coordinate = names(lead), names(coordinate)

    def take_t(self, parts: list[str]) -> None:
        """Make the paragraph above a duty."""
        key, lead, coordinate, when, text = pad(parts, 5)
        self.add_task(
            key,
            text or self.text,
            names(lead) if lead else list(self.lead),
            names(coordinate) if coordinate else list(self.coordinate),
            deadline(when),
        )

    def add_task(
        self, key: str, text: str, lead: list[str], coordinate: list[str], when: Entry | None
    ) -> None:
        """Append a duty under the theme in force."""
        self.gold["tasks"].append(
            {
                "id": key,
                "text": text,
                "theme": self.theme,
                "component": self.component,
                "lead": lead,
                "coordinate": coordinate,
                "deadline": when,
            }
        )

    def take_g(self, parts: list[str]) -> None:
        """Append a target."""
        key, subject, measure, comparator, value, unit, year, base, rank = pad(parts, 9)
        self.gold["targets"].append(
            {
                "id": key,
                "subject": subject,
                "component": self.component,
                "measure": measure,
                "comparator": comparator,
                "value": number(value),
                "unit": unit or None,
                "year": number(year),
                "baseline": baseline(base),
                "target_rank": number(rank),
            }
        )

    def take_o(self, parts: list[str]) -> None:
        """Append an obligation."""
        key, who, what, to, when, frequency = pad(parts, 6)
        self.gold["obligations"].append(
            {
                "id": key,
                "who": names(who) or list(self.lead),
                "what": what or self.text,
                "to": names(to),
                "due": due(when),
                "frequency": frequency or None,
            }
        )

    def take_r(self, parts: list[str]) -> None:
        """Append a reference, once per number."""
        keys = ("number", "kind", "date", "issuer", "subject")
        self.gold["references"].append(
            {key: value or None for key, value in zip(keys, pad(parts, 5), strict=True)}
        )

    def take_rel(self, parts: list[str]) -> None:
        """Append a relation; an empty or ``null`` origin is this document."""
        origin, to, kind = pad(parts, 3)
        origin = "" if origin == "null" else origin
        self.gold["relations"].append({"from": origin or None, "to": to, "type": kind})

    def take_agr(self, parts: list[str]) -> None:
        """Append an agreement."""
        title, parties, signed, start, end = pad(parts, 5)
        self.gold["agreements"].append(
            {
                "title": title,
                "parties": names(parties),
                "signed": signed or None,
                "valid_from": start or None,
                "valid_to": end or None,
            }
        )

    def take_a(self, parts: list[str]) -> None:
        """Append an assignment by reference and fold it into the duties it names."""
        agency, keys, role, at, others = pad(parts, 5)
        ids = names(keys)
        self.gold["assignments"].append({"agency": agency, "task_ids": ids, "role": role, "at": at})
        for task in self.gold["tasks"]:
            if task["id"] in ids:
                add_once(task[role], [agency])
                add_once(task["coordinate"], names(others))

    def take_table(self, parts: list[str]) -> None:
        """Begin a table."""
        options = dict(part.split("=", 1) for part in parts[0].split() if "=" in part)
        self.table = options | {"cols": options.get("cols", "").split(",")}
        self.roman = ""

    def take_end(self, parts: list[str]) -> None:
        """End a table."""
        self.table = {}

    def take_group(self, parts: list[str]) -> None:
        """Make a group row the theme of the rows below, up to its colon."""
        cells = [part for part in parts if part not in ("<", "^")]
        text = noted(cells[-1]) or printed(cells[-1])
        self.theme = bare(text.split(":")[0])

    def take_row(self, parts: list[str]) -> None:
        """Make a table row a duty or an indicator row."""
        cells = dict(zip(self.table["cols"], parts, strict=False))
        if self.table.get("rows") == "indicators":
            self.add_indicator(cells)
        elif self.table.get("rows") == "tasks":
            self.add_row_task(cells)

    def add_row_task(self, cells: dict[str, str]) -> None:
        """Append the duty of a table row."""
        lead, coordinate = cell_names(cells)
        when = deadline(noted(cells.get("due", "")))
        self.add_task(printed(cells["id"]).strip("."), flat(printed(cells["task"])), lead, coordinate, when)

    def add_indicator(self, cells: dict[str, str]) -> None:
        """Append an indicator row, and its target where it has one."""
        key, component = self.indicator_key(printed(cells["id"]))
        self.component = component
        lead, coordinate = cell_names(cells)
        score = key == "total" or key in ROMAN
        figures = {
            name: number(printed(cells.get(name, "")))
            for name in ("value", "median", "rank", "target", "target_rank")
        }
        row = {"id": key, "component": component, "name": printed(cells["name"])}
        row |= {"unit": "điểm" if score else "%"} | figures | {"lead": lead, "coordinate": coordinate}
        self.gold["indicator_rows"].append(row)
        if figures["target"] is not None:
            self.gold["targets"].append(self.row_target(row, score=score))

    def indicator_key(self, printed_id: str) -> tuple[str, int | None]:
        """Return id and component of an indicator row by what its first cell prints."""
        if not printed_id:
            return "total", None
        if printed_id in ROMAN:
            self.roman = printed_id
            return printed_id, ROMAN[printed_id]
        return f"{self.roman}.{printed_id}".strip("."), ROMAN.get(self.roman)

    def row_target(self, row: Entry, *, score: bool) -> Entry:
        """Return the target that an indicator row sets."""
        base = {"value": row["value"], "rank": row["rank"], "year": int(self.table["base"])}
        return {
            "id": row["id"],
            "subject": row["name"],
            "component": row["component"],
            "measure": "score" if score else "percent",
            "comparator": "=",
            "value": row["target"],
            "unit": row["unit"],
            "year": int(self.table["year"]),
            "baseline": base,
            "target_rank": row["target_rank"],
        }


def document(given: dict[str, str]) -> Entry:
    """Return the facts about the document itself from the ``gold.…`` fields."""
    keys = ("kind", "number", "date", "issuer", "province", "title", "signer")
    facts: Entry = {key: given.get(f"gold.{key}") or None for key in keys}
    start, _, end = given.get("gold.period", "").partition("-")
    facts["period"] = {"start": number(start), "end": number(end)} if start or end else None
    return facts


def split(name: str, rest: str) -> list[str]:
    """Return the parts of an annotation, or the cells of a table row."""
    return rest.split("||") if name in ("@row", "@group", "@header") else rest.split("|")


def pad(parts: list[str], size: int) -> list[str]:
    """Return ``parts`` filled up with empty ones; raises ValueError where there are too many."""
    if len(parts) > size:
        raise ValueError(f"too many parts: {parts}")
    return parts + [""] * (size - len(parts))


def noted(cell: str) -> str:
    """Return what the annotator wrote in a cell's braces."""
    found = ANNOTATION.search(cell)
    return found.group().strip(" {}") if found else ""


def printed(cell: str) -> str:
    """Return what a cell prints."""
    return ANNOTATION.sub("", cell).strip()


def flat(text: str) -> str:
    """Return a cell's lines as one."""
    return " ".join(text.replace("<br>", " ").split())


def cell_names(cells: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return lead and coordinating agencies, from two cells or from one that holds both."""
    if "both" in cells:
        lead, _, coordinate = noted(cells["both"]).partition("|")
        return names(lead), names(coordinate)
    return listed(cells.get("lead", "")), listed(cells.get("co", ""))


def listed(cell: str) -> list[str]:
    """Return the agencies of one cell."""
    return names(noted(cell) or printed(cell).replace("<br>", ";"))


def add_once(held: list[str], more: list[str]) -> None:
    """Append what is not there yet."""
    held.extend(name for name in more if name not in held)


def annotate(path: Path) -> Entry:
    """Return the gold facts of the source at ``path``."""
    head, lines = halves(path)
    return Annotator(fields(head)).read(lines)


def write(path: Path, gold_path: Path) -> None:
    """Write the gold facts of the source at ``path``."""
    text = json.dumps(annotate(path), ensure_ascii=False, indent=1)
    gold_path.write_text(text + "\n", encoding="utf-8")
