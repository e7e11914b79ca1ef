from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enrollment.access import link_account, link_assistant
from enrollment.models import Coordinator, LearningAssistant
from tests.enrollment.admin_pages import change_url
from tests.factories import (
    CourseFactory,
    DepartmentFactory,
    LearningAssistantFactory,
    LetterFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
    offer_exchange,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

RIGHTS = {
    "campus": "view",
    "faculty": "view add change",
    "department": "view add change",
    "course": "view add change",
    "term": "view add change",
    "learningassistant": "view add change",
    "appointment": "view add change delete",
    "coordinator": "view add change delete",
    "coresession": "view add change delete",
    "registration": "view add change",
    "waitlistentry": "view change",
    "exchange": "view",
    "letter": "view",
    "user": "view",
}
# Models without a list above: inlines, and the letter texts of post_office.
RIGHTS_ELSEWHERE = {
    "exchangeside": "view",
    "preparation": "view add change delete",
    "remindertiming": "view add change delete",
    "emailtemplate": "view change",
}
# What the pages let Uniped do; rules make this less than the permissions.
PAGES = RIGHTS | {"coresession": "view add change", "registration": "view", "waitlistentry": "view"}


def test_uniped_has_exactly_its_rights(staff):
    every = RIGHTS | RIGHTS_ELSEWHERE
    expected = {f"{right}_{model}" for model, rights in every.items() for right in rights.split()}
    held = Permission.objects.filter(group__name="Uniped").exclude(
        content_type__app_label__in=["completion", "modules"]
    )
    assert set(held.values_list("codename", flat=True)) == expected
    assert not staff.is_superuser


@pytest.mark.parametrize("model", RIGHTS)
def test_pages_let_uniped_do_exactly_what_the_table_says(uniped, model):
    offer_exchange(RegistrationFactory(), RegistrationFactory())
    WaitlistEntryFactory()
    LetterFactory()
    listing = uniped.get(reverse(f"admin:enrollment_{model}_changelist"))
    assert listing.status_code == 200
    add = uniped.get(reverse(f"admin:enrollment_{model}_add"))
    assert (add.status_code == 200) == ("add" in PAGES[model].split())
    thing = listing.context["cl"].queryset.first()
    if thing is None:
        return
    change = uniped.get(reverse(f"admin:enrollment_{model}_change", args=[thing.pk]))
    assert change.status_code == 200
    assert change.context["has_change_permission"] == ("change" in PAGES[model].split())
    delete = uniped.get(reverse(f"admin:enrollment_{model}_delete", args=[thing.pk]))
    assert (delete.status_code == 200) == ("delete" in PAGES[model].split())


def test_to_save_a_person_writes_none_of_the_places_shown_with_them(uniped):
    url = change_url(RegistrationFactory().assistant)
    boxes = re.findall(r"<input[^>]* name=[^>]*>", uniped.get(url).content.decode())
    sent = {attribute(box, "name"): attribute(box, "value") for box in boxes}
    with CaptureQueriesContext(connection) as done:
        answer = uniped.post(url, sent | {"name": "Aud Aas", "language": "nb", "user": ""})
    assert answer.status_code == 302
    written = " ".join(statement["sql"] for statement in done)
    assert 'UPDATE "enrollment_learningassistant"' in written
    assert 'UPDATE "enrollment_registration"' not in written


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


@pytest.mark.parametrize("fixture", ["ada", "cleo"])
def test_who_is_not_staff_is_sent_away(client, request, fixture):
    client.force_login(request.getfixturevalue(fixture).user)
    assert client.get(reverse("admin:index")).status_code == 302


def test_uniped_sees_accounts_without_their_passwords(uniped, staff):
    page = uniped.get(reverse("admin:enrollment_user_change", args=[staff.pk])).content.decode()
    assert "argon2" not in page
    assert "is_superuser" not in page


def test_uniped_cannot_make_itself_administrator(uniped, staff):
    url = reverse("admin:enrollment_user_change", args=[staff.pk])
    assert uniped.post(url, {"username": "staff", "is_superuser": "on"}).status_code == 403
    staff.refresh_from_db()
    assert not staff.is_superuser


def test_what_an_administrator_writes_of_an_account_proves_nothing(root):
    assistant = LearningAssistantFactory(username="groh", email="gro@example.org")
    user = UserFactory(username="x")
    page = reverse("admin:enrollment_user_change", args=[user.pk])
    sent = {"username": "groh", "name": "Gro", "email": "gro@example.org", "is_active": "on"}
    assert root.post(page, sent).status_code == 302
    user.refresh_from_db()
    assert (user.username, user.email) == ("groh", "gro@example.org")
    assert link_account(user) is None
    assert link_assistant(assistant) is None


def test_an_address_that_an_administrator_marks_as_confirmed_links_at_the_next_log_in(root):
    assistant = LearningAssistantFactory(email="gro@example.org")
    address = EmailAddress.objects.create(user=UserFactory(), email="gro@example.org")
    chosen = {"action": "make_verified", "_selected_action": address.pk}
    root.post(reverse("admin:account_emailaddress_changelist"), chosen)
    assistant.refresh_from_db()
    assert assistant.user is None
    assert link_account(address.user) == assistant


def new_assistant(**changes):
    nothing = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}
    inlines = {
        f"{name}-{key}": value
        for name in ("appointments", "registrations")
        for key, value in nothing.items()
    }
    person = {"name": "Gro Holm", "username": "groh", "email": "gro@example.org", "language": "nb"}
    return {**person, **inlines, **changes}


