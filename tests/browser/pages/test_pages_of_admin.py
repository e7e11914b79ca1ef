"""Every admin page. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = [
    "admin",
    "admin_letters",
    "admin_merging",
    "admin_planning",
    "admin_plans",
    "admin_modules",
    "desk",
]


@of(*SUBJECTS)
class TestPagesOfAdmin(EveryPage):
    pass
