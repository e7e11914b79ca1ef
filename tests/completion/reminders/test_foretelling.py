"""What is foretold for a day is what the tasks write on that day, whatever is due and whatever is stopped."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.timezone import localdate, localtime
from hypothesis import Phase, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from completion.department import digest_times, digesting
from completion.reminders import reminding
from completion.reminders.about_completion import TIMES
from completion.reminders.foretelling import letters_to_come
from enrollment.letters.by_staff import stopping
from enrollment.models import Letter, ReminderTiming, Term
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
    VerifiedUserFactory,
)
from tests.modules.factories import ChoiceFactory, ModuleDatesFactory, PeerEvaluationFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

DAYS = daily_or_all(2, 4)
# Everything in these worlds begins and ends at even hours, between two runs of the tasks.
RUNS = [NOW + timedelta(hours=number, minutes=15) for number in range(1, DAYS * 24, 2)]

# Every day the one world of the example.
PHASES = daily_or_all([Phase.explicit], list(Phase))


def draw_a_world(chance: Random) -> None:
    """Draw a term in which much is due: by hours, so that windows begin and end within a day."""
    staff = VerifiedUserFactory(is_staff=True)
    staff.groups.add(Group.objects.get(name="Uniped"))
    opens = chance.choice([-300, 20])
    term = TermFactory(
        registration_opens_at=hours(opens),
        registration_closes_at=hours(opens + chance.choice([30, 180, 330])),
    )
    for kind, days in drawn_timings(chance, term).items():
        ReminderTiming.objects.create(term=term, kind=kind, days_before=days)
    sessions = [
        CoreSessionFactory(
            core_module=chance.choice([1, 2]),
            starts_at=hours(chance.randint(1, 24 * 9)),
            place=str(number),
        )
        for number in range(4)
    ]
    for number in range(5):
        own = AppointmentFactory(term=term)
        session = chance.choice(sessions)
        if chance.random() < 0.7:
            RegistrationFactory(
                assistant=own.assistant,
                session=session,
                registered_at=hours(-chance.choice([1, 12, 23, 60, 300])),
            )
        if number < 2:
            ChoiceFactory(assistant=own.assistant, module__code=f"OM{number + 1}")
    CoordinatorFactory(user__username="guro", department=own.department)
    for begins in (-26, chance.randint(1, 90), chance.randint(1, 90)):
        FollowUpMeetingFactory(
            department=own.department,
            term=term,
            starts_at=hours(begins),
            is_announced=chance.random() < 0.5,
        )
    ModuleDatesFactory(
        hand_in_by=localdate(NOW) + timedelta(days=chance.randint(1, 17)),
        complete_by=localdate(NOW) + timedelta(days=30),
    )
    PeerEvaluationFactory(lease_ends_at=hours(chance.randint(1, 90)), leased_at=hours(-90))


def hours(number: int) -> datetime:
    """Return the even hour that is so many hours from now, or the one before it."""
    return NOW + timedelta(hours=number - number % 2)


def drawn_timings(chance: Random, term: Term) -> dict[str, int | None]:
    day = (term.last_day - localdate(NOW)).days - chance.randint(0, DAYS)
    return {TIMES[0].code: day, "preparation-missing": chance.choice([1, 2, 5])}


def draw_stops(chance: Random) -> None:
    """Stop one kind on a day, and one letter, of those foretold."""
    found = letters_to_come(NOW, DAYS)
    if not found:
        return
    whole, single = chance.choice(found), chance.choice(found)
    for letter, is_whole in ((single, False), (whole, True)):
        stopping.stop(
            kind=letter.draft.kind,
            day=letter.day,
            letters=[letter.draft.natural_key],
            is_whole=is_whole,
            because="Not this term.",
            by=UserFactory(),
            at=NOW,
        )


def written_by_the_tasks() -> Counter:
    """Run the tasks, twice where they write anything, and return what they wrote by day."""
    written: list[Letter] = []
    for at in [NOW, *RUNS]:
        moment = localtime(at)
        ours = [*reminding.remind(at)]
        if digest_times.next_on(moment.date(), at) == at:
            ours += digesting.digest(at)
            assert digesting.digest(at) == []
        if ours:
            assert reminding.remind(at) == []
        written += ours
    return Counter(
        (localdate(letter.written_at), letter.kind, letter.recipient, letter.key)
        for letter in written
        if localdate(letter.written_at) < localdate(NOW) + timedelta(days=DAYS)
    )


@given(st.integers(min_value=0, max_value=2**32))
@hypothesis_settings(max_examples=60, deadline=None, phases=PHASES)
@example(1)
# The first of two meetings begins, of which the letter was stopped.
@example(2887860425)
def test_each_day_the_tasks_write_what_was_foretold(seed):
    with transaction.atomic():
        chance = Random(seed)
        draw_a_world(chance)
        draw_stops(chance)
        foretold = letters_to_come(NOW, DAYS)
        assert not Letter.objects.exists()
        expected = Counter(
            (letter.day, letter.draft.kind.code, letter.draft.recipient, letter.draft.key)
            for letter in foretold
            if letter.stop is None
        )
        assert written_by_the_tasks() == expected
        transaction.set_rollback(True)
