"""One test database per process, copied from a migrated template.

All processes and runs share the template until a file in ``SOURCES`` changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

LOCK = 7_305_201  # an arbitrary key for a PostgreSQL advisory lock
PREFIX = "laos_template_"
# Files that affect the result of migrate.
SOURCES = [
    "*/migrations/*.py",
    "*/models/*.py",
    "*/apps.py",
    "requirements/*.txt",
    "templates/letters/**/*",
]


def name_of_template() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return PREFIX + digest.hexdigest()[:20]


@contextmanager
def own_database() -> Iterator[None]:
    """Point Django's connection at a new copy of the template, and drop the copy afterwards."""
    usual = connection.settings_dict["NAME"]
    own = connection.settings_dict["TEST"]["NAME"] or f"test_{usual}"
    template = name_of_template()
    with at_the_server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            if not exists(cursor, template):
                make(cursor, template)
            cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    use(own)
    try:
        yield
    finally:
        use(usual)
        with at_the_server() as cursor:
            # FORCE: a server that has just ended may still be connected.
            cursor.execute(f'DROP DATABASE "{own}" WITH (FORCE)')


def make(cursor, template: str) -> None:
    """Create the template. Migrate under another name first, so that an interrupted run leaves no broken template."""
    usual, making = connection.settings_dict["NAME"], f"{template}_making"
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
    for (old,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{making}"')
    use(making)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    finally:
        use(usual)
    cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{template}"')


def exists(cursor, name: str) -> bool:
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def at_the_server():
    """Yield a cursor on the server's maintenance database."""
    with connection._nodb_cursor() as cursor:
        yield cursor
