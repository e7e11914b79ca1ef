"""Every page on which Uniped acts on behalf of others. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["behalf"]


@of(*SUBJECTS)
class TestPagesOfBehalf(EveryPage):
    pass
