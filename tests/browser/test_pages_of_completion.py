"""Every page of completion. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["completion", "certificates", "equivalents", "figures"]


@of(*SUBJECTS)
class TestPagesOfCompletion(EveryPage):
    pass
