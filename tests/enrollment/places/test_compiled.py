from __future__ import annotations

import pytest

from enrollment.models import CoreSession, Registration
from enrollment.statements.compiled import CompiledQuery, Keys
from tests.factories import CoreSessionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def test_each_run_gets_its_own_values_and_the_sql_is_built_once(
    ada, ben, django_assert_num_queries
):
    places = {person: RegistrationFactory(assistant=person) for person in (ada, ben)}
    built = []

    def of_person(assistant, at):
        built.append(assistant)
        held = Registration.objects.filter(assistant=assistant, session__starts_at__gt=at)
        return held.select_related("session__campus")

    query = CompiledQuery(of_person)
    for person, place in places.items():
        earlier, begins = place.registered_at, place.session.starts_at
        with django_assert_num_queries(1):
            (found,) = query(assistant=person.pk, at=earlier)
            assert found.session.campus == place.session.campus
        assert found == place
        assert query(assistant=person.pk, at=begins) == []
    assert len(built) == 1


def test_keys_are_given_as_a_list_which_may_be_empty():
    first, second = CoreSessionFactory(), CoreSessionFactory(core_module=2)
    query = CompiledQuery(
        lambda keys: (
            CoreSession.objects.filter(pk__in=Keys(keys)).with_places().prefetch_related("leaders")
        )
    )
    assert query(keys=[]) == []
    assert query(keys=[second.pk]) == [second]
    RegistrationFactory(session=first)
    assert {session.taken for session in query(keys=[first.pk, second.pk])} == {0, 1}
