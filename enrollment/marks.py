"""What an attendance mark is worth (docs/programme.md, “To complete LAOS: all three”). Pure Python, without Django.

Attendance is attendance at the whole session or meeting: arriving late or leaving early is recorded as partial, and
partial attendance does not count. There is no dispensation.
"""

from __future__ import annotations

from datetime import timedelta

NONE = ""
PRESENT = "present"
PARTIAL = "partial"
ABSENT = "absent"

# The marks that count as attended. Tuples, because database constraints are made of them.
COUNTS = (PRESENT,)
# The marks with which a registration occupies its core module; with any other, a new registration is allowed.
HOLDS = (NONE, *COUNTS)
# The marks of a person who came.
CAME = (PRESENT, PARTIAL)
# Attendance not recorded within this time after the start counts as forgotten: another date may be chosen.
RECORDED_WITHIN = timedelta(days=7)


def counts(mark: str) -> bool:
    return mark in COUNTS
