"""What is in the database, all of it, and steps that must leave it as it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from recommendations.ledger.rules import Refused


def dump() -> list[str]:
    """Each row of each table as text, table by table."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += sorted(f"{table} {row}" for row in cursor.fetchall())
    return rows


def refusal_of(step: Callable[[], Any]) -> list[str]:
    """The sentences that refuse the step, which leaves every table as it was."""
    before = dump()
    with pytest.raises(Refused) as caught:
        step()
    assert dump() == before
    return caught.value.messages
