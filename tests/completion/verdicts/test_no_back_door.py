"""There is no dispensation: LAOS is completed only by recorded attendance and activities.

For each role, open every page and send every form on it, filled in as generously as possible: people who lack one thing
still lack it. The same is tested for imported tables and for commands.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command, get_commands
from django.db import transaction
from django.urls import resolve

from completion.resources import TABLES
from completion.verdicts.evaluating import verdicts_of
from enrollment.models import Appointment, LearningAssistant, Registration, Term
from modules.models import Choice, FollowUpAttendance, FollowUpMeeting
from tests.buttons import Form, each_once, filled, forms_of
from tests.completion.certificate_factories import complete
from tests.enrollment import test_gates
from tests.enrollment.gates import rows_written
from tests.factories import NOW, AppointmentFactory, LearningAssistantFactory, VerifiedUserFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

people, world = test_gates.people, test_gates.world

# Only these record attendance or an activity, and so may complete LAOS.
RECORDING = {
    "enrollment:roll_call": "the leader or Uniped marks who was at a seminar",
    "enrollment:walk_in": "the same, for a person who came without a place",
    "enrollment:paste_roll_call": "the same, from a pasted list",
    "enrollment:report_roll_call": "the same, from the report of an online meeting",
    "modules:register": "the department marks who was at a meeting",
    "modules:paste_present": "the same, from a pasted list",
    "modules:confirm_present": "the same, having seen the list",
    "modules:report_meeting": "the same, from the report of an online meeting",
    "modules:import_attendance": "the same, from a file",
    "modules:answer_objection": "an objection is granted: the mark is put right",
    "modules:test": "one's own test",
    "modules:essay": "one's own essay",
    "modules:evaluation": "one's own evaluation of another's essay",
}
RECORDING_KINDS = {"registrations", "online_completions", "follow_up_attendance"}
# These decide what docs/programme.md requires of a person, and exempt no one: the appointment's
# days decide which meetings apply, the term whether preparation is required.
ASKED_OF_WHOM = {"starts_on", "ends_on", "preparation_required"}
LACKING = ["seminar", "module", "meeting", "hours"]
# They save as the button before them does, and lead to another page: pressed with `make test-all` only.
SAVE_ALIKE = daily_or_all({"_addanother", "_continue"}, set())
OUR_COMMANDS = {
    "createsuperuser",
    "demo",
    "discard_waiting_letters",
    "export_csv",
    "forget_second_factor",
    "import_csv",
    "sample_modules",
    "verdicts",
}


@pytest.fixture
def short(ada):
    """People by the one thing they lack: a seminar, an online module, a mandatory meeting, or hours."""
    appointment = ada.appointments.get()
    whole = {"department": appointment.department, "term": appointment.term}
    appointed = [
        AppointmentFactory(
            assistant=LearningAssistantFactory(
                username=f"lacks-{lack}", user=VerifiedUserFactory(username=f"lacks-{lack}")
            ),
            course=appointment.course,
            term=appointment.term,
        )
        for lack in LACKING
    ]
    lacking = {
        lack: appointment.assistant for lack, appointment in zip(LACKING, appointed, strict=True)
    }
    complete(*lacking.values())
    seminar = Registration.objects.filter(assistant=lacking["seminar"], core_module=2)
    seminar.update(mark="absent")
    module = Choice.objects.filter(assistant=lacking["module"], slot=2)
    module.update(completed_on=None, source="")
    some_hours = FollowUpMeetingFactory(
        **whole, first_meeting_hours=1, follow_up_hours=4, is_mandatory=False
    )
    mandatory = FollowUpMeetingFactory(**whole, is_mandatory=True)
    for appointment in appointed:
        mark = "absent" if appointment.assistant == lacking["meeting"] else "present"
        FollowUpAttendanceFactory(meeting=mandatory, appointment=appointment, mark=mark)
    hours = FollowUpAttendance.objects.filter(appointment__assistant=lacking["hours"])
    hours.filter(meeting__final_evaluation_hours=1).update(mark="partial")
    FollowUpAttendanceFactory(meeting=some_hours, appointment=appointed[3])
    return lacking


@pytest.fixture
def paths(world, short):
    """The paths of the gates with the objects of the people who lack something; every day, of the first at each path."""
    seminar = Registration.objects.get(assistant=short["seminar"], core_module=2)
    absence = FollowUpAttendance.objects.get(appointment__assistant=short["meeting"], mark="absent")
    module = Choice.objects.get(assistant=short["module"], slot=2).module
    few_hours = FollowUpAttendance.objects.filter(appointment__assistant=short["hours"]).latest(
        "pk"
    )
    attend_the_rest(short)
    theirs = {
        "learningassistant": short["meeting"].pk,
        "appointment": absence.appointment_id,
        "absence": absence.pk,
        "followupattendance": absence.pk,
        "followupmeeting": absence.meeting_id,
        "meeting": absence.meeting_id,
        "mine": seminar.pk,
        "theirs": seminar.pk,
        "registration": seminar.pk,
        "led": seminar.session_id,
        "coresession": seminar.session_id,
        "om": module.code,
        "onlinemodule": module.pk,
        "begun": few_hours.meeting_id,
    }
    others = {"meeting": few_hours.meeting_id, "appointment": few_hours.appointment_id}
    worlds = [world | theirs, *daily_or_all([], [world, world | theirs | others])]
    return {
        path.format(**them): cells for them in worlds for path, cells in test_gates.read_tables()
    }


def attend_the_rest(short) -> None:
    """Have the people attend the other mandatory meetings, so that they lack one thing only."""
    for appointment in Appointment.objects.filter(assistant__in=short.values()):
        meetings = FollowUpMeeting.objects.filter(
            department=appointment.department, term=appointment.term, is_mandatory=True
        )
        for meeting in meetings.exclude(attendance__appointment=appointment):
            FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="present")


def completed() -> set[str]:
    lacking = LearningAssistant.objects.filter(username__startswith="lacks-")
    found = verdicts_of(lacking, Term.objects.get(code="2031H"), NOW)
    return {assistant.username for assistant, verdict in found.items() if verdict.is_completed}


def test_each_of_them_lacks_one_thing_only(short, paths):
    """Otherwise a back door could go unnoticed."""
    assert completed() == set()
    Registration.objects.filter(assistant=short["seminar"]).update(mark="present")
    done = {"completed_on": NOW.date(), "source": "here"}
    Choice.objects.filter(assistant=short["module"]).update(**done)
    FollowUpAttendance.objects.update(mark="present")
    assert completed() == {assistant.username for assistant in short.values()}


# Newcomers and leaders are learning assistants without an appointment, and superusers are Uniped with more tables.
EVERY_DAY = [role for role in test_gates.ROLES if role not in ("newcomer", "leader", "superuser")]


@pytest.mark.parametrize(
    "role", daily_or_all([*EVERY_DAY, "module", "meeting"], [*test_gates.ROLES, *LACKING])
)
def test_no_form_completes_anyone(people, paths, short, role):
    user = short[role].user if role in short else people[role]
    client = test_gates.log_in(user)
    opened, sent, seen = {}, 0, set()
    column = test_gates.ROLES.index("assistant" if role in short else role)
    for path, cells in paths.items():
        # test_gates checks that refused requests write nothing. Superusers are tried only where
        # they differ from Uniped.
        if set(cells[column].split("/")) <= test_gates.NOTHING_DONE:
            continue
        if role == "superuser" and not test_gates.is_for_superusers(cells):
            continue
        for form in [Form(path, {}, ()), *forms_of(path, client.get(path))]:
            if resolve(urlsplit(form.action).path).view_name in RECORDING:
                continue
            if form.looks in seen:
                continue
            seen.add(form.looks)
            for fields in each_once(fillings(form)):
                sent += 1
                if is_completed_by(client, form, fields):
                    opened[path] = fields
    assert sent > 10
    assert opened == {}


def is_completed_by(client, form, fields) -> bool:
    """Send a form and confirm it if asked; return whether it completed a person, and roll back."""
    cookies = client.cookies.copy()
    before = rows_written()
    savepoint = transaction.savepoint()
    answer = client.post(form.action, fields)
    for again in forms_of(form.action, answer):
        if again.only_asks:
            client.post(again.action, again.completed())
    is_completed = rows_written() != before and bool(completed())
    transaction.savepoint_rollback(savepoint)
    client.cookies = cookies
    return is_completed


def fillings(form: Form) -> Iterator[dict[str, object]]:
    """Yield the form unchanged with each button, and with everything changed.

    ``make test-all`` sends it without a button too, fills in the empty fields only, and changes each on its own.
    """
    yield from (fields for fields in form.pressed() if not SAVE_ALIKE & fields.keys())
    yield from daily_or_all([], [form.as_it_is, form.completed(without=ASKED_OF_WHOM)])
    others = form.others(without=ASKED_OF_WHOM)
    button = dict(form.buttons[:1])
    yield filled(form.as_it_is, others) | button
    for name, value in daily_or_all({}, others).items():
        if value is not None:
            yield filled(form.as_it_is, {name: value}) | button
    for action in form.options("action"):
        yield filled(form.as_it_is, others) | {"action": action, "select_across": "1"}


GENEROUS = {
    "first_meeting_hours": "9",
    "follow_up_hours": "9",
    "final_evaluation_hours": "9",
    "hours": "9",
    "mandatory": "no",
    "makes_up_for": "",
    "capacity": "999",
    "courses": "",
    "decision": "approved",
    "kind": "teacher_education_with_practice",
    "weekday": "",
    "core_module": "2",
}


@pytest.mark.parametrize("kind", sorted(TABLES.keys() - RECORDING_KINDS))
def test_no_file_completes_anyone(world, short, kind, tmp_path):
    """Make each column of the export as generous as possible, one at a time and all together."""
    out = StringIO()
    call_command("export_csv", kind, stdout=out)
    header, *rows = csv.reader(StringIO(out.getvalue()))
    columns = [column for column in header if column in GENEROUS]
    for changed in [*([column] for column in columns), columns]:
        file = tmp_path / f"{kind}.csv"
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows(
                [
                    header,
                    *(
                        [
                            GENEROUS[name] if name in changed else cell
                            for name, cell in zip(header, row, strict=True)
                        ]
                        for row in rows
                    ),
                ]
            )
        savepoint = transaction.savepoint()
        # A refused file changes nothing.
        with suppress(SystemExit):
            call_command("import_csv", kind, str(file), stdout=StringIO(), stderr=StringIO())
        assert completed() == set(), changed
        transaction.savepoint_rollback(savepoint)


def test_to_be_exempt_is_not_to_have_completed(short, tmp_path):
    file = tmp_path / "equivalents.csv"
    rows = [
        f"{assistant.username},teacher_education_with_practice,approved"
        for assistant in short.values()
    ]
    file.write_text("\n".join(["username,kind,decision", *rows]) + "\n", encoding="utf-8")
    call_command("import_csv", "equivalents", str(file), stdout=StringIO())
    assert LearningAssistant.objects.exclude(exempt_since=None).count() == len(short)
    assert completed() == set()


def test_no_command_completes_anyone(world, short):
    """Cover all our commands. Imports are tested above, and the demonstration needs an empty database."""
    floors = {"completion", "enrollment", "laos", "modules"}
    assert {name for name, app in get_commands().items() if app in floors} == OUR_COMMANDS
    call_command("sample_modules", stdout=StringIO())
    call_command("verdicts", term="2031H", format="json", stdout=StringIO())
    assert completed() == set()
