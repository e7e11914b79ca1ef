"""Staff edits to terms, courses, people and seminars do not change past attendance or sent letters.

See the full table in ``docs/history.md``.
"""

from __future__ import annotations

import pytest
from django.core import mail
from post_office.models import EmailTemplate

from enrollment.letters import delivering
from enrollment.models import Campus, Letter
from enrollment.places import registering
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
)

from .admin.test_two_at_an_admin_form import Editor
from .admin_pages import change_url, errors
from .test_database_rules import violates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def changed(client, row, **choices):
    """Change fields in the admin form of a row and submit it."""
    editor = Editor(client, change_url(row))
    editor.open()
    for name, value in choices.items():
        editor.choose(name, value)
    return client.post(editor.path, {k: v for k, v in editor.fields.items() if v is not None})


@pytest.fixture
def marked(staff):
    """A seminar registration marked present."""
    session = CoreSessionFactory(days_ahead=-3)
    return RegistrationFactory(session=session, mark="present", marked_by=staff, marked_at=NOW)


@pytest.mark.parametrize("whose", ["term", "department", "course"])
def test_code_stays_once_a_person_is_appointed(uniped, whose):
    row = getattr(AppointmentFactory(), whose)
    code = "2030V" if whose == "term" else "OTHER"
    sent = changed(uniped, row, code=code)
    assert "This can no longer be changed" in errors(sent)
    assert "appointments" in errors(sent)
    with violates(f"{whose}_code_stays"):
        type(row).objects.filter(pk=row.pk).update(code=code)


def test_code_that_nothing_hangs_on_is_put_right(uniped):
    term = TermFactory(code="2034H")
    assert changed(uniped, term, code="2034V").status_code == 302


def test_term_of_a_seminar_stays_what_its_files_call_it():
    with violates("term_code_stays"):
        term = CoreSessionFactory().term
        type(term).objects.filter(pk=term.pk).update(code="2030V")


@pytest.mark.parametrize("required", ["on", None])
def test_what_was_attended_counts_by_the_rule_that_held_then(uniped, staff, required):
    session = CoreSessionFactory(term__preparation_required=required is None, days_ahead=-3)
    RegistrationFactory(session=session, mark="present", marked_by=staff, marked_at=NOW)
    sent = changed(uniped, session.term, preparation_required=required)
    assert "because attendance is recorded in this term" in errors(sent)
    with violates("term_preparation_stays"):
        type(session.term).objects.update(preparation_required=bool(required))


def test_rule_of_a_term_to_come_is_changed(uniped):
    session = CoreSessionFactory()
    RegistrationFactory(session=session)
    assert changed(uniped, session.term, preparation_required="on").status_code == 302


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("term", lambda: TermFactory(code="2030H")),
        ("campus", lambda: Campus.objects.last()),
    ],
)
def test_seminar_with_a_registration_stays_of_its_term_and_campus(column, other):
    session = RegistrationFactory().session
    with violates("core_session_registered_stays"):
        type(session).objects.filter(pk=session.pk).update(**{column: other()})


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("session", lambda place: CoreSessionFactory(days_ahead=-4)),
        ("assistant", lambda place: LearningAssistantFactory()),
    ],
)
def test_mark_is_not_given_to_another_seminar_or_person(marked, column, other):
    with violates("registration_marked_stays"):
        type(marked).objects.filter(pk=marked.pk).update(**{column: other(marked)})


def test_letter_that_was_sent_stays_as_it_was(ada, uniped, settings):
    registering.register(assistant=ada, sessions=[CoreSessionFactory()], at=NOW)
    delivering.deliver()
    letter = Letter.objects.get(kind="place-held")
    before = (letter.email.subject, letter.email.message, mail.outbox[0].body)
    EmailTemplate.objects.update(subject="Another subject", content="Another text")
    ada.name = "Ada Berg"
    ada.save()
    delivering.deliver()
    letter.refresh_from_db()
    assert (letter.email.subject, letter.email.message, mail.outbox[0].body) == before
    page = uniped.get(f"/admin/enrollment/letter/{letter.pk}/change/").content.decode()
    assert "Another" not in page
    assert len(mail.outbox) == 1


def test_former_names_of_a_person_stay_in_their_history(ada):
    ada.name = "Ada Berg"
    ada.save()
    assert [event.name for event in ada.events.order_by("pgh_id")] == ["Ada Aas", "Ada Berg"]
