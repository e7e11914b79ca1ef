"""The URL of the database is split exactly as libpq would."""

from __future__ import annotations

from contextlib import suppress

import psycopg2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from psycopg2.extensions import parse_dsn

from laos import database_url

SPLIT = {
    "postgresql://laos:hush@db:5433/laos": {
        "user": "laos",
        "password": "hush",
        "host": "db",
        "port": "5433",
        "dbname": "laos",
    },
    "postgres://db/laos": {"host": "db", "dbname": "laos"},
    "postgresql:///laos": {"dbname": "laos"},
    "postgresql://one:1,two,three:3/laos": {
        "host": "one,two,three",
        "port": "1,,3",
        "dbname": "laos",
    },
    "postgresql://one,two/laos": {"host": "one,two", "port": ",", "dbname": "laos"},
    "postgresql://[::1]:5433,[fe80::1%25eth0]/laos": {
        "host": "::1,fe80::1%eth0",
        "port": "5433,",
        "dbname": "laos",
    },
    "postgresql://laos@%2Fvar%2Frun/laos": {"user": "laos", "host": "/var/run", "dbname": "laos"},
    "postgresql://laos:@/laos?host=%2Fvar%2Frun&port=5433": {
        "user": "laos",
        "host": "/var/run",
        "port": "5433",
        "dbname": "laos",
    },
    "postgresql://l%C3%A6rer:%40%2F%3A%25@db/l%20s": {
        "user": "lærer",
        "password": "@/:%",
        "host": "db",
        "dbname": "l s",
    },
    "postgresql://laos:a#b?c:d+e&f=g@db/laos": {
        "user": "laos",
        "password": "a#b?c:d+e&f=g",
        "host": "db",
        "dbname": "laos",
    },
    "postgresql://db/laos?options=-c%20a%3Db&application_name=a+b&sslmode=&host=other&": {
        "host": "other",
        "dbname": "laos",
        "options": "-c a=b",
        "application_name": "a+b",
        "sslmode": "",
    },
}
REFUSED = [
    "",
    "laos",
    "host=db dbname=laos",
    "mysql://db/laos",
    "postgresql:/db/laos",
    "postgresql://[::1/laos",
    "postgresql://[]/laos",
    "postgresql://[::1]x/laos",
    "postgresql://laos:h%ush@db/laos",
    "postgresql://laos:hush%00@db/laos",
    "postgresql://db/laos?sslmode",
    "postgresql://db/laos?options=-c a=b",
    "postgresql://db/laos?sslmode=require&&",
    "postgresql://db/laos?unknown=1",
]


@pytest.mark.parametrize(("url", "parts"), SPLIT.items(), ids=SPLIT)
def test_a_url_is_split_as_libpq_does(url, parts):
    assert parse_dsn(url) == parts
    assert database_url.split(url) == parts


@pytest.mark.parametrize("url", REFUSED)
def test_what_libpq_refuses_is_refused(url):
    if url not in {"", "host=db dbname=laos"}:  # libpq has another form beside URLs
        with pytest.raises(psycopg2.ProgrammingError):
            parse_dsn(url)
    assert split(url) is None


def split(url: str) -> dict[str, str] | None:
    """Return the parts of a URL that LAOS can use, or None."""
    with suppress(ValueError):
        parts = database_url.split(url)
        if parts.keys() <= database_url.OPTIONS.keys():
            return parts
    return None


PIECES = st.sampled_from(
    [*"a1@:/?#&=,[]% +\\'", "%40", "%2f", "%C3%A6", "%ff", "host", "sslmode=", "æ"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@example("//")
@example("a b ")
@example("%ff/laos")
def test_whatever_is_accepted_means_the_same_to_libpq(rest):
    url = f"postgresql://{rest}"
    if (parts := split(url)) is not None:
        assert parse_dsn(url) == parts


@pytest.mark.parametrize("keyword", sorted(database_url.OPTIONS))
def test_every_option_is_known_to_the_driver(keyword):
    assert parse_dsn(f"postgresql:///?{keyword}=1") == {keyword: "1"}
