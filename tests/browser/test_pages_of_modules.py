"""Every page of online modules. A file for each subject, for the processes to share."""

from __future__ import annotations

from .every_page import EveryPage, of

SUBJECTS = ["modules"]


@of(*SUBJECTS)
class TestPagesOfModules(EveryPage):
    pass
