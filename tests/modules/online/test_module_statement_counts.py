"""Online module pages need at most 13 SQL statements, however much is on record."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from modules.models import Choice, OnlineModule, PeerEvaluation
from modules.online import taking_test
from tests.factories import NOW, VerifiedUserFactory
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    HandedInFactory,
    ModuleDatesFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
)

pytestmark = pytest.mark.django_db

MOST = 13
# It reads everything on record of its reader, each row once.
MOST_OF_MY_PAGE = 14


@pytest.fixture
def module():
    return OnlineModuleFactory(code="OM1", tested=True, criterial=True)


@pytest.fixture
def second(ada):
    """A second module chosen by ada."""
    choice = ChoiceFactory(assistant=ada, slot=2, module__code="OM2", module__tested=True)
    return choice.module


@pytest.fixture
def essay(ada, module):
    """Ada's essay with two evaluations; she has given one and is writing another."""
    essay = HandedInFactory(author=ada, module=module)
    PeerEvaluationFactory.create_batch(2, essay=essay)
    PeerEvaluationFactory(evaluator=ada, essay=HandedInFactory(module=module))
    PeerEvaluationFactory(evaluator=ada, essay=HandedInFactory(module=module), leased=True)
    return essay


def grow(ada, module, number):
    for n in range(number):
        OnlineModuleFactory(code=f"X{number}{n}", tested=True)
        TestAttemptFactory(assistant=ada, module=module, failed=True)
        HandedInFactory(module=module)
        EssayFactory(
            author=ada,
            module=module,
            set_aside_at=NOW,
            set_aside_because="x",
            set_aside_by=VerifiedUserFactory(),
        )
        ModuleDatesFactory(term__code=f"20{40 + number + n}H")


@pytest.fixture
def pages(ada, module, second, essay):
    attempt = taking_test.begin(assistant=ada, module=second, at=NOW)
    leased = PeerEvaluation.objects.get(evaluator=ada, given_at=None)
    received = essay.evaluations.first()
    return [
        reverse("enrollment:my"),
        reverse("modules:overview"),
        reverse("modules:module", args=[module.code]),
        reverse("modules:module", args=[second.code]),
        reverse("modules:test", args=[attempt.pk]),
        reverse("modules:essay", args=[module.code]),
        reverse("modules:essay", args=[second.code]),
        reverse("modules:evaluation", args=[leased.pk]),
        reverse("modules:flag", args=[received.pk]),
    ]


def count(client, page):
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200, page
    return len(statements)


def test_a_page_needs_at_most_13_statements_however_much_there_is(client, ada, module, pages):
    client.force_login(ada.user)
    count(client, pages[0])
    grow(ada, module, 2)
    small = {page: count(client, page) for page in pages}
    grow(ada, module, 20)
    large = {page: count(client, page) for page in pages}
    assert small == large
    most = {page: MOST_OF_MY_PAGE if page == "/my/" else MOST for page in pages}
    assert {page: number for page, number in large.items() if number > most[page]} == {}


def test_the_overview_needs_no_more_for_a_person_who_has_chosen_nothing(client, ada, module):
    client.force_login(ada.user)
    OnlineModuleFactory.create_batch(7)
    assert count(client, reverse("modules:overview")) <= MOST
    assert not Choice.objects.exists()
    assert OnlineModule.objects.count() == 8
