"""A temporary database on the server of a given URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier


@contextmanager
def own_database(url: str, name: str, template: str = "template1") -> Iterator[str]:
    """Create a copy of the template on the same server, yield its URL, and drop it afterwards."""
    drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    create = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
    elsewhere = make_conninfo(url, dbname="postgres")
    with psycopg.connect(elsewhere, autocommit=True) as server:
        server.execute(drop)
        server.execute(create)
    try:
        yield make_conninfo(url, dbname=name)
    finally:
        # Use a new connection: the server may have been restarted in the meantime.
        with psycopg.connect(elsewhere, autocommit=True) as server:
            server.execute(drop)
