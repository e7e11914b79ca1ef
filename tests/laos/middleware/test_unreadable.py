"""Malformed requests that no browser sends get a 400 page, not a database error."""

from __future__ import annotations

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from laos.wsgi import application
from tests.factories import UserFactory

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=part"
BODIES = {
    FORM: b"login=ada%C3%A5",
    MULTIPART: b'--part\r\nContent-Disposition: form-data; name="login"\r\n\r\nada\r\n--part--\r\n',
}


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def root(visitor):
    visitor.force_login(UserFactory(is_staff=True, is_superuser=True))
    return visitor


@pytest.fixture
def ask(db):
    """Call the application as the server does, bypassing Django's test client."""
    # Otherwise each request would close this test's connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield _ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def is_refused(response):
    return response.status_code == 400 and "<h1" in response.content.decode()


@pytest.mark.parametrize("name", ["sessionid", "django_language", "csrftoken", "messages"])
@pytest.mark.parametrize("value", ["12345678\0", r'"12345678\000"'], ids=["raw", "quoted"])
def test_nul_in_a_cookie(visitor, name, value):
    for path in ("/", "/my/", "/accounts/login/"):
        assert is_refused(visitor.get(path, headers={"Cookie": f"{name}={value}"}))


@pytest.mark.parametrize(
    "url",
    [
        "/%00",
        "/?campus=%00",
        "/accounts/confirm-email/%00/",
        "/admin/enrollment/learningassistant/?q=%00",
        "/admin/enrollment/registration/?session__term__id__exact=%00",
        "/admin/enrollment/user/?username=a%00",
        "/admin/enrollment/user/?%00=1",
        "/admin/autocomplete/?term=%00&app_label=enrollment&model_name=appointment&field_name=assistant",
        "/admin/r/1/%00/",
    ],
)
def test_nul_in_the_address(root, url):
    assert is_refused(root.get(url))


@pytest.mark.parametrize("url", ["/?q=%2500", "/admin/enrollment/learningassistant/?q=%2500"])
def test_what_only_looks_like_a_nul_is_read(root, url):
    assert root.get(url).status_code == 200


@pytest.mark.parametrize(
    "charset",
    ["rot13", "hex", "undefined", "idna", "utf-16", "iso-8859-1", "no-such", "a\0b", "\u00e6"],
)
@pytest.mark.parametrize("content_type", [FORM, MULTIPART])
@pytest.mark.parametrize("path", ["/accounts/login/", "/i18n/setlang/?next=%2Fmy%2F", "/no-such/"])
def test_a_form_in_another_charset_than_utf_8(ask, content_type, charset, path):
    for method in ("GET", "POST"):
        status, page = ask(method, path, BODIES[content_type], f"{content_type}; charset={charset}")
        assert (status, "<h1" in page) == (400, True)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
@pytest.mark.parametrize("content_type", [FORM, MULTIPART])
def test_a_form_that_says_it_is_in_utf_8(visitor, content_type, charset):
    content_type, body = f"{content_type}; charset={charset}", BODIES[content_type]
    answer = visitor.generic("POST", "/accounts/login/", body, content_type)
    assert answer.status_code == 200
    assert answer.context["form"].data["login"].startswith("ada")


def test_more_fields_than_anyone_sends(ask):
    status, page = ask("GET", "/accounts/login/?" + "a=1&" * 10_001, b"", f"{FORM}; charset=utf-8")
    assert (status, "<h1" in page) == (400, True)


@pytest.mark.parametrize("content_type", [FORM, MULTIPART])
def test_a_form_larger_than_anyone_fills_in(visitor, content_type):
    body = BODIES[content_type].replace(b"ada", b"a" * 3 * 2**20)
    assert is_refused(visitor.generic("POST", "/accounts/login/", body, content_type))


def _ask(method, url, body, content_type):
    path, _, query = url.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type.encode().decode("latin-1"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    statuses = []

    def start_response(status, headers, exc_info=None):
        statuses.append(status)

    response = application(environ, start_response)
    page = b"".join(response).decode()
    response.close()
    return int(statuses[0].partition(" ")[0]), page
