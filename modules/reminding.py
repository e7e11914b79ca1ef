"""Reminders about online modules and meetings; ``enrollment.reminding`` writes the letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.letters.writing import Draft, foreseen
from enrollment.marks import COUNTS
from enrollment.models import LearningAssistant, Letter, Term
from enrollment.models.keys import AssistantKey
from enrollment.models.kinds import LetterKind, ReminderKind, When
from enrollment.reminding import time_before, with_timings
from modules.models.keys import MeetingKey

from .follow_up.letters import (
    CHANGED,
    PLANNED,
    Contacts,
    drafts_of_plan,
    facts_about,
    sample_meeting,
)
from .follow_up.loading import appointments_expected_at, people_of
from .models import Choice, FollowUpAttendance, FollowUpMeeting, PeerEvaluation
from .online.essays.forecast import Supply
from .online.letters import about, in_words, sample
from .online.progress import DueDates, ModuleStep, Progress, with_steps


def sample_of_due_date() -> dict[str, object]:
    return sample(due=in_words(clock.today()), test_passed=True, handed_in=False)


MODULE_DUE = ReminderKind(
    LetterKind("module-due", _("Reminder: online module due"), sample_of_due_date),
    _("Online module due"),
    usual_days=14,
)
MODULE_DUE_SOON = ReminderKind(
    LetterKind(
        "module-due-soon", _("Reminder: online module due in a few days"), sample_of_due_date
    ),
    _("Online module due in a few days"),
    usual_days=3,
)
ESSAYS_WAITING = ReminderKind(
    LetterKind("essays-waiting", _("Reminder: an essay to evaluate"), sample),
    _("An essay to evaluate"),
    usual_days=1,
    when=When.AFTER,
)
LEASE_ENDING = ReminderKind(
    LetterKind(
        "lease-ending",
        _("Reminder: the time to evaluate an essay runs out"),
        lambda: sample(ends=date_format(localtime(clock.now()), "DATETIME_FORMAT")),
    ),
    _("Time to evaluate an essay runs out"),
    usual_days=1,
)
MEETING = ReminderKind(
    LetterKind("meeting-tomorrow", _("Reminder: meeting tomorrow"), sample_meeting),
    _("Meeting tomorrow"),
    usual_days=1,
)
# How long before it is held a meeting is planned.
PLANNED_AT_MOST = timedelta(days=366)
# The later reminder first: it replaces the earlier one.
DUE_KINDS = (MODULE_DUE_SOON, MODULE_DUE)


def about_online_modules(at: datetime) -> Iterator[Draft]:
    """Yield the reminders due, in a constant number of queries."""
    choices = list(
        with_steps(Choice.objects.filter(completed_on=None, assistant__exempt_since=None))
        .select_related("assistant", "module")
        .order_by("pk")
    )
    dates = DueDates({choice.assistant for choice in choices}, at)
    under_way = [dates.progress(choice) for choice in choices]
    terms = with_timings(Term.objects.all()).in_bulk()
    yield from _of_due_dates(under_way, terms, at)
    current = Term.objects.current(at)
    if current is not None:
        current = terms[current.pk]
        yield from _of_essays_waiting(under_way, time_before(current, ESSAYS_WAITING), at)
        yield from _of_leases(time_before(current, LEASE_ENDING), at)


def _of_due_dates(
    under_way: Iterable[Progress], terms: dict[int, Term], at: datetime
) -> Iterator[Draft]:
    today = localdate(at)
    for progress in under_way:
        if progress.due is None or progress.due.day < today:
            continue
        days = {kind: time_before(terms[progress.due.term], kind) for kind in DUE_KINDS}
        since = {
            kind: progress.due.day - before for kind, before in days.items() if before is not None
        }
        # If the module was chosen on or after that day, the letter about the choice gave the dates.
        chosen = localdate(progress.choice.chosen_at)
        kind = next((kind for kind, day in since.items() if chosen < day <= today), None)
        if kind is None:
            continue
        facts = partial(_facts_of_due_date, progress)
        key = f"choice:{progress.choice.pk}:{progress.due.day}"
        yield Draft(progress.choice.assistant, kind.letter, key, facts)


def _facts_of_due_date(progress: Progress) -> dict[str, object]:
    assert progress.due is not None
    return about(
        progress.module,
        due=in_words(progress.due.day),
        test_passed=progress.step >= ModuleStep.TEST_PASSED,
        handed_in=progress.step >= ModuleStep.HANDED_IN,
    )


def _of_essays_waiting(
    under_way: Iterable[Progress], after: timedelta | None, at: datetime
) -> Iterator[Draft]:
    """Yield reminders for people who could have had an essay to evaluate for some time."""
    if after is None:
        return
    waiting = [
        progress
        for progress in under_way
        if progress.step in {ModuleStep.HANDED_IN, ModuleStep.ONE_EVALUATION}
    ]
    supply = Supply({progress.choice.module_id for progress in waiting}, at)
    for progress in waiting:
        if supply.has_one_for(progress.choice.assistant_id, progress.module, idle_for=after):
            key = (
                f"choice:{progress.choice.pk}:evaluation:{progress.step - ModuleStep.HANDED_IN + 1}"
            )
            facts = partial(about, progress.module)
            yield Draft(progress.choice.assistant, ESSAYS_WAITING.letter, key, facts)


def _of_leases(before: timedelta | None, at: datetime) -> Iterator[Draft]:
    if before is None:
        return
    ending = PeerEvaluation.objects.leased(at).filter(lease_ends_at__lte=at + before)
    for evaluation in ending.select_related("evaluator", "module").order_by("pk"):
        # A lease shorter than the notice needs no reminder.
        if evaluation.leased_at < evaluation.lease_ends_at - before:
            key = f"evaluation:{evaluation.pk}:{localdate(evaluation.lease_ends_at)}"
            facts = partial(_facts_of_lease, evaluation)
            yield Draft(evaluation.evaluator, LEASE_ENDING.letter, key, facts)


def _facts_of_lease(evaluation: PeerEvaluation) -> dict[str, object]:
    ends = date_format(localtime(evaluation.lease_ends_at), "DATETIME_FORMAT")
    return about(evaluation.module, ends=ends)


def about_meetings(at: datetime) -> Iterator[Draft]:
    """Yield letters about meetings that a person has not been told of, and reminders of meetings that are soon.

    Those who were added after the meetings were planned get all their dates; those who missed a meeting get the dates
    of its make-ups once that is recorded. In a constant number of queries.
    """
    upcoming = list(
        FollowUpMeeting.objects.upcoming(at)
        .select_related("department", "makes_up_for")
        .order_by("starts_at", "pk")
    )
    if not upcoming:
        return
    told = _told(upcoming, at)
    expected = appointments_expected_at(upcoming, at)
    missed = _missed({meeting.makes_up_for_id for meeting in upcoming if meeting.makes_up_for_id})
    untold = {
        meeting: people_of(
            appointment
            for appointment in appointments
            if (appointment.assistant_id, meeting.pk) not in told
            and (
                appointment.is_announced
                if meeting.makes_up_for_id is None
                else (appointment.assistant_id, meeting.makes_up_for_id) in missed
            )
        )
        for meeting, appointments in expected.items()
        if meeting.is_announced
    }
    yield from drafts_of_plan(untold)
    # All that a reminder says is in the letter of those who get one now.
    now = {(person.pk, meeting.pk): at for meeting, people in untold.items() for person in people}
    people = {meeting: people_of(appointments) for meeting, appointments in expected.items()}
    yield from _of_near_meetings(people, {**told, **now}, at)


def _missed(meetings: Collection[MeetingKey]) -> set[tuple[AssistantKey, MeetingKey]]:
    """Return who is marked as not present at which of the meetings."""
    if not meetings:
        return set()
    attendance = FollowUpAttendance.objects.filter(meeting__in=meetings).exclude(mark__in=COUNTS)
    return {*attendance.values_list("appointment__assistant", "meeting")}


def _of_near_meetings(
    expected: Mapping[FollowUpMeeting, Iterable[LearningAssistant]],
    told: Mapping[tuple[AssistantKey, MeetingKey], datetime],
    at: datetime,
) -> Iterator[Draft]:
    terms = with_timings(Term.objects.filter(pk__in={meeting.term_id for meeting in expected}))
    before = {term.pk: time_before(term, MEETING) for term in terms}
    since = {
        meeting: meeting.starts_at - time
        for meeting in expected
        if (time := before[meeting.term_id]) is not None and meeting.starts_at - time <= at
    }
    contacts = Contacts(since)
    for meeting, due in since.items():
        # With the day in the key, a rescheduled meeting gets a new reminder.
        key = f"meeting:{meeting.pk}:{localdate(meeting.starts_at)}"
        facts = partial(facts_about, meeting, contacts)
        for assistant in expected[meeting]:
            written_at = told.get((assistant.pk, meeting.pk))
            if written_at is None or written_at < due:
                yield Draft(assistant, MEETING.letter, key, facts)


def _told(
    meetings: Iterable[FollowUpMeeting], at: datetime
) -> dict[tuple[AssistantKey, MeetingKey], datetime]:
    """Return when each person was last told about each of the meetings, by (person, meeting) keys."""
    wanted = {meeting.pk for meeting in meetings}
    letters = Letter.objects.filter(
        kind__in=[PLANNED.code, CHANGED.code], written_at__gt=at - PLANNED_AT_MOST
    ).order_by("written_at")
    written: list[Any] = [*letters.values_list("assistant", "written_at", "calendars")]
    written += [
        (letter.draft.recipient.pk, letter.at, letter.draft.calendars)
        for letter in foreseen(PLANNED, CHANGED)
    ]
    return {
        (assistant, key): written_at
        for assistant, written_at, calendars in written
        for _method, keys, *_older in calendars
        for key in keys
        if key in wanted
    }
