"""The rules for reminding people of a waiting essay (SQL) and for giving them one (Python) agree."""

from __future__ import annotations

from datetime import timedelta

import pytest

from modules.online.essays import assigning
from modules.online.essays.forecast import Supply
from tests.factories import NOW_IN_UTC as NOW
from tests.modules.factories import (
    EssayFactory,
    ExampleFactory,
    HandedInFactory,
    PeerEvaluationFactory,
)

pytestmark = pytest.mark.django_db

DAYS = [timedelta(), timedelta(days=4, hours=23), timedelta(days=5)]


def nothing(own, other):
    other.delete()


def one_that_lacks(own, other):
    pass


def one_with_a_lease(own, other):
    PeerEvaluationFactory(essay=other, leased=True)


def one_with_enough(own, other):
    PeerEvaluationFactory.create_batch(2, essay=other)


def one_leased_too_often(own, other):
    PeerEvaluationFactory(essay=other)
    PeerEvaluationFactory(essay=other, leased=True)


def one_had_before(own, other):
    PeerEvaluationFactory(essay=other, evaluator=own.author)


def one_given_back(own, other):
    PeerEvaluationFactory(essay=other, evaluator=own.author, leased=True, released_at=NOW)


def a_draft(own, other):
    type(other).objects.update(handed_in_at=None)
    type(other).objects.filter(pk=own.pk).update(handed_in_at=own.handed_in_at)


def an_example(own, other):
    other.delete()
    ExampleFactory(module=own.module)


def one_in_norwegian_for_an_english_reader(own, other):
    type(own).objects.filter(pk=own.pk).update(language="en")
    own.refresh_from_db()
    type(other).objects.filter(pk=other.pk).update(language="nb")


@pytest.mark.parametrize("after", DAYS)
@pytest.mark.parametrize(
    "there_is",
    [
        nothing,
        one_that_lacks,
        one_with_a_lease,
        one_with_enough,
        one_leased_too_often,
        one_had_before,
        one_given_back,
        a_draft,
        an_example,
        one_in_norwegian_for_an_english_reader,
    ],
)
def test_an_essay_is_told_of_exactly_where_there_is_one_to_get(ada, module, there_is, after):
    own = HandedInFactory(author=ada, module=module, handed_in_at=NOW)
    there_is(own, EssayFactory(module=module))
    at = NOW + after
    told = Supply([module.pk], at).has_one_for(ada.pk, module, idle_for=timedelta())
    assert told == (assigning.next_essay(own, module, at) is not None)
