from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from enrollment import registering
from enrollment.admin.states import RegistrationState, SessionState
from enrollment.models import CoreSession, Registration
from enrollment.models.sessions import Mark
from tests.factories import (
    NOW,
    AppointedFactory,
    CampusFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SESSIONS = reverse("admin:enrollment_coresession_changelist")
SERIES = reverse("admin:enrollment_coresession_add_series")
REGISTRATIONS = reverse("admin:enrollment_registration_changelist")


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def uniped(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def root(client, db):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change_url(thing) -> str:
    return reverse(f"admin:enrollment_{thing._meta.model_name}_change", args=[thing.pk])


def cancel_url(session) -> str:
    return reverse("admin:enrollment_coresession_cancel", args=[session.pk])


def filled(session, **changes) -> dict[str, object]:
    """What the form of a session sends, with some of it changed."""
    starts, ends = localtime(session.starts_at), localtime(session.ends_at)
    return {
        "term": session.term_id,
        "core_module": session.core_module,
        "campus": session.campus_id,
        "language": session.language,
        "starts_at_0": f"{starts:%Y-%m-%d}",
        "starts_at_1": f"{starts:%H:%M:%S}",
        "ends_at_0": f"{ends:%Y-%m-%d}",
        "ends_at_1": f"{ends:%H:%M:%S}",
        "place": session.place,
        "online_url": session.online_url,
        "capacity": session.capacity,
        **changes,
    }


def shown(response) -> set[int]:
    assert response.status_code == 200
    return {row.pk for row in response.context["cl"].result_list}


def errors(response) -> str:
    assert response.status_code == 200
    context = response.context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return str(form.errors)


# A session's places and time


def test_capacity_cannot_go_below_the_places_taken_and_says_so(uniped):
    session = CoreSessionFactory(capacity=5)
    RegistrationFactory.create_batch(3, session=session)
    sent = uniped.post(change_url(session), filled(session, capacity=2))
    assert "3 places are taken" in errors(sent)
    assert "Move participants" in errors(sent)
    session.refresh_from_db()
    assert session.capacity == 5


def test_capacity_can_go_down_to_the_places_taken(uniped):
    session = CoreSessionFactory(capacity=5)
    RegistrationFactory.create_batch(3, session=session)
    assert uniped.post(change_url(session), filled(session, capacity=3)).status_code == 302
    session.refresh_from_db()
    assert session.capacity == 3


def test_session_is_not_moved_where_core_module_2_no_longer_follows(uniped):
    first, second = (CoreSessionFactory(core_module=n, days_ahead=10 * n) for n in (1, 2))
    assistant = AppointedFactory(name="Gro Holm")
    for session in (first, second):
        RegistrationFactory(assistant=assistant, session=session)
    late = localtime(NOW + timedelta(days=30))
    moved = {"starts_at_0": f"{late:%Y-%m-%d}", "ends_at_0": f"{late:%Y-%m-%d}"}
    assert "Gro Holm" in errors(uniped.post(change_url(first), filled(first, **moved)))
    first.refresh_from_db()
    assert first.starts_at == NOW + timedelta(days=10)


def test_core_module_stays_once_somebody_has_registered_even_if_the_place_was_given_up(uniped):
    session = CoreSessionFactory()
    RegistrationFactory(session=session, withdrawn_at=NOW)
    uniped.post(change_url(session), filled(session, core_module=2))
    session.refresh_from_db()
    assert session.core_module == 1


def test_two_sessions_at_one_time_on_one_campus_are_refused_in_words(uniped):
    one, other = CoreSessionFactory(days_ahead=3), CoreSessionFactory(days_ahead=4)
    RegistrationFactory(session=other)
    times = {key: value for key, value in filled(one).items() if key.startswith(("starts", "ends"))}
    sent = uniped.post(change_url(other), filled(other, **times))
    assert "There is already a session" in errors(sent)


def test_leaders_are_given_by_the_form(uniped, staff):
    session = CoreSessionFactory()
    assert uniped.post(change_url(session), filled(session, leaders=[staff.pk])).status_code == 302
    assert list(session.leaders.all()) == [staff]


def test_saving_an_old_page_does_not_bring_a_cancelled_session_back(uniped):
    session = CoreSessionFactory()
    before = filled(session, capacity=50)
    registering.cancel_session(session=session, at=NOW)
    assert uniped.post(change_url(session), before).status_code == 403
    session.refresh_from_db()
    assert session.cancelled_at == NOW
    assert session.capacity == 40


# Cancelling


def test_cancelling_says_who_loses_their_place_and_changes_nothing_yet(uniped):
    session = CoreSessionFactory()
    registration = RegistrationFactory(session=session)
    page = uniped.get(cancel_url(session))
    assert registration.assistant.name in page.content.decode()
    assert "1 learning assistant loses" in page.content.decode()
    session.refresh_from_db()
    assert session.cancelled_at is None


def test_cancelling_frees_everybody(uniped):
    session = CoreSessionFactory()
    RegistrationFactory.create_batch(2, session=session)
    page = uniped.post(cancel_url(session), follow=True)
    assert "2 learning assistants are free" in page.content.decode()
    assert not Registration.objects.live().filter(session=session).exists()
    assert uniped.post(cancel_url(session)).status_code == 403


def test_session_that_has_begun_is_not_cancelled(uniped):
    session = CoreSessionFactory(days_ahead=-3)
    page = uniped.post(cancel_url(session), follow=True)
    assert "has already begun" in page.content.decode()
    session.refresh_from_db()
    assert session.cancelled_at is None


# A series


@pytest.fixture
def series():
    return {
        "term": TermFactory().pk,
        "core_module": 1,
        "campus": CampusFactory().pk,
        "language": "nb",
        "start": "09:00",
        "end": "12:00",
        "capacity": 40,
        "dates": "2031-09-01\n02.09.2031\n",
    }


def test_series_on_a_list_of_dates(uniped, series):
    page = uniped.post(SERIES, series, follow=True)
    assert "2 sessions added." in page.content.decode()
    assert shown(page) == set(CoreSession.objects.values_list("pk", flat=True))
    starts = [localtime(one.starts_at) for one in CoreSession.objects.order_by("starts_at")]
    assert [f"{one:%Y-%m-%d %H:%M}" for one in starts] == ["2031-09-01 09:00", "2031-09-02 09:00"]


def test_series_on_weekdays_between_two_dates(uniped, series):
    between = {"dates": "", "first": "2031-09-01", "last": "2031-09-14", "weekdays": [0, 2]}
    uniped.post(SERIES, series | between)
    days = {localtime(one.starts_at).date() for one in CoreSession.objects.all()}
    assert days == {date(2031, 9, day) for day in (1, 3, 8, 10)}


def test_series_is_created_whole_or_not_at_all_and_names_the_dates_in_the_way(uniped, series):
    uniped.post(SERIES, series | {"dates": "2031-09-02"})
    sent = uniped.post(SERIES, series | {"dates": "2031-09-01\n2031-09-02\n2031-09-03"})
    assert "2 September 2031: There is already a session" in errors(sent)
    assert CoreSession.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"dates": "2031-09-31"}, "“2031-09-31” is not a date."),
        ({"dates": "2031-09-01\n01.09.2031"}, "1 September 2031 is listed twice."),
        ({"dates": ""}, "Give the dates"),
        ({"first": "2031-09-01"}, "not both"),
        (
            {"end": "08:00"},
            "Monday 1 September 2031, Tuesday 2 September 2031: The session ends before",
        ),
        ({"place": "R1", "online_url": "https://zoom.us/1"}, "the room or the link, not both"),
        ({"capacity": 0}, "greater than or equal to 1"),
        ({"capacity": 10**12}, "2147483647"),
        (
            {"dates": "", "first": "2031-09-02", "last": "2031-09-01", "weekdays": [0]},
            "Monday 1 September 2031 is before Tuesday 2 September 2031.",
        ),
        (
            {"dates": "", "first": "2031-09-02", "last": "9999-09-01", "weekdays": [0]},
            "more than a year",
        ),
        (
            {"dates": "", "first": "2031-09-01", "last": "2031-09-02", "weekdays": [4]},
            "no such weekday",
        ),
        (
            {
                "dates": "",
                "first": "2031-01-01",
                "last": "2031-12-31",
                "weekdays": [0, 1, 2, 3, 4],
            },
            "A series has 100 at most.",
        ),
    ],
)
def test_series_that_cannot_be_is_refused_in_a_sentence(uniped, series, changes, sentence):
    assert sentence in errors(uniped.post(SERIES, series | changes))
    assert not CoreSession.objects.exists()


