"""A database of the benchmark's own, made beside the one it is given and dropped at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

NAME = "laos_benchmark"


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """Create an empty database on the same server, lend its address, and drop it."""
    drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(NAME))
    create = SQL("CREATE DATABASE {}").format(Identifier(NAME))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(drop)
        server.execute(create)
        try:
            yield make_conninfo(url, dbname=NAME)
        finally:
            server.execute(drop)
