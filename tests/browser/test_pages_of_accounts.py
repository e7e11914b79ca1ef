"""Every page of accounts. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["account", "asking"]


@of(*SUBJECTS)
class TestPagesOfAccounts(EveryPage):
    pass
