"""What is done in online modules, about marks and certificates and for exchanges, while the person's records are merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from completion.certificates import issuing, revoking
from completion.models import CompletionReport
from enrollment.models import ExchangeSide, Letter, Registration
from enrollment.places import exchanging
from modules.follow_up import objecting
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation, TestAttempt
from modules.models.attendance import Objection
from modules.online import taking_test
from modules.online.essays import assigning, evaluating, flagging, setting_aside, writing
from tests.completion.certificate_factories import CompletionReportFactory, complete
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    offer_exchange,
)
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    HandedInFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
    words,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

from .racing import Act, People


def _chosen(people: People, **content: bool) -> OnlineModule:
    module: OnlineModule = OnlineModuleFactory(**content)
    ChoiceFactory(assistant=people.gone, module=module)
    return module


def attempt_begun(people: People) -> Callable[[], Any]:
    module = _chosen(people, tested=True)
    return lambda: taking_test.begin(assistant=people.gone, module=module, at=NOW)


def _attempt(people: People) -> tuple[TestAttempt, dict[int, list[int]]]:
    module = _chosen(people, tested=True)
    attempt = taking_test.begin(assistant=people.gone, module=module, at=NOW)
    right = {
        item.question.pk: [option.pk for option in item.options if option.is_right]
        for item in taking_test.questions_of(attempt)
    }
    return attempt, right


def attempt_saved(people: People) -> Callable[[], Any]:
    attempt, right = _attempt(people)
    return lambda: taking_test.save(attempt=attempt, answers=right)


def attempt_handed_in(people: People) -> Callable[[], Any]:
    attempt, right = _attempt(people)
    return lambda: taking_test.hand_in(attempt=attempt, answers=right, at=NOW)


def attempts_of_both_saved(people: People) -> Callable[[], Any]:
    attempt, right = _attempt(people)
    TestAttemptFactory(
        assistant=people.kept, module=attempt.module, begun=True, paper=attempt.paper, answers={}
    )
    return lambda: taking_test.save(attempt=attempt, answers=right)


def attempts_of_both_handed_in(people: People) -> Callable[[], Any]:
    attempt, right = _attempt(people)
    TestAttemptFactory(assistant=people.kept, module=attempt.module, begun=True)
    return lambda: taking_test.hand_in(attempt=attempt, answers=right, at=NOW)


def _essay(people: People) -> dict[str, Any]:
    module = _chosen(people)
    TestAttemptFactory(assistant=people.gone, module=module)
    return {
        "assistant": people.gone,
        "module": module,
        "text": words(module.essay_min_words),
        "language": "nb",
        "version": 0,
        "at": NOW,
    }


def essay_saved(people: People) -> Callable[[], Any]:
    essay = _essay(people)
    return lambda: writing.save(**essay)


def essay_handed_in(people: People) -> Callable[[], Any]:
    essay = _essay(people)
    return lambda: writing.hand_in(**essay)


def essay_withdrawn(people: People) -> Callable[[], Any]:
    """The other record has given both evaluations of the module, which the merge completes."""
    essay = HandedInFactory(author=people.gone)
    for _evaluation in range(2):
        PeerEvaluationFactory(
            evaluator=people.kept, essay=EssayFactory(module=essay.module), module=essay.module
        )
    return lambda: writing.withdraw(essay=essay, at=NOW)


def essay_set_aside(people: People) -> Callable[[], Any]:
    essay = HandedInFactory(author=people.gone)
    return lambda: setting_aside.set_aside(essay=essay, by=people.staff, because="Copied.", at=NOW)


def evaluation_taken(people: People) -> Callable[[], Any]:
    own = HandedInFactory(author=people.gone)
    EssayFactory(module=own.module)
    return lambda: assigning.take(assistant=people.gone, module=own.module, at=NOW)


def own_essay_taken_by_the_other_record(people: People) -> Callable[[], Any]:
    own = HandedInFactory(author=people.gone)
    HandedInFactory(author=people.kept, module=own.module)
    return lambda: assigning.take(assistant=people.kept, module=own.module, at=NOW)


def last_evaluation_given(people: People) -> Callable[[], Any]:
    """The evaluation that completes the module."""
    own = HandedInFactory(author=people.gone)
    PeerEvaluationFactory(evaluator=people.gone, essay=EssayFactory(module=own.module))
    open_one = PeerEvaluationFactory(
        evaluator=people.gone, essay=EssayFactory(module=own.module), leased=True
    )
    return lambda: evaluating.give(evaluation=open_one, levels={}, comment=words(5), at=NOW)


def last_evaluation_received(people: People) -> Callable[[], Any]:
    """The evaluation of which the author is told by letter."""
    own = HandedInFactory(author=people.gone)
    PeerEvaluationFactory(essay=own)
    open_one = PeerEvaluationFactory(essay=own, leased=True)
    return lambda: evaluating.give(evaluation=open_one, levels={}, comment=words(5), at=NOW)


def evaluation_given_back(people: People) -> Callable[[], Any]:
    open_one = PeerEvaluationFactory(evaluator=people.gone, leased=True)
    return lambda: evaluating.give_back(evaluation=open_one, at=NOW)


def flag_answered(people: People) -> Callable[[], Any]:
    evaluation = PeerEvaluationFactory(
        essay__author=people.gone, flagged_at=NOW, flagged_because="Rude."
    )
    return lambda: flagging.answer_flag(
        evaluation=evaluation, by=people.staff, answer="It is fair.", withhold=False, at=NOW
    )


def _absent(people: People) -> Any:
    appointment = people.gone.appointments.get()
    meeting = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    return FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, mark="absent")


def objected(people: People) -> Callable[[], Any]:
    mark = _absent(people)
    return lambda: objecting.object_to(attendance=mark, text="I was there.", at=NOW)


def objection_answered(people: People) -> Callable[[], Any]:
    objection = ObjectionFactory(attendance=_absent(people))
    return lambda: objecting.answer(
        objection=objection, text="You were.", mark="present", by=people.staff, at=NOW
    )


def _side(people: People) -> ExchangeSide:
    """Return the side of the record that goes, of an exchange that the other person has agreed to."""
    places = [
        RegistrationFactory(assistant=assistant, session=CoreSessionFactory(capacity=1))
        for assistant in (people.gone, AppointedFactory())
    ]
    side, other = offer_exchange(*places)
    exchanging.agree(side=other, shows_name=False, at=NOW)
    return side


def exchange_agreed(people: People) -> Callable[[], Any]:
    side = _side(people)
    return lambda: exchanging.agree(side=side, shows_name=False, at=NOW)


def exchange_declined(people: People) -> Callable[[], Any]:
    side = _side(people)
    return lambda: exchanging.decline(side=side, at=NOW)


def certificate_revoked(people: People) -> Callable[[], Any]:
    report = CompletionReportFactory(assistant=people.gone)
    return lambda: revoking.revoke(report=report, by=people.staff, because="Wrong.", at=NOW)


def certificate_reissued(people: People) -> Callable[[], Any]:
    complete(people.gone)
    report = CompletionReportFactory(assistant=people.gone, revoked=True)
    return lambda: issuing.reissue(report=report, at=NOW)


ACTS_IN_MODULES: list[Act] = [
    attempt_begun,
    attempt_saved,
    attempt_handed_in,
    attempts_of_both_saved,
    attempts_of_both_handed_in,
    essay_saved,
    essay_handed_in,
    essay_withdrawn,
    essay_set_aside,
    evaluation_taken,
    own_essay_taken_by_the_other_record,
    last_evaluation_given,
    last_evaluation_received,
    evaluation_given_back,
    flag_answered,
    objected,
    objection_answered,
    exchange_agreed,
    exchange_declined,
    certificate_revoked,
    certificate_reissued,
]

# Those by which something was lost, or that met an error page.
ONCE_LOST: list[Act] = [
    attempts_of_both_saved,
    attempts_of_both_handed_in,
    essay_withdrawn,
    last_evaluation_given,
    last_evaluation_received,
    flag_answered,
]


def _has_answers(people: People) -> bool:
    return any(attempt.answers for attempt in TestAttempt.objects.filter(assistant=people.kept))


def _has_passed(people: People) -> bool:
    return TestAttempt.objects.filter(assistant=people.kept, passed=True).exists()


def _has_essay(people: People) -> bool:
    return Essay.objects.current().filter(author=people.kept).exists()


def _has_completed(people: People) -> bool:
    return Choice.objects.completed().filter(assistant=people.kept).exists()


def _has_no_completion_without_essay(people: People) -> bool:
    handed_in = Essay.objects.handed_in().filter(author=people.kept).exists()
    return handed_in or not _has_completed(people)


def _evaluates_no_own_essay(people: People) -> bool:
    own = PeerEvaluation.objects.filter(evaluator=people.kept, essay__author=people.kept)
    return not own.exists()


def _is_told(people: People) -> bool:
    return Letter.objects.filter(assistant=people.kept).exists()


# What must hold of the record that stays once the act is done.
LASTING: dict[Act, Callable[[People], bool]] = {
    attempt_saved: _has_answers,
    attempts_of_both_saved: _has_answers,
    attempt_handed_in: _has_passed,
    attempts_of_both_handed_in: _has_passed,
    essay_saved: _has_essay,
    essay_handed_in: _has_essay,
    essay_withdrawn: _has_no_completion_without_essay,
    own_essay_taken_by_the_other_record: _evaluates_no_own_essay,
    last_evaluation_given: _has_completed,
    last_evaluation_received: _is_told,
    flag_answered: _is_told,
    objected: lambda people: Objection.objects.filter(
        attendance__appointment__assistant=people.kept
    ).exists(),
    objection_answered: _is_told,
    exchange_agreed: lambda people: (
        Registration.objects.live().filter(assistant=people.kept).count() == 1
    ),
    certificate_revoked: lambda people: (
        not CompletionReport.objects.valid().filter(assistant=people.kept).exists()
    ),
}
