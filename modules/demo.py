"""Online modules to look at, with essays of invented people to evaluate, and the follow-up of one department."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from enrollment.models import Appointment, Coordinator, Course, LearningAssistant, Letter, Term

from .comparing import compare_new
from .models import (
    Choice,
    Essay,
    FollowUpAttendance,
    FollowUpMeeting,
    ModuleDates,
    OnlineModule,
    PeerEvaluation,
    Rating,
    TestAttempt,
)
from .models.attendance import AttendanceMark
from .samples import add_samples
from .testing import begin, questions_of

POPULAR = ["OM1", "OM2"]
AUTHORS = 12
FOLLOWED_UP = 24
COMMENT = (
    "Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda "
    "bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre."
)


def load(at: datetime) -> None:
    """Add the eight modules, dates in the term of the demo, and a dozen people who are done or half done with two."""
    dice = random.Random(2024)
    add_samples(at)
    term = Term.objects.current(at)
    assert term is not None
    ModuleDates.objects.create(
        term=term,
        hand_in_by=localdate(at + timedelta(weeks=6)),
        complete_by=localdate(at + timedelta(weeks=8)),
    )
    people = list(
        LearningAssistant.objects.filter(user=None, appointments__term=term)
        .distinct()
        .order_by("username")[:AUTHORS]
    )
    for slot, module in enumerate(OnlineModule.objects.filter(code__in=POPULAR), start=1):
        essays = [_hand_in(one, module, slot, at, dice) for one in people]
        for essay, other in zip(essays[: AUTHORS // 2], essays[1:], strict=False):
            _evaluate(other, essay.author, at)
    compare_new()
    _follow_up(term, at)
    Letter.objects.filter(recipient__in=people).delete()


def _hand_in(
    person: LearningAssistant, module: OnlineModule, slot: int, at: datetime, dice: random.Random
) -> Essay:
    handed_in = at - timedelta(days=dice.randint(1, 3), hours=dice.randint(0, 12))
    Choice.objects.create(
        assistant=person, module=module, slot=slot, chosen_at=handed_in - timedelta(days=3)
    )
    attempt = begin(assistant=person, module=module, at=handed_in, shuffler=dice)
    asked = questions_of(attempt)
    TestAttempt.objects.filter(pk=attempt.pk).update(
        answers={
            str(one.question.pk): [option.pk for option in one.options if option.is_right]
            for one in asked
        },
        handed_in_at=handed_in,
        asked=len(asked),
        right=len(asked),
        passed=True,
    )
    example = dice.choice(list(Essay.objects.examples().filter(module=module)))
    sentences = example.text.replace("\n\n", " ").split(". ")
    dice.shuffle(sentences)
    return Essay.objects.create(
        author=person,
        module=module,
        language=example.language,
        text=". ".join(sentences),
        version=1,
        saved_at=handed_in,
        handed_in_at=handed_in,
    )


def _evaluate(essay: Essay, evaluator: LearningAssistant | None, at: datetime) -> None:
    assert evaluator is not None
    evaluation = PeerEvaluation.objects.create(
        evaluator=evaluator,
        essay=essay,
        module=essay.module,
        leased_at=at - timedelta(days=1),
        lease_ends_at=at + timedelta(days=3),
        comment=COMMENT,
        given_at=at - timedelta(hours=2),
    )
    Rating.objects.bulk_create(
        Rating(evaluation=evaluation, criterion=criterion, level=criterion.levels.all()[1])
        for criterion in essay.module.criteria.all()
    )


def _follow_up(term: Term, at: datetime) -> None:
    """Appoint more people in the department that the coordinator sees, and hold the first of its meetings."""
    coordinator = Coordinator.objects.select_related("user", "department").earliest("pk")
    department = coordinator.department
    courses = list(Course.objects.filter(department=department).order_by("code")[:3])
    people = LearningAssistant.objects.filter(user=None).exclude(
        appointments__department=department
    )
    Appointment.objects.bulk_create(
        Appointment(
            assistant=person,
            term=term,
            department=department,
            course=courses[number % len(courses)],
        )
        for number, person in enumerate(people.order_by("username")[:FOLLOWED_UP])
    )
    hours = {"first_meeting_hours": 1, "follow_up_hours": 1}
    plan = [
        ("first", "Første møte", -5, hours),
        ("second", "Andre møte", 9, {"follow_up_hours": 3}),
    ]
    plan += [("final", "Avsluttende evaluering", 30, {"final_evaluation_hours": 1})]
    first, *_later = [
        FollowUpMeeting.objects.create(
            department=department,
            term=term,
            key=key,
            title=title,
            starts_at=at + timedelta(days=days),
            ends_at=at + timedelta(days=days, hours=sum(given.values())),
            place="R7",
            **given,
        )
        for key, title, days, given in plan
    ]
    appointed = Appointment.objects.filter(department=department, term=term).order_by("pk")
    FollowUpAttendance.objects.bulk_create(
        FollowUpAttendance(
            meeting=first,
            appointment=one,
            mark=AttendanceMark.ABSENT if number % 5 == 4 else AttendanceMark.PRESENT,
            marked_by=coordinator.user,
            marked_at=first.ends_at,
        )
        for number, one in enumerate(appointed)
        if number % 7
    )
