"""What cannot be opened is answered by a page, never by an empty one."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("method", "path"), [("post", "/"), ("put", "/register/places/")])
def test_a_refused_method_is_explained_on_a_page(client, method, path):
    answer = getattr(client, method)(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "This cannot be opened" in answer.content.decode()
