"""Letters about meetings. The use cases call these functions in their own transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from enrollment.calendar import CANCEL, PUBLISH
from enrollment.letters.writing import Draft, write
from enrollment.models import LearningAssistant, Letter
from modules.models import FollowUpMeeting
from modules.models.attendance import AttendanceMark, Objection
from modules.models.meetings import Part

Expected = Mapping[FollowUpMeeting, Iterable[LearningAssistant]]
IN_CALENDARS = "meetings"


def planned(expected: Expected, at: datetime) -> None:
    """Write one letter to each person expected, about all the planned meetings that concern them."""
    concern: dict[LearningAssistant, list[FollowUpMeeting]] = defaultdict(list)
    for meeting, people in expected.items():
        for assistant in people:
            concern[assistant].append(meeting)
    write([_of_plan(assistant, meetings) for assistant, meetings in concern.items()], at)


def _of_plan(assistant: LearningAssistant, meetings: Sequence[FollowUpMeeting]) -> Draft:
    keys = tuple(meeting.pk for meeting in meetings)
    return Draft(
        assistant,
        Letter.Kind.MEETING_PLANNED,
        # With the sequence: through changes, a person can lose a meeting and get it back.
        f"meetings:{','.join(f'{meeting.pk}.{meeting.sequence}' for meeting in meetings)}",
        lambda: {"meetings": [facts_of(meeting) for meeting in meetings]},
        ((PUBLISH, keys, IN_CALENDARS),),
    )


def moved(
    meeting: FollowUpMeeting,
    before: Collection[LearningAssistant],
    after: Collection[LearningAssistant],
    at: datetime,
) -> None:
    """Announce a change: to new people as a planned meeting, to people no longer expected as a cancelled one."""
    changed(meeting, [assistant for assistant in after if assistant in before], at)
    planned({meeting: [assistant for assistant in after if assistant not in before]}, at)
    cancelled(meeting, [assistant for assistant in before if assistant not in after], at)


def changed(meeting: FollowUpMeeting, people: Iterable[LearningAssistant], at: datetime) -> None:
    """Announce a change to people who were and stay expected."""
    write(
        [_of_one(meeting, assistant, Letter.Kind.MEETING_CHANGED, PUBLISH) for assistant in people],
        at,
    )


def cancelled(meeting: FollowUpMeeting, people: Iterable[LearningAssistant], at: datetime) -> None:
    """Also used for people no longer expected at a meeting that is still held."""
    write(
        [
            _of_one(meeting, assistant, Letter.Kind.MEETING_CANCELLED, CANCEL)
            for assistant in people
        ],
        at,
    )


def _of_one(
    meeting: FollowUpMeeting, assistant: LearningAssistant, kind: str, method: str
) -> Draft:
    return Draft(
        assistant,
        kind,
        f"meeting:{meeting.pk}.{meeting.sequence}",
        partial(facts_about, meeting),
        ((method, (meeting.pk,), IN_CALENDARS),),
    )


def answered(objection: Objection, at: datetime) -> None:
    """Send the answer to an objection to the person who made it."""
    attendance = objection.attendance

    def facts() -> dict[str, object]:
        return {
            **facts_about(attendance.meeting),
            "answer": objection.answer,
            "mark": str(AttendanceMark(attendance.mark).label),
        }

    key = f"objection:{objection.pk}"
    assistant = attendance.appointment.assistant
    write([Draft(assistant, Letter.Kind.OBJECTION_ANSWERED, key, facts)], at)


def facts_about(meeting: FollowUpMeeting) -> dict[str, object]:
    """Return the facts of a letter about one meeting, in the active language."""
    return {"meeting": facts_of(meeting), "is_held": meeting.cancelled_at is None}


def facts_of(meeting: FollowUpMeeting) -> dict[str, object]:
    """Return the facts of one meeting, in the active language."""
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    spoken = meeting.get_language_display() if meeting.language != get_language() else ""
    return {
        "title": meeting.title,
        "department": meeting.department.name,
        "day": date_format(starts, "DATE_FORMAT"),
        "start": date_format(starts, "TIME_FORMAT"),
        "end": date_format(ends, "TIME_FORMAT"),
        "where": where(meeting),
        "parts": parts_of(meeting),
        "is_mandatory": meeting.is_mandatory,
        "makes_up_for": meeting.makes_up_for.title if meeting.makes_up_for else "",
        # Only when it differs from the language of the letter.
        "language": str(spoken),
    }


def where(meeting: FollowUpMeeting) -> str:
    """Return the link, else the place, of a meeting."""
    return meeting.online_url or meeting.place or gettext("Place to be announced")


def parts_of(meeting: FollowUpMeeting) -> str:
    """Return the meeting's hours by part, in words."""
    return in_parts(meeting.hours)


def in_parts(given: Mapping[Part, Decimal]) -> str:
    """Return text such as “1 hour of first meeting, 4 hours of follow-up”."""
    return ", ".join(
        gettext("%(hours)s of %(part)s") % {"hours": in_hours(hours), "part": part.label}
        for part, hours in given.items()
        if hours
    )


def in_hours(hours: Decimal) -> str:
    """Return text such as “1 hour” or “3.5 hours”."""
    text = ngettext("%(number)s hour", "%(number)s hours", 1 if hours == 1 else 2)
    return text % {"number": in_figures(hours)}


def in_figures(hours: Decimal) -> str:
    """Return text such as “4” or “1.5”, without trailing zeros."""
    return number_format(hours.normalize() if hours % 1 else int(hours))
