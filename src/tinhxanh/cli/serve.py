"""`tinhxanh serve`, `tinhxanh worker` and `tinhxanh load`: the parts of a real installation."""

from __future__ import annotations

import os
import sys

import click


def start_django() -> None:
    """Load settings and apps; say in one sentence what stands in the way."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhxanh.settings")
    import django

    from tinhxanh.exchange.embedded_postgres import Unavailable

    try:
        django.setup()
    except Unavailable as obstacle:
        raise click.ClickException(str(obstacle)) from obstacle


#: Requests that one process answers at once: enough that slow work (a PDF) does not stop the others. Each
#: keeps one connection to the database.
THREADS = 4
#: Connections that wait for a free process before any is refused: a crowd is answered late, but answered.
BACKLOG = 2048


def server_command(port: int, host: str = "127.0.0.1", workers: int = 1, threads: int = THREADS) -> list[str]:
    """The command line of the web server."""
    address = ["--host", host, "--port", str(port), "--http", "1", "--no-ws", "--backlog", str(BACKLOG)]
    load = ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "warning"]
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        *address,
        *load,
        "tinhxanh.web.wsgi:application",
    ]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="số tiến trình phục vụ")
@click.option(
    "--threads", default=THREADS, show_default=True, help="số yêu cầu mỗi tiến trình trả lời cùng lúc"
)
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Chạy máy chủ web (dùng DATABASE_URL, hoặc PostgreSQL nhúng)."""
    start_django()
    command = server_command(port, host, workers, threads)
    os.execv(command[0], command)


@click.command()
@click.option("--concurrency", default=1, show_default=True, help="số việc làm song song")
def worker(concurrency: int) -> None:
    """Chạy tiến trình nền: đọc văn bản, gửi thông báo."""
    start_django()
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--concurrency", str(concurrency))


@click.command()
def load() -> None:
    """Nâng cấu trúc cơ sở dữ liệu và nạp dữ liệu nền (chạy lại không đổi gì)."""
    start_django()
    from django.utils import timezone

    from tinhxanh.cli.installing import install

    install(timezone.now())
    click.echo("Dữ liệu nền đã sẵn sàng.")
