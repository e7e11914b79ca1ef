"""Every completion page. One file per subject, so that test processes can share the work."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["completion", "certificates", "equivalents", "figures"]


@of(*SUBJECTS)
class TestPagesOfCompletion(EveryPage):
    pass
