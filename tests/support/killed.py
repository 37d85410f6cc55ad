"""A command of manage.py in a process of its own that dies of SIGKILL at a moment of one's choice."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.db import connection

PROGRAM = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string
at, media, command, *arguments = sys.argv[1:]
settings.MEDIA_ROOT = media
module, _, name = at.rpartition(".")
__import__(module)
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(sys.modules[module], name, die)
call_command(command, *arguments)
"""


def killed(command: str, *arguments: Any, at: str) -> int:
    """The return code of `command`, run on the test database and killed where it calls the function `at`."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, at, str(settings.MEDIA_ROOT), command, *map(str, arguments)],
        env=os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "gfmd_tracker.settings"},
        cwd=settings.BASE_DIR,
        check=False,
    )
    return run.returncode


def database_url() -> str:
    """The address of the test database, for another process."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        info = connection.connection.info
    return f"postgres://{info.user}@/{info.dbname}?host={info.host}&port={info.port}"
