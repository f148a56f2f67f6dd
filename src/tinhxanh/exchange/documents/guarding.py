"""Reading a stranger's file in a process of its own, bounded in time and memory.

A parser of C++ may crash or spin on a hostile file; a web worker must not. Starting the process costs
about a fifth of a second.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from tinhxanh.core.plan.source import SourceDocument
from tinhxanh.exchange.documents import wire
from tinhxanh.exchange.documents.limits import DEFAULT, Limits, MiB
from tinhxanh.exchange.documents.unreadable import Unreadable

Progress = Callable[[float, str], None]
_CHILD = "tinhxanh.exchange.documents.child"
_ASK_SENDER = "hãy mở bằng phần mềm soạn thảo, lưu hoặc xuất lại rồi tải lên tệp mới"


def load_guarded(
    content: Path | bytes,
    *,
    name: str | None = None,
    progress: Progress | None = None,
    ocr: bool = False,
    limits: Limits = DEFAULT,
) -> SourceDocument:
    """`load` in a process of its own; the same answers, and Unreadable where `load` would take all down.

    Further codes: too-slow (`limits.seconds` without a sign of progress, or `limits.total_seconds` in
    all), too-hungry (`limits.memory`), crashed.
    """
    if isinstance(content, Path):
        return _load(content, content.name if name is None else name, progress, ocr, limits)
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return _load(Path(file.name), name or "", progress, ocr, limits)


def _load(path: Path, name: str, progress: Progress | None, ocr: bool, limits: Limits) -> SourceDocument:
    request = {"path": str(path), "name": name, "ocr": ocr, "limits": asdict(limits)}
    child = subprocess.Popen(  # noqa: S603 - a module of our own
        [sys.executable, "-m", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with child:
        try:
            return _asked(child, request, progress, ocr, limits)
        except Unreadable as error:
            raise error.naming(name) if name else error from error.__cause__
        finally:
            with contextlib.suppress(ProcessLookupError):  # and what it has started
                os.killpg(child.pid, signal.SIGKILL)


def _asked(
    child: subprocess.Popen[bytes],
    request: dict[str, Any],
    progress: Progress | None,
    ocr: bool,
    limits: Limits,
) -> SourceDocument:
    """Send the request and follow the process to its answer."""
    if child.stdin is None or child.stdout is None:
        raise _crashed()
    with contextlib.suppress(BrokenPipeError), child.stdin as pipe:
        pipe.write(json.dumps(request).encode() + b"\n")
    for kind, payload in _messages(child.stdout, limits, ocr):
        if kind == b"document":
            return wire.loads(payload)
        if kind == b"refusal":
            raise Unreadable(*json.loads(payload))
        if kind == b"hungry":
            raise _too_hungry(limits)
        if progress:
            progress(*json.loads(payload))
    raise _crashed()


def _messages(pipe: IO[bytes], limits: Limits, ocr: bool) -> Iterator[tuple[bytes, str]]:
    """What the process says, line by line, until it ends; Unreadable if it is silent for too long."""
    patience = limits.seconds_a_scan if ocr else limits.seconds
    end = math.inf if ocr else time.monotonic() + limits.total_seconds
    pending = bytearray()
    while True:
        wait = min(patience, end - time.monotonic())
        if wait <= 0 or not select.select([pipe], [], [], wait)[0]:
            raise _too_slow(wait)
        block = os.read(pipe.fileno(), 1 << 20)
        if not block:
            return
        pending += block
        if b"\n" in block:
            *lines, pending = pending.split(b"\n")
            for line in lines:
                kind, _, payload = line.partition(b"\t")
                yield bytes(kind), payload.decode()


def _too_slow(seconds: float) -> Unreadable:
    return Unreadable("too-slow", f"tệp không đọc xong trong {max(seconds, 1):.0f} giây", _ASK_SENDER)


def _too_hungry(limits: Limits) -> Unreadable:
    return Unreadable("too-hungry", f"tệp đòi hơn {limits.memory // MiB} MB bộ nhớ để đọc", _ASK_SENDER)


def _crashed() -> Unreadable:
    return Unreadable("crashed", "tệp làm chương trình đọc dừng đột ngột", _ASK_SENDER)
