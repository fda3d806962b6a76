"""Messages through a pipe: each is its length and its bytes."""

from __future__ import annotations

import os

_LENGTH = 8
_AT_ONCE = 1 << 20


class Pipe:
    """One direction, between a process and its copy; each closes the end that is not its own.

    Messages are put in at `end` and come out at `begin`.
    """

    def __init__(self) -> None:
        self.begin, self.end = os.pipe()

    def put(self, message: bytes) -> None:
        """Write it, and wait until the pipe has taken it.

        Raises:
            BrokenPipeError: nobody is left to read it.
        """
        rest = memoryview(len(message).to_bytes(_LENGTH, "big") + message)
        while rest:
            rest = rest[os.write(self.end, rest[:_AT_ONCE]) :]

    def get(self) -> bytes:
        """Wait for the next one.

        Raises:
            EOFError: nobody is left to write one, or it died half way.
        """
        return self._read(int.from_bytes(self._read(_LENGTH), "big"))

    def _read(self, length: int) -> bytes:
        parts: list[bytes] = []
        while length:
            part = os.read(self.begin, min(length, _AT_ONCE))
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)
