"""Make the scripts that build documents importable: they are folders of scripts, not packages."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "demo" / "documents"), str(ROOT / "tests" / "data" / "plans")]
