"""A block while cleaning works on it: the kinds and marks are decided one rule after another."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from archive_tools.arabic.fold import fold
from archive_tools.records import Block, BlockKind


class Draft(Struct):
    """Becomes a `Block` when all rules have run."""

    text: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    marked: str | None = None
    repeats: int | None = None
    """Index (from 0) of the draft that is repeated."""
    _folded: str | None = None

    @property
    def folded(self) -> str:
        """The fold of the text, made once."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def is_open(self) -> bool:
        """Whether it is still a plain paragraph that no rule has claimed."""
        return self.kind == "paragraph" and self.marked is None


def as_blocks(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """The blocks, numbered from 1."""
    return tuple(
        Block(
            number=number,
            kind=draft.kind,
            text=draft.text,
            marked=draft.marked,
            level=draft.level,
            repeats=None if draft.repeats is None else draft.repeats + 1,
        )
        for number, draft in enumerate(drafts, 1)
    )
