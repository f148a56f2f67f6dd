"""How fast are documents read, against the raw extraction of pypdfium2 and python-docx on the same files?

    uv run python benchmarks/reading.py [--pages 10 100 500] [--formats pdf docx] [--repeats 3] [--load-only]
    uv run python benchmarks/reading.py --copies 1 10 100 [--formats pdf docx broken]

Each file is a generated plan: a head, numbered and lettered duties, a ruled task table on every fourth
page. Answers are checked before anything is timed: every duty of the plan must stand in what was read.
`raw` is the text alone, as the library gives it; `load` is our source document with numbers, tables and
places; `read` adds canonical text, outline and facts. Peak memory is that of a process that only loads.

With `--copies` the question is whether the cost is linear in length: a plan of five pages is printed that
many times behind itself, and the time a copy should not grow. `broken` is a text whose tables came out cell
by cell, one line after another. Each number of copies must give that many times the duties of one. Peak
memory is then that of a process that loads and reads.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tinhxanh.core.plan.reading import read
from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import language, load

FONTS = (
    "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
)
AGENCIES = ("Sở Công Thương", "Sở Xây dựng", "Sở Y tế", "Công an tỉnh", "Sở Tài chính", "UBND các xã, phường")
WORKS = (
    "rà soát các cơ sở xả thải lớn trên địa bàn, lập danh sách và công khai trên cổng thông tin của tỉnh",
    "lắp đặt, vận hành hệ thống quan trắc tự động, truyền số liệu liên tục về cơ quan quản lý nhà nước",
    "tổ chức đối thoại với doanh nghiệp về thủ tục môi trường ít nhất hai lần trong năm",
    "hướng dẫn phân loại chất thải rắn tại nguồn, phấn đấu tỷ lệ thu gom đạt từ 95% trở lên",
)
HEADER = (
    "     pages characters    raw ms   load ms   read ms  raw/load  raw/read    pages/s   Mchar/s  peak MB"
)
COLUMNS = (57.0, 92.0, 320.0, 440.0, 538.0)
Row = tuple[str, str, str, str]
Part = str | list[Row]


def plan(pages: int) -> Iterator[Part]:
    """Paragraphs and tables of a plan of about `pages` pages."""
    yield "KẾ HOẠCH"
    for page in range(1, pages + 1):
        yield f"{page}. Nhiệm vụ, giải pháp nhóm {page}"
        for at, letter in enumerate("abcdđeghiklmno"):
            agency, work = AGENCIES[(page + at) % len(AGENCIES)], WORKS[(page + at) % len(WORKS)]
            yield f"{letter}) {agency} chủ trì, phối hợp các cơ quan liên quan {work}; mã việc {page}-{at}."
        if page % 4 == 0:
            rows = [
                (f"{page}.{at}", f"{WORKS[at % 4]} {page}-t{at}", AGENCIES[at], "Quý IV/2026")
                for at in range(6)
            ]
            yield [("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), *rows]


def as_docx(parts: list[Part]) -> bytes:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), 4, style="Table Grid")
        cells = table._cells
        for at, row in enumerate(part):
            for column, text in enumerate(row):
                cells[4 * at + column].text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(parts: list[Part]) -> bytes:
    font = next((path for path in FONTS if Path(path).exists()), None)
    if font is None:
        raise SystemExit("Cần phông chữ Tinos hoặc DejaVu: cài gói fonts-croscore.")
    pdfmetrics.registerFont(TTFont("Plain", font))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    sheet = Sheet(canvas)
    for part in parts:
        sheet.write(part) if isinstance(part, str) else sheet.rule(part)
    canvas.save()
    return stream.getvalue()


class Sheet:
    """A canvas with a pen that goes down the page and on to the next."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.y = 780.0
        canvas.setFont("Plain", 13)

    def room(self, height: float) -> None:
        if self.y - height < 60:
            self.canvas.showPage()
            self.canvas.setFont("Plain", 13)
            self.y = 780.0

    def write(self, text: str) -> None:
        for line in simpleSplit(text, "Plain", 13, 454):
            self.room(17)
            self.y -= 17
            self.canvas.drawString(85, self.y, line)

    def rule(self, rows: list[Row]) -> None:
        self.room(40 * len(rows) + 10)
        top = self.y - 6
        self.canvas.grid(COLUMNS, [top - 40 * at for at in range(len(rows) + 1)])
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                width = COLUMNS[column + 1] - COLUMNS[column] - 8
                for down, line in enumerate(simpleSplit(text, "Plain", 13, width)[:2]):
                    self.canvas.drawString(COLUMNS[column] + 4, top - 40 * at - 15 - 16 * down, line)
        self.y = top - 40 * len(rows)


def as_html(parts: list[Part]) -> bytes:
    def table(rows: list[Row]) -> str:
        return "<table border=1>" + "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows) + "</table>"

    body = "\n".join(f"<p>{part}</p>" if isinstance(part, str) else table(part) for part in parts)
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def as_text(parts: list[Part]) -> bytes:
    lines = (part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts)
    return "\n".join(lines).encode()


