"""Questions about planned sessions, among the consequences of saving them. Nothing that is only unlikely is forbidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError

from enrollment import clock
from enrollment.rehearsal import rehearsing
from enrollment.sessions import plausibility
from enrollment.sessions.plausibility import PlannedSession


def ask(plans: Sequence[PlannedSession], changed: Collection[str] = plausibility.ALL) -> None:
    """Ask about what is unlikely when the sessions are saved."""
    try:
        for plan in plans:
            plan.session.clean()
    except ValidationError:
        # What is impossible is told when the session itself is checked.
        return
    for questions in plausibility.questions(plans, clock.now(), changed):
        rehearsing.ask(questions)
