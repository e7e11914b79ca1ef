"""Every page about sessions and places. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["places", "plans"]


@of(*SUBJECTS)
class TestPagesOfPlaces(EveryPage):
    pass
