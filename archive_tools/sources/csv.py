"""CSV and TSV (RFC 4180): a header row that names the columns, then one article a row.

The delimiter is the one of , ; tab | that the header holds most often. Rows are read as a stream. A row whose
quotes do not close ends the reading, because nobody can tell where the next row begins.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archive_tools.arabic.encoding import decode
from archive_tools.errors import SourceError
from archive_tools.sources import fields
from archive_tools.sources.item import Parsed
from archive_tools.sources.refusals import Refusal
from archive_tools.sources.slices import MAX_LINE, MIB, Slice, cut

MEDIA_TYPE = "text/csv"
_DELIMITERS = ",;\t|"
_SAMPLE = 256 * 1024


def split(stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice | Refusal]:
    """Each row is an item; the header travels with it as context.

    Raises:
        SourceError: no header, no column for the text, or a column that the sidecar names is missing.
        UndecodableError: the bytes fit no encoding.
    """
    encoding, notes = _encoding(stream)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="")
    try:
        lines = _Lines(text)
        delimiter, header = _header(lines)
        _check_columns(header, stated.get("fields", {}))
        context = json.dumps([delimiter, header, encoding, notes], ensure_ascii=False)
        yield from _rows(lines, delimiter, encoding, context)
    finally:
        text.detach()  # the stream is the caller's to close


def _rows(lines: _Lines, delimiter: str, encoding: str, context: str) -> Iterator[Slice | Refusal]:
    rows = _reader(lines, delimiter)
    for number in itertools.count(1):
        lines.row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(f"row-{number}", f"the row is broken ({error}); what follows it was not read. Correct it.")
            return
        if any(cell.strip() for cell in row):
            yield cut(f"row-{number}", lines.row().encode(encoding), context)


def parse(piece: Slice, stated: Mapping[str, Any]) -> Parsed:
    """One row.

    Raises:
        SourceError: it has more cells than the header.
    """
    delimiter, header, encoding, notes = json.loads(piece.context)
    row = next(_reader(iter(piece.data.decode(encoding).splitlines(keepends=True)), delimiter))
    if len(row) > len(header):
        raise SourceError(f"the row has {len(row)} cells, the header only {len(header)}. Check its quotes.")
    record = dict(zip(header, row, strict=False))
    found, evidence = fields.read(record.get, stated.get("fields", {}), "column")
    if len(row) < len(header):
        notes = [*notes, f"the row has {len(row)} cells, the header {len(header)}"]
    return Parsed(found, evidence, MEDIA_TYPE, "text", encoding, tuple(notes))


class _Lines:
    """The lines of a text stream; remembers those that the current row used, and bounds them."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._taken: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_LINE + 1)
        if not line:
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        if self._size > MAX_LINE:
            raise SourceError(f"has a row longer than {MAX_LINE // MIB} Mi characters; a quote is not closed perhaps.")
        return line

    def row(self) -> str:
        """The text of all lines since the last call."""
        text = "".join(self._taken)
        self._taken.clear()
        self._size = 0
        return text


def _encoding(stream: BinaryIO) -> tuple[str, list[str]]:
    """Codec of the whole stream, tried from end to end; leaves the stream behind a byte order mark."""
    start = stream.tell()
    sample = stream.read(_SAMPLE)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if sample.startswith(mark):
            stream.seek(start + len(mark))
            _try(stream, name)
            stream.seek(start + len(mark))
            return name, []
    bad = _first_foreign(stream, start)
    stream.seek(start)
    if bad is None:
        decoded = decode(sample[: sample.rfind(b"\n") + 1]) if b"\0" in sample else None
        return (decoded.encoding, list(decoded.notes)) if decoded else ("utf-8", [])
    decoded = decode(bad)
    _try(stream, decoded.encoding)
    stream.seek(start)
    return decoded.encoding, list(decoded.notes)


def _first_foreign(stream: BinaryIO, start: int) -> bytes | None:
    """The first part of the stream that is not UTF-8, cut at lines; None when all is."""
    stream.seek(start)
    while part := stream.read(_SAMPLE):
        part += stream.readline(MAX_LINE)
        try:
            part.decode("utf-8")
        except UnicodeDecodeError:
            return part
    return None


def _try(stream: BinaryIO, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while part := stream.read(_SAMPLE):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise SourceError(f"is not {encoding} throughout, as its beginning is. Save it as UTF-8.") from error


def _header(lines: _Lines) -> tuple[str, list[str]]:
    first = next(lines, "")
    if not first.strip():
        raise SourceError("has no header row. Name the columns in the first row.")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        header = [name.strip() for name in next(_reader(iter([first]), delimiter))]
    except (csv.Error, StopIteration) as error:
        raise SourceError("has a header row that cannot be read. Check its quotes.") from error
    return delimiter, header


def _check_columns(header: list[str], mapping: Mapping[str, str]) -> None:
    named = [name for name in header if name]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise SourceError(f'has the column "{twice[0]}" twice. Rename one.')
    missing = [name for name in mapping.values() if name not in named]
    columns = ", ".join(named)[:200]
    if missing:
        raise SourceError(f'has no column "{missing[0]}", which its sidecar names. Its columns are: {columns}.')
    if "body" not in mapping and not set(fields.NAMES["body"]) & set(named):
        raise SourceError(
            f"has no column text or body; name it in a sidecar (fields: body:). Its columns are: {columns}."
        )


def _reader(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    # The csv module's own limit of 128 KiB a cell is a setting of the process; rows are bounded above already.
    csv.field_size_limit(MAX_LINE)
    return csv.reader(lines, delimiter=delimiter, strict=True)
