"""Merge the marks of two records of one person. Two appointments in one course and term have one mark per meeting."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext

from enrollment.models import Appointment
from enrollment.people.merging.holdings import Holding, Merge, ignoring
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import FIELDS_OF_A_MARK, AttendanceMark

from .refusals import TwoObjections

BEST_FIRST = [AttendanceMark.PRESENT, AttendanceMark.PARTIAL, AttendanceMark.ABSENT]


def settle_marks(merge: Merge) -> Iterator[str]:
    """Bring the marks of an appointment that both records have together. Present beats partial, partial beats absent."""
    _lock_meetings(merge)
    for ours, theirs in merge.same_appointments():
        for mark in theirs.attendance.select_related("meeting", "objection"):
            same = ours.attendance.filter(meeting=mark.meeting).select_related("objection").first()
            if same is not None:
                yield _settle(same, mark)
        _move(theirs, ours)


def _lock_meetings(merge: Merge) -> None:
    """Lock the meetings of the appointments, by the locking rule in ``marking``: no mark is recorded meanwhile."""
    appointments = Appointment.objects.filter(assistant__in=merge.both)
    places = Q(pk__in=[])
    for department, term in set(appointments.values_list("department", "term")):
        places |= Q(department=department, term=term)
    meetings = FollowUpMeeting.objects.select_for_update(no_key=True).filter(places)
    list(meetings.order_by("pk").values_list("pk", flat=True))


def _settle(ours: FollowUpAttendance, theirs: FollowUpAttendance) -> str:
    """Keep the better mark, on the row with the objection if there is one. The other is kept in the history."""
    stays, goes = (theirs, ours) if hasattr(theirs, "objection") else (ours, theirs)
    if hasattr(goes, "objection"):
        raise TwoObjections(ours.meeting)
    best, other = sorted((stays, goes), key=lambda row: BEST_FIRST.index(AttendanceMark(row.mark)))
    sentence = gettext("%(meeting)s: “%(mark)s” counts. “%(other)s” stays in the history only.") % {
        "meeting": ours.meeting,
        "mark": best.get_mark_display(),
        "other": other.get_mark_display(),
    }
    goes.delete()
    for name in FIELDS_OF_A_MARK:
        setattr(stays, name, getattr(best, name))
    stays.save(update_fields=FIELDS_OF_A_MARK)
    return sentence


def _move(theirs: Appointment, ours: Appointment) -> None:
    # The courses of a meeting may have changed since the mark was recorded.
    with ignoring(
        "modules.FollowUpAttendance:attendance_stays_where_it_is",
        "modules.FollowUpAttendance:attendance_of_somebody_expected",
    ):
        theirs.attendance.update(appointment=ours)


MARKS = Holding(FollowUpAttendance._meta.get_field("appointment"), settle=settle_marks)
