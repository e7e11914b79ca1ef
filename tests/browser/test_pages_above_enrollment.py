"""Every page of modules, departments and completion."""

from __future__ import annotations

from .every_page import EveryPage, shared_out


@shared_out(enrollment=False)
class TestPagesAboveEnrollment(EveryPage):
    pass
