from __future__ import annotations

import pytest

from .factories import ChoiceFactory, OnlineModuleFactory, TestAttemptFactory


@pytest.fixture
def module(db):
    """A module with five questions and two criteria."""
    return OnlineModuleFactory(code="OM1", tested=True, criterial=True)


@pytest.fixture
def chosen(ada, module):
    """Ada's choice of the module."""
    return ChoiceFactory(assistant=ada, module=module)


@pytest.fixture
def passed(ada, module, chosen):
    """Ada's passed attempt at the test of her chosen module."""
    return TestAttemptFactory(assistant=ada, module=module)


@pytest.fixture
def page(client, ada):
    """A client logged in as ada, in English."""
    client.force_login(ada.user)
    client.cookies["django_language"] = "en"
    return client
