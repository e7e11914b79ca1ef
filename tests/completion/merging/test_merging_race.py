"""A person who acts while their records are merged acts on the record that stays, or is refused; no row is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from enrollment.models import Appointment, Registration
from enrollment.people.merging.holdings import HOLDINGS
from enrollment.people.merging.merging import merge_records
from enrollment.places import registering
from enrollment.refusals import NotAppointed, Refusal
from tests.completion.merging.racing import ACTS, two_records
from tests.completion.merging.racing_in_modules import ACTS_IN_MODULES, LASTING, ONCE_LOST
from tests.completion.merging.rehearsed import rehearse
from tests.completion.merging.test_losing_nothing import MAY_STAY_BEHIND
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    CourseFactory,
    TermFactory,
    UserFactory,
)
from tests.servers.waiting import until_it_waits_or_ends, until_others_wait
from tests.size import daily_or_all


@pytest.fixture
def people(committed):
    return AppointedFactory(username="kept"), AppointedFactory(username="gone"), UserFactory()


def closing(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    finally:
        connection.close()  # this thread's connection


def merge(kept, gone, staff, account=None) -> None:
    about = {"kept": kept, "gone": gone, "account": account, "by": staff, "at": NOW}
    seen = rehearse(**about).digest
    merge_records(**about, because="One person.", seen=seen)


def at_once(people, call, **about):
    """Merge, and call while the merge has not committed. Returns what the call answers."""
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            merge(*people)
            acting = pool.submit(closing, call, **about)
            until_others_wait()
        return acting.result


def test_registering_as_the_record_that_goes_is_refused(people):
    answer = at_once(
        people, registering.register, assistant=people[1], sessions=[CoreSessionFactory()], at=NOW
    )
    with pytest.raises(NotAppointed):
        answer()
    assert not Registration.objects.exists()


def test_registering_as_the_record_that_stays_goes_through(people):
    answer = at_once(
        people, registering.register, assistant=people[0], sessions=[CoreSessionFactory()], at=NOW
    )
    assert [place.assistant for place in answer()] == [people[0]]


def test_appointing_the_record_that_goes_is_refused_by_the_database(people):
    course = CourseFactory(code="TMA4105")
    answer = at_once(
        people,
        Appointment.objects.create,
        assistant=people[1],
        term=TermFactory(),
        department=course.department,
        course=course,
    )
    with pytest.raises(IntegrityError, match="is merged into"):
        answer()


def test_what_was_done_just_before_is_moved(people):
    kept, gone, staff = people
    session = CoreSessionFactory()
    about = {"kept": kept, "gone": gone, "account": None, "by": staff, "at": NOW}
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            registering.register(assistant=gone, sessions=[session], at=NOW)
            rehearsing = pool.submit(closing, rehearse, **about)
            until_others_wait()
        moved = {str(title): counts for title, *counts in rehearsing.result().moved}
        assert moved[str(Registration._meta.verbose_name_plural)] == [1, 0]
    merge(kept, gone, staff)
    assert Registration.objects.get().assistant == kept


def tried(call) -> str:
    """Return "done" or the code of the refusal. Anything else would be an error page."""
    try:
        call()
    except Refusal as refusal:
        return refusal.code
    return "done"


def one_after_the_other(pool, before, after) -> list[str]:
    """Do the second while the first has not committed."""
    with transaction.atomic():
        outcome = tried(before)
        acting = pool.submit(tried, after)
        until_it_waits_or_ends(acting)
    return [outcome, acting.result()]


def both_at_once(pool, one, other) -> list[str]:
    acting = pool.submit(tried, other)
    return [tried(one), acting.result()]


ORDERS = {
    "merge first": lambda pool, merging, do: one_after_the_other(pool, merging, do),
    "act first": lambda pool, merging, do: one_after_the_other(pool, do, merging)[::-1],
    "at once": both_at_once,
}


@pytest.mark.parametrize("order", daily_or_all(["merge first"], [*ORDERS]))
def test_whatever_is_done_meanwhile_ends_with_the_record_that_stays(committed, order):
    # One connection for all of them: a new one takes a second to be warm.
    with ThreadPoolExecutor(1) as pool:
        for act in (*ACTS, *daily_or_all(ONCE_LOST, ACTS_IN_MODULES)):
            check(pool, order, act)
        pool.submit(lambda: connection.close()).result()


def check(pool, order, act) -> None:
    people = two_records(act.__name__)
    do = act(people)

    def merging() -> None:
        people.gone.refresh_from_db()
        merge(people.kept, people.gone, people.staff, people.gone.user)

    merged, done = ORDERS[order](pool, merging, do)
    # What was done first may change what is merged: staff look again, and merge.
    if merged != "done":
        assert merged in {"not_yet_seen", "account_of_another"}, act
        merging()
    if done == "done" and act in LASTING:
        assert LASTING[act](people), act
    # Again, as by a second click: nothing new is written for the record that is gone.
    tried(do)
    left = {
        field
        for field, holding in HOLDINGS.items()
        if field.model not in MAY_STAY_BEHIND and holding.rows_of(people.gone).exists()
    }
    assert not left, act
