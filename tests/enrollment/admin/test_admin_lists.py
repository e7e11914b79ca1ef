from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import get_fields_from_path
from django.db import connection
from django.db.models import GeneratedField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from enrollment import clock
from enrollment.admin.states import RegistrationState
from enrollment.models import CoreSession, Exchange
from enrollment.models.sessions import Mark
from enrollment.places import cancelling
from tests.enrollment.admin_pages import change_url, names_of_lists, shown
from tests.factories import NOW, OSLO, CoreSessionFactory, LetterFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SESSIONS = reverse("admin:enrollment_coresession_changelist")
REGISTRATIONS = reverse("admin:enrollment_registration_changelist")
# Tables with some hundred rows, or with short codes and addresses: folding all of them takes a tenth of a second.
FEW_ROWS = {
    *("enrollment.Campus", "enrollment.Faculty", "enrollment.Department", "enrollment.Course"),
    *("enrollment.CoreSession", "modules.OnlineModule", "modules.Question", "modules.Criterion"),
    *("post_office.EmailTemplate", "auth.Group", "account.EmailAddress"),
    *("socialaccount.SocialAccount", "completion.CompletionReport"),
}


def test_filters_find_sessions_by_what_they_are(uniped):
    full = CoreSessionFactory(capacity=1, core_module=2)
    RegistrationFactory(session=full)
    free = CoreSessionFactory(language="en", campus__name="Gjøvik")
    past = CoreSessionFactory(days_ahead=-3, term__code="2030H")
    cancelled = CoreSessionFactory(cancelled_at=NOW)
    under_way = CoreSessionFactory(starts_at=clock.now() - timedelta(hours=1))
    found = {
        "full=yes": {full},
        "full=no": {free, past, cancelled, under_way},
        "state=upcoming": {full, free},
        "state=under_way": {under_way},
        "state=past": {past},
        "state=cancelled": {cancelled},
        "core_module__exact=2": {full},
        "language__exact=en": {free},
        f"campus__id__exact={free.campus_id}": {free},
        f"term__id__exact={past.term_id}": {past},
        "full=nonsense": {full, free, past, cancelled, under_way},
    }
    for query, sessions in found.items():
        assert shown(uniped.get(f"{SESSIONS}?{query}")) == {session.pk for session in sessions}, (
            query
        )


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


@pytest.mark.parametrize(
    ("language", "head", "words"),
    [
        ("en", "Attendance", ["not recorded for 2 of 3", "not recorded for 1 of 1"]),
        ("nb", "Oppmøte", ["ikke ført for 2 av 3", "ikke ført for 1 av 1"]),
    ],
)
def test_list_of_what_is_not_recorded_says_for_how_many(uniped, staff, language, head, words):
    for days_ahead, held in ((-3, 2), (-2, 1)):
        session = CoreSessionFactory(days_ahead=days_ahead, capacity=40)
        RegistrationFactory.create_batch(held, session=session)
        RegistrationFactory(session=session, withdrawn_at=NOW)
    recorded = {"mark": Mark.ABSENT, "marked_by": staff, "marked_at": NOW}
    RegistrationFactory(session=CoreSession.objects.earliest("starts_at"), **recorded)
    headers = {"Accept-Language": language}
    page = uniped.get(f"{SESSIONS}?needs=marks", headers=headers).content.decode()
    by_number = uniped.get(f"{SESSIONS}?needs=marks&o=4")
    table = html.fromstring(page).get_element_by_id("result_list")
    cells = [cell.text_content() for cell in table.find_class("field-attendance")]
    assert cells == words
    (column,) = table.find_class("column-attendance")
    assert column.text_content().strip() == head
    assert not table.find_class("field-places")
    assert [row.unmarked for row in by_number.context["cl"].result_list] == [1, 2]


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
    cancelling.cancel_session(session=made[RegistrationState.CANCELLED].session, at=NOW)
    for state, registration in made.items():
        assert shown(uniped.get(f"{REGISTRATIONS}?state={state}")) == {registration.pk}, state


