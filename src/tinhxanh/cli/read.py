"""`tinhxanh read`: what a document orders, aims at and cites."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from tinhxanh.cli import terminal
from tinhxanh.core.plan import duplicates, jsonform, judging, reading
from tinhxanh.core.plan.citing import chain, graph
from tinhxanh.core.plan.citing.chain import Link
from tinhxanh.core.plan.citing.graph import Graph
from tinhxanh.core.plan.duplicates import Given
from tinhxanh.core.plan.facts import Document, Facts, Obligation, Target, Task
from tinhxanh.core.plan.reading import Reading
from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.core.values import Deadline
from tinhxanh.exchange import documents, knowledge

SUFFIXES = (".txt", ".html", ".htm", ".docx", ".doc", ".rtf", ".odt", ".pdf")
_UNREADABLE = 2
_LABEL = 90  # letters of a title beside its number in the chain
NOTHING = (
    "Không đọc được nhiệm vụ, chỉ tiêu, thời hạn hay văn bản viện dẫn nào trong văn bản này. "
    "Hãy xem có đúng tệp cần đọc không; --text in ra chữ mà phần mềm thấy."
)
_VERBS = {
    "implements": "thực hiện",
    "amends": "sửa đổi",
    "replaces": "thay thế",
    "details": "quy định chi tiết",
}


@click.command("read")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "form", flag_value="json", help="In các dữ kiện dạng JSON.")
@click.option("--text", "form", flag_value="text", help="In văn bản chuẩn mà vị trí của các dữ kiện chỉ vào.")
@click.option("--ocr", is_flag=True, help="Nhận dạng chữ của các trang quét (cần Tesseract).")
def read(path: Path, form: str | None, ocr: bool) -> None:
    """Đọc văn bản PATH, hoặc mọi văn bản trong thư mục PATH, và in điều đọc được."""
    if path.is_dir():
        _read_folder(path, form, ocr)
        return
    try:
        result = _judged(_source(path, ocr))
    except documents.Unreadable as error:
        click.echo(terminal.say(error.message), err=True)
        sys.exit(_UNREADABLE)
    if form == "json":
        click.echo(json.dumps(jsonform.to_json(result.facts), ensure_ascii=False, indent=1))
    elif form == "text":
        click.echo(result.canonical.text)
    else:
        _show(result)


def _source(path: Path, ocr: bool) -> SourceDocument:
    """The file as its reader sees it, oddities told on stderr; Unreadable if it is not Vietnamese either."""
    source = documents.load(path, ocr=ocr, progress=_tell if ocr else None)
    if any(note.code == "not-vietnamese" for note in source.notes):
        raise documents.Unreadable(
            "not-vietnamese",
            "văn bản không phải tiếng Việt nên không tìm được nhiệm vụ",
            "hãy kiểm tra xem có đúng tệp cần đọc không",
            path.name,
        )
    for note in source.notes:
        click.echo(f"{path.name}: {terminal.say(note.message)}", err=True)
    return source


def _tell(share: float, words: str) -> None:
    """How far the reading is; one line that is written over, where a person looks on."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[2K{words}" + ("\n" if share >= 1 else ""), nl=False, err=True)
    else:
        click.echo(words, err=True)


def _judged(source: SourceDocument) -> Reading:
    """What a source says, beside what is known of its province and day."""
    result = reading.read(source)
    return judging.judge(result, knowledge.of(result.facts.document))


def _read_folder(folder: Path, form: str | None, ocr: bool) -> None:
    """Read what lies below `folder`; exit code 2 where anything could not be read, whatever else could."""
    found = list(_readings(folder, ocr))
    read_all = [(name, one) for name, one in found if isinstance(one, Reading)]
    if form == "json":
        click.echo(json.dumps(dict(map(_entry, found)), ensure_ascii=False, indent=1))
    elif form == "text":
        for name, result in read_all:
            click.echo(f"=== {name}\n{result.canonical.text}")
    else:
        _show_graph(graph.build((name, result.facts) for name, result in read_all))
        _show_twins(read_all)
    if len(read_all) < len(found) or not found:
        click.echo(_amiss(folder, len(found), len(found) - len(read_all)), err=True)
        sys.exit(_UNREADABLE)


