"""What is confirmed is what the preview has shown, whatever others do meanwhile, and whatever is down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from celery import current_app
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from enrollment.letters import delivering, writing
from enrollment.models import Letter, User
from enrollment.resources.base import ONE_IMPORT
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.resources import FollowUpMeetingResource
from tests.factories import AppointmentFactory, CoordinatorFactory, UserFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory
from tests.servers.waiting import until_others_wait

pytestmark = pytest.mark.usefixtures("committed", "english")


@pytest.fixture
def meeting():
    return FollowUpMeetingFactory(key="first")


@pytest.fixture
def appointment(meeting):
    return AppointmentFactory(term=meeting.term, course__department=meeting.department)


@pytest.fixture
def coordinator(meeting):
    return CoordinatorFactory(department=meeting.department).user


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(meeting, name: str) -> str:
    return reverse(f"modules:{name}", args=[meeting.department.code, meeting.term.code])


def preview(client: Client, address: str, table: str) -> dict[str, object]:
    file = SimpleUploadedFile("table.csv", table.encode())
    page = client.post(address, {"file": file})
    return page.context["confirm_form"].initial


def marks(appointment) -> str:
    return f"meeting,username,course,mark\nfirst,{appointment.assistant.username},{appointment.course.code},present\n"


def test_a_mark_recorded_since_the_preview_is_shown_before_it_is_replaced(
    meeting, appointment, coordinator
):
    client, address = logged_in(coordinator), page_of(meeting, "import_attendance")
    form = preview(client, address, marks(appointment))
    FollowUpAttendanceFactory(
        meeting=meeting, appointment=appointment, mark="absent", marked_by=UserFactory()
    )
    page = client.post(address, form)
    assert "The table has changed since the preview." in page.content.decode()
    assert FollowUpAttendance.objects.get().mark == "absent"
    form = page.context["confirm_form"].initial
    assert client.post(address, form).status_code == 302
    assert FollowUpAttendance.objects.get().mark == "present"


def test_a_preview_confirmed_twice_at_once_is_imported_once(meeting, appointment, coordinator):
    client, address = logged_in(coordinator), page_of(meeting, "import_attendance")
    form = preview(client, address, marks(appointment))

    def confirm() -> int:
        try:
            again = Client()
            again.cookies = client.cookies
            return again.post(address, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            # Both find the preview before one of them goes on.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT])
            calls = [pool.submit(confirm) for _call in range(2)]
            until_others_wait(len(calls))
        assert [call.result() for call in calls] == [302, 302]
    events = apps.get_model("modules", "FollowUpAttendanceEvent").objects
    assert [event.mark for event in events.all()] == ["present"]


@pytest.fixture
def no_broker(closed_port, monkeypatch):
    """Let the broker be away, as its clients find out when they connect."""
    # As if no other test had announced letters in the last seconds.
    monkeypatch.setattr(writing.announcement, "_made_until", 0.0)
    monkeypatch.setattr(writing.Announcement, "broker_left_alone_until", 0.0)
    app = current_app._get_current_object()
    before = app.conf.broker_url
    for url in (f"redis://127.0.0.1:{closed_port}/0", before):
        app.conf.broker_url = url
        # As a forked process does: its connections are new ones.
        app._after_fork()
        if url != before:
            yield


def test_without_a_broker_an_import_is_done_and_its_letters_wait(
    meeting, appointment, coordinator, no_broker, caplog, mailoutbox
):
    client, address = logged_in(coordinator), page_of(meeting, "import_meetings")
    table = FollowUpMeetingResource().export(FollowUpMeeting.objects.all())
    new = {**dict(zip(table.headers, table[0], strict=True)), "key": "second", "date": "2031-10-10"}
    form = preview(client, address, f"{','.join(new)}\n{','.join(new.values())}\n")
    assert client.post(address, form).status_code == 302
    assert "The broker is left alone" in caplog.text
    assert Letter.objects.filter(assistant=appointment.assistant).exists()
    assert delivering.deliver() == 1
    assert mailoutbox[0].to == [appointment.assistant.email]
