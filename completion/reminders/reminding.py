"""Write the reminders that are due: about core modules, online modules, meetings and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError

from enrollment.letters.by_staff.stopping import unstopped, write_due
from enrollment.letters.writing import Draft, unwritten
from enrollment.models import Letter
from enrollment.reminding import about_core_modules
from modules.reminding import about_meetings, about_online_modules

from .about_completion import about_what_is_missing

SOURCES = (about_core_modules, about_online_modules, about_meetings, about_what_is_missing)
BATCH = 1000


def remind(at: datetime) -> list[Letter]:
    """Write every reminder that is due and not stopped. Idempotent."""
    try:
        return _write(candidates(at), at)
    except IntegrityError:
        # A record was merged into another meanwhile: the reminders are for the one that stays.
        return _write(candidates(at), at)


def _write(drafts: Sequence[Draft], at: datetime) -> list[Letter]:
    return [
        letter
        for start in range(0, len(drafts), BATCH)
        for letter in write_due(drafts[start : start + BATCH], at)
    ]


def due(at: datetime) -> list[Draft]:
    """Return the reminders that should have been written by now, in a constant number of queries."""
    return unstopped(candidates(at), at)


def candidates(at: datetime) -> list[Draft]:
    """Return the reminders that are due and not yet written, stopped or not."""
    drafts = [draft for source in SOURCES for draft in source(at)]
    # By person, so that what is due at once to one is in one batch, and so in one e-mail.
    return sorted(unwritten(drafts), key=_of_person)


def _of_person(draft: Draft) -> tuple[int, int]:
    assistant, user, _kind, _key = draft.natural_key
    return assistant or 0, user or 0
