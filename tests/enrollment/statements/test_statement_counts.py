"""A page needs at most 12 SQL statements, with the exceptions below, and no more as the data grows.

Deleting a person queries every table that refers to them.
"""

from __future__ import annotations

from datetime import timedelta

import pghistory
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from post_office.models import EmailTemplate

from enrollment.models import (
    CalendarFeed,
    Campus,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
)
from enrollment.places import cancelling
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    LetterFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
    offer_exchange,
)
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

# A statement per row shows with a few rows too.
MANY = daily_or_all(5, 20)
MOST = 12
# The admin banner shows the watchdog's last result.
MOST_OF_THE_ADMIN = 13
# It reads everything on record of its reader, each row once.
MOST_OF_MY_PAGE = 14
# As My page, with all applications, certificates, letters and changes.
MOST_OF_A_PERSON = 28
MOST_TO_TAKE_TWO_PLACES = 14
MOST_TO_DELETE = 24
MODELS = [
    "enrollment_campus",
    "enrollment_faculty",
    "enrollment_department",
    "enrollment_course",
    "enrollment_term",
    "enrollment_learningassistant",
    "enrollment_appointment",
    "enrollment_coordinator",
    "enrollment_coresession",
    "enrollment_registration",
    "enrollment_waitlistentry",
    "enrollment_exchange",
    "enrollment_letter",
    "enrollment_user",
    "auth_group",
    "account_emailaddress",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "post_office_emailtemplate",
]
TABLES = ["department", "course", "appointment", "coordinator", "coresession", "registration"]


@pytest.fixture
def root(db):
    return VerifiedUserFactory(username="root", is_staff=True, is_superuser=True)


@pytest.fixture
def session(ada, staff):
    """A coming session, led by staff, where ada has a place; she waits for another date and is offered an exchange."""
    session = CoreSessionFactory(capacity=200)
    session.leaders.add(staff)
    place = RegistrationFactory(assistant=ada, session=session)
    better = RegistrationFactory(session=CoreSessionFactory(capacity=1))
    WaitlistEntryFactory(assistant=ada, session=better.session)
    offer_exchange(place, better)
    RegistrationFactory(session=CoreSessionFactory(core_module=2, capacity=1))
    LetterFactory(assistant=ada)
    CalendarFeed.objects.create(assistant=ada, created_at=NOW)
    return session


def full(core_module):
    """Return the full session of a core module; ada is on the waitlist of the one for core module 1."""
    return CoreSession.objects.get(core_module=core_module, capacity=1)


def grow(session, staff, root, *, sessions, people):
    """Add sessions that ada was absent from, and people who have a place in ``session``.

    The people are also on the waitlist of both full sessions, and have been offered exchanges.
    """
    ada = LearningAssistant.objects.get(username="ada")
    place = Registration.objects.get(assistant=ada, session=session)
    for number in sessions:
        term = TermFactory(code=f"20{40 + number}H")
        other = CoreSessionFactory(
            core_module=1 + number % 2,
            campus=Campus.objects.all()[number % 3],
            days_ahead=(number + 20) * (-1) ** number,
        )
        # At the same time, so that both are compared.
        draft = CoreSessionFactory(starts_at=other.starts_at, place="R1", is_draft=True)
        draft.leaders.add(staff)
        AppointmentFactory(assistant=ada, term=term)
        RegistrationFactory(
            assistant=ada, session=other, mark="absent", marked_by=staff, marked_at=NOW
        )
        EmailAddress.objects.create(user=ada.user, email=f"ada{number}@example.org")
        add_passkey(ada.user)
        cancelling.cancel_session(
            session=RegistrationFactory(
                assistant=ada, session=CoreSessionFactory(core_module=2)
            ).session,
            at=NOW,
        )
        for withdrawn_at in (NOW, None):
            Registration.objects.filter(pk=place.pk).update(withdrawn_at=withdrawn_at)
    for number in people:
        course = CourseFactory(code=f"C{number}", department__code=f"D{number}")
        assistant = AppointedFactory(appointment__course=course, user=VerifiedUserFactory())
        theirs = RegistrationFactory(assistant=assistant, session=session)
        for core_module in (1, 2):
            WaitlistEntryFactory(assistant=assistant, session=full(core_module))
        offer_exchange(theirs, RegistrationFactory())
        LetterFactory(assistant=assistant)
        AppointmentFactory(assistant=assistant)
        CoordinatorFactory(department=course.department, course=course)
        session.leaders.add(VerifiedUserFactory())
        add_passkey(assistant.user)
        SocialAccount.objects.create(user=assistant.user, provider="feide", uid=assistant.username)
        for user in (staff, root):
            log(user, session)


