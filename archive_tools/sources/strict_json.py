"""JSON as RFC 8259 has it and no further: what another reader could understand otherwise is refused.

Refused on top of bad syntax: NaN and Infinity, a key that stands twice, half a surrogate pair, nesting deeper
than 64, absurd numbers, more values than memory should hold. Numbers stay the text that was written.
"""

from __future__ import annotations

import json
import re
from typing import Any

from archive_tools.errors import SourceError

MAX_DEPTH = 64
MAX_DIGITS = 400
MAX_VALUES = 2_000_000
"""Commas and opening brackets in one document: a value costs 2 bytes in the file and 60 in memory."""

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKENS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def loads(text: str) -> Any:
    """The value of a JSON text: dict, list, str (numbers too, as written), bool or None.

    Raises:
        SourceError: with what is wrong and where.
    """
    check_size(text)
    value, end = value_at(text, skip_space(text, 0))
    end = skip_space(text, end)
    if end != len(text):
        raise SourceError(f"is not JSON: more text behind the end{_where(text, end)}. Correct it.")
    return value


def check_size(text: str) -> None:
    """Refuse a text that is nested too deep or holds too many values, before it is parsed.

    Raises:
        SourceError: with the limit.
    """
    containers = text.count("[") + text.count("{")
    if containers + text.count(",") > MAX_VALUES:
        raise SourceError(f"is JSON with more than {MAX_VALUES:,} values. Split it.")
    if containers <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKENS.finditer(text):
        char = token[0][0]
        if char in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise SourceError(f"is JSON nested deeper than {MAX_DEPTH} levels. Flatten it.")
        elif char in "]}":
            depth -= 1


def value_at(text: str, start: int) -> tuple[Any, int]:
    """The value that begins at `start`, and where it ends.

    Raises:
        SourceError: with what is wrong and where.
    """
    try:
        value, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        raise SourceError(f"is not JSON: {what}{_where(text, error.pos)}. Correct it.") from error
    except RecursionError as error:
        raise SourceError(f"is JSON nested deeper than {MAX_DEPTH} levels. Flatten it.") from error
    if _ESCAPED_SURROGATE.search(text, start, end):
        _refuse_half_pairs(value)
    return value, end


def skip_space(text: str, start: int) -> int:
    """Where the white space that begins at `start` ends."""
    match = _SPACE.match(text, start)
    return match.end() if match else start


def _where(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f" (line {line}, column {position - text.rfind(chr(10), 0, position)})"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise SourceError(f'holds the key "{key[:80]}" twice in one object. Keep one.')
            seen.add(key)
    return value


def _constant(name: str) -> Any:
    raise SourceError(f"is not JSON: {name} is no JSON number. Write null.")


def _number(digits: str) -> str:
    if len(digits) > MAX_DIGITS:
        raise SourceError(f"holds a number of {len(digits)} digits. Write it as text.")
    return digits


def _refuse_half_pairs(value: Any) -> None:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str) and _HALF_PAIR.search(part):
            raise SourceError(
                "holds half a surrogate pair (\\ud800 … \\udfff alone), which is no character. Correct it."
            )
        if isinstance(part, dict):
            waiting.extend(part)
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_constant, parse_int=_number, parse_float=_number, strict=True
)
