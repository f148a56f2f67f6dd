"""Programs side by side: they start, they end together, nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

from tinhxanh.cli import processes

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_port_is_not_free_while_somebody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not processes.is_free("127.0.0.1", port)
    assert processes.is_free("127.0.0.1", port)


def test_side_names_the_program_that_ended(tmp_path: Path) -> None:
    side = processes.Side({"ngắn": [sys.executable, "-c", "pass"], "dài": SLEEPER}, dict(os.environ))
    try:
        assert side.wait() == "ngắn"
    finally:
        side.stop()
    assert all(process.poll() is not None for process in side.running.values())


def test_side_ends_all_programs_when_interrupted(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent(f"""
        import os
        from tinhxanh.cli.processes import Side
        side = Side({{"một": {SLEEPER!r}, "hai": {SLEEPER!r}}}, dict(os.environ))
        print(*(process.pid for process in side.running.values()), flush=True)
        print(side.wait(), flush=True)
        side.stop()
        """)
    )
    runner = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert runner.stdout is not None
    children = [int(pid) for pid in runner.stdout.readline().split()]
    runner.send_signal(signal.SIGINT)
    said, _ = runner.communicate(timeout=20)
    assert said.strip() == "None"
    assert runner.returncode == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def test_answer_is_awaited_in_vain_where_nobody_serves() -> None:
    assert not processes.await_answer("http://127.0.0.1:9/", seconds=0.3)
