"""The site as its readers meet it: under gunicorn, with compressed static files, on a database of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var" / "audit"

PATIENCE = 60


def manage(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):  # noqa: S310 - an address of this machine
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    sys.exit(f"{address} did not answer within {PATIENCE} seconds.")


@contextmanager
def running_site(*, is_example: bool) -> Iterator[str]:
    """Yield the address of a site filled anew: with the invented entries, or with the published text alone."""
    VAR.mkdir(parents=True, exist_ok=True)
    for old in VAR.glob("site.sqlite3*"):
        old.unlink()
    port = free_port()
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{VAR / 'site.sqlite3'}", "PORT": str(port)}
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "set_up_site")
    if is_example:
        manage(environment, "load_example")
    manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
    server = subprocess.Popen([sys.executable, "-m", "gunicorn"], cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)
