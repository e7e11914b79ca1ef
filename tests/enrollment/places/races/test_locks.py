"""Which sessions a person who registers waits for."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from enrollment.places.locking import lock_and_read
from tests.factories import NOW, CoreSessionFactory, LearningAssistantFactory, RegistrationFactory

pytestmark = pytest.mark.usefixtures("committed")


def locks_taken(assistant, sessions):
    """Return whether the sessions are locked, as their rows tell, and the places said to be taken."""
    with transaction.atomic():
        taken = [
            session.taken
            for session in lock_and_read(
                assistant, [session.pk for session in sessions], NOW
            ).sessions
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT bool_or(xmax = pg_current_xact_id()::xid) FROM enrollment_coresession"
            )
            ((locked,),) = cursor.fetchall()
    return locked, taken


def test_a_full_session_is_not_locked_unless_by_one_who_holds_it():
    ada, ben = LearningAssistantFactory(), LearningAssistantFactory()
    full, free = CoreSessionFactory(capacity=1), CoreSessionFactory(core_module=2)
    RegistrationFactory(assistant=ada, session=full)
    assert locks_taken(ben, [full, free]) == (False, [1, 0])
    assert locks_taken(ben, [free]) == (True, [0])
    assert locks_taken(ada, [full, free]) == (True, [1, 0])