def test_new_learning_assistant_is_linked_to_the_account_that_is_theirs(uniped):
    user = VerifiedUserFactory(username="gro@example.org", email="gro@example.org")
    uniped.post(reverse("admin:enrollment_learningassistant_add"), new_assistant())
    assert LearningAssistant.objects.get(username="groh").user == user


def test_account_taken_away_is_not_linked_again_by_the_same_save(uniped):
    user = VerifiedUserFactory(username="gro@example.org", email="gro@example.org")
    gro = LearningAssistantFactory(
        user=user, name="Gro Holm", username="groh", email="gro@example.org"
    )
    url = reverse("admin:enrollment_learningassistant_change", args=[gro.pk])
    assert uniped.post(url, new_assistant(user="")).status_code == 302
    gro.refresh_from_db()
    assert gro.user is None


def test_two_learning_assistants_with_one_address_are_refused_in_words(uniped):
    LearningAssistantFactory(email="GRO@example.org")
    sent = uniped.post(reverse("admin:enrollment_learningassistant_add"), new_assistant())
    assert "already has this e-mail address" in str(sent.context["adminform"].form.errors)


def test_page_of_a_learning_assistant_takes_as_many_statements_however_much_it_shows(
    uniped, ada, staff, django_assert_max_num_queries
):
    url = reverse("admin:enrollment_learningassistant_change", args=[ada.pk])
    RegistrationFactory(assistant=ada)
    with django_assert_max_num_queries(14) as few:
        page = uniped.get(url)
    assert page.status_code == 200
    for _ in range(5):
        RegistrationFactory(assistant=ada, withdrawn_at=staff.date_joined)
    with django_assert_max_num_queries(len(few)):
        uniped.get(url)


def test_coordinator_of_a_course_belongs_to_its_department(uniped):
    user = UserFactory()
    course = CourseFactory()
    other = DepartmentFactory(code="IE-IMF")
    sent = {"user": user.pk, "department": other.pk, "course": course.pk}
    page = uniped.post(reverse("admin:enrollment_coordinator_add"), sent)
    assert "another department" in str(page.context["adminform"].form.errors)
    sent["department"] = course.department_id
    assert uniped.post(reverse("admin:enrollment_coordinator_add"), sent).status_code == 302
    assert Coordinator.objects.get().course == course


def test_term_shows_its_state_and_its_numbers(uniped):
    registration = RegistrationFactory(session__term=TermFactory())
    RegistrationFactory(session=registration.session)
    page = uniped.get(reverse("admin:enrollment_term_changelist"))
    (term,) = page.context["cl"].result_list
    assert (term.sessions, term.places_taken) == (1, 2)
    assert "open" in page.content.decode()


def test_half_a_registration_window_is_refused_in_words(uniped):
    sent = {
        "code": "2032V",
        "deadline_hours": 48,
        "report_tolerance": 10,
        "preparations-TOTAL_FORMS": 0,
        "preparations-INITIAL_FORMS": 0,
        "registration_opens_at_0": "2032-01-02",
        "registration_opens_at_1": "09:00",
    }
    page = uniped.post(reverse("admin:enrollment_term_add"), sent)
    assert "Give both when registration opens" in str(page.context["adminform"].form.errors)


@pytest.mark.parametrize(("language", "words"), [("nb", "Til nettstedet"), ("en", "View site")])
def test_admin_speaks_both_languages_and_offers_the_other(uniped, language, words):
    uniped.cookies["django_language"] = language
    page = uniped.get(reverse("admin:index")).content.decode()
    assert words.lower() in page.lower()
    assert ('value="en"' in page) == (language == "nb")
