"""Varints out of tables, for who writes gaps between documents by the million; the tables take some time to make."""

from __future__ import annotations

from archive_tools.search import varint

_HALF = 14
_LAST = tuple(varint.written(value) for value in range(1 << _HALF))
_FIRST = tuple(bytes((value & 127 | 128, value >> 7 | 128)) for value in range(1 << _HALF))


def written(value: int) -> bytes:
    """As `varint.written`."""
    if value < 1 << _HALF:
        return _LAST[value]
    if value < 1 << 2 * _HALF:
        return _FIRST[value & 0x3FFF] + _LAST[value >> _HALF]
    return varint.written(value)
