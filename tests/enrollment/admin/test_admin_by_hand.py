"""Changes that cannot be made by hand, not even by an administrator."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment.models import Registration
from enrollment.models.sessions import Mark
from tests.enrollment.admin_pages import apply, change_url, names_of_lists
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SESSIONS = reverse("admin:enrollment_coresession_changelist")
REGISTRATIONS = reverse("admin:enrollment_registration_changelist")


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
    chosen = {
        "action": "take_off",
        "_selected_action": [held.pk, marked.pk, gone.pk],
    }
    page = apply(uniped, REGISTRATIONS, chosen, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert any("Gro Holm is removed from" in message for message in said)
    assert any("already recorded for Ola Dahl" in message for message in said)
    assert any("Kari Lund no longer has a place at" in message for message in said)
    assert set(Registration.objects.live()) == {marked}


def test_history_of_a_registration_says_who_did_what(uniped, staff):
    registration = RegistrationFactory(session=CoreSessionFactory(days_ahead=-1))
    field = f"mark-{registration.pk}"
    uniped.post(reverse("enrollment:roll_call", args=[registration.session_id]), {field: "partial"})
    changes = uniped.get(change_url(registration)).context["changes"]
    assert [(change.what, change.by) for change in changes] == [
        ("Attendance: not marked → partial", str(staff)),
        ("Registered", ""),
    ]
