"""Run several programs side by side until somebody presses Ctrl-C or one of them ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from types import FrameType

GRACE = 8.0  # seconds that a program has to end by itself


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def await_answer(address: str, seconds: float = 30) -> bool:
    """Wait until `address` answers anything over HTTP."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own http address
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


class Side:
    """Programs that live and die together."""

    def __init__(self, commands: dict[str, list[str]], environment: dict[str, str]) -> None:
        self.stopping = False  # a plain flag: a handler may run amid a lock that it would wait for
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        # A session of their own: Ctrl-C in the terminal reaches us alone, and we end them in order.
        self.running = {
            name: subprocess.Popen(command, env=environment, start_new_session=True)
            for name, command in commands.items()
        }

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def wait(self) -> str | None:
        """Block until asked to stop (None) or until a program ended by itself (its name)."""
        while not self.stopping:
            time.sleep(0.3)
            for name, process in self.running.items():
                if process.poll() is not None:
                    return name
        return None

    def stop(self) -> None:
        """End all of them: asked first, then made to."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + GRACE
        for process in self.running.values():
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
