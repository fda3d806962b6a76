"""What was compiled of the authority, kept beside the catalog: a file of lines that only this program's builds write.

Its first line says of which authority and by which code it was made, and what the rest weighs in SHA-256. A file that
is missing, cut off, changed or of another authority is as good as none: whoever needs it compiles for himself.
"""

from __future__ import annotations

import hashlib

from archive_tools import cycles
from archive_tools.annotate.compiled import Compiled, compile_authority
from archive_tools.annotate.knowledge import Knowledge, knowledge_of
from archive_tools.pipeline.tasks import AuthorityRef
from archive_tools.records import Authority


def keep(ref: AuthorityRef, authority: Authority) -> None:
    """Compile the authority and write the file."""
    told = compile_authority(authority).dumps()
    fresh = ref.compiled.with_name(f"{ref.compiled.name}.new")
    fresh.write_bytes(_first_line(ref, told) + told)
    fresh.replace(ref.compiled)


def kept(ref: AuthorityRef, authority: Authority) -> Knowledge:
    """The knowledge of this authority, from the file where that holds it."""
    try:
        first, _, told = ref.compiled.read_bytes().partition(b"\n")
    except OSError:
        first, told = b"", b""
    with cycles.not_looked_for():
        right = first + b"\n" == _first_line(ref, told)
        return knowledge_of(authority, Compiled.loads(told) if right else compile_authority(authority))


def _first_line(ref: AuthorityRef, told: bytes) -> bytes:
    return f"{ref.compiled_from} {hashlib.sha256(told).hexdigest()}\n".encode()
