"""What is shown of a change before it is made is what then happens, for every kind of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from enrollment.models import Appointment, CoreSession, Letter, Registration, User, WaitlistEntry
from enrollment.places import promoting
from enrollment.rehearsal.moves import MoveKind
from modules.models import FollowUpMeeting
from tests.completion.factories import ApplicationFactory
from tests.enrollment.admin.test_admin_import import choose, confirm
from tests.enrollment.admin_pages import answer, change_url
from tests.factories import (
    NOW,
    AppointmentFactory,
    CampusFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory
from tests.size import daily_or_all
from tests.two_editors import Editor

pytestmark = pytest.mark.django_db

PEOPLE = 7


class World:
    """Few places, many who want them, and meetings at the same hours."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.course = CourseFactory()
        self.term = TermFactory()
        self.leaders = VerifiedUserFactory.create_batch(2)
        self.people = [
            AppointmentFactory(assistant=person, course=self.course).assistant
            for person in LearningAssistantFactory.create_batch(PEOPLE)
        ]
        self.sessions = [
            CoreSessionFactory(
                core_module=module,
                starts_at=NOW.replace(hour=9) + timedelta(days=day),
                capacity=draw.randint(1, 3),
                place=f"R{day}",
            )
            # The first is within its deadline.
            for module, day in ((1, 1), (1, 9), (1, 10), (2, 21), (2, 22))
        ]
        for session in self.sessions:
            session.leaders.set(draw.sample(self.leaders, draw.randint(0, 2)))
        for person in self.people:
            for module in (1, 2):
                self._place(person, module)
        for days in draw.sample(range(8, 26), 6):
            FollowUpMeetingFactory(
                department=self.course.department,
                term=self.term,
                starts_at=NOW.replace(hour=10) + timedelta(days=days),
            )
        # Free places have gone to those who wait for them already.
        promoting.promote_all(NOW)

    def _place(self, person, module) -> None:
        """Let a person hold a place, wait for another one, both or neither."""
        dates = [session for session in self.sessions if session.core_module == module]
        held = self.draw.choice([None, *dates])
        if held is not None and held.registrations.live().count() < held.capacity:
            RegistrationFactory(assistant=person, session=held)
        wanted = self.draw.choice([None, *dates])
        if wanted is not None and wanted != held:
            WaitlistEntryFactory(assistant=person, session=wanted, created_at=NOW)


@dataclass
class Snapshot:
    """What is on record, read from the tables alone."""

    places: set[tuple[int, int]]
    waits: set[tuple[int, int]]
    letters: Counter[tuple[str, int | None, int | None]]
    times: dict[int, tuple]

    @classmethod
    def taken(cls) -> Snapshot:
        live = Registration.objects.live()
        return cls(
            set(live.values_list("assistant", "session")),
            set(WaitlistEntry.objects.values_list("assistant", "session")),
            Counter(Letter.objects.order_by().values_list("kind", "assistant", "user")),
            {
                session.pk: (session.starts_at, session.ends_at)
                for session in CoreSession.objects.all()
            },
        )


def collisions(before: Snapshot, after: Snapshot) -> set[tuple[int, int]]:
    """Return who, by the tables, holds a place at the time of a meeting, and did not before."""
    meetings = list(FollowUpMeeting.objects.all())
    appointed = set(Appointment.objects.values_list("assistant", flat=True))
    return {
        (person, session)
        for person, session in after.places
        if (person, session) not in before.places
        or after.times[session] != before.times.get(session)
        for meeting in meetings
        if person in appointed
        and meeting.starts_at < after.times[session][1]
        and after.times[session][0] < meeting.ends_at
    }


def form_of(client, row, **choices):
    editor = Editor(client, change_url(row))
    editor.open()
    for name, value in choices.items():
        editor.choose(name, value)
    return editor.path, {name: value for name, value in editor.fields.items() if value is not None}


def moved(session, days) -> dict[str, str]:
    day = f"{session.starts_at + timedelta(days=days):%Y-%m-%d}"
    return {"starts_at_0": day, "ends_at_0": day}


def session_changed(world, client):
    session, draw = world.draw.choice(world.sessions), world.draw
    changes: dict[str, object] = {}
    if draw.random() < 0.6:
        changes["capacity"] = str(draw.randint(1, 6))
    if draw.random() < 0.4:
        changes |= moved(session, draw.randint(-1, 4))
    if draw.random() < 0.3:
        changes["place"] = "R99"
    if draw.random() < 0.3:
        changes["leaders"] = [str(leader.pk) for leader in draw.sample(world.leaders, 1)]
    return form_of(client, session, **changes)


def session_cancelled(world, client):
    session = world.draw.choice(world.sessions)
    return reverse("admin:enrollment_coresession_cancel", args=[session.pk]), {}


def session_added(world, client):
    sent = {
        **{"term": world.term.pk, "core_module": 1, "campus": CampusFactory().pk},
        **{"language": "nb", "starts_at_0": f"{NOW + timedelta(days=12):%Y-%m-%d}"},
        **{"starts_at_1": "09:00", "ends_at_0": f"{NOW + timedelta(days=12):%Y-%m-%d}"},
        **{"ends_at_1": "12:00", "place": "R12", "online_url": "", "capacity": "500"},
        "leaders": [leader.pk for leader in world.leaders[: world.draw.randint(0, 2)]],
    }
    return reverse("admin:enrollment_coresession_add"), sent


