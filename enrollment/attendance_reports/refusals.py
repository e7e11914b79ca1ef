"""Why a report of an online meeting cannot be used."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.refusals import Refusal


class UnreadableReport(Refusal):
    """The text has no table of participants. ``seen`` is its first line."""

    code = "unreadable_report"
    next_step = _(
        "In Teams, download the attendance list of the meeting. In Zoom, open Reports, then the meeting’s participants, and export them."
    )

    def __init__(self, seen: str) -> None:
        self.seen = seen

    @property
    def sentence(self) -> str:
        if not self.seen:
            return gettext("The report is empty.")
        return gettext(
            "This is not an attendance report from Teams or Zoom. It begins with “%(seen)s”."
        ) % {"seen": self.seen}


class WorkbookReport(Refusal):
    """The report was saved as an Excel workbook, or is another file that is not text."""

    code = "report_is_a_workbook"
    next_step = _("Choose the CSV file as it was downloaded, or copy the rows and paste them here.")

    @property
    def sentence(self) -> str:
        return gettext("This file is an Excel workbook.")


class LargeReport(Refusal):
    code = "large_report"
    next_step = _("Check that it is the right file.")

    @property
    def sentence(self) -> str:
        return gettext("The file is too large to be an attendance report.")


class ReportOfAnotherTime(Refusal):
    """The report does not overlap the session."""

    code = "report_of_another_time"
    next_step = _(
        "A report is in the local time of the person who exported it. Check that it is the right report, or export it again from a computer that shows Norwegian time."
    )

    def __init__(
        self, report: tuple[datetime, datetime], session: tuple[datetime, datetime]
    ) -> None:
        self.report, self.session = report, session

    @property
    def sentence(self) -> str:
        return gettext(
            "The report is from %(report)s, but the meeting here is %(session)s. The two do not overlap."
        ) % {"report": span_in_words(*self.report), "session": span_in_words(*self.session)}


def span_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Return “Monday 11 January 2027 at 09:00–12:00”, with both days if they differ."""
    begins = date_format(localtime(starts_at), "DATETIME_FORMAT")
    how = "TIME_FORMAT" if localdate(starts_at) == localdate(ends_at) else "DATETIME_FORMAT"
    return f"{begins}–{date_format(localtime(ends_at), how)}"
