"""Log lines never contain the rest of a secret address, a query, or the name in a mail address."""

from __future__ import annotations

import logging
import re
import sys

import pytest
from django.urls import URLPattern, get_resolver

from laos.masking import Formatter, masked
from laos.middleware.history import HistoryMiddleware

# URL parameters that give no access without a login.
HARMLESS = {
    "app_label",
    "code",
    "content_type_id",
    "department",
    "id",
    "kind",
    "language",
    "name",
    "object_id",
    "pk",
    "session",
    "term",
    "url",
    "when",
}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# A named group together with its pattern, in a route given as a regular expression.
IN_REGEX = re.compile(r"\(\?P(<\w+>)(?:[^()\[\]]|\[[^\]]*\])*\)")


def routes(resolver, prefix="/"):
    for pattern in resolver.url_patterns:
        route = prefix + IN_REGEX.sub(r"\1", str(pattern.pattern)).strip("^$")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def test_every_part_of_an_address_is_harmless_or_masked():
    """A new parameter fails here: add it to HARMLESS, or its address to SECRET_ADDRESSES."""
    secret_routes = {
        route for route in routes(get_resolver()) if {*PARAMETER.findall(route)} - HARMLESS
    }
    shown = [
        route for route in secret_routes if "-secret-" in masked(PARAMETER.sub("-secret-", route))
    ]
    assert shown == []
    assert len(secret_routes) == 5


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("Not Found: /my/calendar/s3cr-et_.ics", "Not Found: /my/calendar/***"),
        ("GET //My/calendar//s3cret.ics/ HTTP/1.1", "GET //My/calendar//*** HTTP/1.1"),
        ("'https://laos.example.org/verify/AB-12/status/'", "'https://laos.example.org/verify/***"),
        ("<WSGIRequest: GET '/accounts/confirm-email/a:b:c/'>", "<WSGIRequest: GET '/accounts/confirm-email/***"),
        ("/accounts/password/reset/key/1-abc/?next=/my/ 200", "/accounts/password/reset/key/***"),
        ("GET /admin/x/?q=Ada+Aas&p=1 HTTP/1.1", "GET /admin/x/?*** HTTP/1.1"),
        ("{'ada.aas+1@stud.ntnu.no': (550, b'No')}", "{'***@stud.ntnu.no': (550, b'No')}"),
        ("Ada <åse@example.org>, mailto:bo@a.example.org.", "Ada <***@example.org>, mailto:***@a.example.org."),
        ("postgresql://laos:hush@db.example.org/laos", "postgresql://laos:***@db.example.org/laos"),
        ("registration-7@laos by celery@host: what? 1 = 1", "registration-7@laos by celery@host: what? 1 = 1"),
        ("/my/%63alendar%2Fs3cret next=%2Fverify%2fAB-12", "/my/%63alendar%2F***"),
        ("next=%2Fverify%2fAB-12", "next=%2Fverify%2f***"),
        ("GET /my/calendar/ HTTP/1.1 /verify/", "GET /my/calendar/ HTTP/1.1 /verify/"),
        ("Not Found: /my/calendar/ s3cret.ics", "Not Found: /my/calendar/***"),
        ("Not Found: /accounts/confirm-email/abc s3cret/", "Not Found: /accounts/confirm-email/***"),
        ("Not Found: /verify/\u2028s3\xa0cret", "Not Found: /verify/***"),
        ("GET /my/////calendar/./s3cret HTTP/1.1 404", "GET /my/////calendar/./*** HTTP/1.1 404"),
        ("GET /./my/.//%2e/calendar/s3cret", "GET /./my/.//%2e/calendar/***"),
        ("next=/ %252Fmy%25252Fcalendar%252Fs3cret", "next=/ %252Fmy%25252Fcalendar%252F***"),
        ("GET /verify/'s3cret HTTP/1.1", "GET /verify/*** HTTP/1.1"),
        ("GET /verify/<s3cret HTTP/1.1", "GET /verify/*** HTTP/1.1"),
        ("GET /verify?s3cret HTTP/1.1", "GET /verify?*** HTTP/1.1"),
        ("GET /x/?q='s3cret HTTP/1.1", "GET /x/?*** HTTP/1.1"),
        ("to ada@localhost, bo@[10.0.0.1] and", "to ***@localhost, ***@[10.0.0.1] and"),
        ("email=ada%40ntnu.no bo%2540ntnu.no", "email=***@ntnu.no ***@ntnu.no"),
        ('<"Ada Aas"@ntnu.no>', "<***@ntnu.no>"),
    ],
)  # fmt: skip
def test_a_line(line, becomes):
    assert masked(line) == becomes


SLOW = r'/ ? @ a@ /my ?a a. @a. /verify/ å /my/ /. %25 /my%25 %40 @[ " "@ \"'


@pytest.mark.parametrize("part", [*SLOW.split(), " HTTP/"])
def test_a_line_made_to_be_slow_to_mask_is_not(part):
    """Takes minutes if masking takes more than one step for each character."""
    assert masked(part * 200_000)


def test_a_traceback_is_masked_too():
    try:
        raise ValueError("/my/calendar/s3cret.ics\nof ada@example.org")
    except ValueError:
        record = logging.LogRecord("laos", 40, "", 0, "%s", ("bo@example.org",), sys.exc_info())
    line = Formatter().format(record)
    assert "***@example.org\nTraceback" in line
    assert line.endswith("ValueError: /my/calendar/***\nof ***@example.org")


def test_the_history_of_changes_keeps_no_secret_address(rf):
    context = HistoryMiddleware(lambda request: None).get_context(rf.post("/verify/ s3%0Acret/"))
    assert context["url"] == "/verify/***"
