"""Every department page. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["department_meetings", "department_people", "department_register"]


@of(*SUBJECTS)
class TestPagesOfDepartments(EveryPage):
    pass
