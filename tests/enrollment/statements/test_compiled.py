from __future__ import annotations

import pytest
from django.db import NotSupportedError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from enrollment.models import CoreSession, Registration
from enrollment.statements.compiled import CompiledQuery
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
            CoreSession.objects.filter(pk__among=keys).with_places().prefetch_related("leaders")
        )
    )
    assert query(keys=[]) == []
    assert query(keys=[second.pk]) == [second]
    RegistrationFactory(session=first)
    assert {session.taken for session in query(keys=[first.pk, second.pk])} == {0, 1}


def test_what_is_prefetched_is_loaded_with_it(django_assert_num_queries):
    keys = [CoreSessionFactory().pk, CoreSessionFactory(core_module=2).pk]
    query = CompiledQuery(lambda: CoreSession.objects.prefetch_related("leaders"))
    with django_assert_num_queries(2):
        found = query()
        assert [list(session.leaders.all()) for session in found] == [[] for _key in keys]


def of_places(keys):
    """Return sessions by key; a percent sign in the SQL must stay one."""
    return CoreSession.objects.filter(pk__among=keys, place="100 %", place__contains="%")


def first_words(run):
    with CaptureQueriesContext(connection) as captured:
        run()
    return [statement["sql"].split()[0] for statement in captured]


def test_a_run_that_fails_leaves_the_query_usable():
    session = CoreSessionFactory(place="100 %")
    query = CompiledQuery(of_places)
    for _time in range(2):
        with pytest.raises(ProgrammingError), transaction.atomic():
            query(keys=["none"])
    assert query(keys=[session.pk]) == [session]


def test_a_migration_costs_an_open_connection_one_run():
    query = CompiledQuery(of_places)
    assert query(keys=[1]) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE enrollment_coresession ALTER language TYPE varchar(3)")
    with pytest.raises(NotSupportedError), transaction.atomic():
        query(keys=[1])
    assert query(keys=[1]) == []


def test_a_pooler_gets_nothing_that_stays_in_its_session(settings):
    settings.DATABASE_POOLED = True
    session = CoreSessionFactory(place="100 %")
    query = CompiledQuery(of_places)
    assert first_words(lambda: query(keys=[session.pk])) == ["SELECT"]
    assert query(keys=[session.pk]) == [session]