def add_passkey(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})


def log(user, thing):
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        object_repr=str(thing),
        action_flag=CHANGE,
        change_message="[]",
    )


def pages_of_assistants(session, ada):
    place = Registration.objects.get(assistant=ada, session=session)
    return [
        "/",
        "/register/",
        "/my/",
        reverse("enrollment:give_up", args=[place.pk]),
        reverse("enrollment:change", args=[place.pk]),
        reverse("enrollment:wait", args=[full(2).pk]),
        reverse("enrollment:exchange", args=[ada.exchanges.get().pk]),
        reverse("completion:new_calendar_address"),
        reverse("completion:calendar", args=[ada.calendar_feed.token]),
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
    ]


def pages_of_leaders(session, ada):
    place = Registration.objects.get(assistant=ada, session=session)
    return [
        reverse("enrollment:roll_call", args=[session.pk]),
        reverse("enrollment:roster_export", args=[session.pk]),
        reverse("enrollment:move", args=[place.pk]),
        reverse("enrollment:remove", args=[place.pk]),
        reverse("enrollment:register_for", args=[ada.pk]),
        reverse("enrollment:wait_for", args=[ada.pk, full(2).pk]),
        reverse("enrollment:leave_for", args=[ada.pk, ada.waits.get().session_id]),
        reverse("enrollment:add_to_roster", args=[session.pk]) + "?q=a",
        reverse("enrollment:move_many", args=[session.pk]),
    ]


def pages_of_the_admin(session, ada):
    appointment = ada.appointments.get(course__code="TMA4100")
    first = {
        "enrollment_campus": session.campus,
        "enrollment_faculty": appointment.department.faculty,
        "enrollment_department": appointment.department,
        "enrollment_course": appointment.course,
        "enrollment_term": appointment.term,
        "enrollment_learningassistant": ada,
        "enrollment_appointment": appointment,
        "enrollment_coordinator": appointment.department.coordinators.get(),
        "enrollment_coresession": session,
        "enrollment_registration": Registration.objects.get(assistant=ada, session=session),
        "enrollment_waitlistentry": ada.waits.get(),
        "enrollment_exchange": ada.exchanges.get().exchange,
        "enrollment_letter": ada.letters.earliest("pk"),
        "enrollment_user": ada.user,
        "auth_group": Group.objects.get(),
        "account_emailaddress": ada.user.emailaddress_set.first(),
        "mfa_authenticator": Authenticator.objects.first(),
        "socialaccount_socialaccount": SocialAccount.objects.first(),
        "post_office_emailtemplate": EmailTemplate.objects.earliest("pk"),
    }
    yield reverse("admin:index")
    yield reverse("admin:enrollment_learningassistant_merge", args=[ada.pk]) + "?q=a"
    yield reverse("admin:search") + "?q=a"
    yield reverse("admin:term_calendar")
    yield reverse("admin:enrollment_learningassistant_person", args=[ada.pk])
    yield reverse("admin:enrollment_coresession_add_series")
    yield reverse("admin:enrollment_coresession_copy_term")
    yield reverse("admin:enrollment_coresession_publish") + f"?term={session.term_id}"
    yield reverse("admin:enrollment_coresession_cancel", args=[session.pk])
    yield reverse("admin:enrollment_waitlistentry_move_up", args=[ada.waits.get().pk])
    yield reverse("admin:enrollment_user_colleagues")
    colleague = session.leaders.get(username="staff")
    yield reverse("admin:enrollment_user_dismiss", args=[colleague.pk])
    yield reverse("admin:enrollment_letter_write") + f"?session={session.pk}"
    yield reverse("admin:enrollment_letter_to_groups")
    lists = {name: reverse(f"admin:{name}_changelist") for name in MODELS}
    yield from lists.values()
    yield lists["enrollment_coresession"] + "?full=no&state=upcoming&core_module__exact=1"
    yield lists["enrollment_registration"] + "?state=held&q=a"
    yield (
        lists["enrollment_learningassistant"] + f"?appointments__term__id__exact={session.term_id}"
    )
    for name, thing in first.items():
        yield reverse(f"admin:{name}_add")
        for page in ("change", "delete", "history"):
            yield reverse(f"admin:{name}_{page}", args=[thing.pk])
    for table in TABLES:
        for page in ("import", "export"):
            yield reverse(f"admin:enrollment_{table}_{page}")
    yield (
        reverse("admin:autocomplete")
        + "?app_label=enrollment&model_name=appointment&field_name=assistant&term=a"
    )


