"""The page of a pasted list: shown first, then appointed when confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.models import Appointment, LearningAssistant, Letter
from tests.factories import (
    AppointmentFactory,
    LearningAssistantFactory,
)
from tests.modules.department.pasting.pasted import (
    NEW,
    answer_to,
    confirm,
    hidden_fields,
    text_in,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def words_of(page) -> str:
    return " ".join(page.content.decode().split())


class TestPage:
    @pytest.fixture
    def url(self, client, cleo):
        client.force_login(cleo.user)
        return reverse("modules:paste_people", args=["IE-IMF", "2031H"])

    def test_shows_first_and_appoints_when_confirmed(self, client, url):
        page = client.post(url, {"people": NEW}).content.decode()
        assert "No one is appointed yet" in page
        assert "Appoint 1 person" in page
        assert Appointment.objects.count() == 1
        done = confirm(client, url, NEW)
        assert done.headers["Location"] == reverse(
            "completion:department", args=["IE-IMF", "2031H"]
        )
        assert "1 person is appointed." in client.get(done.headers["Location"]).content.decode()
        assert Appointment.objects.count() == 2

    def test_meetings_held_before_are_named_and_those_with_a_later_first_day_are_not_expected(
        self, client, url, cleo, term
    ):
        said = "1 meeting has been held already: The kick-off"
        add = reverse("modules:add_person", args=["IE-IMF", "2031H"])
        assert said not in words_of(client.post(url, {"people": NEW}))
        meeting = FollowUpMeetingFactory(
            department=cleo.department, term=term, title="The kick-off"
        )
        upcoming = FollowUpMeetingFactory(department=cleo.department, term=term, upcoming=True)
        assert said in words_of(client.get(add))
        shown = words_of(client.post(url, {"people": NEW}))
        assert said in shown
        assert upcoming.title not in shown
        later = f"{NEW}; fra {localdate(meeting.starts_at) + timedelta(days=1):%d.%m.%Y}"
        assert said not in words_of(client.post(url, {"people": later}))
        confirm(client, url, later)
        confirm(client, url, "ben; Ben Berg; ben@x.no; TMA4100")
        front = client.get(reverse("completion:department", args=["IE-IMF", "2031H"]))
        # Ada and Ben, of whom no first day is known, but not Dora.
        assert "not recorded yet for 2 people" in words_of(front)
        assert "or from the beginning of the term if none is given" in words_of(front)

    def test_confirmed_twice_is_once(self, client, url):
        sent = {"people": NEW, "confirm": "1"}
        sent |= hidden_fields(client.post(url, {"people": NEW}))
        assert client.post(url, sent).status_code == 302
        assert "already appointed" in client.post(url, sent).content.decode()
        assert Appointment.objects.count() == 2
        assert Letter.objects.count() == 1

    def test_what_was_not_shown_is_not_appointed(self, client, url):
        sent = hidden_fields(client.post(url, {"people": NEW}))
        other = NEW.replace("dora", "evil")
        page = client.post(url, {**sent, "people": other, "confirm": "1"}).content.decode()
        assert "The list has changed since it was checked." in page
        assert Appointment.objects.count() == 1

    def test_what_came_in_its_way_meanwhile_is_told(self, client, url):
        """The check found nothing, and then the address was taken."""
        page = client.post(url, {"people": NEW})
        LearningAssistantFactory(email="dora@example.org")
        sent = {**hidden_fields(page), "people": NEW, "confirm": "1"}
        assert "is on record already" in client.post(url, sent).content.decode()
        assert Appointment.objects.count() == 1

    def test_good_lines_are_taken_and_the_rest_is_left_to_mend(self, client, url):
        page = confirm(client, url, f"{NEW}\nx\nnobody")
        assert text_in(page) == "x\nnobody"
        shown = page.content.decode()
        assert "1 person is appointed. 2 lines are left to mend." in shown
        assert "To mend (2)" in shown
        assert "Use the answers" not in shown
        assert 'data-draft="saved"' in shown
        assert Appointment.objects.count() == 2

    def test_an_answer_is_kept_until_it_is_withdrawn(self, client, url):
        line = "ada2;Ada Aas;ada2@example.org;TMA4100"
        name = answer_to(client.post(url, {"people": line}))
        assert "Use the answers" in client.post(url, {"people": line}).content.decode()
        page = client.post(url, {"people": line, name: "new"})
        assert "Your answer: Another person, who is new." in page.content.decode()
        answers = hidden_fields(page)
        assert answers[name] == "new"
        page = client.post(url, {"people": line, **answers, "forget": name})
        assert answer_to(page) == name
        assert confirm(client, url, line, **{name: "new"}).status_code == 302
        assert LearningAssistant.objects.filter(name="Ada Aas").count() == 2

    def test_a_button_mends_the_line(self, client, url):
        line = client.post(url, {"people": "Ada Aass"}).context["checked"].lines[0]
        mend = f"{line.row.key}-{line.mends[0].code}"
        page = client.post(url, {"people": "Ada Aass", "mend": mend})
        assert text_in(page) == "ada"
        assert "Everyone on the list is already appointed." in page.content.decode()

    def test_leaving_out_the_only_line_leaves_an_empty_list(self, client, url):
        line = client.post(url, {"people": "x"}).context["checked"].lines[0]
        page = client.post(url, {"people": "x", "mend": f"{line.row.key}-{line.mends[-1].code}"})
        assert "The list is empty." in page.content.decode()

    def test_a_correction_alone_is_made(self, client, url, ada):
        course = ada.appointments.get().course
        dora = AppointmentFactory(
            assistant__username="dora", assistant__name="Dora Dal", course=course
        ).assistant
        line = "dora;dora.dal@example.org;TMA4100"
        page = client.post(url, {"people": line}).content.decode()
        assert "(dora): dora@example.org → dora.dal@example.org" in page
        confirm(client, url, line, correct=f"{dora.pk}-email")
        dora.refresh_from_db()
        assert dora.email == "dora.dal@example.org"

    def test_a_correction_that_is_refused_is_told(self, client, url, ada, ben):
        course = ada.appointments.get().course
        dora = AppointmentFactory(assistant__username="dora", course=course).assistant
        line = "dora;dora.dal@example.org;TMA4100"
        page = client.post(url, {"people": line})
        LearningAssistant.objects.filter(pk=dora.pk).update(email="other@example.org")
        sent = {**hidden_fields(page), "people": line, "confirm": "1"}
        client.post(url, sent | {"correct": f"{dora.pk}-email"})
        dora.refresh_from_db()
        assert dora.email == "other@example.org"

    def test_an_empty_list(self, client, url):
        assert "The list is empty." in client.post(url, {"people": ";;"}).content.decode()
