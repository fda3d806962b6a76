"""Whole numbers as bytes: seven bits a byte, lowest first, the high bit set on all but the last (LEB128)."""

from __future__ import annotations


def put(out: bytearray, value: int) -> None:
    """Append `value` (0 or more) to `out`."""
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def _bytes(value: int) -> bytes:
    out = bytearray()
    put(out, value)
    return bytes(out)


_HALF = 14
_LAST = tuple(bytes((value,) if value < 128 else (value & 127 | 128, value >> 7)) for value in range(1 << _HALF))
_FIRST = tuple(bytes((value & 127 | 128, value >> 7 | 128)) for value in range(1 << _HALF))


def written(value: int) -> bytes:
    """`value` (0 or more) as bytes; out of tables, since gaps between documents are written by the million."""
    if value < 1 << _HALF:
        return _LAST[value]
    if value < 1 << 2 * _HALF:
        return _FIRST[value & 0x3FFF] + _LAST[value >> _HALF]
    return _bytes(value)


def get(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at byte `at`, and the offset behind it. Raises IndexError where the data ends."""
    value = data[at]
    at += 1
    if value < 128:
        return value, at
    value &= 127
    shift = 7
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
