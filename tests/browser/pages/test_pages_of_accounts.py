"""Every account page. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["account", "asking"]


@of(*SUBJECTS)
class TestPagesOfAccounts(EveryPage):
    pass