def term_changed(world, client):
    closes = NOW + timedelta(days=world.draw.choice([-1, 30]))
    return form_of(
        client,
        world.term,
        deadline_hours=str(world.draw.choice([1, 24, 300])),
        registration_closes_at_0=f"{closes:%Y-%m-%d}",
    )


def appointment_ended(world, client):
    appointment = world.draw.choice(list(Appointment.objects.all()))
    day = NOW + timedelta(days=world.draw.choice([-1, 0, 15]))
    return form_of(client, appointment, ends_on=f"{day:%Y-%m-%d}", frees="on")


def appointment_added(world, client):
    assistant = world.draw.choice([*world.people, LearningAssistantFactory()])
    course = CourseFactory(department=world.course.department, code="TMA4100")
    sent = {"assistant": assistant.pk, "term": world.term.pk, "course": course.pk}
    sent |= {"department": course.department_id, "starts_on": "", "ends_on": ""}
    return reverse("admin:enrollment_appointment_add"), sent


def appointments_deleted(world, client):
    chosen = world.draw.sample(list(Appointment.objects.values_list("pk", flat=True)), 2)
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    return reverse("admin:enrollment_appointment_changelist"), sent


def decided(world, client):
    application = ApplicationFactory(assistant=world.draw.choice(world.people))
    decision = world.draw.choice(["approved", "approved", "rejected"])
    url = reverse("admin:completion_equivalentqualification_decide", args=[application.pk])
    return url, {"decision": decision, "reason": "It shows it."}


CHANGES = [
    *(session_changed, session_changed, session_cancelled, session_added, term_changed),
    *(appointment_ended, appointment_added, appointments_deleted, decided),
]


@given(change=st.sampled_from(CHANGES), seed=st.integers(0, 2**32), is_quiet=st.booleans())
@settings(max_examples=daily_or_all(12, 300))
def test_what_is_shown_is_what_happens(change, seed, is_quiet):
    with uniped() as client:
        check(client, *change(World(Random(seed)), client), is_quiet=is_quiet)


@contextmanager
def uniped() -> Iterator[Client]:
    """A client of Uniped, of which nothing is left."""
    with transaction.atomic():
        staff = VerifiedUserFactory(is_staff=True)
        staff.groups.add(Group.objects.get(name="Uniped"))
        client = Client()
        client.force_login(staff)
        yield client
        transaction.set_rollback(True)


def check(client, url, sent, *, is_quiet):
    before = Snapshot.taken()
    page = client.post(url, sent)
    now = Snapshot.taken()
    if page.status_code == 302 or "found" not in page.context:
        # Refused, or of no consequence for others.
        assert (now.places, now.waits, now.letters) == (before.places, before.waits, before.letters)
        assert not collisions(before, now)
        return
    assert now == before
    found = page.context["found"]
    is_quiet = is_quiet and bool(found.letters)
    more = {"because": "They know."} if is_quiet else {}
    assert answer(client, page, "quietly" if is_quiet else "apply", **more).status_code == 302
    after = Snapshot.taken()
    letters = Counter(
        (letters.kind.code, *keys_of(recipient))
        for letters in found.letters
        for recipient in letters.recipients
    )
    assert after.letters - before.letters == (Counter() if is_quiet else letters)
    kinds = {
        kind: {(move.assistant.pk, move.session.pk) for move in found.moves if move.kind is kind}
        for kind in MoveKind
    }
    instead = {(move.assistant.pk, move.instead_of.pk) for move in found.moves if move.instead_of}
    assert after.places - before.places == kinds[MoveKind.GOT] | kinds[MoveKind.PROMOTED]
    assert before.places - after.places == kinds[MoveKind.LOST] | instead
    assert before.waits - after.waits == kinds[MoveKind.PROMOTED] | kinds[MoveKind.WAITS_NO_MORE]
    shown = {(collision.assistant.pk, collision.session.pk) for collision in found.collisions}
    assert shown == collisions(before, after)


def keys_of(recipient) -> tuple[int | None, int | None]:
    return (None, recipient.pk) if isinstance(recipient, User) else (recipient.pk, None)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=daily_or_all(2, 20))
def test_import_writes_the_letters_that_its_preview_counted(seed):
    with uniped() as client:
        world = World(Random(seed))
        people = [*world.people, LearningAssistantFactory()]
        last_days = ["", f"{NOW + timedelta(days=15):%Y-%m-%d}"]
        rows = [
            f"2031H,{person.username},{person.name},{person.email},"
            f"{world.course.department.code},{world.course.code},,{world.draw.choice(last_days)},nb"
            for person in people
        ]
        header = "term,username,name,email,department,course,starts_on,ends_on,language"
        page = choose(client, "appointments", "\n".join([header, *rows]))
        counted = {kind.code: number for kind, number in page.context["result"].letters.items()}
        before = Counter(Letter.objects.order_by().values_list("kind", flat=True))
        confirm(client, "appointments", page)
        after = Counter(Letter.objects.order_by().values_list("kind", flat=True))
        assert after - before == Counter(counted)
