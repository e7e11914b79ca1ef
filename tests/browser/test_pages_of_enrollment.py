"""Every page of accounts, dates and places. These two files share the pages, for two processes to look at."""

from __future__ import annotations

from .every_page import EveryPage, shared_out


@shared_out(enrollment=True)
class TestPagesOfEnrollment(EveryPage):
    pass