def as_broken(parts: list[Part]) -> bytes:
    """Text as extraction prints it: lines of bounded width, the cells of a table one below the other."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += textwrap.wrap(part, 88)
            continue
        lines += ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"]
        for number, (_, *cells) in enumerate(part[1:], 1):
            lines += [str(number), *(line for cell in cells for line in textwrap.wrap(cell, 40))]
        lines.append("Ghi chú: thời hạn tính đến ngày cuối cùng của quý.")
    return "\n".join(lines).encode()


def raw_docx(path: Path) -> str:
    """All text by python-docx: paragraphs, then the cells of each table."""
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts.extend(paragraph.text for cell in table._cells for paragraph in cell.paragraphs)
    return "\n".join(texts)


def raw_pdf(path: Path) -> str:
    """All text by pypdfium2."""
    document = pypdfium2.PdfDocument(path)
    texts = []
    for page in document:
        layer = page.get_textpage()
        texts.append(layer.get_text_range())
        layer.close()
        page.close()
    document.close()
    return "\n".join(texts)


def raw_bytes(path: Path) -> str:
    """The bytes as UTF-8, the fastest that anything can be."""
    return path.read_bytes().decode()


MAKERS: dict[str, tuple[Callable[[list[Part]], bytes], Callable[[Path], str]]] = {
    "pdf": (as_pdf, raw_pdf),
    "docx": (as_docx, raw_docx),
    "html": (as_html, raw_bytes),
    "txt": (as_text, raw_bytes),
    "broken": (as_broken, raw_bytes),
}


def check(document: SourceDocument, pages: int) -> int:
    """Characters read; stops if a duty of the plan is missing."""
    text = " ".join(" ".join(language.texts(document.elements)).split())
    missing = [
        f"{page}-{at}"
        for page in range(1, pages + 1)
        for at in range(14)
        if f"mã việc {page}-{at}." not in text
    ]
    if missing:
        raise SystemExit(f"thiếu {len(missing)} nhiệm vụ, như {missing[:5]}")
    return len(text)


def best(repeats: int, act: Callable[[], Any]) -> float:
    """Shortest of `repeats` times in seconds of the processor, on which other work weighs less."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def _most_memory() -> float:
    """Most memory in MB that this program held. ru_maxrss would count the program that started it too."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def peak(path: Path, task: str = "--peak") -> float:
    """Peak memory in MB of a process that loads `path`, or that reads it (`--peak-read`)."""
    run = subprocess.run(
        [sys.executable, __file__, task, str(path)], capture_output=True, text=True, check=True
    )
    return float(json.loads(run.stdout))


def _suffix(kind: str) -> str:
    return "txt" if kind == "broken" else kind


def measure(kind: str, pages: int, repeats: int, folder: Path, whole: bool) -> str:
    make, raw = MAKERS[kind]
    path = folder / f"ke-hoach-{pages}.{_suffix(kind)}"
    path.write_bytes(make(list(plan(pages))))
    characters = check(load(path), pages)
    raw_time = best(repeats, lambda: raw(path))
    load_time = best(repeats, lambda: load(path))
    read_time = best(repeats, lambda: read(load(path))) if whole else None
    cells = [
        f"{kind:5}{pages:6}{characters:10}",
        f"{raw_time * 1e3:10.1f}{load_time * 1e3:10.1f}",
        f"{read_time * 1e3:10.1f}" if read_time else f"{'-':>10}",
        f"{raw_time / load_time:10.2f}",
        f"{raw_time / read_time:10.2f}" if read_time else f"{'-':>10}",
        f"{pages / load_time:11.0f}{characters / load_time / 1e6:10.2f}{peak(path):9.0f}",
    ]
    return "".join(cells)


COPIED_PAGES = 5
COPIES_HEADER = "           copies characters    duties        ms   ms/copy   peak MB"


def scaled(kind: str, copies: int, repeats: int, folder: Path, duties: int | None) -> tuple[str, int]:
    """The line of `copies` copies and the duties of one; stops if they are not as many as `duties` asks."""
    path = folder / f"ban-sao-{copies}.{_suffix(kind)}"
    path.write_bytes(MAKERS[kind][0](list(plan(COPIED_PAGES)) * copies))
    first = read(load(path))
    found = len(first.facts.tasks)
    if duties is not None and found != copies * duties:
        raise SystemExit(f"{copies} bản sao có {found} nhiệm vụ, phải là {copies * duties}")
    characters = len(first.canonical.text)
    spent = best(repeats, lambda: read(load(path)))
    figures = f"{copies:9}{characters:11}{found:10}{spent * 1e3:10.1f}{spent / copies * 1e3:10.2f}"
    return f"{kind:8}{figures}{peak(path, '--peak-read'):10.0f}", found // copies


def measure_copies(kinds: list[str], copies: list[int], repeats: int, folder: Path) -> None:
    print(COPIES_HEADER)
    for kind in kinds:
        duties = None
        for count in copies:
            line, duties = scaled(kind, count, repeats, folder, duties)
            print(line, flush=True)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pages", type=int, nargs="+", default=[10, 100, 500])
    options.add_argument("--copies", type=int, nargs="+", help="ask whether the cost is linear instead")
    options.add_argument("--formats", nargs="+", choices=MAKERS)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--load-only", action="store_true", help="leave the reading core out")
    options.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--peak-read", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.peak or chosen.peak_read:
        load(chosen.peak) if chosen.peak else read(load(chosen.peak_read))
        print(json.dumps(_most_memory()))
        return
    with tempfile.TemporaryDirectory() as folder:
        if chosen.copies:
            kinds = chosen.formats or ["pdf", "docx", "broken"]
            measure_copies(kinds, chosen.copies, chosen.repeats, Path(folder))
            return
        print(HEADER)
        for kind in chosen.formats or ["pdf", "docx", "html", "txt"]:
            for pages in chosen.pages:
                print(measure(kind, pages, chosen.repeats, Path(folder), not chosen.load_only), flush=True)


if __name__ == "__main__":
    main()
