"""Data for the benchmark: the real timetable, open today, and thousands of signed-in learning assistants."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from io import StringIO
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils.crypto import get_random_string

import enrollment
from enrollment import clock
from enrollment.accounts.adapter import with_roles
from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    CoreSession,
    Course,
    LearningAssistant,
    Term,
    User,
)

DATA = Path(enrollment.__file__).parent / "data"


class QueriedBackend(ModelBackend):
    """Load for the baseline what ``AccountBackend`` loads, by a queryset whose SQL Django builds for each request."""

    def get_user(self, user_id: int) -> User | None:
        return with_roles(user_id).first()


def load_timetable() -> None:
    """Load departments, courses and the timetable of 2024, moved to the coming weeks."""
    for kind in ("departments", "courses"):
        call_command("import_csv", kind, DATA / f"{kind}.csv", verbosity=0)
    call_command(
        "import_csv",
        "core_sessions",
        DATA / "core_sessions_autumn_2024.csv",
        accept_weekday_mismatch=True,
        verbosity=0,
        stderr=StringIO(),  # its two warnings
    )
    at = clock.now()
    weeks = timedelta(
        weeks=(at - CoreSession.objects.earliest("starts_at").starts_at).days // 7 + 3
    )
    CoreSession.objects.update(starts_at=F("starts_at") + weeks, ends_at=F("ends_at") + weeks)
    Term.objects.update(
        registration_opens_at=at - timedelta(days=1),
        registration_closes_at=at + timedelta(days=100),
    )


def choices(people: int) -> list[tuple[CoreSession, CoreSession]]:
    """Return two sessions on one campus for each person, spread over the timetable and shuffled."""
    seed = random.Random(2024)
    chosen: list[tuple[CoreSession, CoreSession]] = []
    dates = [
        [list(campus.core_sessions.filter(core_module=number)) for number in CoreModule.values]
        for campus in Campus.objects.all()
    ]
    while len(chosen) < people:
        for first, second in dates:
            chosen += zip(first, seed.sample(second, len(second)), strict=True)
    seed.shuffle(chosen)
    return chosen[:people]


def appoint(numbers: range) -> list[User]:
    """Create learning assistants spread over all courses, and return their accounts."""
    users = User.objects.bulk_create(
        User(
            username=f"la{number}",
            name=f"Assistant {number}",
            email=f"la{number}@example.org",
            password="!",
        )
        for number in numbers
    )
    assistants = LearningAssistant.objects.bulk_create(
        LearningAssistant(user=user, username=user.username, name=user.name, email=user.email)
        for user in users
    )
    term = Term.objects.get()
    courses = Course.objects.select_related("department")
    Appointment.objects.bulk_create(
        Appointment(assistant=assistant, course=course, department=course.department, term=term)
        for assistant, course in zip(assistants, cycle(courses), strict=False)
    )
    filled = (User, LearningAssistant, Appointment)
    with connection.cursor() as cursor:
        # Not of registrations, which are still to come: PostgreSQL plans to read a table to its end if it knows it as empty.
        cursor.execute("ANALYZE " + ", ".join(model._meta.db_table for model in filled))
    return users


def sign_in(users: Iterable[User], backend: str = settings.AUTHENTICATION_BACKENDS[0]) -> list[str]:
    """Create a session for each account, authenticated by ``backend``, and return the cookies."""
    store = SessionStore()
    sessions = store.model.objects.bulk_create(
        store.model(
            session_key=get_random_string(32, VALID_KEY_CHARS),
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: backend,
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
            expire_date=store.get_expiry_date(),
        )
        for user in users
    )
    return [session.session_key for session in sessions]
