"""Requests that are too large are refused before they are read."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import settings

from laos.middleware.oversized import NO_ROOM
from tests.factories import VerifiedUserFactory

pytestmark = pytest.mark.django_db


class Untouched(BytesIO):
    """A request body that fails when it is read."""

    def read(self, *size):
        raise AssertionError("It was read.")

    readline = read


def post(client, length: int, body: BytesIO):
    # With this cookie, Django looks for the CSRF token in the request body.
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = "c" * 32
    told = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": "multipart/form-data; boundary=part"}
    return client.post("/my/equivalents/apply/eit/", **told, **{"wsgi.input": body})


@pytest.mark.parametrize("is_known", [True, False])
def test_too_large_a_request_is_told_so_unread(client, is_known):
    if is_known:
        client.force_login(VerifiedUserFactory())
    client.cookies["django_language"] = "en"
    response = post(client, settings.LARGEST_REQUEST + 1, Untouched())
    assert response.status_code == 413
    assert "A document can be at most 10 MB" in response.content.decode()


def test_largest_that_is_allowed_is_read(client):
    with pytest.raises(AssertionError, match="It was read"):
        post(client, settings.LARGEST_REQUEST, Untouched())


def test_five_documents_of_ten_megabytes_fit():
    assert settings.LARGEST_REQUEST > 5 * 10 * 1024 * 1024


def test_while_the_disk_has_no_room_one_is_asked_to_come_back_and_a_line_is_logged(client, caplog):
    response = client.get("/", **{NO_ROOM: True})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert record.levelname == "WARNING"
    assert "No room on the disk" in record.getMessage()
