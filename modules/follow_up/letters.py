"""Letters about meetings. The use cases call these functions in their own transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.calendar import CANCEL, PUBLISH
from enrollment.languages import teaching_language
from enrollment.letters.kinds import SAMPLE_SENTENCE
from enrollment.letters.writing import Draft, write
from enrollment.models import LearningAssistant
from enrollment.models.kinds import LetterKind
from modules.models import FollowUpMeeting
from modules.models.attendance import AttendanceMark, Objection

from .calendar import entries_of_letter
from .wording import parts_of, where

Expected = Mapping[FollowUpMeeting, Iterable[LearningAssistant]]


def sample_meeting() -> dict[str, Any]:
    meeting = {
        "title": gettext("First meeting"),
        "department": gettext("Department of Physics"),
        "day": date_format(localtime(clock.now()), "DATE_FORMAT"),
        "start": "14:15",
        "end": "15:15",
        "where": "R7",
        "parts": gettext("1 hour of first meeting"),
        "is_mandatory": True,
        "makes_up_for": "",
        "language": "",
    }
    return {"meeting": meeting, "is_held": False}


PLANNED = LetterKind(
    "meeting-planned",
    _("Meetings planned"),
    lambda: {"meetings": [sample_meeting()["meeting"]]},
    entries_of_letter,
)
CHANGED = LetterKind(
    "meeting-changed",
    _("Meeting has a new time, place or content"),
    sample_meeting,
    entries_of_letter,
)
CANCELLED = LetterKind(
    "meeting-cancelled", _("Meeting cancelled"), sample_meeting, entries_of_letter
)
OBJECTION_ANSWERED = LetterKind(
    "objection-answered",
    _("Answer to an objection"),
    lambda: {
        **sample_meeting(),
        "answer": SAMPLE_SENTENCE,
        "mark": str(AttendanceMark.PRESENT.label),
    },
)


def planned(expected: Expected, at: datetime) -> None:
    """Write one letter to each person expected, about all the planned meetings that concern them."""
    concern: dict[LearningAssistant, list[FollowUpMeeting]] = defaultdict(list)
    for meeting, people in expected.items():
        for assistant in people:
            concern[assistant].append(meeting)
    write([of_plan(assistant, meetings) for assistant, meetings in concern.items()], at)


def of_plan(assistant: LearningAssistant, meetings: Sequence[FollowUpMeeting]) -> Draft:
    """Return the letter to one person about planned meetings."""
    keys = tuple(meeting.pk for meeting in meetings)
    return Draft(
        assistant,
        PLANNED,
        # With the sequence: through changes, a person can lose a meeting and get it back.
        f"meetings:{','.join(f'{meeting.pk}.{meeting.sequence}' for meeting in meetings)}",
        lambda: {"meetings": [facts_of(meeting) for meeting in meetings]},
        ((PUBLISH, keys),),
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
    write([_of_one(meeting, assistant, CHANGED, PUBLISH) for assistant in people], at)


def cancelled(meeting: FollowUpMeeting, people: Iterable[LearningAssistant], at: datetime) -> None:
    """Also used for people no longer expected at a meeting that is still held."""
    write([_of_one(meeting, assistant, CANCELLED, CANCEL) for assistant in people], at)


def _of_one(
    meeting: FollowUpMeeting, assistant: LearningAssistant, kind: LetterKind, method: str
) -> Draft:
    return Draft(
        assistant,
        kind,
        f"meeting:{meeting.pk}.{meeting.sequence}",
        partial(facts_about, meeting),
        ((method, (meeting.pk,)),),
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
    write([Draft(assistant, OBJECTION_ANSWERED, key, facts)], at)


def facts_about(meeting: FollowUpMeeting) -> dict[str, object]:
    """Return the facts of a letter about one meeting, in the active language."""
    return {"meeting": facts_of(meeting), "is_held": meeting.cancelled_at is None}


def facts_of(meeting: FollowUpMeeting) -> dict[str, object]:
    """Return the facts of one meeting, in the active language."""
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    spoken = meeting.get_language_display() if meeting.language != teaching_language() else ""
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
