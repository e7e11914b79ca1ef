"""Letters about meetings. The use cases call these functions in their own transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.calendar import CANCEL, PUBLISH
from enrollment.languages import teaching_language
from enrollment.letters.kinds import SAMPLE_SENTENCE
from enrollment.letters.recipients import addresses_of
from enrollment.letters.writing import Draft, write
from enrollment.models import Coordinator, LearningAssistant
from enrollment.models.kinds import LetterGroup, LetterKind
from enrollment.people.coordinating import without_owner
from modules.models import FollowUpMeeting
from modules.models.attendance import AttendanceMark, Objection

from .calendar import entries_of_letter
from .wording import parts_of, where

Expected = Mapping[FollowUpMeeting, Iterable[LearningAssistant]]


class Contacts:
    """The coordinators whom letters about some meetings name, and to whom answers go.

    Loaded in a constant number of queries.
    """

    def __init__(self, meetings: Iterable[FollowUpMeeting]) -> None:
        meetings = list(meetings)
        prefetch_related_objects(meetings, "courses")
        departments = {meeting.department_id for meeting in meetings}
        # An account that no one has taken over yet reads no answers.
        coordinators = (
            Coordinator.objects.filter(department__in=departments, user__is_active=True)
            .exclude(user__in=without_owner().values("pk"))
            .select_related("user")
            .order_by("pk")
            if departments
            else ()
        )
        self._coordinators = list(coordinators)
        self._addresses = addresses_of({role.user_id for role in self._coordinators})

    def of(self, meeting: FollowUpMeeting) -> dict[str, object]:
        """Return the name and the address of the coordinator of the meeting's course, else of the department."""
        courses = {course.pk for course in meeting.courses.all()}
        roles = [
            role
            for role in self._coordinators
            if role.department_id == meeting.department_id
            and role.course_id in {None, *courses}
            and role.user_id in self._addresses
        ]
        own = min(roles, key=lambda role: role.course_id is None, default=None)
        if own is None:
            return {"coordinator": "", "reply_to": ""}
        return {"coordinator": str(own.user), "reply_to": self._addresses[own.user_id]}


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
    return {"meeting": meeting, "is_held": False, **sample_contact()}


def sample_contact() -> dict[str, Any]:
    return {"coordinator": "Guro Haugdal", "reply_to": "guro.haugdal@example.org"}


def _kind(code: str, title: Any, samples: Callable[[], dict[str, Any]]) -> LetterKind:
    return LetterKind(code, title, samples, entries_of_letter, LetterGroup.CHANGES)


PLANNED = _kind(
    "meeting-planned",
    _("Meetings planned"),
    lambda: {"meetings": [sample_meeting()["meeting"]], **sample_contact()},
)
CHANGED = _kind(
    "meeting-changed",
    _("Meeting has a new time, place or content"),
    lambda: {**sample_meeting(), "old": {**sample_meeting()["meeting"], "where": "R1"}},
)
CANCELLED = _kind("meeting-cancelled", _("Meeting cancelled"), sample_meeting)
OBJECTION_ANSWERED = LetterKind(
    "objection-answered",
    _("Answer to an objection"),
    lambda: {
        **sample_meeting(),
        "answer": SAMPLE_SENTENCE,
        "mark": str(AttendanceMark.PRESENT.label),
    },
)


def write_planned(expected: Expected, at: datetime) -> None:
    """Write one letter to each person expected, about all the planned meetings that concern them."""
    write(drafts_of_plan(expected), at)


def drafts_of_plan(expected: Expected, contacts: Contacts | None = None) -> list[Draft]:
    """Return a letter to each person with the meetings that expect them, in order of date."""
    if contacts is None:
        contacts = Contacts(meeting for meeting, people in expected.items() if people)
    concern: dict[LearningAssistant, list[FollowUpMeeting]] = defaultdict(list)
    for meeting in sorted(expected, key=lambda meeting: (meeting.starts_at, meeting.pk)):
        for assistant in expected[meeting]:
            concern[assistant].append(meeting)
    return [_of_meetings(person, meetings, contacts) for person, meetings in concern.items()]


def _of_meetings(
    assistant: LearningAssistant, meetings: Sequence[FollowUpMeeting], contacts: Contacts
) -> Draft:
    keys = tuple(meeting.pk for meeting in meetings)
    return Draft(
        assistant,
        PLANNED,
        # With the sequence: through changes, a person can lose a meeting and get it back.
        f"meetings:{','.join(f'{meeting.pk}.{meeting.sequence}' for meeting in meetings)}",
        lambda: {
            "meetings": [facts_of(meeting) for meeting in meetings],
            **contacts.of(meetings[0]),
        },
        ((PUBLISH, keys),),
    )


def write_moved(
    meeting: FollowUpMeeting,
    old: FollowUpMeeting,
    before: Collection[LearningAssistant],
    after: Collection[LearningAssistant],
    at: datetime,
) -> None:
    """Announce a change: to new people as a planned meeting, to people no longer expected as a cancelled one."""
    write_changed(meeting, old, [assistant for assistant in after if assistant in before], at)
    write_planned({meeting: [assistant for assistant in after if assistant not in before]}, at)
    write_cancelled(meeting, [assistant for assistant in before if assistant not in after], at)


def write_changed(
    meeting: FollowUpMeeting,
    old: FollowUpMeeting,
    people: Iterable[LearningAssistant],
    at: datetime,
) -> None:
    """Announce a change to people who were and stay expected, with what was before."""
    contacts = Contacts([meeting])

    def facts() -> dict[str, object]:
        return {**facts_about(meeting, contacts), "old": facts_of(old)}

    write([_of_one(meeting, assistant, CHANGED, PUBLISH, facts) for assistant in people], at)


def write_cancelled(
    meeting: FollowUpMeeting, people: Iterable[LearningAssistant], at: datetime
) -> None:
    """Announce a cancellation, also to people no longer expected at a meeting that is still held."""
    facts = partial(facts_about, meeting, Contacts([meeting]))
    write([_of_one(meeting, assistant, CANCELLED, CANCEL, facts) for assistant in people], at)


def _of_one(
    meeting: FollowUpMeeting,
    assistant: LearningAssistant,
    kind: LetterKind,
    method: str,
    facts: Callable[[], dict[str, object]],
) -> Draft:
    return Draft(
        assistant,
        kind,
        f"meeting:{meeting.pk}.{meeting.sequence}",
        facts,
        ((method, (meeting.pk,)),),
    )


def write_answered(objection: Objection, at: datetime) -> None:
    """Send the answer to an objection to the person who made it."""
    attendance = objection.attendance
    contacts = Contacts([attendance.meeting])

    def facts() -> dict[str, object]:
        return {
            **facts_about(attendance.meeting, contacts),
            "answer": objection.answer,
            "mark": str(AttendanceMark(attendance.mark).label),
        }

    key = f"objection:{objection.pk}"
    assistant = attendance.appointment.assistant
    write([Draft(assistant, OBJECTION_ANSWERED, key, facts)], at)


def facts_about(meeting: FollowUpMeeting, contacts: Contacts) -> dict[str, object]:
    """Return the facts of a letter about one meeting, in the active language."""
    return {
        "meeting": facts_of(meeting),
        "is_held": meeting.cancelled_at is None,
        **contacts.of(meeting),
    }


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
