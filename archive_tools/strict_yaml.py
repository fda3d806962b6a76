"""Strict YAML: what people write into sidecars, front matter and authority files, with the line of every key.

YAML is read for its shape alone. Scalars stay text as written (`no`, `12:30`, `010` and 2024-11-28 are not turned
into booleans, numbers or dates); whoever knows what a key means converts it. Only an empty value, `~` and `null`
(unquoted) become None. Anchors, aliases, tags, duplicate keys, deep nesting and several documents are refused,
because each of them makes a file mean something else than it seems to (or cost far more than it weighs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from archive_tools.errors import ConfigError, Problem

SIDECAR_BYTES = 64 * 1024
MAX_DEPTH = 16
"""Levels of mappings and lists inside each other."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NOT_YAML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML 1.1 and 1.2 do not allow in a document (lone surrogates among them)."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(Struct, frozen=True):
    """A value made of dict, list, str and None, with the line on which each part stands."""

    value: Any
    path: str
    """The name that problems are reported under."""
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line_of(self, *keys: str | int) -> int:
        """Line (1-based) of the key or list item at `keys`; of the nearest one around it when there is none."""
        for length in range(len(keys), -1, -1):
            line = self.lines.get(keys[:length])
            if line is not None:
                return line
        return 1

    def problem(self, message: str, *keys: str | int) -> Problem:
        """A problem with what stands at `keys`."""
        return Problem(self.path, self.line_of(*keys), message)


def load_yaml(text: str, path: str, *, max_bytes: int = SIDECAR_BYTES, first_line: int = 1) -> Located:
    """Read one strict YAML document; an empty one gives the value None.

    Args:
        text: the document.
        path: its name in problems.
        max_bytes: the most it may weigh in UTF-8.
        first_line: the line of the file on which `text` begins (front matter begins on line 2).

    Raises:
        ConfigError: with every mistake that was found, each with its line.
    """
    if len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        message = f"is larger than {max_bytes // 1024} KiB. Split it or move long text into the seed."
        raise ConfigError([Problem(path, None, message)])
    foreign = _NOT_YAML.search(text)
    if foreign is not None:
        line = text.count("\n", 0, foreign.start()) + first_line
        message = f"holds the control character U+{ord(foreign[0]):04X}. Remove it."
        raise ConfigError([Problem(path, line, message)])
    reader = _Reader(path, first_line)
    try:
        for event in _events(text):
            reader.take(event)
    except yaml.YAMLError as error:
        reader.problems.append(_syntax_problem(error, path, first_line))
    except _TooDeepError as error:
        message = f"is nested deeper than {MAX_DEPTH} levels. Flatten it."
        reader.problems.append(Problem(path, error.line, message))
    if reader.problems:
        raise ConfigError(reader.problems)
    return Located(reader.value, path, reader.lines)


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__()


def _events(text: str) -> Iterator[yaml.Event]:
    """The parser's events; no node graph is built, so an alias cannot multiply anything."""
    loader = _LOADER(text.removeprefix("\ufeff"))
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Open(Struct):
    """A mapping or list that is being read."""

    value: dict[str, Any] | list[Any]
    keys: tuple[str | int, ...]
    pending: str | None = None
    """Key of a mapping whose value comes next."""
    expects_key: bool = True
    skip_value: bool = False
    """The value belongs to a refused key."""


class _Reader:
    """Builds values from events, one level of `_Open` at a time; collects problems instead of stopping."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.value: Any = None
        self.lines: dict[tuple[str | int, ...], int] = {(): first_line}
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._refuse(event, "holds a second YAML document. Keep one document a file.")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, f'"*{event.anchor}" is an alias, which is not read here. Write the value out.')
            self._place(event, None)
        elif isinstance(event, yaml.NodeEvent):
            self._check_properties(event)
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _refuse(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self.path, self._line(event), message))

    def _check_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f'"&{event.anchor}" is an anchor, which is not read here. Write the value out.')
        if event.tag not in {None, "!"}:
            self._refuse(event, f'"{event.tag}" is a tag, which is not read here. Leave it out.')

    def _node(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            empty = not event.style and event.value in _NULLS
            self._place(event, None if empty and not self._at_key() else event.value)
            return
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        keys = self._place(event, value)
        if len(self._open) >= MAX_DEPTH:
            raise _TooDeepError(self._line(event))
        self._open.append(_Open(value, keys))

    def _at_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].expects_key

    def _place(self, event: Any, value: Any) -> tuple[str | int, ...]:
        """Put a value where it belongs; returns its keys."""
        if not self._open:
            if self._documents < 2:
                self.value = value
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            keys = (*top.keys, len(top.value))
            top.value.append(value)
            self.lines[keys] = self._line(event)
            return keys
        if top.expects_key:
            return self._take_key(top, event, value)
        top.expects_key = True
        if top.pending is None or top.skip_value:
            return (*top.keys, "?")
        top.value[top.pending] = value
        return (*top.keys, top.pending)

    def _take_key(self, top: _Open, event: Any, key: Any) -> tuple[str | int, ...]:
        top.expects_key, top.pending, top.skip_value = False, None, False
        if not isinstance(key, str):
            if key is not None:
                self._refuse(event, "a key must be one word or text, not a list or mapping.")
            return (*top.keys, "?")
        if key in top.value:
            first = self.lines[(*top.keys, key)]
            self._refuse(event, f'the key "{key}" stands twice (first on line {first}). Keep one.')
            top.skip_value = True
        else:
            self.lines[(*top.keys, key)] = self._line(event)
        top.pending = key
        return (*top.keys, key)


def _syntax_problem(error: yaml.YAMLError, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + first_line if mark is not None else None
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    return Problem(path, line, f"is not valid YAML: {what}. Check quotes, colons and indentation.")
