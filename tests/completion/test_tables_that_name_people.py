"""Tables that name people by username only accept people on record, and never change their details."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from completion.resources import TABLES
from enrollment.models import Coordinator, CoreSession, LearningAssistant, User
from enrollment.resources.table_files import Table
from tests.factories import NOW, CoreSessionFactory
from tests.modules.factories import OnlineModuleFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = pytest.mark.django_db

# These may write people or accounts, and have their own tests.
IDENTITY = {"appointments", "coordinators"}


@pytest.fixture
def rows(ada):
    """A row about ada for each table that has a column for people."""
    appointment = ada.appointments.get()
    session = CoreSessionFactory(days_ahead=30)
    meeting = FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, starts_at=NOW.replace(year=2024)
    )
    return {
        "registrations": {
            "term": session.term.code,
            "core_module": "1",
            "campus": session.campus.name,
            **when(session),
        },
        "online_completions": {"module": OnlineModuleFactory().code, "completed_on": "2024-01-02"},
        "follow_up_attendance": {
            "term": appointment.term.code,
            "department": appointment.department.code,
            "meeting": meeting.key,
            "course": appointment.course.code,
            "mark": "present",
        },
        "equivalents": {"kind": "eit", "decision": "rejected"},
    }


def when(session: CoreSession) -> dict[str, str]:
    row = TABLES["core_sessions"]().export().dict[-1]
    return {"date": row["date"], "start": row["start"]}


def who_is_who():
    models = (LearningAssistant, Coordinator, EmailAddress)
    accounts = User.objects.exclude(username="(file)").values_list()
    return [*accounts, *(row for model in models for row in model.objects.values_list())]


def test_every_table_with_a_column_for_people_is_here(rows):
    named = {kind for kind, resource in TABLES.items() if "username" in resource.columns()}
    assert named == IDENTITY | rows.keys()


@pytest.mark.parametrize("username", ["ADA", "nobody"])
def test_nothing_of_people_or_accounts_is_written(rows, username):
    before = who_is_who()
    for kind, row in rows.items():
        table = Table(["username", *row])
        table.add(2, [username, *row.values()])
        result = TABLES[kind]().import_data(table)
        assert result.is_refused == (username == "nobody"), (kind, result.problems)
    assert who_is_who() == before
