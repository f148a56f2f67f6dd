"""`make demo`: what stands in its way is said in one sentence; twice started, it has what was there."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("tinhxanh")


def prepare(home: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TINHXANH_HOME": home}
    command = [sys.executable, str(ROOT / "tools" / "prepare.py"), "demo"]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


def test_unwritable_folder_gets_one_sentence() -> None:
    result = prepare("/proc/tinhxanh")
    assert result.returncode == 1
    assert one_sentence(result.stderr)
    assert "TINHXANH_HOME" in result.stderr


def test_busy_port_gets_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [PROGRAM, "demo", "--port", str(port)],
            env={**os.environ, "TINHXANH_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
        )
    assert result.returncode == 1
    assert one_sentence(result.stderr)
    assert f"PORT={port + 1}" in result.stderr


def test_missing_plan_gets_one_sentence(tmp_path: Path) -> None:
    command = [PROGRAM, "demo", "--port", str(free_port()), "--plan", str(tmp_path / "không có.docx")]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 1
    assert one_sentence(result.stderr)
    assert "PLAN=" in result.stderr


class Running:
    """A demo that was started, with what it printed until it was ready."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.port = free_port()
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"TINHXANH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tinhxanh.settings"}
        command = [PROGRAM, "demo", "--port", str(self.port), *arguments]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = "".join(self._until_ready())

    def _until_ready(self) -> Iterator[str]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            yield line
            if "Ctrl-C" in line:
                return

    def stop(self) -> str:
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=30)
        return rest


@pytest.mark.slow
def test_demo_starts_serves_stops_and_starts_again(tmp_path: Path) -> None:
    first = Running(tmp_path)
    try:
        assert f"http://127.0.0.1:{first.port}" in first.said, first.said
        accounts = re.findall(r"^  (\S+)\s+mật khẩu (\S+)", first.said, re.MULTILINE)
        assert len(accounts) >= 4
        page = urllib.request.urlopen(f"http://127.0.0.1:{first.port}/tai-khoan/login/").read().decode()
        assert "Đăng nhập" in page
    finally:
        last = first.stop()
    assert first.process.returncode == 0, first.said + last
    assert "Đã dừng" in last

    second = Running(tmp_path)
    last = second.stop()
    assert second.process.returncode == 0, second.said + last
    assert "Đọc văn bản mẫu" not in second.said, "what was there is kept, not read again"
