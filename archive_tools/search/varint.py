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


_SMALL = tuple(map(_bytes, range(1 << 10)))


def written(value: int) -> bytes:
    """`value` (0 or more) as bytes."""
    return _SMALL[value] if value < 1 << 10 else _bytes(value)


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
