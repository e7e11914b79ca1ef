"""The output of ``manage.py verdicts``: keys, types and codes are stable, since other programs read them."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from enrollment.models import LearningAssistant
from tests.completion.certificate_factories import complete
from tests.enrollment.files.test_tables_in_the_shell import run
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
)
from tests.modules.factories import ChoiceFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = pytest.mark.django_db


def verdicts(*words: str) -> list[dict]:
    out = StringIO()
    call_command("verdicts", "--format", "json", *words, stdout=out)
    return json.loads(out.getvalue())


def attend(assistant, core_module: int, staff) -> None:
    RegistrationFactory(
        assistant=assistant,
        session=CoreSessionFactory(core_module=core_module, days_ahead=-20 + core_module),
        mark="present",
        marked_by=staff,
        marked_at=NOW,
    )


def meet(assistant, **fields) -> None:
    appointment = assistant.appointments.get()
    meeting = FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, **fields
    )
    FollowUpAttendanceFactory(meeting=meeting, appointment=appointment)


def test_a_person_who_has_completed_everything(ada, staff):
    for number in (1, 2):
        attend(ada, number, staff)
    ChoiceFactory(assistant=ada, slot=1, module__code="OM4", done=True)
    ChoiceFactory(assistant=ada, slot=2, module__code="OM1", done=True)
    meet(ada, whole=True)
    assert verdicts("--term", "2031H") == [
        {
            "username": "ada",
            "completed": True,
            "exempt": False,
            "core_modules": {"met": True, "attended": [1, 2]},
            "online_modules": {"met": True, "completed": ["OM1", "OM4"]},
            "course_specific": {
                "met": True,
                "course": "TMA4100",
                "hours": {"first_meeting": 1.0, "follow_up": 4.0, "final_evaluation": 1.0},
            },
            "missing": [],
            "state": "completed",
        }
    ]


def test_a_person_who_is_on_the_way(ada, staff):
    attend(ada, 2, staff)
    ChoiceFactory(assistant=ada, slot=1, module__code="OM4", done=True)
    ChoiceFactory(assistant=ada, slot=2, module__code="OM1")
    meet(ada, first_meeting_hours=1, follow_up_hours="3.5")
    (found,) = verdicts("--term", "2031H")
    assert found == {
        "username": "ada",
        "completed": False,
        "exempt": False,
        "core_modules": {"met": False, "attended": [2]},
        "online_modules": {"met": False, "completed": ["OM4"]},
        "course_specific": {
            "met": False,
            "course": "TMA4100",
            "hours": {"first_meeting": 1.0, "follow_up": 3.5, "final_evaluation": 0.0},
        },
        "missing": [
            "core_module_1",
            "online_module_2",
            "follow_up_hours",
            "final_evaluation_hours",
        ],
        "state": "at_risk",
    }


def test_exempt_is_told_as_such(ada):
    LearningAssistant.objects.update(exempt_since=NOW.date())
    (found,) = verdicts("--term", "2031H")
    told = {key: found[key] for key in ("completed", "exempt", "missing", "state")}
    assert told == {"completed": False, "exempt": True, "missing": [], "state": "exempt"}


def test_exempt_and_completed_are_two_facts(ada):
    complete(ada)
    LearningAssistant.objects.update(exempt_since=NOW.date())
    (found,) = verdicts("--term", "2031H")
    told = {key: found[key] for key in ("completed", "exempt", "missing", "state")}
    assert told == {"completed": True, "exempt": True, "missing": [], "state": "completed"}


def test_everyone_with_an_appointment_in_the_term_and_no_one_else(ada, ben):
    other = AppointmentFactory(term=TermFactory(code="2030H"))
    assert [row["username"] for row in verdicts("--term", "2031H")] == ["ada", "ben"]
    (found,) = verdicts("--term", "2030H")
    assert found["username"] == other.assistant.username


def test_one_alone(ada, ben):
    assert [row["username"] for row in verdicts("--term", "2031H", "--username", "ben")] == ["ben"]


def test_term_without_anyone_is_an_empty_list(ada):
    TermFactory(code="2032V")
    assert verdicts("--term", "2032V") == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--term", "2099H"], "There is no term 2099H; there are: 2032V, 2031H."),
        (
            ["--term", "2031H", "--username", "nobody"],
            "There is no learning assistant with the user name nobody.",
        ),
        (["--term", "2032V", "--username", "ada"], "ada has no appointment in 2032V."),
    ],
)
def test_unknown_is_told_in_a_sentence(ada, english, words, sentence):
    TermFactory(code="2032V")
    with pytest.raises(CommandError) as refused:
        verdicts(*words)
    assert str(refused.value) == sentence
    assert refused.value.returncode == 1


@pytest.mark.rare
def test_on_the_error_stream_with_exit_code_1(committed):
    refused = run("verdicts", "--term", "2099H")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert b"2099H" in refused.stderr
    assert b"Traceback" not in refused.stderr
