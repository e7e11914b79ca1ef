"""Write the reminders that are due: about core modules, online modules, meetings and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError

from enrollment.letters.writing import Draft, unwritten, write_missing
from enrollment.models import Letter
from enrollment.reminding import about_core_modules
from modules.reminding import about_meetings, about_online_modules

from .about_completion import about_what_is_missing

SOURCES = (about_core_modules, about_online_modules, about_meetings, about_what_is_missing)
BATCH = 1000


def remind(at: datetime) -> list[Letter]:
    """Write every reminder that is due. Idempotent."""
    try:
        return _write(due(at), at)
    except IntegrityError:
        # A record was merged into another meanwhile: the reminders are for the one that stays.
        return _write(due(at), at)


def _write(drafts: Sequence[Draft], at: datetime) -> list[Letter]:
    return [
        letter
        for start in range(0, len(drafts), BATCH)
        for letter in write_missing(drafts[start : start + BATCH], at)
    ]


def due(at: datetime) -> list[Draft]:
    """Return the reminders that are due and not yet written, in a constant number of queries."""
    candidates = [draft for source in SOURCES for draft in source(at)]
    # By person, so that what is due at once to one is in one batch, and so in one e-mail.
    return sorted(unwritten(candidates), key=_of_person)


def _of_person(draft: Draft) -> tuple[int, int]:
    assistant, user, _kind, _key = draft.natural_key
    return assistant or 0, user or 0
