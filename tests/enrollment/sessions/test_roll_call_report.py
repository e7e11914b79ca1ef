"""The roll call from the report of an online meeting: read, asked about, previewed, confirmed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from enrollment.admin.history import in_registration
from enrollment.models import Registration
from tests.enrollment.attendance_reports.test_reading_reports import CASES, EXPECTED
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

# The session of the reports, in a year that has passed.
OSLO = ZoneInfo("Europe/Oslo")
YEAR = NOW.year - 1


@pytest.fixture
def leader(db):
    return VerifiedUserFactory(username="leader", name="Lars Leder")


@pytest.fixture
def held(leader):
    start, end = (datetime(YEAR, 1, 11, hour, tzinfo=OSLO) for hour in (9, 12))
    session = CoreSessionFactory(starts_at=start, ends_at=end)
    session.leaders.add(leader)
    return session


@pytest.fixture
def places(held):
    """The people of the report, by user name."""
    return {
        person["username"]: RegistrationFactory(session=held, assistant=AppointedFactory(**person))
        for person in EXPECTED["zoom.csv"]["people"]
    }


@pytest.fixture(autouse=True)
def as_leader(client, leader):
    client.force_login(leader)


def url(session):
    return reverse("enrollment:report_roll_call", args=[session.pk])


def report(name="zoom.csv"):
    """Return the report as a file, in the year of the session."""
    data = (CASES / name).read_bytes()
    return SimpleUploadedFile(name, data.replace(b"2027", str(YEAR).encode()), "text/csv")


def read(client, session, **fields):
    return client.post(url(session), {"file": report(), **fields})


def form_of(page):
    (form,) = html.fromstring(page.content.decode()).xpath("//main//form[@class='roll-form']")
    return {name: value for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}


def confirm(client, session, page, **changed):
    fields = {name: value or "" for name, value in form_of(page).items()}
    return client.post(url(session), {**fields, **changed, "confirm": "1"})


def marks():
    return dict(Registration.objects.values_list("assistant__username", "mark"))


def row_of(page, place):
    """Return the text of a person's row."""
    name = html.fromstring(page.content.decode()).get_element_by_id(f"name-mark-{place.pk}")
    return " ".join(name.getparent().getparent().text_content().split())


def test_report_is_previewed_and_nothing_is_recorded_before_it_is_confirmed(client, held, places):
    page = read(client, held)
    assert set(marks().values()) == {""}
    assert "99 minutes · 10:21–12:01" in row_of(page, places["zofsat"])
    assert "in the report as Zofia Sæther - NTNU" in row_of(page, places["zofsat"])
    assert confirm(client, held, page).status_code == 302
    assert marks() == {
        "sinkow": "present",
        "tuvlun": "present",
        "zofmoe": "present",
        "zofsat": "partial",
        "maestr": "present",
    }


def test_pasted_rows_propose_the_same_as_the_file(client, held, places):
    text = report().read().decode("utf-8-sig")
    page = client.post(url(held), {"report": text})
    assert form_of(page) == form_of(read(client, held))


def test_each_mark_can_be_changed_before_it_is_confirmed(client, held, places):
    page = read(client, held)
    confirm(client, held, page, **{f"mark-{places['tuvlun'].pk}": ""})
    assert marks()["tuvlun"] == ""
    assert marks()["sinkow"] == "present"


def test_recorded_mark_that_differs_is_shown_old_to_new_and_kept_unless_selected(
    client, held, places, leader
):
    for username in ("tuvlun", "sinkow"):
        Registration.objects.filter(pk=places[username].pk).update(
            mark="absent", marked_by=leader, marked_at=NOW
        )
    page = read(client, held)
    assert "Recorded: absent → report: present" in row_of(page, places["tuvlun"])
    confirm(client, held, page, **{f"mark-{places['tuvlun'].pk}": "present"})
    assert marks()["tuvlun"] == "present"
    assert marks()["sinkow"] == "absent"


def test_person_not_in_the_report_is_listed_and_proposed_as_absent(client, held, places):
    gone = RegistrationFactory(session=held, assistant__name="Gone Person")
    page = read(client, held)
    assert form_of(page)[f"mark-{gone.pk}"] == "absent"
    assert "Not in the report (1)" in " ".join(
        html.fromstring(page.content.decode()).text_content().split()
    )


