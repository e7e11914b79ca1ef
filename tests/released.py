"""The database of the last release, upgraded through all earlier ones.

At a release, run ``python -m tests.released`` with the embedded servers to update it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.database import PROGRAMS, own_database, psql

PROJECT = Path(__file__).parents[1]
RELEASED = PROJECT / "tests" / "released.sql"


def dump(url: str, *words: str) -> str:
    command: list[str | Path] = [
        PROGRAMS / "pg_dump",
        "--no-owner",
        "--no-privileges",
        *words,
        "--dbname",
        url,
    ]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Drop the random \restrict lines and the comments, which are not part of the database.
    return re.sub(r"^(\\(un)?restrict |--).*\n", "", text, flags=re.MULTILINE)


@contextmanager
def database(server: str, name: str, script: str) -> Iterator[str]:
    """Create a database from a script on the given server, yield its URL, and drop it afterwards."""
    with own_database(server, name) as url:
        psql(url, script=script)
        yield url


@contextmanager
def upgraded(server: str, name: str) -> Iterator[str]:
    """Migrate the database of the last release to the current state and yield its URL."""
    with database(server, name, RELEASED.read_text(encoding="utf-8")) as url:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=PROJECT,
            env={**os.environ, "DATABASE_URL": url},
            check=True,
        )
        yield url


if __name__ == "__main__":
    with upgraded(os.environ["DATABASE_URL"], "released") as url:
        RELEASED.write_text(dump(url), encoding="utf-8")
