"""The demo, loaded by its command, and what it comes to."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from django.core.management import call_command
from django.utils.timezone import localtime

from enrollment import demo
from enrollment.models import (
    Appointment,
    CoreSession,
    Department,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from modules.models import FollowUpAttendance, FollowUpMeeting

MODELS = [
    User,
    Department,
    Term,
    CoreSession,
    LearningAssistant,
    Appointment,
    Registration,
    FollowUpMeeting,
    FollowUpAttendance,
]


def run() -> str:
    """Load the demo and return what its first reader sees in the terminal."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        call_command("demo", stdout=out)
    return out.getvalue()


def counts():
    return {model.__name__: model._default_manager.count() for model in MODELS}


def on_the_wall(session):
    """Return what the timetable shows of a session, except the date."""
    start, end = localtime(session.starts_at), localtime(session.ends_at)
    return (
        session.core_module,
        session.campus_id,
        session.language,
        session.capacity,
        start.weekday(),
        start.time(),
        end.time(),
    )


def timetables(at):
    """Return the real timetable and the coming sessions of the open term, in the same order."""
    term = Term.objects.open(at).get()
    past = CoreSession.objects.filter(term__code=demo.HISTORY_TERM)
    coming = CoreSession.objects.filter(term=term, starts_at__gt=at)
    return [
        list(sessions.order_by("starts_at", "campus", "core_module")) for sessions in (past, coming)
    ]
