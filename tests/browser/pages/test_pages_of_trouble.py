"""Every error page. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["errors", "conflicts", "unsent"]


@of(*SUBJECTS)
class TestPagesOfTrouble(EveryPage):
    pass
