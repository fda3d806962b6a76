"""gzip, bounded: a bomb, a cut-off file or bytes behind the end are refused instead of half read.

The file is tried out from end to end before its first byte is handed on: a damaged seed gives no items at all.
"""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from archive_tools.errors import SourceError
from archive_tools.sources.slices import MIB

MAX_RATIO = 200
"""Unpacked bytes for each packed byte; news text has about 4, the most that deflate can do is 1,032."""
FREE_BYTES = 8 * MIB
"""Below this size no ratio is checked: a small file may repeat itself."""
MAX_UNPACKED = 8 * 1024 * MIB
_MAGIC = b"\x1f\x8b"
_CHUNK = 256 * 1024


class Gunzip(io.RawIOBase):
    """The unpacked bytes of a gzip file (RFC 1952), which may have several members, as a raw stream.

    Raises (on reading):
        SourceError: not gzip, damaged, cut off, followed by other bytes, or growing beyond its limits.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._start = packed.tell()
        self._rewind()

    def _rewind(self) -> None:
        self._packed.seek(self._start)
        self._inflate = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._read = 0
        self._given = 0
        self._members = 0

    def readable(self) -> bool:
        """True: the stream is for reading only."""
        return True

    def seekable(self) -> bool:
        """True, though going back means to unpack again from the beginning."""
        return True

    def tell(self) -> int:
        """Unpacked bytes given so far."""
        return self._given

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to an unpacked position counted from the beginning."""
        if whence == io.SEEK_CUR:
            offset += self._given
        elif whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of a gzip stream is not known")
        if offset < self._given:
            self._rewind()
        scratch = bytearray(_CHUNK)
        while self._given < offset and self.readinto(memoryview(scratch)[: offset - self._given]):
            pass
        return self._given

    def readinto(self, buffer: object) -> int:
        """Fill `buffer`; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = b""
        while not data:
            if not self._waiting and not self._fill():
                return 0
            data = self._unpack(len(view))
        self._given += len(data)
        self._check_limits()
        view[: len(data)] = data
        return len(data)

    def _fill(self) -> bool:
        self._waiting = self._packed.read(_CHUNK)
        self._read += len(self._waiting)
        if self._waiting:
            return True
        if not self._inflate.eof:
            raise SourceError("the gzip file is cut off: its end is missing. Get it again.")
        return False

    def _unpack(self, limit: int) -> bytes:
        if self._inflate.eof and not self._next_member():
            return b""
        try:
            data = self._inflate.decompress(self._waiting, limit)
        except zlib.error as error:
            raise SourceError(self._damage(error)) from error
        self._waiting = self._inflate.unconsumed_tail or self._inflate.unused_data
        return data

    def _next_member(self) -> bool:
        # Zeros behind the last member are padding (as on tape); anything else must be a member again.
        self._waiting = self._waiting.lstrip(b"\0")
        if self._waiting:
            self._members += 1
            if not _MAGIC.startswith(self._waiting[: len(_MAGIC)]):
                raise SourceError("the file has other bytes behind its end. Get it again.")
            self._inflate = zlib.decompressobj(wbits=31)
        return bool(self._waiting)

    def _damage(self, error: zlib.error) -> str:
        if "incorrect header" in str(error) and not self._members:
            return "the file is not gzip, whatever its name says. Get it again."
        return f"the gzip file is damaged ({str(error).split(': ')[-1]}). Get it again."

    def _check_limits(self) -> None:
        if self._given > FREE_BYTES and self._given > MAX_RATIO * self._read:
            raise SourceError(f"the gzip file unpacks to more than {MAX_RATIO} times its size: refused as a bomb.")
        if self._given > MAX_UNPACKED:
            raise SourceError(f"the gzip file unpacks to more than {MAX_UNPACKED // MIB} MiB. Split it.")


def unpack(packed: BinaryIO) -> BinaryIO:
    """The unpacked stream of a seekable gzip file that was found whole.

    Raises:
        SourceError: see `Gunzip`.
    """
    stream = Gunzip(packed)
    scratch = bytearray(_CHUNK)
    while stream.readinto(scratch):
        pass
    stream.seek(0)
    return io.BufferedReader(stream, _CHUNK)
