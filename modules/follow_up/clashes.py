"""Meetings and seminars at the same time: said on both sides before it is done, and never forbidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import ngettext

from enrollment.models import Appointment, LearningAssistant, Registration
from enrollment.models.keys import AssistantKey
from enrollment.pages.commitments import Commitment
from enrollment.plain_text import name_order
from enrollment.statements.compiled import CompiledQuery, Parameter
from modules.models import FollowUpMeeting

from .loading import covers


def _with_those_appointed(people: Parameter, at: Parameter) -> QuerySet[Any]:
    """Return the mandatory meetings to come, each with the appointments of these people, and its courses."""
    appointments = Appointment.objects.filter(
        assistant__among=people, department=OuterRef("department"), term=OuterRef("term")
    )
    columns = ("assistant_id", "department_id", "term_id", "course_id", "starts_on", "ends_on")
    of_meeting = FollowUpMeeting.courses.through.objects.filter(followupmeeting=OuterRef("pk"))
    return (
        FollowUpMeeting.objects.live()
        .filter(Exists(appointments), is_mandatory=True, ends_at__gt=at)
        .annotate(
            own=ArraySubquery(
                appointments.order_by().values(
                    row=JSONObject(**{column: column for column in columns})
                )
            ),
            course_keys=ArraySubquery(of_meeting.order_by().values("course")),
        )
    )


_mandatory_meetings: CompiledQuery[Any] = CompiledQuery(_with_those_appointed)


def mandatory_meetings_of(
    people: Collection[LearningAssistant], at: datetime
) -> Iterator[tuple[AssistantKey, Commitment]]:
    """Yield the mandatory meetings to come, each with the key of a learning assistant it expects, in one query."""
    for meeting in _mandatory_meetings(people=[person.pk for person in people], at=at):
        commitment = Commitment(meeting.title, meeting.starts_at, meeting.ends_at)
        expected = set()
        for row in meeting.own:
            days = {name: _day(row.pop(name)) for name in ("starts_on", "ends_on")}
            appointment = Appointment(**row, **days)
            if meeting.expects(appointment, meeting.course_keys) and covers(appointment, meeting):
                expected.add(appointment.assistant_id)
        yield from ((assistant, commitment) for assistant in sorted(expected))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def seminars_then(
    expected: Mapping[FollowUpMeeting, Collection[LearningAssistant]],
) -> list[str]:
    """Return questions: who of the people expected at each meeting holds a place in a seminar at that time."""
    return [_question(meeting, busy) for meeting, busy in _with_a_seminar(expected).items()]


def _question(meeting: FollowUpMeeting, busy: Sequence[LearningAssistant]) -> str:
    text = ngettext(
        "%(number)d of those expected at “%(meeting)s” has a seminar of LAOS at that time: %(names)s.",
        "%(number)d of those expected at “%(meeting)s” have a seminar of LAOS at that time: %(names)s.",
        len(busy),
    )
    names = sorted((person.name for person in busy), key=name_order)
    return text % {"number": len(busy), "meeting": meeting, "names": ", ".join(names)}


def _with_a_seminar(
    expected: Mapping[FollowUpMeeting, Collection[LearningAssistant]],
) -> dict[FollowUpMeeting, list[LearningAssistant]]:
    """Return those people, in one query."""
    people = {assistant.pk for expected_at in expected.values() for assistant in expected_at}
    times = [(meeting.starts_at, meeting.ends_at) for meeting in expected]
    if not people:
        return {}
    held = list(
        Registration.objects.standing()
        .filter(
            mark="",
            assistant__in=people,
            session__starts_at__lt=max(ends for _starts, ends in times),
            session__ends_at__gt=min(starts for starts, _ends in times),
        )
        .select_related("session")
        .order_by()
    )
    found = {meeting: _at_seminars(meeting, expected[meeting], held) for meeting in expected}
    return {meeting: busy for meeting, busy in found.items() if busy}


def _at_seminars(
    meeting: FollowUpMeeting,
    expected: Iterable[LearningAssistant],
    held: Iterable[Registration],
) -> list[LearningAssistant]:
    commitment = Commitment(meeting.title, meeting.starts_at, meeting.ends_at)
    busy = {place.assistant_id for place in held if commitment.clashes_with(place.session)}
    return [assistant for assistant in expected if assistant.pk in busy]
