"""A mail server of the tests' own: real SMTP on a free port of this machine, every message kept."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler


class Letterbox(MessageHandler):
    """Keeps what a real SMTP server took in."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)

    @property
    def recipients(self) -> list[str]:
        """To whom, in the order in which they came."""
        return [str(message["To"]) for message in self.letters]


def text(message: Message) -> str:
    """The words of a message."""
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


@contextmanager
def serving(settings: Any) -> Iterator[Letterbox]:
    """A mail server that runs, and the product set to use it."""
    box = Letterbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_PORT = port
    yield box
    server.stop()
