"""Every page of dates and places. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["places", "plans"]


@of(*SUBJECTS)
class TestPagesOfPlaces(EveryPage):
    pass