def test_registrations_are_found_by_name_and_user_name(uniped):
    wanted = RegistrationFactory(assistant__name="Gro Holm", assistant__username="groh")
    RegistrationFactory()
    for query in ("Holm", "groh"):
        assert shown(uniped.get(f"{REGISTRATIONS}?q={query}")) == {wanted.pk}


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


@pytest.mark.parametrize("model", ["coresession", "learningassistant", "letter"])
def test_a_list_pasted_into_a_search_is_read_to_its_two_hundredth_character(root, model):
    url = reverse(f"admin:enrollment_{model}_changelist")
    pasted = " ".join(f"w{number}" for number in range(1000))
    with CaptureQueriesContext(connection) as captured:
        assert root.get(url, {"q": pasted}).status_code == 200
    assert "w30" in str(captured.captured_queries)
    assert "w60" not in str(captured.captured_queries)


def test_people_meetings_and_accounts_are_searched_in_stored_columns(rf):
    """Folding takes longer than reading: the attendance of some thousand people took more than a second."""
    request = rf.get("/")
    folded_each_time = {
        get_fields_from_path(model, name)[-1].model._meta.label
        for model, model_admin in site._registry.items()
        for name in model_admin.get_search_fields(request)
        if not name.startswith("^")
        if not isinstance(get_fields_from_path(model, name)[-1], GeneratedField)
    }
    assert folded_each_time == FEW_ROWS


def test_no_list_takes_more_than_twelve_statements(root, django_assert_max_num_queries):
    LetterFactory(assistant=RegistrationFactory().assistant)
    models = [model._meta for model in site._registry]
    assert len(models) > 25
    for model in models:
        url = reverse(f"admin:{model.app_label}_{model.model_name}_changelist")
        for query in ({}, {"q": "ada person"}):
            with django_assert_max_num_queries(12, info=url):
                assert root.get(url, query).status_code == 200


@pytest.mark.parametrize("name", sorted({*names_of_lists()} - {"registration"}))
def test_bokmal_gives_no_thing_a_gender_that_it_may_not_have(root, name):
    pages = [reverse(f"admin:enrollment_{name}_{page}") for page in ("changelist", "add")]
    for page in pages:
        text = root.get(page, headers={"Accept-Language": "nb"}).content.decode()
        assert 'lang="nb"' in text
        assert "Legg til" in text
        assert "egg til ny" not in text


@pytest.mark.parametrize(("language", "words"), [("nb", "Brevtekster"), ("en", "Letter texts")])
def test_the_index_calls_the_texts_of_letters_what_staff_call_them(uniped, language, words):
    page = uniped.get("/admin/", headers={"Accept-Language": language}).content.decode()
    assert words in page
    assert "Post Office" not in page
    assert "Email Template" not in page


WHEN = datetime(2026, 11, 2, 15, 30, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("language", "short", "day", "clock"),
    [
        ("nb", "man 02.11.2026 15.30", "02.11.2026", "15.30"),
        ("en", "Mon 2 Nov 2026 15:30", "2026-11-02", "15:30"),
    ],
)
def test_a_moment_is_written_the_same_in_every_list_and_without_seconds_in_every_field(
    root, language, short, day, clock
):
    session = CoreSessionFactory(starts_at=WHEN, ends_at=WHEN + timedelta(hours=3))
    registration = RegistrationFactory(session=session, registered_at=WHEN)
    LetterFactory(assistant=registration.assistant, written_at=WHEN)
    Exchange.objects.create(core_module=1, offered_at=WHEN, expires_at=WHEN + timedelta(days=2))
    accept = {"Accept-Language": language}
    for page in (
        SESSIONS,
        REGISTRATIONS,
        change_url(session),
        change_url(registration),
        change_url(registration.assistant),
        reverse("admin:enrollment_letter_changelist"),
        reverse("admin:enrollment_exchange_changelist"),
    ):
        text = root.get(page, headers=accept).content.decode()
        assert short in text, page
        assert "15:30:00" not in text
        assert "2026-11-02 15" not in text
    text = root.get(change_url(session), headers=accept).content.decode()
    assert f'value="{day}"' in text
    assert f'value="{clock}"' in text
