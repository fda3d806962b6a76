"""How to build, as opposed to what."""

from __future__ import annotations

from msgspec import Struct


class Options(Struct, frozen=True, kw_only=True):
    """The choices of one build; what is built is said by Settings."""

    executor: str = "processes"
    """serial, processes, or the address of a Dask scheduler: tcp://HOST:PORT."""
    jobs: int | None = None
    rehash: bool = False
    """Trust no recorded fact about files."""
    pages_only: bool = False
    """Stop after the Markdown pages."""
    copies: bool = False
    """Whether worker processes may be copies of this one: it does nothing but build, and has no threads."""
