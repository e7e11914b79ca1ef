"""Reminders about online modules and meetings; ``enrollment.reminding`` writes the letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.letters.writing import Draft
from enrollment.marks import COUNTS
from enrollment.models import LearningAssistant, Letter, Term
from enrollment.models.keys import AssistantKey
from enrollment.models.kinds import LetterKind, ReminderKind, When
from enrollment.reminding import time_before, with_timings
from modules.models.keys import MeetingKey

from .follow_up.letters import CHANGED, PLANNED, facts_about, of_plan, sample_meeting
from .follow_up.loading import expected_at
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
YEAR = timedelta(days=366)
# Later than this, the reminder of the meeting tells of it.
MAKE_UP_AHEAD = timedelta(days=1)
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
    """Yield reminders for people expected at a meeting soon, in a constant number of queries."""
    terms = with_timings(Term.objects.filter(meetings__starts_at__gt=at).distinct()).in_bulk()
    before = {key: time_before(term, MEETING) for key, term in terms.items()}
    upcoming = FollowUpMeeting.objects.upcoming(at).filter(term__in=terms)
    near = [
        meeting
        for meeting in upcoming.select_related("department", "makes_up_for").order_by(
            "starts_at", "pk"
        )
        if (time := before[meeting.term_id]) is not None and meeting.starts_at - time <= at
    ]
    expected = expected_at(near, at)
    announced = _announced_since(
        {meeting: meeting.starts_at - (before[meeting.term_id] or timedelta()) for meeting in near}
    )
    for meeting, people in expected.items():
        # With the day in the key, a rescheduled meeting gets a new reminder.
        key = f"meeting:{meeting.pk}:{localdate(meeting.starts_at)}"
        facts = partial(facts_about, meeting)
        for assistant in people:
            if (assistant.pk, meeting.pk) not in announced:
                yield Draft(assistant, MEETING.letter, key, facts)


def about_make_ups(at: datetime) -> Iterator[Draft]:
    """Yield the dates of coming make-ups for people marked as not present at what these make up for.

    When a make-up is planned before that meeting is held, no one needs it yet.
    """
    coming = FollowUpMeeting.objects.upcoming(at + MAKE_UP_AHEAD).exclude(makes_up_for=None)
    make_ups = list(coming.select_related("department", "makes_up_for").order_by("starts_at", "pk"))
    missed = set(
        FollowUpAttendance.objects.filter(
            meeting__in={meeting.makes_up_for_id for meeting in make_ups}
        )
        .exclude(mark__in=COUNTS)
        .values_list("appointment__assistant", "meeting")
    )
    announced = _announced_since(dict.fromkeys(make_ups, at - YEAR))
    concern: dict[LearningAssistant, list[FollowUpMeeting]] = defaultdict(list)
    for meeting, people in expected_at(make_ups, at).items():
        for assistant in people:
            is_known = (assistant.pk, meeting.pk) in announced
            if (assistant.pk, meeting.makes_up_for_id) in missed and not is_known:
                concern[assistant].append(meeting)
    for assistant, meetings in concern.items():
        yield of_plan(assistant, meetings)


def _announced_since(
    since: Mapping[FollowUpMeeting, datetime],
) -> set[tuple[AssistantKey, MeetingKey]]:
    """Return what is already announced by a letter written after the reminder was due."""
    if not since:
        return set()
    begins = {meeting.pk: moment for meeting, moment in since.items()}
    letters = Letter.objects.filter(
        kind__in=[PLANNED.code, CHANGED.code],
        written_at__gte=min(begins.values()),
    ).values_list("recipient", "written_at", "calendars")
    return {
        (recipient, key)
        for recipient, written_at, calendars in letters
        for _method, keys, *_older in calendars
        for key in keys
        if key in begins and written_at >= begins[key]
    }
