"""How much of a file, and of this machine, one reading may take."""

from __future__ import annotations

from dataclasses import dataclass

MiB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that hold for one file. All sizes in bytes, times in seconds of the clock.

    The defaults let a plan of 2 000 pages or a scan of 100 MiB through and keep the process under
    1 GiB: a parsed XML node costs about 120 bytes, so `nodes` bounds the tree at some 400 MB. The times
    hold for guarded reading: `seconds` between two signs of progress (`seconds_a_scan` with character
    recognition), `total_seconds` in all without recognition.
    """

    file_size: int = 100 * MiB
    text_size: int = 32 * MiB
    part_size: int = 64 * MiB
    parts: int = 10_000
    ratio: int = 200
    nodes: int = 3_000_000
    pages: int = 3_000
    seconds: float = 10.0
    total_seconds: float = 120.0
    seconds_a_scan: float = 150.0
    memory: int = 1024 * MiB


DEFAULT = Limits()
