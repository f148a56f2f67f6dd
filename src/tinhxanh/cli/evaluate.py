"""`tinhxanh evaluate`: score the reader on documents that a person annotated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tinhxanh.core.plan import jsonform, reading, scoring
from tinhxanh.exchange import documents

_FORMATS = (".txt", ".docx", ".pdf", ".html", ".odt", ".doc")


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--documents",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục văn bản; mặc định là thư mục của bản chú giải, rồi các thư mục bên cạnh.",
)
@click.option("--misses", default=0, metavar="N", help="In N mục đọc sót và N mục đọc thừa của mỗi văn bản.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def evaluate(gold: Path, folder: Path | None, misses: int, as_json: bool) -> None:
    """Chấm điểm bộ đọc trên các văn bản có bản chú giải (*.gold.json hoặc *.json) trong thư mục GOLD."""
    results = {
        name: (score, kind) for name, score, kind in _scores(gold, [folder] if folder else _places(gold))
    }
    if not results:
        raise click.ClickException(f"Không tìm thấy cặp văn bản và bản chú giải nào trong “{gold}”.")
    if as_json:
        click.echo(
            json.dumps(
                {name: _figures(score) for name, (score, _) in results.items()}, ensure_ascii=False, indent=1
            )
        )
        return
    console = Console()
    scores = {name: score for name, (score, _) in results.items()}
    console.print(_by_kind(scores))
    console.print(_by_document(scores))
    for name, (score, _) in results.items():
        for title, lines in (("sót", score.missed[:misses]), ("thừa", score.invented[:misses])):
            for line in lines:
                console.print(f"{name}: {title}: {line}", highlight=False)


def _places(gold: Path) -> list[Path]:
    """Where documents are looked for: beside their annotations, then in the folders beside those."""
    beside = (path for path in gold.resolve().parent.iterdir() if path.is_dir() and path != gold.resolve())
    return [gold, *sorted(beside)]


def pairs(gold: Path, folders: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Annotations with their documents: the same name, or the same leading number.

    "plan.gold.json" belongs to "plan.docx", "001.json" to "001_….txt".
    """
    for annotation in sorted(gold.glob("*.json")):
        stem = annotation.name.removesuffix(".json").removesuffix(".gold")
        document = next((found for folder in folders for found in _named(stem, folder)), None)
        if document is not None:
            yield annotation, document


def _named(stem: str, folder: Path) -> Iterator[Path]:
    yield from (path for suffix in _FORMATS if (path := folder / f"{stem}{suffix}").exists())
    yield from sorted(path for path in folder.glob(f"{stem}_*") if path.suffix in _FORMATS)


def _scores(gold: Path, folders: list[Path]) -> Iterator[tuple[str, scoring.Scores, str]]:
    for annotation, document in pairs(gold, folders):
        wanted = json.loads(annotation.read_text(encoding="utf-8"))
        if "tasks" not in wanted:
            continue
        facts = reading.read(documents.load(document)).facts
        yield document.name, scoring.score(wanted, jsonform.to_json(facts)), document.suffix


def _figures(scores: scoring.Scores) -> dict[str, object]:
    kinds = {
        kind: {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "gold": s.gold,
            "found": s.found,
        }
        for kind, s in scores.by_kind.items()
        if s.gold or s.found
    }
    return {"mean": round(scores.mean, 4), "kinds": kinds}


def _by_kind(results: dict[str, scoring.Scores]) -> Table:
    """Precision, recall and F1 of every kind that a document has or was read to have."""
    table = Table(title="Từng loại của từng văn bản")
    for heading in ("Văn bản", "Loại"):
        table.add_column(heading)
    for heading in ("Đúng", "Đủ", "F1", "Chú giải", "Đọc được"):
        table.add_column(heading, justify="right")
    for name, score in results.items():
        for kind, s in score.by_kind.items():
            if s.gold or s.found:
                figures = (_figure(s.precision), _figure(s.recall), _figure(s.f1), str(s.gold), str(s.found))
                table.add_row(name, kind, *figures, style="" if s.f1 == 1 else "bold")
        table.add_section()
    return table


def _by_document(results: dict[str, scoring.Scores]) -> Table:
    """The mean F1 of each document and of all."""
    table = Table(title="Trung bình F1 của các loại có mặt")
    table.add_column("Văn bản")
    table.add_column("F1", justify="right")
    for name, score in results.items():
        table.add_row(name, _figure(score.mean))
    table.add_section()
    table.add_row("Trung bình", _figure(sum(s.mean for s in results.values()) / len(results)), style="bold")
    return table


def _figure(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
