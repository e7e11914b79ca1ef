"""People on a waitlist who lacked only an appointment get their place once appointed; no deadlocks occur."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from enrollment.models import Registration
from enrollment.places import registering, taking
from tests.enrollment.admin_pages import apply
from tests.enrollment.tables import import_csv
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    UserFactory,
    WaitlistEntryFactory,
)
from tests.servers.waiting import until_others_wait

LIST = reverse("admin:enrollment_appointment_changelist")


@pytest.fixture
def waits(db):
    """A waitlist entry for a session with places, whose learning assistant is not appointed in its term."""
    assistant = LearningAssistantFactory(username="kari", name="Kari Li", email="kari@example.org")
    return WaitlistEntryFactory(assistant=assistant)


def has_a_place(entry) -> bool:
    return Registration.objects.filter(assistant=entry.assistant, session=entry.session).exists()


def test_appointment_added_by_hand_gives_the_place_waited_for(uniped, waits):
    course = CourseFactory()
    sent = {
        "assistant": waits.assistant_id,
        "term": waits.session.term_id,
        "department": course.department_id,
        "course": course.pk,
        "starts_on": "",
        "ends_on": "",
    }
    assert apply(uniped, reverse("admin:enrollment_appointment_add"), sent).status_code == 302
    assert has_a_place(waits)


@pytest.mark.parametrize(("options", "gets_it"), [([], True), (["--dry-run"], False)])
def test_appointment_from_a_file_gives_the_place_waited_for(tmp_path, waits, options, gets_it):
    CourseFactory()
    file = (
        "term,username,name,email,department,course\n"
        "2031H,kari,Kari Li,kari@example.org,NV-IFY,TFY4104\n"
    )
    assert import_csv(tmp_path, "appointments", file, *options).code == 0
    assert has_a_place(waits) == gets_it


def test_deleting_appointments_and_a_change_of_date_wait_for_each_other_in_turn(committed):
    """Deleting locks ada, ben and cid; the change locks cid, then ada, who is on the waitlist for his date."""
    ada, ben, cid = AppointedFactory.create_batch(3)
    held = RegistrationFactory(assistant=cid, session=CoreSessionFactory(capacity=1))
    WaitlistEntryFactory(assistant=ada, session=held.session)
    new = CoreSessionFactory()
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    chosen = [assistant.appointments.get().pk for assistant in (ada, ben, cid)]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    sent["because"] = "Entered twice"
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            taking.lock_assistant(ben)
            deleting = pool.submit(closing, client.post, LIST, sent)
            until_others_wait()  # it has locked ada, and waits for ben
            changing = pool.submit(closing, registering.change, registration=held, to=new, at=NOW)
            until_others_wait(2)
        deleting.result()
        assert changing.result().session == new
    assert Registration.objects.live().get(session=held.session).assistant == ada


def closing(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    finally:
        connection.close()  # this thread's connection
