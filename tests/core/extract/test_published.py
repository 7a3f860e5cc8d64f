"""Fetching a pipeline over a real connection: what comes is checked, what does not come is said, and soon."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core.errors import Cancelled, ExtractionError
from core.extract import available_pipelines, packages
from core.extract import published as net
from core.extract.published import Published, fetch, published
from tests.core.extract.packed import wheel_of


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def offered(tmp_path, monkeypatch):
    """A pipeline that a server on this machine offers."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    wheel = wheel_of(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{wheel.name}"
    sha256 = packages.sha256_of(wheel)
    yield Published("de_firms", "0.1.0", "de", 1, "MIT", ("ORG",), "nothing", sha256, address)
    server.shutdown()
    server.server_close()


@pytest.fixture
def silent(offered):
    """The same behind a server that takes the call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield replace(
            offered, address=f"http://127.0.0.1:{server.getsockname()[1]}/{offered.address.rpartition('/')[2]}"
        )


def test_the_table_is_about_pipelines_that_this_spacy_loads():
    table = published()
    assert table[0].name == "de_core_news_sm"
    for each in table:
        assert each.address.endswith(f"/{each.name}-{each.version}-py3-none-any.whl")
        assert each.version.startswith("3.8")
        assert len(each.sha256) == 64
        assert each.megabytes
        assert each.licence


def test_a_pipeline_is_fetched_with_progress_and_is_then_here(offered):
    told = []
    assert fetch(offered, lambda done, total: told.append((done, total)) or True) == "de_firms"
    assert told[-1][0] == told[-1][1] > 1000
    assert "de_firms" in [info.name for info in available_pipelines()]


def test_something_else_than_was_published_is_thrown_away(offered):
    with pytest.raises(ExtractionError, match="is not what spaCy published"):
        fetch(replace(offered, sha256="0" * 64))
    assert not packages.is_own("de_firms")


class Endless(Quiet):
    """Sends without end; says a length if there is one."""

    length: int | None = None

    def do_GET(self):
        self.send_response(200)
        if self.length is not None:
            self.send_header("Content-Length", str(self.length))
        self.end_headers()
        with suppress(ConnectionError):
            while True:
                self.wfile.write(bytes(1 << 16))


@pytest.mark.parametrize("length", [None, 10**30])
def test_no_more_is_fetched_than_the_pipeline_takes(offered, length, monkeypatch):
    monkeypatch.setattr(Endless, "length", length)
    told = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Endless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endless = replace(offered, address=f"http://127.0.0.1:{server.server_port}/de_firms-0.1.0-py3-none-any.whl")
        with pytest.raises(ExtractionError, match=r"larger than the 1 MB that spaCy published; it was thrown away"):
            fetch(endless, lambda done, total: told.append((done, total)) or True)
        server.shutdown()
    assert max(done for done, _ in told) <= endless.most_bytes
    assert {total for _, total in told} == {None}


def test_no_network_is_said_in_a_sentence_that_helps(offered):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    nowhere = replace(offered, address=offered.address.replace(offered.address.split("/")[2], f"127.0.0.1:{port}"))
    with pytest.raises(
        ExtractionError, match=r"cannot be fetched from .* \(no connection\)\. Is this machine online\?"
    ):
        fetch(nowhere)
    with pytest.raises(ExtractionError, match="it answers 404"):
        fetch(replace(offered, address=offered.address.replace("de_firms", "de_none")))


def test_a_network_that_says_nothing_is_given_up(silent, monkeypatch):
    monkeypatch.setattr(net, "PATIENCE", 0.3)
    with pytest.raises(ExtractionError, match="no answer"):
        fetch(silent)


def test_cancelling_does_not_wait_for_the_network(silent):
    asked = []

    def progress(done: int, total: int | None) -> bool:
        asked.append(time.monotonic())
        return len(asked) < 3

    with pytest.raises(Cancelled):
        fetch(silent, progress)
    assert len(asked) == 3  # two looks at an empty queue, no wait for the answer that never comes


def test_a_bundle_says_what_it_cannot_run(offered, monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    with pytest.raises(ExtractionError, match="from source"):
        fetch(replace(offered, lang="fr"))
    assert fetch(offered) == "de_firms"
