"""Write the reminders that are due: about core modules, online modules, meetings and what is missing."""

from __future__ import annotations

from datetime import datetime

from enrollment.letters.writing import Draft, write_missing
from enrollment.models import Letter
from enrollment.reminding import about_core_modules
from modules.reminding import about_make_ups, about_meetings, about_online_modules

from .about_completion import about_what_is_missing

SOURCES = (
    about_core_modules,
    about_online_modules,
    about_meetings,
    about_make_ups,
    about_what_is_missing,
)
BATCH = 1000


def remind(at: datetime) -> list[Letter]:
    """Write every reminder that is due. Idempotent."""
    drafts = due(at)
    return [
        letter
        for start in range(0, len(drafts), BATCH)
        for letter in write_missing(drafts[start : start + BATCH], at)
    ]


def due(at: datetime) -> list[Draft]:
    """Return the reminders that are due and not yet written, in a constant number of queries."""
    candidates = [draft for source in SOURCES for draft in source(at)]
    written = set(
        Letter.objects.filter(
            kind__in={draft.kind.code for draft in candidates},
            key__in={draft.key for draft in candidates},
        ).values_list("recipient", "kind", "key")
    )
    return [draft for draft in candidates if draft.natural_key not in written]
