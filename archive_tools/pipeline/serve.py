"""Build, serve, watch, build again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from archive_tools.config.settings import Settings, load_settings
from archive_tools.errors import ArchiveError, TakenError
from archive_tools.pipeline.build import build
from archive_tools.pipeline.options import Options
from archive_tools.pipeline.report import Tell
from archive_tools.render.paths import OWNED_FOLDERS
from archive_tools.site.preview import News, make_server

LOOK_SECONDS = 0.5
"""How often the watched files are looked at. Polling works on every file system, network shares included."""

Snapshot = frozenset[tuple[str, int, int]]


def serve_archive(
    config: Path, *, host: str, port: int, executor: str, watch: bool, tell: Tell, say: Callable[[str], object]
) -> None:
    """Serve until interrupted. A failed build is told in the terminal and in the page; the last good site stays.

    Raises:
        ArchiveError: the first build failed, or the address is taken.
    """
    settings = load_settings(config)
    options = Options(executor=executor)
    news = News()
    try:  # before the build, which may take long; what is asked meanwhile is answered after it
        server = make_server(settings.site_dir, host, port, news)
    except OSError as error:
        wrong = f"nothing can be served there: {error.strerror}"
        raise TakenError(f"{host}:{port}", wrong, "Choose another --port or --host.") from error
    with server:
        build(settings, options, tell)
        say(f"Serving on http://{host}:{server.server_address[1]}/ — stop with Ctrl-C")
        stop = threading.Event()
        if watch:
            threading.Thread(target=_watch, args=(config, options, tell, news, stop), daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("stopped")
        finally:
            stop.set()


def _watch(config: Path, options: Options, tell: Tell, news: News, stop: threading.Event) -> None:
    before = snapshot(load_settings(config))
    while not stop.wait(LOOK_SECONDS):
        try:
            settings = load_settings(config)
            now = snapshot(settings)
            if now == before:
                continue
            before = now
            report = build(settings, options, tell)
        except ArchiveError as failure:
            tell.note(str(failure))
            news.tell(str(failure))
            _wait_for_change(config, stop)
            before = frozenset()
            continue
        tell.note(f"built again in {report.seconds:.1f} s: {report.written} files written")
        news.tell(None)


def _wait_for_change(config: Path, stop: threading.Event) -> None:
    """After a failure: until a person changes something."""
    root = config.absolute().parent
    before = _facts(_walk(root))
    while not stop.wait(LOOK_SECONDS) and _facts(_walk(root)) == before:
        pass


def snapshot(settings: Settings) -> Snapshot:
    """Names, sizes and times of all files that people write: configuration, seeds, authority, pages."""
    files = [str(settings.config_path), *_walk(settings.seeds), *_walk(settings.docs_dir)]
    return _facts(iter(files))


def _facts(files: Iterator[str]) -> Snapshot:
    found = set()
    for path in files:
        try:
            stat = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        found.add((path, stat.st_size, stat.st_mtime_ns))
    return frozenset(found)


def _walk(folder: Path) -> Iterator[str]:
    skipped = {*OWNED_FOLDERS, "site", "node_modules"}
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in skipped and not name.startswith(".")]
        yield from (f"{here}/{name}" for name in files if name != "index.md" and not name.startswith("."))
