"""The reading process that `guarding` starts: one request on standard input, JSON lines on standard output.

Its memory and its processor time are bounded before it touches the file; if a library crashes on a
hostile file, only this process ends.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from tinhxanh.exchange.documents import wire
from tinhxanh.exchange.documents.limits import Limits
from tinhxanh.exchange.documents.loading import load
from tinhxanh.exchange.documents.unreadable import Unreadable


def main() -> None:
    """Read the file that the request names and answer with a document or a refusal."""
    request = json.loads(sys.stdin.readline())
    limits = Limits(**request["limits"])
    _bind(limits)
    try:
        document = load(
            Path(request["path"]), name=request["name"], progress=_tell, ocr=request["ocr"], limits=limits
        )
        _say("document", wire.dumps(document))
    except Unreadable as refusal:
        _say("refusal", json.dumps([refusal.code, refusal.what, refusal.mend, refusal.name]))
    except MemoryError:
        _say("hungry", "")


def _bind(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limits.total_seconds) + 1, int(limits.total_seconds) + 2))


def _tell(share: float, message: str) -> None:
    _say("progress", json.dumps([share, message]))


def _say(kind: str, payload: str) -> None:
    sys.stdout.buffer.write(f"{kind}\t{payload}\n".encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
