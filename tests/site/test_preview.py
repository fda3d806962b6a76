"""The server of `archive serve`: readers that come and go, and addresses that are taken."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest

from archive_tools.errors import TakenError
from archive_tools.pipeline.report import Silence
from archive_tools.pipeline.serve import serve_archive
from archive_tools.site.preview import PREFIX, News, make_server
from tests.archives import make_archive


def test_a_reader_who_leaves_while_waiting_for_news_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    with make_server(tmp_path, "127.0.0.1", 0, news) as server:
        server.daemon_threads = False  # so that closing the server waits for the answer
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with closing(socket.create_connection(("127.0.0.1", server.server_port))) as reader:
            reader.sendall(f"GET {PREFIX}news?after=0 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # leave at once
        for _ in range(3):
            news.tell(None)
        server.shutdown()
    assert "Traceback" not in capsys.readouterr().err


def test_a_bug_in_an_answer_keeps_its_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with make_server(tmp_path, "127.0.0.1", 0, News()) as server:
        try:
            raise ValueError("a bug")
        except ValueError:
            server.handle_error(None, ("127.0.0.1", 1))  # type: ignore[arg-type]
    assert "ValueError: a bug" in capsys.readouterr().err


def test_an_address_that_is_taken_is_told_before_anything_is_built(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": "هدنة في إدلب."})
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        with pytest.raises(TakenError, match=rf"127\.0\.0\.1:{port}: nothing can be served there: .* Choose another"):
            serve_archive(
                config, host="127.0.0.1", port=port, executor="serial", watch=False, tell=Silence(), say=print
            )
    assert not (config.parent / "site").exists()
