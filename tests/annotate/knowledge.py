"""The compiled built-in authority, made once a test process."""

from __future__ import annotations

from functools import cache

from archive_tools.annotate import Knowledge, compile_knowledge
from archive_tools.config.authority import load_authority


@cache
def builtin_knowledge() -> Knowledge:
    return compile_knowledge(load_authority(True, None))
