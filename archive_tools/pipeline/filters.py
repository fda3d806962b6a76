"""The two filters for people and programs, which need no archive around them: extract and annotate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from archive_tools import annotate, clean, sources
from archive_tools.annotate.knowledge import Knowledge as NameKnowledge
from archive_tools.annotate.knowledge import compile_knowledge
from archive_tools.clean.identity import locator_id
from archive_tools.clean.trail import extract_record
from archive_tools.config.authority import load_authority
from archive_tools.config.sidecar import Sidecars
from archive_tools.config.sidecar_schema import KnownIds
from archive_tools.errors import ConfigError, SourceError
from archive_tools.executor import Workers, batched
from archive_tools.records import Rejected

Json = dict[str, Any]

BATCH = 50
"""Lines a worker gets at once."""


def extract_file(file: Path) -> Iterator[Json]:
    """What the archive would make of each item of a file. A sidecar beside the file applies.

    A file or item that cannot be read becomes {"id", "rejected": reason}; nothing is raised for bad input.
    """
    known = _builtin()
    name = file.name
    try:
        stated = Sidecars(file.absolute().parent, known[1], name=str(file.parent)).stated(name)
        stream = file.open("rb")
    except ConfigError as error:
        yield {"id": locator_id(name), "rejected": str(error)}
        return
    except OSError as error:
        reason = f"{file}: cannot be opened: {error.strerror}. Check that it is there."
        yield {"id": locator_id(name), "rejected": reason}
        return
    with stream:
        for item in sources.read_items(name, stream, stated):
            yield extract_record(item if isinstance(item, Rejected) else clean.clean(item, known[0]))


@lru_cache(maxsize=1)
def _builtin() -> tuple[clean.CleanKnowledge, KnownIds]:
    authority = load_authority(True, None)
    return clean.CleanKnowledge.of(authority), KnownIds.of(authority)


def annotate_lines(lines: Iterable[bytes], authority: Path | None, jobs: int | None) -> Iterator[Json]:
    """What the text of each line says, in the order of the lines.

    Args:
        lines: JSON objects {"id", "text", "published"?, "lang"?}; empty lines are passed over.
        authority: a folder of authority files to use alone; None: the built-in ones.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    with Workers("processes", jobs) as workers:
        for records in workers.map(partial(_annotate_batch, authority), batched(numbered, BATCH)):
            yield from records


def _annotate_batch(authority: Path | None, batch: Sequence[tuple[int, bytes]]) -> list[Json]:
    knowledge = _knowledge(authority)
    return [_annotate_line(number, line, knowledge) for number, line in batch]


@lru_cache(maxsize=1)
def _knowledge(folder: Path | None) -> NameKnowledge:
    return compile_knowledge(load_authority(folder is None, folder))


def _annotate_line(number: int, line: bytes, knowledge: NameKnowledge) -> Json:
    try:
        record = _request(line)
    except SourceError as error:
        return {"id": None, "rejected": f"line {number}: {error.reason}"}
    found = annotate.annotate_text(
        record["text"], published=record.get("published"), lang=record.get("lang") or "ar", knowledge=knowledge
    )
    return {"id": record.get("id"), **found}


def _request(line: bytes) -> Json:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is not JSON ({error}). Write one object a line.") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise SourceError('has no "text" that is a string. Write {"id": …, "text": …} a line.')
    for key in ("published", "lang"):
        if not isinstance(record.get(key), str | None):
            raise SourceError(f'"{key}" is not a string. Write an EDTF date, a language tag, or null.')
    return record
