"""An import that is killed, at whichever moment, leaves nothing behind, and can be begun again."""

import io
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests import factories as make
from tests.support.files import FOLLOW_UP, RECOMMENDATION, written
from tests.support.killed import killed
from tests.support.tiers import SEED
from tests.support.whole_database import dump

KILLS = 6
PUBLISHED = ("--author=Editors", "--publish", "--reviewer=Reviewers")


class Site:
    """A database of its own, filled by commands in processes of their own."""

    def __init__(self, url: str, counted: Any) -> None:
        self.environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "gfmd_tracker.settings"}
        self.counted = counted

    def command(self, *arguments: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: Any) -> str:
        process = self.command(*arguments)
        output, _nothing = process.communicate()
        assert process.returncode == 0, output
        return output

    def kill(self, after: float, *arguments: Any) -> None:
        process = self.command(*arguments)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        counts: dict[str, int] = self.counted()
        return counts


def counts(cursor: Any, tables: list[str]) -> dict[str, int]:
    found = {}
    for table in tables:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        found[table] = cursor.fetchone()[0]
    return found


def sqlite_site(folder: Path) -> Iterator[Site]:
    path = folder / "site.sqlite3"

    def counted() -> dict[str, int]:
        database = sqlite3.connect(path)
        try:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return counts(database.cursor(), [name for (name,) in names if name != "sqlite_sequence"])
        finally:
            database.close()

    yield Site(f"sqlite:///{path}", counted)


def postgresql_site() -> Iterator[Site]:
    url = os.environ["DATABASE_URL"]
    name = f"killed_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        site_url = url.replace("/postgres?", f"/{name}?", 1)
        assert site_url != url, "the address of the server names another database than postgres"

        def counted() -> dict[str, int]:
            with psycopg.connect(site_url) as database:
                rows = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
                return counts(database.cursor(), [table for (table,) in rows])

        try:
            yield Site(site_url, counted)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    is_postgresql = connection.vendor == "postgresql"
    yield from postgresql_site() if is_postgresql else sqlite_site(tmp_path_factory.mktemp("killed"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("command", "base", "at"),
    [
        (["import_recommendations", "--create-missing"], RECOMMENDATION, "recommendations.models.search.index.refresh"),
        (["import_follow_ups", *PUBLISHED], FOLLOW_UP, "recommendations.ledger.bulk_steps.write_standings"),
    ],
    ids=["recommendations", "follow-ups"],
)
def test_an_import_killed_at_its_last_step_leaves_nothing_behind(
    tmp_path: Path, command: list[str], base: dict[str, str], at: str
) -> None:
    make.make_recommendation("GFMD8-R1")
    make.make_government("SWE")
    make.make_editor("Editors")
    make.make_reviewer("Reviewers")
    name, *options = command
    file = written(tmp_path / "rows.csv", [base])
    before = dump()

    assert killed(name, file, *options, at=at) == -signal.SIGKILL

    assert dump() == before
    output = io.StringIO()
    call_command(name, file, *options, stdout=output)
    assert "1 new, 0 changed, 0 unchanged, 0 refused" in output.getvalue()


@pytest.mark.django_db
@pytest.mark.prove("sqlite", "postgresql")
def test_an_import_killed_at_any_moment_leaves_nothing_behind(site: Site, tmp_path: Path) -> None:
    many = [RECOMMENDATION | {"reference": f"UPR-{number}", "themes": "New"} for number in range(1_000)]
    recommendations = written(tmp_path / "recommendations.csv", many)
    years = [f"{year}-01-01" for year in range(2000, 2010)]
    rows = [
        FOLLOW_UP | {"recommendation": f"UPR-{number}", "reported_on": day} for number in range(40) for day in years
    ]
    follow_ups = written(tmp_path / "follow_ups.csv", rows)
    people = (
        "from django.contrib.auth.models import Group, User\n"
        "for name in ('Editors', 'Reviewers'): "
        "User.objects.create_user(name).groups.add(Group.objects.get(name=name))"
    )
    site.run("migrate", "--verbosity=0")
    site.run("loaddata", "governments", "--verbosity=0")
    site.run("shell", "--command", people)

    leave_nothing(site, "import_recommendations", recommendations, "--create-missing")
    leave_nothing(site, "import_follow_ups", follow_ups, *PUBLISHED)

    assert "0 new, 0 changed, 1000 unchanged, 0 refused" in site.run("import_recommendations", recommendations)
    assert "0 standing rows of 0 recommendations differ" in site.run("rebuild_standings", "--check")


def leave_nothing(site: Site, *arguments: Any) -> None:
    """Kill the command at some moments, and let it run through in the end: there is all of it or nothing."""
    moments = random.Random(SEED)  # noqa: S311 - no secret
    begun = time.monotonic()
    before = site.rows()
    site.run(*arguments, "--dry-run")
    planned = time.monotonic() - begun
    for _time in range(KILLS):
        # From while the file is read to while the rows are written.
        site.kill(planned * moments.uniform(0.7, 1.5), *arguments)
        if site.rows() != before:
            break
    # A command that was killed after its last step left everything: then there is nothing to add.
    left = site.rows()
    site.run(*arguments)
    assert (left == before) != (left == site.rows())
