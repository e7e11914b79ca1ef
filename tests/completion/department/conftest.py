"""Fixtures for tests of a department's people."""

from __future__ import annotations

import pytest

from tests.factories import CoreSessionFactory


@pytest.fixture
def appointment(ada):
    return ada.appointments.get()


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


@pytest.fixture
def sessions():
    """A session of each core module, with places left."""
    return [CoreSessionFactory(core_module=number, days_ahead=20 + number) for number in (1, 2)]
