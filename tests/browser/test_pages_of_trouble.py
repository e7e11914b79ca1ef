"""Every page of what goes wrong. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["errors", "conflicts", "unsent"]


@of(*SUBJECTS)
class TestPagesOfTrouble(EveryPage):
    pass
