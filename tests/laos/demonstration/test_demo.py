"""What the demo shows, and to whom; it is loaded once."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils.timezone import localtime

from completion.models import CompletionReport, EquivalentQualification
from enrollment import clock, demo
from enrollment.access import in_doubt
from enrollment.models import (
    Appointment,
    Coordinator,
    CoreSession,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from modules.models import FollowUpAttendance
from tests.laos.demonstration.loading import counts, on_the_wall, run, timetables

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the demo once; no test changes it for the next."""
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True),
        transaction.atomic(),
    ):
        yield run()
        transaction.set_rollback(True)


@pytest.fixture
def printed(loaded, settings):
    settings.DEMO = True
    return loaded


class TestWhatIsThere:
    def test_only_the_accounts_are_printed(self, printed):
        assert printed.startswith("\nDemo accounts")

    def test_a_second_time_nothing_is_added_and_the_accounts_are_printed_again(self, printed):
        before = counts()
        again = run()
        assert counts() == before
        accounts = printed[printed.index("Demo accounts") :]
        assert again.strip() == accounts.strip()

    def test_registration_is_open_today(self, printed):
        now = clock.now()
        term = Term.objects.open(now).get()
        assert Term.objects.current(now) == term
        assert Appointment.objects.live(now).filter(term=term).exists()

    def test_it_is_the_real_timetable_some_whole_weeks_later(self, printed):
        real, shifted = timetables(clock.now())
        assert len(real) == 24
        assert [on_the_wall(session) for session in shifted] == [
            on_the_wall(session) for session in real
        ]
        days = {
            localtime(new.starts_at).date() - localtime(old.starts_at).date()
            for old, new in zip(real, shifted, strict=True)
        }
        (shift,) = days
        assert shift.days % 7 == 0

    def test_some_hundred_people_work_at_many_departments(self, printed):
        assert LearningAssistant.objects.count() >= 100
        assert Appointment.objects.values("department").distinct().count() >= 15

    def test_one_pair_of_dates_is_full_and_others_are_not(self, printed):
        _, shifted = timetables(clock.now())
        sessions = CoreSession.objects.with_places().filter(
            pk__in=[session.pk for session in shifted]
        )
        full = [session.core_module for session in sessions if session.is_full]
        assert set(full) == {1, 2}
        assert len(full) < len(shifted) / 2

    def test_the_autumn_of_2024_is_history_with_every_kind_of_mark(self, printed):
        past = Registration.objects.filter(session__term__code=demo.HISTORY_TERM)
        assert set(past.values_list("mark", flat=True)) == {"present", "partial", "absent"}
        assert not Term.objects.get(code=demo.HISTORY_TERM).is_open(clock.now())


class TestAccounts:
    def log_in(self, printed, username):
        """Log in on the real page with the printed password."""
        password = re.search(r"password (\S+):", printed)[1]
        assert re.search(rf"^  {username} ", printed, re.MULTILINE)
        client = Client()
        response = client.post("/accounts/login/", {"login": username, "password": password})
        assert response.status_code == 302, response.context["form"].errors
        return client

    def test_each_that_is_printed_can_log_in(self, printed):
        for account in demo.ACCOUNTS:
            assert self.log_in(printed, account.username).get("/my/").status_code == 200

    def test_the_assistant_can_take_two_dates(self, printed):
        client = self.log_in(printed, "assistant")
        modules = client.get("/register/").context["modules"]
        free = [
            [option.session for option in module.options if option.refusal is None]
            for module in modules
        ]
        dates = {"core_module_1": free[0][0].pk, "core_module_2": free[1][-1].pk}
        assert client.post("/register/", dates).url == "/my/"

    def test_demo_accounts_prove_who_they_are(self, printed):
        assert LearningAssistant.objects.exclude(user=None).count() >= 3
        assert not in_doubt().exists()

    def test_the_newcomer_is_told_why_not(self, printed):
        page = self.log_in(printed, "newcomer").get("/register/").content.decode()
        assert 'data-refusal="not_appointed"' in page

    def test_one_has_completed_laos_and_has_the_certificate(self, printed):
        client = self.log_in(printed, "completed")
        assert client.get("/my/certificate/").context["valid"]
        assert client.get("/my/certificate/nb.pdf")["Content-Type"] == "application/pdf"

    def test_one_is_exempt_and_reads_why(self, printed):
        client = self.log_in(printed, "exempt")
        page = client.get("/my/equivalents/")
        assert page.context["assistant"].exempt_since
        assert [application.decision for application in page.context["applications"]] == [
            "approved"
        ]
        assert client.get("/my/certificate/").status_code == 404

    def test_uniped_finds_applications_in_every_state_and_certificates_of_both(self, printed):
        decisions = EquivalentQualification.objects.values_list("decision", flat=True)
        assert set(decisions) == {"", "approved", "rejected"}
        assert CompletionReport.objects.valid().count() > 1
        assert CompletionReport.objects.revoked().count() == 1

    def test_uniped_sees_where_an_extra_date_should_be_opened(self, printed):
        page = self.log_in(printed, "uniped").get("/figures/", follow=True)
        short = {(row.campus.name, bool(row.short)) for row in page.context["demand"]}
        assert ("Gjøvik", True) in short
        assert ("Trondheim", False) in short

    def test_the_coordinator_has_a_department(self, printed):
        assert Coordinator.objects.get().user.username == "coordinator"

    def test_the_coordinator_finds_meetings_held_and_to_come_and_marks_still_missing(self, printed):
        client = self.log_in(printed, "coordinator")
        desk = client.get("/department/").url
        page = client.get(f"{desk}meetings/")
        assert page.context["begun"]
        assert page.context["to_come"]
        assert {course.adds_up for course in page.context["courses"]} == {True, False}
        marks = FollowUpAttendance.objects.values_list("mark", flat=True)
        assert set(marks) == {"present", "partial", "absent"}
        boxes = [
            box
            for line in client.get(f"{desk}register/").context["grid"].lines
            for box in line.boxes
        ]
        assert any(box.can_be_marked and not box.mark.value for box in boxes)

    def test_the_coordinator_has_an_objection_to_answer(self, printed):
        client = self.log_in(printed, "coordinator")
        page = client.get(f"{client.get('/department/').url}objections/")
        assert len(page.context["open"]) == 1
        assert len(page.context["answered"]) == 1

    def test_the_assistant_may_say_that_they_were_there(self, printed):
        page = self.log_in(printed, "assistant").get("/my/").content.decode()
        assert re.search(r"/my/meetings/\d+/object/", page)

    def test_the_leader_has_a_roll_to_call_now(self, printed):
        client = self.log_in(printed, "leader")
        session = CoreSession.objects.get(leaders__username="leader")
        page = client.get(f"/roll-call/{session.pk}/")
        assert page.context["rows"]
        assert page.context["not_begun"] is None

    def test_uniped_and_the_administrator_get_into_the_admin(self, printed):
        for username in ("uniped", "admin"):
            client = self.log_in(printed, username)
            page = client.get("/admin/enrollment/coresession/")
            assert page.status_code == 200
        assert User.objects.get(username="admin").is_superuser
        assert not User.objects.get(username="uniped").is_superuser
