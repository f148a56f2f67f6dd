"""The same verbs without a browser. Each command's module is loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "read": "tinhxanh.cli.read:read",
    "evaluate": "tinhxanh.cli.evaluate:evaluate",
    "index": "tinhxanh.cli.index:index",
    "demo": "tinhxanh.cli.demo:demo",
    "enrol": "tinhxanh.cli.people:enrol",
    "serve": "tinhxanh.cli.serve:serve",
    "worker": "tinhxanh.cli.serve:worker",
    "load": "tinhxanh.cli.serve:load",
}


class Lazy(click.Group):
    """A group that imports a command only when somebody asks for it: `read` needs no Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(module), attribute)
        return command if isinstance(command, click.Command) else None


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tinhxanh")
def main() -> None:
    """Tỉnh Xanh: từ văn bản kế hoạch đến chương trình đang chạy."""
