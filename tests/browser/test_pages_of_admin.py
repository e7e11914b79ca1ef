"""Every page of the admin. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["admin", "admin_plans", "admin_modules"]


@of(*SUBJECTS)
class TestPagesOfAdmin(EveryPage):
    pass
