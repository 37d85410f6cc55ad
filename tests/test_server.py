"""The site as `make run` starts it: gunicorn with its configuration, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    environment = os.environ | {
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "HOME": str(tmp_path),
    }
    with subprocess.Popen([sys.executable, "-m", "gunicorn"], env=environment, cwd=settings.BASE_DIR) as server:
        try:
            deadline = time.monotonic() + 20
            while not is_open(port) and server.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            yield port
        finally:
            server.terminate()


def ask(port: int, address: str) -> tuple[int, Message]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", address)
        response = connection.getresponse()
        return response.status, response.headers


def test_a_query_of_six_kilobytes_is_answered_by_the_site(port: int) -> None:
    status, headers = ask(port, f"/healthz?q={'x' * 6_000}")

    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_slow_clients_do_not_keep_others_waiting(port: int) -> None:
    with ExitStack() as stack:
        # One fewer than the threads of a worker: the server may hand them all to the same one.
        for _ in range(3):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            client.sendall(b"GET /healthz HTTP/1.1\r\n")

        status, _ = ask(port, "/healthz")

    assert status == 200


def test_nothing_is_left_in_the_home_folder(port: int, tmp_path: Path) -> None:
    assert list(tmp_path.glob(".gunicorn*")) == []