# The lists


def test_filters_find_sessions_by_what_they_are(uniped):
    full = CoreSessionFactory(capacity=1, core_module=2)
    RegistrationFactory(session=full)
    free = CoreSessionFactory(language="en", campus__name="Gjøvik")
    past = CoreSessionFactory(days_ahead=-3, term__code="2030H")
    cancelled = CoreSessionFactory(cancelled_at=NOW)
    found = {
        "full=yes": {full},
        "full=no": {free, past, cancelled},
        "state=upcoming": {full, free},
        "state=past": {past},
        "state=cancelled": {cancelled},
        "core_module__exact=2": {full},
        "language__exact=en": {free},
        f"campus__id__exact={free.campus_id}": {free},
        f"term__id__exact={past.term_id}": {past},
        "full=nonsense": {full, free, past, cancelled},
    }
    for query, sessions in found.items():
        assert shown(uniped.get(f"{SESSIONS}?{query}")) == {one.pk for one in sessions}, query


def test_full_is_what_the_list_says_is_full(uniped):
    for taken in range(3):
        RegistrationFactory.create_batch(taken, session=CoreSessionFactory(capacity=2))
    rows = uniped.get(f"{SESSIONS}?full=yes").context["cl"].result_list
    assert [(row.taken, row.is_full) for row in rows] == [(2, True)]


def test_list_shows_places_and_a_link_to_the_roster(uniped):
    session = CoreSessionFactory(capacity=40)
    RegistrationFactory.create_batch(2, session=session)
    page = uniped.get(SESSIONS).content.decode()
    assert "2 of 40" in page
    assert reverse("enrollment:roll_call", args=[session.pk]) in page


