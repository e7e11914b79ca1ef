from __future__ import annotations

import pytest

from tests.factories import UserFactory


@pytest.fixture
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def uniped(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def root(client, db):
    client.force_login(UserFactory(username="root", is_staff=True, is_superuser=True))
    return client
