"""Every page of departments. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["department_meetings", "department_people", "department_register"]


@of(*SUBJECTS)
class TestPagesOfDepartments(EveryPage):
    pass
