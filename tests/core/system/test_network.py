import socket
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from colabert_core.system.network import TIMEOUT, why_unreachable


class Answering(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")


class Missing(Answering):
    status = 404


class Silent(BaseHTTPRequestHandler):
    """Accepts and never answers."""

    def do_GET(self):
        self.server.closing.wait(60)


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def babbling_port():
    """The port of a server that does not answer in HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def babble():
            visitor, _ = listening.accept()
            with visitor:
                visitor.recv(1000)
                visitor.sendall(b"220 mail here, what do you want\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_a_server_that_answers_is_reachable(local_server):
    assert why_unreachable(local_server(Answering)) is None


def test_a_missing_file_is_told_by_its_number(local_server):
    assert why_unreachable(local_server(Missing) + "/cola.zip") == "HTTP 404"


def test_a_port_without_a_server_is_told_at_once():
    began = time.monotonic()
    assert "refused" in why_unreachable(f"http://127.0.0.1:{free_port()}/")
    assert time.monotonic() - began < TIMEOUT


def test_a_server_that_never_answers_is_given_up_in_time(local_server):
    address = local_server(Silent)
    began = time.monotonic()
    reason = why_unreachable(address, timeout=0.5)
    assert reason in ("no answer within 0 s", "timed out")
    assert time.monotonic() - began < 3


def test_a_name_lookup_that_hangs_is_given_up_in_time(monkeypatch):
    released = threading.Event()

    def hang(*_, **__):
        released.wait(30)
        raise socket.gaierror("given up")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    began = time.monotonic()
    reason = why_unreachable("http://cola.example/", timeout=1.0)
    waited = time.monotonic() - began
    released.set()
    assert reason == "no answer within 1 s"
    assert waited < 5


def test_the_usual_timeout_is_below_five_seconds():
    assert TIMEOUT < 5


def test_a_server_that_speaks_no_http_is_told_in_words(babbling_port):
    assert why_unreachable(f"http://127.0.0.1:{babbling_port}/") not in (None, "")


@pytest.mark.parametrize(
    "address",
    [
        "no address",
        "http://",
        "http://127.0.0.1:port/",
        "http://127.0.0.1/a b.zip",
        "gopher7://x/",
        "http://[",
    ],
)
def test_an_address_that_is_none_is_told_in_words_and_at_once(address):
    began = time.monotonic()
    reason = why_unreachable(address)
    assert reason
    assert "no answer" not in reason
    assert time.monotonic() - began < TIMEOUT
