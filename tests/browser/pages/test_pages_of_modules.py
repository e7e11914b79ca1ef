"""Every page of online modules. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["modules"]


@of(*SUBJECTS)
class TestPagesOfModules(EveryPage):
    pass
