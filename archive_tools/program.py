"""The program `archive`: the command in a process of its own, which may be run as suits it."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from archive_tools import cycles


def run() -> NoReturn:
    """The command, and then an end without taking apart all that was loaded, a tenth of a second."""
    cycles.seldom_looked_for()  # before anything is loaded
    from archive_tools.cli import main

    main()
    sys.stderr.flush()
    os._exit(0)
