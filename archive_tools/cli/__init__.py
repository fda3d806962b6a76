"""The door: words in, words out. No logic lives here; each command is a file of its own.

Exit codes: 0 fine, 1 a bug (with its traceback), 2 input or usage.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys

import click

from archive_tools.cli.annotate import annotate
from archive_tools.cli.build import build, pages
from archive_tools.cli.check import check
from archive_tools.cli.extract import extract
from archive_tools.cli.new import new
from archive_tools.cli.serve import serve
from archive_tools.cli.show import show
from archive_tools.cli.verify import verify
from archive_tools.errors import ArchiveError

__all__ = ["archive", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="archive-tools", prog_name="archive")
def archive() -> None:
    """Builds a static digital archive of reporting out of source articles."""


for _command in (new, build, pages, check, verify, serve, show, extract, annotate):
    archive.add_command(_command)


def main() -> None:
    """The command `archive`. Errors of ours become one line and exit code 2; a bug keeps its traceback."""
    try:
        archive(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
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
