"""`tinhxanh demo`: the whole platform on one machine, with demo data read from documents."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tinhxanh.cli import processes
from tinhxanh.cli.serve import server_command, start_django

HOST = "127.0.0.1"


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--plan", type=click.Path(path_type=Path), help="nạp thêm văn bản này để rà soát")
def demo(port: int, plan: Path | None) -> None:
    """Chạy bản trình diễn: PostgreSQL nhúng, dữ liệu mẫu, máy chủ web và tiến trình nền."""
    _check(port, plan)
    start_django()
    from django.conf import settings
    from django.utils import timezone

    from tinhxanh.cli import demo_content
    from tinhxanh.cli.installing import install

    click.echo("· Chuẩn bị cơ sở dữ liệu …")
    install(timezone.now())
    accounts = demo_content.prepare(timezone.now(), say=lambda line: click.echo(f"· {line} …"))
    document = demo_content.receive(plan, timezone.now()) if plan else None

    environment = {
        **os.environ,
        "DATABASE_URL": settings.DATABASE_URL,
        "DJANGO_SETTINGS_MODULE": "tinhxanh.settings",
    }
    commands = {"máy chủ web": server_command(port, HOST), "tiến trình nền": _worker_command()}
    side = processes.Side(commands, environment)
    try:
        _announce(port, accounts, str(document) if document else None)
        ended = side.wait()
    finally:
        side.stop()
    if ended:
        raise click.ClickException(f"{ended} đã tự dừng; xem thông báo ở trên.")
    click.echo("Đã dừng. Dữ liệu còn nguyên cho lần chạy sau.")


def _check(port: int, plan: Path | None) -> None:
    """What can be known to fail is said before anything starts."""
    if not processes.is_free(HOST, port):
        raise click.ClickException(
            f"Cổng {port} đang có chương trình khác dùng: hãy tắt nó hoặc chạy make demo PORT={port + 1}."
        )
    if plan and not plan.is_file():
        raise click.ClickException(f"Không thấy tệp {plan}: hãy kiểm tra đường dẫn của PLAN=.")


def _worker_command() -> list[str]:
    return [sys.executable, "-m", "django", "procrastinate", "worker"]


def _announce(port: int, accounts: list[tuple[str, str, str]], document: str | None) -> None:
    address = f"http://{HOST}:{port}"
    if not processes.await_answer(f"{address}/tai-khoan/login/"):
        raise click.ClickException("Máy chủ web không trả lời sau 30 giây; xem thông báo ở trên.")
    click.secho(f"\nTỉnh Xanh đang chạy tại {address}", bold=True)
    click.echo("\nTài khoản trình diễn:")
    for role, username, password in accounts:
        click.echo(f"  {username:<14} mật khẩu {password:<16} {role}")
    if document:
        click.echo(f"\nVăn bản vừa nạp: {address}/van-ban/{document}/")
    click.echo("\nNhấn Ctrl-C để dừng.")