def test_states_of_registrations_are_told_apart(uniped, staff):
    recorded = {"marked_by": staff, "marked_at": NOW}
    made = {
        RegistrationState.HELD: RegistrationFactory(),
        RegistrationState.GIVEN_UP: RegistrationFactory(withdrawn_at=NOW),
        RegistrationState.ATTENDED: RegistrationFactory(mark=Mark.PRESENT, **recorded),
        RegistrationState.PARTIAL: RegistrationFactory(mark=Mark.PARTIAL, **recorded),
        RegistrationState.ABSENT: RegistrationFactory(mark=Mark.ABSENT, **recorded),
        RegistrationState.CANCELLED: RegistrationFactory(),
    }
    registering.cancel_session(session=made[RegistrationState.CANCELLED].session, at=NOW)
    for state, registration in made.items():
        assert shown(uniped.get(f"{REGISTRATIONS}?state={state}")) == {registration.pk}, state


def test_registrations_are_found_by_name_and_user_name(uniped):
    wanted = RegistrationFactory(assistant__name="Gro Holm", assistant__username="groh")
    RegistrationFactory()
    for query in ("Holm", "groh"):
        assert shown(uniped.get(f"{REGISTRATIONS}?q={query}")) == {wanted.pk}


def names_of_lists() -> list[str]:
    models = "campus faculty department course term learningassistant appointment coordinator"
    return [*models.split(), "coresession", "registration", "user"]


@pytest.mark.parametrize("name", names_of_lists())
def test_lists_take_as_many_statements_however_long_they_are(
    uniped, name, django_assert_max_num_queries
):
    url = reverse(f"admin:enrollment_{name}_changelist")
    RegistrationFactory()
    with django_assert_max_num_queries(12) as few:
        uniped.get(url)
    for number in range(12):
        session = CoreSessionFactory(term__code=f"20{40 + number}V", campus__name=f"C{number}")
        RegistrationFactory.create_batch(8, session=session)
    CoreSessionFactory.create_batch(90)
    with django_assert_max_num_queries(len(few)):
        uniped.get(url)


# What nobody does by hand


def test_registration_is_not_edited_by_hand(root):
    registration = RegistrationFactory(session=CoreSessionFactory(days_ahead=-1))
    assert root.get(change_url(registration)).status_code == 200
    assert root.post(change_url(registration), {"mark": "present"}).status_code == 403
    registration.refresh_from_db()
    assert registration.mark == Mark.NONE


def test_registration_is_not_added_by_hand(root):
    assert root.get(reverse("admin:enrollment_registration_add")).status_code == 403


@pytest.mark.parametrize("name", ["coresession", "registration", "learningassistant"])
def test_uniped_deletes_no_history(uniped, name):
    registration = RegistrationFactory()
    things = {
        "coresession": registration.session,
        "registration": registration,
        "learningassistant": registration.assistant,
    }
    url = reverse(f"admin:enrollment_{name}_delete", args=[things[name].pk])
    assert uniped.post(url, {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [things[name].pk], "post": "yes"}
    uniped.post(reverse(f"admin:enrollment_{name}_changelist"), bulk)
    things[name].refresh_from_db()


def test_administrator_deletes_no_registration(root):
    registration = RegistrationFactory()
    url = reverse("admin:enrollment_registration_delete", args=[registration.pk])
    assert root.post(url, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", names_of_lists())
def test_no_list_deletes_many_kept_rows_at_once(root, name):
    page = root.get(reverse(f"admin:enrollment_{name}_changelist"))
    form = page.context["action_form"]
    actions = [] if form is None else [key for key, _ in form.fields["action"].choices]
    assert ("delete_selected" in actions) == (name in {"appointment", "coordinator"})


def test_taking_off_tells_of_each_how_it_went(uniped, staff):
    held = RegistrationFactory(assistant__name="Gro Holm")
    marked = RegistrationFactory(
        assistant__name="Ola Dahl", mark=Mark.PRESENT, marked_by=staff, marked_at=NOW
    )
    gone = RegistrationFactory(assistant__name="Kari Lund", withdrawn_at=NOW)
    chosen = {"action": "take_off", "_selected_action": [held.pk, marked.pk, gone.pk]}
    page = uniped.post(REGISTRATIONS, chosen, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert any("Gro Holm is taken off" in one for one in said)
    assert any("already recorded for Ola Dahl" in one for one in said)
    assert any("Kari Lund no longer holds" in one for one in said)
    assert set(Registration.objects.live()) == {marked}


def test_history_of_a_registration_says_who_did_what(uniped, staff):
    registration = RegistrationFactory(session=CoreSessionFactory(days_ahead=-1))
    field = f"mark-{registration.pk}"
    uniped.post(reverse("enrollment:roll_call", args=[registration.session_id]), {field: "partial"})
    changes = uniped.get(change_url(registration)).context["changes"]
    assert [(one.what, one.by) for one in changes] == [
        ("Attendance: partial", str(staff)),
        ("Registered", ""),
    ]


def test_states_of_sessions_have_a_name():
    assert all(state.label for state in SessionState)
