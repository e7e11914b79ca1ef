"""Reminders about online modules and meetings; ``completion.reminders`` writes the letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.letters.writing import Draft, beginning, foreseen, is_foreseen, loaded_once
from enrollment.marks import COUNTS
from enrollment.models import LearningAssistant, Letter, Term
from enrollment.models.keys import AssistantKey
from enrollment.models.kinds import LetterKind, ReminderKind, When
from enrollment.models.terms import current_among
from enrollment.reminding import terms_with_timings, time_before
from modules.models.keys import MeetingKey, ModuleKey

from .follow_up.letters import (
    CHANGED,
    PLANNED,
    Contacts,
    drafts_of_plan,
    facts_about,
    sample_meeting,
)
from .follow_up.loading import Expectations, people_of
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
    since = beginning(at)
    under_way = _under_way(since, localdate(at))
    terms = {term.pk: term for term in terms_with_timings()}
    yield from _of_due_dates(under_way, terms, at)
    current = current_among(terms.values(), at)
    if current is not None:
        yield from _of_essays_waiting(under_way, time_before(current, ESSAYS_WAITING), since, at)
        yield from _of_leases(time_before(current, LEASE_ENDING), since, at)


@loaded_once
def _under_way(since: datetime, day: date) -> list[Progress]:
    choices, dates = _choices_under_way(since)
    dates = dates.on(day)
    return [dates.progress(choice) for choice in choices]


@loaded_once
def _choices_under_way(since: datetime) -> tuple[list[Any], DueDates]:
    choices = list(
        with_steps(Choice.objects.filter(completed_on=None, assistant__exempt_since=None))
        .select_related("assistant", "module")
        .order_by("pk")
    )
    return choices, DueDates({choice.assistant for choice in choices}, since)


def _of_due_dates(
    under_way: Iterable[Progress], terms: dict[int, Term], at: datetime
) -> Iterator[Draft]:
    today = localdate(at)
    before = {
        term: [
            (kind, time)
            for kind in DUE_KINDS
            if (time := time_before(terms[term], kind)) is not None
        ]
        for term in terms
    }
    for progress in under_way:
        if progress.due is None or progress.due.day < today:
            continue
        since = [(kind, progress.due.day - time) for kind, time in before[progress.due.term]]
        # If the module was chosen on or after that day, the letter about the choice gave the dates.
        chosen_at = progress.choice.chosen_at
        begun = (kind for kind, day in since if day <= today and localdate(chosen_at) < day)
        kind = next(begun, None)
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
    under_way: Iterable[Progress], after: timedelta | None, since: datetime, at: datetime
) -> Iterator[Draft]:
    """Yield reminders for people who could have had an essay to evaluate for some time."""
    if after is None:
        return
    waiting = [
        progress
        for progress in under_way
        if progress.step in {ModuleStep.HANDED_IN, ModuleStep.ONE_EVALUATION}
    ]
    supply = _supply(frozenset(progress.choice.module_id for progress in waiting), since).on(at)
    for progress in waiting:
        choice, module = progress.choice, progress.module
        key = f"choice:{choice.pk}:evaluation:{progress.step - ModuleStep.HANDED_IN + 1}"
        draft = Draft(choice.assistant, ESSAYS_WAITING.letter, key, partial(about, module))
        if not is_foreseen(draft) and supply.has_one_for(
            choice.assistant_id, module, idle_for=after
        ):
            yield draft


@loaded_once
def _supply(modules: frozenset[ModuleKey], since: datetime) -> Supply:
    return Supply(modules, since)


def _of_leases(before: timedelta | None, since: datetime, at: datetime) -> Iterator[Draft]:
    if before is None:
        return
    for evaluation in _leased(since):
        # A lease shorter than the notice needs no reminder.
        notice = evaluation.lease_ends_at - before
        if evaluation.leased_at < notice <= at < evaluation.lease_ends_at:
            key = f"evaluation:{evaluation.pk}:{localdate(evaluation.lease_ends_at)}"
            facts = partial(_facts_of_lease, evaluation)
            yield Draft(evaluation.evaluator, LEASE_ENDING.letter, key, facts)


@loaded_once
def _leased(since: datetime) -> list[PeerEvaluation]:
    leased = PeerEvaluation.objects.leased(since)
    return list(leased.select_related("evaluator", "module").order_by("pk"))


def _facts_of_lease(evaluation: PeerEvaluation) -> dict[str, object]:
    ends = date_format(localtime(evaluation.lease_ends_at), "DATETIME_FORMAT")
    return about(evaluation.module, ends=ends)


def about_meetings(at: datetime) -> Iterator[Draft]:
    """Yield letters about meetings that a person has not been told of, and reminders of meetings that are soon.

    Those who were added after the meetings were planned get all their dates; those who missed a meeting get the dates
    of its make-ups once that is recorded. In a constant number of queries.
    """
    since = beginning(at)
    expectations = _expectations(since)
    upcoming = [meeting for meeting in expectations.meetings if meeting.starts_at > at]
    if not upcoming:
        return
    told = _told(upcoming, since)
    expected = expectations.at(upcoming, at)
    missed = _missed(
        frozenset(meeting.makes_up_for_id for meeting in upcoming if meeting.makes_up_for_id)
    )
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
    contacts = _contacts(since)
    yield from drafts_of_plan(untold, contacts)
    # All that a reminder says is in the letter of those who get one now.
    now = {(person.pk, meeting.pk): at for meeting, people in untold.items() for person in people}
    people = {meeting: people_of(appointments) for meeting, appointments in expected.items()}
    yield from _of_near_meetings(people, {**told, **now}, contacts, at)


def beginnings_of_meetings(since: datetime, until: datetime) -> set[datetime]:
    """Return when meetings of a span begin: from then on, the letter about those to come leaves them out."""
    starts = {meeting.starts_at for meeting in _expectations(beginning(since)).meetings}
    return {start for start in starts if since < start < until}


@loaded_once
def _expectations(since: datetime) -> Expectations:
    meetings = FollowUpMeeting.objects.upcoming(since).select_related("department", "makes_up_for")
    return Expectations(list(meetings.order_by("starts_at", "pk")), since)


@loaded_once
def _contacts(since: datetime) -> Contacts:
    return Contacts(_expectations(since).meetings)


@loaded_once
def _missed(meetings: frozenset[MeetingKey]) -> set[tuple[AssistantKey, MeetingKey]]:
    """Return who is marked as not present at which of the meetings."""
    if not meetings:
        return set()
    attendance = FollowUpAttendance.objects.filter(meeting__in=meetings).exclude(mark__in=COUNTS)
    return {*attendance.values_list("appointment__assistant", "meeting")}


def _of_near_meetings(
    expected: Mapping[FollowUpMeeting, Iterable[LearningAssistant]],
    told: Mapping[tuple[AssistantKey, MeetingKey], datetime],
    contacts: Contacts,
    at: datetime,
) -> Iterator[Draft]:
    before = {term.pk: time_before(term, MEETING) for term in terms_with_timings()}
    since = {
        meeting: meeting.starts_at - time
        for meeting in expected
        if (time := before[meeting.term_id]) is not None and meeting.starts_at - time <= at
    }
    for meeting, due in since.items():
        # With the day in the key, a rescheduled meeting gets a new reminder.
        key = f"meeting:{meeting.pk}:{localdate(meeting.starts_at)}"
        facts = partial(facts_about, meeting, contacts)
        for assistant in expected[meeting]:
            written_at = told.get((assistant.pk, meeting.pk))
            if written_at is None or written_at < due:
                yield Draft(assistant, MEETING.letter, key, facts)


def _told(
    meetings: Iterable[FollowUpMeeting], since: datetime
) -> dict[tuple[AssistantKey, MeetingKey], datetime]:
    """Return when each person was last told about each of the meetings, by (person, meeting) keys."""
    wanted = {meeting.pk for meeting in meetings}
    written = [
        *_letters_about_meetings(since),
        *(
            (letter.draft.recipient.pk, letter.at, letter.draft.calendars)
            for letter in foreseen(PLANNED, CHANGED)
        ),
    ]
    return {
        (assistant, key): written_at
        for assistant, written_at, calendars in written
        for _method, keys, *_older in calendars
        for key in keys
        if key in wanted
    }


@loaded_once
def _letters_about_meetings(since: datetime) -> list[Any]:
    letters = Letter.objects.filter(
        kind__in=[PLANNED.code, CHANGED.code], written_at__gt=since - PLANNED_AT_MOST
    ).order_by("written_at")
    return [*letters.values_list("assistant", "written_at", "calendars")]
