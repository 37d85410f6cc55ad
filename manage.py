#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gfmd_tracker.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 - its absence is answered below
    except ModuleNotFoundError as error:
        raise SystemExit("Django is not installed here: use .venv/bin/python, which `make run` makes.") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
