"""The errors that users see. Each class owns its sentence; the place that raises it passes only values.

    ArchiveError            what the command prints as one line, exit 2
    ├── ConfigError         mkdocs.yml, sidecars, authority: problems with file and line, all at once
    ├── SourceError         a seed or item that cannot be read; becomes a Rejected, never stops a build
    ├── CatalogError        .archive/catalog.sqlite cannot be used
    ├── StoreError          the system refused the catalog a read or a write (disk full, no rights)
    ├── LockedError         another build is at work in this folder
    ├── EncodingError       the locale does not read the names of files as UTF-8
    ├── OutputError         a page or file could not be written
    ├── TakenError          where something new is to be, there is something
    ├── WorkerDiedError     a worker process ended without an answer
    ├── ClusterError        a Dask cluster that cannot do the work, or went away
    └── UnknownArticleError there is no article of that id

Anything else that escapes is a bug and keeps its traceback (exit 1).
The sentence reads: *where: what is wrong. What to do.*
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct


class ArchiveError(Exception):
    """Root of everything that the project raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, between processes: by default the sentence would be made a second time out of itself."""
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(kind: type[ArchiveError], args: tuple[Any, ...], facts: dict[str, Any]) -> ArchiveError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(facts)
    return error


class Problem(Struct, frozen=True, order=True):
    """One mistake in a file that a person wrote."""

    path: str
    line: int | None
    """1-based; None where the file as a whole is meant."""
    message: str
    """What is wrong and what to do, in one or two sentences."""

    def __str__(self) -> str:
        """`path:line: message`, as compilers print it."""
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


class ConfigError(ArchiveError):
    """Files written by people are wrong. Carries every problem, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.path, p.line or 0, p.message)))
        super().__init__("\n".join(str(p) for p in self.problems))


class SourceError(ArchiveError):
    """A seed or an item cannot be read as what it claims to be."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class CatalogError(ArchiveError):
    """The catalog is damaged, of another version, or not ours."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}. Delete the file; the next build makes it anew.")


class StoreError(ArchiveError):
    """The operating system refused the catalog a read or a write; the catalog itself is sound."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path}: cannot be read or written: {reason}. Make room or mend its rights, then build again; "
            "what was published before is untouched."
        )


class LockedError(ArchiveError):
    """Two builds may not work in one folder at once."""

    def __init__(self, path: str, holder: str) -> None:
        """`holder` "": it has not said yet."""
        who = f" ({holder})" if holder else ""
        super().__init__(f"{path}: another build is at work here{who}. Wait for it to end, then try again.")


class EncodingError(ArchiveError):
    """The locale makes Python read the names of files as something else than UTF-8."""

    def __init__(self, encoding: str) -> None:
        super().__init__(
            f"the names of files are read as {encoding} here, not as UTF-8. Set PYTHONUTF8=1, or choose a UTF-8 locale."
        )


class OutputError(ArchiveError):
    """The operating system refused a write."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: cannot be written: {reason}. What was published before is untouched.")


class TakenError(ArchiveError):
    """A folder that has files in it, a port that somebody listens on."""

    def __init__(self, where: str, wrong: str, advice: str) -> None:
        super().__init__(f"{where}: {wrong}. {advice}")


class WorkerDiedError(ArchiveError):
    """A worker process was killed or ran out of memory."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"a worker process ended without an answer ({reason}). Nothing that was published has changed; "
            "build again, with fewer --jobs if memory is short."
        )


class ClusterError(ArchiveError):
    """The cluster that was named cannot do the work, or ceased to."""

    def __init__(self, where: str, wrong: str, advice: str) -> None:
        super().__init__(f"{where}: {wrong}. {advice}")


class UnknownArticleError(ArchiveError):
    """Somebody asks for an article that the archive does not have."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f'there is no article "{article_id}" in the catalog. Build first, or look up its id in its URL.'
        )