def test_name_that_is_not_found_can_be_given_a_person_and_the_marks_follow(client, held, places):
    gone = RegistrationFactory(session=held, assistant__name="Gone Person")
    page = read(client, held)
    (field,) = [name for name in form_of(page) if name.startswith("other-")]
    # A confirmation that also says who someone is shows the new marks first.
    again = confirm(client, held, page, **{field: str(gone.assistant_id)})
    assert again.status_code == 200
    assert "Nothing is recorded yet" in again.content.decode()
    assert set(marks().values()) == {""}
    assert form_of(again)[f"mark-{gone.pk}"] == "partial"
    assert confirm(client, held, again).status_code == 302
    assert marks()[gone.assistant.username] == "partial"


def test_mark_changed_by_hand_is_kept_when_the_marks_are_updated(client, held, places):
    fields = form_of(read(client, held)) | {f"mark-{places['sinkow'].pk}": "absent", "update": "1"}
    again = client.post(url(held), {name: value or "" for name, value in fields.items()})
    assert form_of(again)[f"mark-{places['sinkow'].pk}"] == "absent"
    assert form_of(again)[f"mark-{places['tuvlun'].pk}"] == "present"


def test_namesakes_are_asked_about_with_buttons(client, held, places):
    other = RegistrationFactory(session=held, assistant__name="Zofia Sæther")
    page = read(client, held)
    (field,) = {
        radio.get("name")
        for radio in html.fromstring(page.content.decode()).xpath(
            "//input[@type='radio'][starts-with(@name, 'who-')]"
        )
    }
    # Until it is known who of them came, neither is proposed as absent.
    assert not form_of(page)[f"mark-{other.pk}"]
    assert not form_of(page)[f"mark-{places['zofsat'].pk}"]
    fields = form_of(page) | {field: str(other.assistant_id), "update": "1"}
    again = client.post(url(held), {name: value or "" for name, value in fields.items()})
    assert form_of(again)[f"mark-{other.pk}"] == "partial"
    assert form_of(again)[f"mark-{places['zofsat'].pk}"] == "absent"


def test_tolerance_is_that_of_the_term(client, held, places):
    held.term.report_tolerance = 81
    held.term.save()
    assert form_of(read(client, held))[f"mark-{places['zofsat'].pk}"] == "present"


def test_report_of_another_day_is_refused(client, held, places):
    page = client.post(
        url(held), {"file": SimpleUploadedFile("zoom.csv", (CASES / "zoom.csv").read_bytes())}
    )
    assert 'data-refusal="report_of_another_time"' in page.content.decode()
    assert "local time" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose the file, or paste its rows."),
        ({"report": "Ada\nBen"}, "This is not an attendance report"),
        ({"report": "x" * (2**20 + 1)}, "at most 1048576"),
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(client, held, places, fields, sentence):
    assert sentence in client.post(url(held), fields).content.decode()


def test_empty_file_is_refused_with_a_sentence(client, held, places):
    page = client.post(url(held), {"file": SimpleUploadedFile("zoom.csv", b"")})
    assert "The report is empty." in page.content.decode()


def test_own_attendance_is_not_taken_from_a_report(client, held, places, leader):
    places["sinkow"].assistant.user = leader
    places["sinkow"].assistant.save()
    page = read(client, held)
    assert "You cannot record your own attendance." in row_of(page, places["sinkow"])
    confirm(client, held, page, **{f"mark-{places['sinkow'].pk}": "present"})
    assert marks()["sinkow"] == ""
    assert marks()["tuvlun"] == "present"


def test_mark_of_a_colleague_meanwhile_is_not_written_over(client, held, places, leader):
    page = read(client, held)
    Registration.objects.filter(pk=places["sinkow"].pk).update(
        mark="partial", marked_by=VerifiedUserFactory(), marked_at=NOW
    )
    answer = confirm(client, held, page)
    assert 'data-refusal="marked_meanwhile"' in answer.content.decode()
    assert marks()["tuvlun"] == ""


def test_history_says_that_the_mark_is_from_a_report(client, held, places):
    confirm(client, held, read(client, held))
    events = apps.get_model("enrollment", "RegistrationEvent").objects
    before, after = (
        events.filter(pgh_obj_id=places["sinkow"].pk)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    assert [*in_registration(before, after)] == [
        "Attendance: not marked → present, from an attendance report"
    ]


def test_session_that_has_not_begun_has_no_report(client, leader):
    session = CoreSessionFactory()
    session.leaders.add(leader)
    assert client.get(url(session)).url == reverse("enrollment:roll_call", args=[session.pk])


def test_number_of_statements_does_not_grow(client, held, places):
    counts = []
    for _ in range(2):
        RegistrationFactory.create_batch(10, session=held)
        with CaptureQueriesContext(connection) as queries:
            read(client, held)
        counts.append(len(queries))
    assert counts[0] == counts[1]
