"""The pages on which a learning assistant objects to a mark, and the department answers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment.forms.unsent.keeping import SAVED
from modules.models import Objection
from tests.factories import AppointmentFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    ObjectionFactory,
)

from .test_meeting_pages import a_meeting, appointment, desk, my_page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

__all__ = ["a_meeting", "appointment", "desk"]


def test_objection_is_made_shown_and_answered(client, desk, ada, cleo, appointment, a_meeting):
    mark = FollowUpAttendanceFactory(meeting=a_meeting(), appointment=appointment, mark="absent")
    page = reverse("modules:object", args=[mark.pk])
    assert page in my_page(client, ada)
    assert client.get(page).status_code == 200
    assert client.post(page, {"text": ""}).status_code == 200
    client.post(page, {"text": "I sat at the back."})
    assert "under objection" in my_page(client, ada)
    assert client.get(page).status_code == 302
    client.force_login(cleo.user)
    assert f"{ada}, {appointment.course.code}" in text_of(desk("objections"))
    assert "I sat at the back." in text_of(desk("objections"))
    objection = Objection.objects.get()
    assert (
        desk("answer_objection", objection.pk, data={"text": "", "mark": "present"}).status_code
        == 200
    )
    sent = desk("answer_objection", objection.pk, data={"text": "Sorry!", "mark": "present"})
    assert sent.status_code == 302
    assert desk("answer_objection", objection.pk).status_code == 302
    again = desk("answer_objection", objection.pk, data={"text": "No.", "mark": "absent"})
    assert "has answered this objection" in text_of(again)
    page = my_page(client, ada)
    assert "under objection" not in page
    assert "Sorry!" in page


def test_after_an_answer_there_is_a_way_to_the_next_objection(
    client, desk, cleo, appointment, a_meeting
):
    first, last = (
        ObjectionFactory(
            attendance=FollowUpAttendanceFactory(
                meeting=a_meeting(), appointment=appointment, mark="absent"
            )
        )
        for _number in range(2)
    )
    # A colleague answers it.
    own = AppointmentFactory(
        assistant__user=cleo.user, course=appointment.course, term=appointment.term
    )
    ObjectionFactory(
        attendance=FollowUpAttendanceFactory(meeting=a_meeting(), appointment=own, mark="absent")
    )
    client.force_login(cleo.user)
    sent = {"text": "Sorry!", "mark": "present"}
    desk("answer_objection", first.pk, data=sent)
    page = desk("objections").content.decode()
    term = appointment.term.code
    path = reverse("modules:answer_objection", args=[appointment.department.code, term, last.pk])
    assert f'<a class="ds-link" href="{path}">Next objection (1 waiting)</a>' in page
    desk("answer_objection", last.pk, data=sent)
    assert "No objection is waiting for you any more." in text_of(desk("objections"))


def test_objection_to_a_mark_put_right_meanwhile_keeps_its_text_in_sight(
    client, ada, appointment, a_meeting
):
    mark = FollowUpAttendanceFactory(meeting=a_meeting(), appointment=appointment, mark="present")
    client.force_login(ada.user)
    answer = client.post(
        reverse("modules:object", args=[mark.pk]), {"text": "I sat at the back.", "draft": "abc"}
    )
    assert answer.status_code == 200
    assert "I sat at the back." in text_of(answer)
    assert "data-refusal" in answer.content.decode()
    assert SAVED not in client.cookies


def test_second_objection_is_said_not_to_be_sent(client, ada, appointment, a_meeting):
    mark = FollowUpAttendanceFactory(meeting=a_meeting(), appointment=appointment, mark="absent")
    client.force_login(ada.user)
    page = reverse("modules:object", args=[mark.pk])
    client.post(page, {"text": "First."})
    again = client.post(page, {"text": "Second.", "draft": "abc"}, follow=True)
    assert "Your first text is kept" in text_of(again)
    assert SAVED not in client.cookies
    same = client.post(page, {"text": "First."}, follow=True)
    assert "Your first text is kept" not in text_of(same)
