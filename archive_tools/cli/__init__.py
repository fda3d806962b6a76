"""The door: words in, words out. No logic lives here; each command is a file of its own.

Exit codes: 0 fine, 1 a bug (with its traceback), 2 input or usage.
"""

from __future__ import annotations

import contextlib
import difflib
import errno
import importlib
import os
import sys
from typing import Final

import click

from archive_tools.errors import ArchiveError

__all__ = ["archive", "main"]

_COMMANDS: Final = {
    "new": "new",
    "build": "build",
    "pages": "build",
    "check": "check",
    "verify": "verify",
    "serve": "serve",
    "show": "show",
    "extract": "extract",
    "annotate": "annotate",
}
"""Each command, and the module that it is in."""


class _Commands(click.Group):
    """Loads a command when it is asked for: nobody waits for what another one needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        found: click.Command = getattr(importlib.import_module(f"{__name__}.{_COMMANDS[cmd_name]}"), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As the base does, which knows only commands that are loaded when it proposes one."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            ctx.fail(f"No such command '{args[0]}'." + "".join(f" Did you mean '{name}'?" for name in near))
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="archive-tools", prog_name="archive")
def archive() -> None:
    """Builds a static digital archive of reporting out of source articles."""


def main() -> None:
    """The command `archive`. Errors of ours become one line and exit code 2; a bug keeps its traceback."""
    try:
        code = archive(standalone_mode=False)  # click returns the code of a command that ends by `Exit`
        sys.stdout.flush()
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except ArchiveError as error:
        with contextlib.suppress(OSError):  # a full disk may be where our errors go too; the exit code still tells
            click.echo(str(error), err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nothing is wrong
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what waits in it would fail once more
        click.echo(f"standard output: {error.strerror}. Have it written to where there is room.", err=True)
        sys.exit(2)
    if code:
        sys.exit(code)