def _entry(one: tuple[str, Reading | documents.Unreadable]) -> tuple[str, dict[str, Any]]:
    """A file of a folder in JSON: its facts, or why there are none."""
    name, told = one
    if isinstance(told, Reading):
        return name, jsonform.to_json(told.facts)
    return name, {"unreadable": {"code": told.code, "message": terminal.say(told.message)}}


def _amiss(folder: Path, n_found: int, n_unreadable: int) -> str:
    """The last line where something below a folder was not read."""
    if not n_found:
        return f"Không thấy văn bản nào trong thư mục “{folder}” (các dạng đọc được: {', '.join(SUFFIXES)})."
    return f"{n_unreadable} trên {n_found} tệp không đọc được; lý do ở trên."


def _readings(folder: Path, ocr: bool) -> Iterator[tuple[str, Reading | documents.Unreadable]]:
    """Readings of all documents below `folder`; one that cannot be read is named, and why."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()):
        name = str(path.relative_to(folder))
        try:
            yield name, _judged(_source(path, ocr))
        except documents.Unreadable as error:
            click.echo(terminal.say(error.message), err=True)
            yield name, error


def _show(result: Reading) -> None:
    console = Console()
    facts = result.facts
    console.print(_head(facts))
    tables = (_tasks(facts.tasks), _targets(facts.targets), _obligations(facts.obligations), _cited(facts))
    for table in tables:
        if table.row_count:
            console.print(table)
    if not any(table.row_count for table in tables):
        console.print(NOTHING, highlight=False)
    for warning in facts.warnings:
        proposal = f" → {warning.proposal}" if warning.proposal else ""
        console.print(f"[yellow]![/yellow] {warning.message}{proposal}", highlight=False)


def _head(facts: Facts) -> Table:
    own = facts.document
    table = Table(title=own.title or own.kind or "Văn bản", show_header=False)
    table.add_column()
    table.add_column()
    dated = own.date.strftime("%d/%m/%Y") if own.date is not None else "–"
    years = (
        [str(y) for y in (own.period.start, own.period.end) if y is not None]
        if own.period is not None
        else []
    )
    for label, value in (
        ("Loại", own.kind),
        ("Số, ký hiệu", own.number),
        ("Ngày", dated),
        ("Cơ quan ban hành", own.issuer),
        ("Tỉnh, thành phố", own.province),
        ("Giai đoạn", " – ".join(dict.fromkeys(years)) or None),
        ("Người ký", own.signer),
    ):
        table.add_row(label, value or "–")
    return table


def due(deadline: Deadline | None) -> str:
    """A due time as printed in the document, with its last day where one is meant."""
    if deadline is None:
        return "–"
    last = deadline.last_day()
    return (
        f"{deadline.text} ({last:%d/%m/%Y})"
        if last is not None and deadline.date is not None
        else deadline.text
    )


def _tasks(tasks: tuple[Task, ...]) -> Table:
    table = Table(title=f"Nhiệm vụ ({len(tasks)})", show_lines=True)
    for heading in ("Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn"):
        table.add_column(heading, ratio=5 if heading == "Nhiệm vụ" else None, overflow="fold")
    for task in tasks:
        table.add_row(
            task.id,
            task.text,
            "\n".join(task.lead) or "–",
            "\n".join(task.coordinate) or "–",
            due(task.deadline),
        )
    return table


def _targets(targets: tuple[Target, ...]) -> Table:
    table = Table(title=f"Chỉ tiêu ({len(targets)})")
    for heading in ("Mục", "Chỉ tiêu", "Mức", "Năm", "Hiện trạng"):
        table.add_column(heading, overflow="fold")
    signs = {">=": "≥ ", "<=": "≤ ", "=": ""}
    for target in targets:
        base = target.baseline
        start = (
            [number(base.value) if base.value is not None else "", f"hạng {base.rank}" if base.rank else ""]
            if base
            else []
        )
        level = f"{signs[target.comparator]}{number(target.value)} {target.unit or ''}".strip()
        if target.target_rank is not None:
            level += f", hạng {target.target_rank}"
        table.add_row(
            target.id, target.subject, level, str(target.year or "–"), ", ".join(filter(None, start)) or "–"
        )
    return table


def number(value: float) -> str:
    """A number with a decimal comma."""
    return f"{value:g}".replace(".", ",")


def _obligations(obligations: tuple[Obligation, ...]) -> Table:
    table = Table(title=f"Việc đến hạn, định kỳ ({len(obligations)})")
    for heading in ("Mục", "Ai", "Việc", "Nơi nhận", "Hạn, nhịp"):
        table.add_column(heading, overflow="fold")
    rhythms = {
        "monthly": "hằng tháng",
        "quarterly": "hằng quý",
        "semiannual": "6 tháng một lần",
        "annual": "hằng năm",
        "biennial": "2 năm một lần",
        "1-2/year": "1–2 lần/năm",
    }
    for one in obligations:
        days = [f"{d.date:%d/%m/%Y}" if d.date is not None else f"{d.day:02d}/{d.month:02d}" for d in one.due]
        when = ", ".join([*days, rhythms.get(one.frequency or "", "")]).strip(", ")
        table.add_row(one.id, "\n".join(one.who) or "–", one.what, "\n".join(one.to) or "–", when or "–")
    return table


def _cited(facts: Facts) -> Table:
    table = Table(title=f"Văn bản viện dẫn ({len(facts.references)})")
    for heading in ("Số, ký hiệu", "Loại", "Ngày", "Nội dung"):
        table.add_column(heading, overflow="fold")
    for cited in facts.references:
        dated = f"{cited.date:%d/%m/%Y}" if cited.date is not None else "–"
        table.add_row(cited.number or "–", cited.kind or "–", dated, cited.subject or "–")
    return table


def _show_graph(found: Graph) -> None:
    console = Console()
    roots = [key for key in found.instruments if not any(edge.origin == key for edge in found.edges)]
    for key in roots:
        tree = Tree(_label(found, key))
        _grow(found, tree, chain.around(found, key).below)
        console.print(tree)
    ordering = [key for key, one in found.instruments.items() if one.duties]
    idle = chain.without_follow_up(found, ordering)
    if idle:
        console.print(
            "Chưa có văn bản nào trong thư mục này triển khai: " + "; ".join(i.key for i in idle),
            highlight=False,
        )


def _show_twins(read_all: list[tuple[str, Reading]]) -> None:
    """The duties that two of the documents give, with the places of both."""
    given = [
        Given(name, task.id, task.text, task.lead, _years(result.facts.document))
        for name, result in read_all
        for task in result.facts.tasks
    ]
    twins = [twin for twin in duplicates.find(given) if not twin.is_within]
    table = Table(title=f"Nhiệm vụ có thể trùng giữa các văn bản ({len(twins)})", show_lines=True)
    for heading in ("Nơi thứ nhất", "Nơi thứ hai", "Giống", "Nhiệm vụ"):
        table.add_column(heading, overflow="fold")
    for twin in twins:
        first, second = (f"{one.document}, mục {one.key}" for one in (twin.first, twin.second))
        table.add_row(first, second, f"{twin.likeness:.0f} %", twin.second.text)
    if twins:
        Console().print(table)


def _years(document: Document) -> tuple[int | None, int | None]:
    """From when to when the duties of a document run: its period, else from its own year on."""
    period = document.period
    if period is None or period.start is None:
        return (document.date.year if document.date is not None else None), None
    return period.start, period.end or period.start


def _grow(found: Graph, tree: Tree, links: tuple[Link, ...]) -> None:
    for link in links:
        branch = tree.add(f"{_VERBS.get(link.type, link.type)} ← {_label(found, link.instrument.key)}")
        _grow(found, branch, link.links)


def _label(found: Graph, key: str) -> str:
    one = found.instruments[key]
    duties = f" – {one.duties} nhiệm vụ" if one.duties else ""
    about = f": {textwrap.shorten(one.title, _LABEL, placeholder=' …')}" if one.title else ""
    return f"{one.kind or 'Văn bản'} {key}{about}{duties}"