GROUPS = {
    "anonymous": (None, lambda session, ada: ["/", "/accounts/login/", "/accounts/signup/"]),
    "assistant": ("ada", pages_of_assistants),
    "leader": ("staff", pages_of_leaders),
    "Uniped": ("staff", pages_of_the_admin),
    "administrator": ("root", pages_of_the_admin),
}
# A superuser sees the same pages.
TRIED = daily_or_all([*GROUPS][:-1], [*GROUPS])


@pytest.mark.parametrize("group", TRIED)
def test_a_page_needs_few_statements_however_many_sessions_and_people_there_are(
    session, ada, cleo, staff, root, group
):
    who, pages = GROUPS[group]
    client = Client()
    if who is not None:
        client.force_login({"ada": ada.user, "staff": staff, "root": root}[who])
    grow(session, staff, root, sessions=range(2), people=range(2))
    # Access rules are tested in test_gates.
    small = {page: count(client, page) for page in pages(session, ada) if is_let_in(client, page)}
    assert len(small) > 2
    # The requests above were in the same transaction: without this, the history would name their user.
    with pghistory.context():
        grow(session, staff, root, sessions=range(2, MANY), people=range(2, 2 * MANY))
    large = {page: count(client, page) for page in small}
    found = {page: (small[page], large[page]) for page in small}
    assert {page: both for page, both in found.items() if both[1] > most_of(page)} == {}
    assert {page: both for page, both in found.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize("days", [(1, 60), (-60, -1)])
def test_no_page_needs_more_while_registration_is_shut(session, ada, staff, root, days):
    grow(session, staff, root, sessions=range(MANY), people=range(MANY))
    opens, closes = (NOW + timedelta(days=day) for day in days)
    Term.objects.update(registration_opens_at=opens, registration_closes_at=closes)
    client = Client()
    client.force_login(ada.user)
    pages = [page for page in pages_of_assistants(session, ada) if is_let_in(client, page)]
    found = {page: count(client, page) for page in pages}
    assert {page: number for page, number in found.items() if number > most_of(page)} == {}


def most_of(page):
    if page.endswith("/delete/"):
        return MOST_TO_DELETE
    if page.startswith("/admin/enrollment/learningassistant/") and page[-2].isdigit():
        return MOST_OF_A_PERSON
    if page.startswith("/admin/"):
        return MOST_OF_THE_ADMIN
    return MOST_OF_MY_PAGE if page == "/my/" else MOST


def is_let_in(client, page):
    """The first request also fills what is loaded once per process, which must not be counted."""
    status = client.get(page).status_code
    assert status in {200, 403}
    return status == 200


def count(client, page):
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200, page
    return len(statements)


def test_taking_two_places_needs_at_most_14_statements(session, ada, cleo, staff, root):
    grow(session, staff, root, sessions=range(2 * MANY), people=range(3 * MANY))
    Registration.objects.filter(assistant=ada).delete()
    second = CoreSessionFactory(core_module=2, starts_at=session.starts_at + timedelta(days=1))
    client = Client()
    client.force_login(ada.user)
    dates = {"core_module_1": session.pk, "core_module_2": second.pk}
    with CaptureQueriesContext(connection) as statements:
        assert client.post("/register/", dates).headers["Location"] == "/my/"
    assert Registration.objects.filter(assistant=ada).count() == 2
    assert len(statements) <= MOST_TO_TAKE_TWO_PLACES
