"""Who gets which letter: every event, and every kind of person. Each event happens twice, and the second time is quiet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from completion.reminders import reminding
from enrollment.places import cancelling, exempting, moving, registering, waiting
from enrollment.refusals import Refusal
from enrollment.sessions import leading
from modules.follow_up import planning
from modules.models import FollowUpMeeting
from tests.completion.reminders.events import (
    ACCOUNT,
    IN_TEN_DAYS,
    World,
    appointment_ended,
    coordinator_imported,
    coordinator_made,
    digested,
    fill,
    meeting_changed,
    meeting_for_other_course,
    meeting_imported,
    meeting_planned,
    objection_answered,
    person_added,
    registered_by_file,
    reminded,
    session_changed,
    session_changed_by_file,
    without_a_leader,
)
from tests.factories import (
    NOW,
    CoordinatorFactory,
    CoreSessionFactory,
    DepartmentFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.follow_up.test_meeting_letters import a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(ada, staff, cleo):
    """ada and another hold the last two places of a seminar; a third waits for one."""
    own = ada.appointments.get()
    full, free = (
        CoreSessionFactory(
            term=own.term, starts_at=IN_TEN_DAYS + timedelta(days=days), place="R1", capacity=2
        )
        for days in (0, 4)
    )
    world = World(own.department, own.course, own.term, full, free, FollowUpMeeting(), {})
    world.people = {
        "concerned": ada,
        "other": world.appoint(assistant__user=VerifiedUserFactory()),
        "waiting": world.appoint(assistant__user=VerifiedUserFactory()),
        "exempt": world.appoint(assistant__exempt_since=NOW.date()),
        "former": world.appoint(ends_on=NOW.date() - timedelta(days=1)),
        "newcomer": LearningAssistantFactory(),
        "leader": VerifiedUserFactory(),
        "coordinator": cleo.user,
        "outsider": CoordinatorFactory(department=DepartmentFactory(code="HF-IHK")).user,
        "appointee": VerifiedUserFactory(),
        "uniped": staff,
    }
    for name in ("concerned", "other"):
        RegistrationFactory(assistant=world.assistant(name), session=full)
    WaitlistEntryFactory(assistant=world.assistant("waiting"), session=full)
    for session in (full, free):
        session.leaders.add(world.user("leader"))
    (world.meeting,) = planning.plan(
        department=world.department,
        term=world.term,
        plans=[a_plan("Held", IN_TEN_DAYS + timedelta(days=1), place="")],
        at=NOW,
    )
    reminding.remind(NOW)
    return world


HOLDERS = ("concerned", "other")
EXPECTED = ("concerned", "other", "waiting")
GETS_THE_PLACE = {"waiting": ["promoted"]}


def each(names: tuple[str, ...], *kinds: str) -> dict[str, list[str]]:
    return {name: [*kinds] for name in names}


# The event, and who is told what. Everyone else is told nothing.
EVENTS: dict[str, tuple[Callable[[World], object], dict[str, list[str]]]] = {
    "registers": (
        lambda world: registering.register(
            assistant=world.assistant("waiting"), sessions=[world.free], at=NOW
        ),
        {"waiting": ["place-held"]},
    ),
    "registered by a file": (registered_by_file, {"newcomer": ["place-held"]}),
    "registered by a file, letters declined": (
        lambda world: registered_by_file(world, send_letters=False),
        {},
    ),
    "joins a waitlist": (
        lambda world: waiting.join(
            assistant=world.assistant("other"), session=fill(world.free), at=NOW
        ),
        {"other": ["waitlisted"]},
    ),
    "gives up": (
        lambda world: registering.withdraw(registration=world.place(), at=NOW),
        {"concerned": ["given-up"], **GETS_THE_PLACE},
    ),
    "changes date": (
        lambda world: registering.change(registration=world.place(), to=world.free, at=NOW),
        {"concerned": ["swapped"], **GETS_THE_PLACE},
    ),
    "moved by staff": (
        lambda world: moving.move(registration=world.place(), to=world.free, at=NOW),
        {"concerned": ["swapped"], **GETS_THE_PLACE},
    ),
    "removed by staff": (
        lambda world: registering.remove(registration=world.place(), at=NOW),
        {"concerned": ["given-up"], **GETS_THE_PLACE},
    ),
    "exempted": (
        lambda world: exempting.exempt(assistant=world.assistant(), at=NOW),
        {"concerned": ["given-up"], **GETS_THE_PLACE},
    ),
    "appointment ended": (appointment_ended, {}),
    "session changed": (
        session_changed,
        {**each(EXPECTED, "session-changed"), "leader": ["leader-changed"]},
    ),
    "session changed by a file": (
        session_changed_by_file,
        {**each(EXPECTED, "session-changed"), "leader": ["leader-changed"]},
    ),
    "session cancelled": (
        lambda world: cancelling.cancel_session(session=world.full, at=NOW),
        {**each(EXPECTED, "session-cancelled"), "leader": ["leader-cancelled"]},
    ),
    "leader chosen": (
        lambda world: leading.assign(
            {world.full: [world.user("leader"), world.user("appointee")]}, NOW
        ),
        {"appointee": ["leader-added"]},
    ),
    "leader replaced": (
        lambda world: leading.assign({world.full: [world.user("appointee")]}, NOW),
        {"appointee": ["leader-added"], "leader": ["leader-removed"]},
    ),
    "no leader a week before": (
        without_a_leader,
        {"uniped": ["leader-missing"]},
    ),
    "meeting planned": (meeting_planned, each(EXPECTED, "meeting-planned")),
    "meeting imported": (meeting_imported, each(EXPECTED, "meeting-planned")),
    "meeting imported, letters declined": (
        lambda world: meeting_imported(world, send_letters=False),
        {},
    ),
    "meeting given a room": (meeting_changed, each(EXPECTED, "meeting-changed")),
    "meeting kept for one course": (
        meeting_for_other_course,
        {**each(("concerned", "waiting"), "meeting-cancelled"), "other": ["meeting-changed"]},
    ),
    "meeting cancelled": (
        lambda world: planning.cancel(meeting=world.meeting, at=NOW),
        each(EXPECTED, "meeting-cancelled"),
    ),
    "meeting tomorrow": (
        lambda world: reminded(world.meeting.starts_at - timedelta(hours=20), "meeting-tomorrow"),
        each(EXPECTED, "meeting-tomorrow"),
    ),
    "seminar tomorrow": (
        lambda _world: reminded(
            IN_TEN_DAYS - timedelta(hours=20),
            *("seminar-ahead", "seminar-tomorrow", "preparation-missing"),
        ),
        each(HOLDERS, "seminar-tomorrow", "preparation-missing"),
    ),
    "person added": (person_added, {"newcomer": ["greeting", "meeting-planned"]}),
    "objection answered": (objection_answered, {"concerned": ["objection-answered"]}),
    "coordinator appointed": (coordinator_made, {"appointee": [ACCOUNT]}),
    "coordinator imported": (coordinator_imported, {"appointee": [ACCOUNT]}),
    "a week with something to do": (digested, {"coordinator": ["digest"]}),
}
# Written on other grounds, to people who still lack a place.
BESIDE = {"registration-open", "registration-closing"}


@pytest.mark.parametrize("name", EVENTS)
def test_who_is_told(world, name):
    event, told = EVENTS[name]
    before = world.written()
    for _twice in range(2):
        with suppress(Refusal):
            event(world)
        reminding.remind(NOW)
    after = world.written() - before
    wanted = Counter((person, kind) for person, kinds in told.items() for kind in kinds)
    assert Counter({told: n for told, n in after.items() if told[1] not in BESIDE}) == wanted


def test_only_these_are_ever_told():
    """An exempt person, one who has left, and a coordinator of another department are told nothing."""
    told = {person for _event, people in EVENTS.values() for person in people}
    assert told == {
        *EXPECTED,
        *("newcomer", "leader", "appointee", "uniped", "coordinator"),
    }
