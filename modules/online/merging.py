"""Merge the online modules of two records of one person: choices, tests, essays and evaluations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext

from enrollment.people.merging.holdings import LOCKED_FIRST, Holding, Merge, ignoring
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation, TestAttempt
from modules.models.choices import Slot

from .completing import complete_if_done
from .progress import step_of, with_steps


def lock_modules() -> None:
    """Lock all modules, by the locking rule in ``essays.writing``: no essay is leased or evaluated meanwhile."""
    list(OnlineModule.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def settle_choices(merge: Merge) -> Iterator[str]:
    """Keep two modules: completed ones before open ones, then those that are furthest, then those chosen first."""
    choices = list(
        with_steps(Choice.objects.filter(assistant__in=merge.both)).select_related("module")
    )
    choices.sort(
        key=lambda choice: (-step_of(choice), choice.completed_on or date.max, choice.chosen_at)
    )
    staying: dict[int, Choice] = {}
    for choice in choices:
        if choice.module_id not in staying and len(staying) < len(Slot):
            staying[choice.module_id] = choice
            continue
        twice = choice.module_id in staying
        choice.delete()
        yield (
            gettext("Both records have chosen %(module)s. It counts once.")
            if twice
            else gettext("%(module)s is no longer chosen: two modules are enough.")
        ) % {"module": choice.module.code}
    _give_slots(list(staying.values()), merge)


def _give_slots(choices: list[Choice], merge: Merge) -> None:
    taken = {choice.slot for choice in choices if choice.assistant_id == merge.kept.pk}
    for choice in choices:
        if choice.assistant_id == merge.gone.pk:
            choice.assistant, choice.slot = merge.kept, min({*Slot.values} - taken)
            taken.add(choice.slot)
            choice.save(update_fields=["assistant", "slot"])


def complete_modules(merge: Merge) -> Iterator[str]:
    """Complete the modules whose steps the two records have done between them."""
    for choice in Choice.objects.filter(assistant=merge.kept, completed_on=None).select_related(
        "module"
    ):
        complete_if_done(merge.kept, choice.module, merge.at)
        choice.refresh_from_db()
        if choice.completed_on is not None:
            yield gettext("%(module)s is completed.") % {"module": choice.module.code}


def settle_tests(merge: Merge) -> Iterator[str]:
    """Lock the open attempts, so that none is handed in meanwhile. One goes on, with the answers of both."""
    attempts = TestAttempt.objects.filter(assistant__in=merge.both, handed_in_at=None)
    found = attempts.select_for_update(of=("self",)).select_related("module").order_by("pk")
    begun = {(attempt.assistant_id, attempt.module_id): attempt for attempt in found}
    for (assistant, module), ours in begun.items():
        theirs = begun.get((merge.gone.pk, module))
        if assistant == merge.gone.pk or theirs is None:
            continue
        asked = {str(question) for question, _options in ours.paper}
        answers = {key: chosen for key, chosen in theirs.answers.items() if key in asked}
        ours.answers = answers | ours.answers
        ours.save(update_fields=["answers"])
        yield gettext(
            "Both records have begun the test of %(module)s. It goes on, with the answers of both."
        ) % {"module": ours.module.code}


def open_tests_of_both(merge: Merge) -> Collection[int]:
    attempts = TestAttempt.objects.filter(handed_in_at=None)
    begun = attempts.filter(assistant=merge.kept).values("module")
    return list(
        attempts.filter(assistant=merge.gone, module__in=begun).values_list("pk", flat=True)
    )


def settle_essays(merge: Merge) -> Iterator[str]:
    """Keep one essay for each module: the first that was handed in, else the newest draft. Set the other aside."""
    essays: defaultdict[int, list[Essay]] = defaultdict(list)
    for essay in Essay.objects.current().filter(author__in=merge.both).select_related("module"):
        essays[essay.module_id].append(essay)
    for of_module in essays.values():
        for other in sorted(of_module, key=_goes_on_first)[1:]:
            other.set_aside_at, other.set_aside_by = merge.at, merge.by
            other.set_aside_because = gettext("The same person has another essay of this module.")
            other.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
            yield gettext("Both records have an essay of %(module)s. One is set aside.") % {
                "module": other.module.code
            }


def _goes_on_first(essay: Essay) -> tuple[bool, float]:
    if essay.handed_in_at is not None:
        return False, essay.handed_in_at.timestamp()
    return True, -essay.saved_at.timestamp()


def settle_evaluations(merge: Merge) -> Iterator[str]:
    """Decide on essays that both records have evaluated, and on evaluations of the person's own essays.

    An evaluation that is given stays readable for its author. Where it counts for no one, it stays with the record
    that is merged.
    """
    yield from _of_own_essays(merge)
    ours = {row.essay_id: row for row in PeerEvaluation.objects.filter(evaluator=merge.kept)}
    theirs = PeerEvaluation.objects.filter(evaluator=merge.gone, essay__in=ours)
    for evaluation in theirs.select_related("module"):
        same = ours[evaluation.essay_id]
        if evaluation.given_at is not None and same.given_at is None:
            same.delete()
        elif evaluation.given_at is None:
            evaluation.released_at = evaluation.released_at or merge.at
            evaluation.save(update_fields=["released_at"])
        yield gettext("Both records have had the same essay of %(module)s. It counts once.") % {
            "module": evaluation.module.code
        }
    yield from _one_open_per_module(merge)


def _of_own_essays(merge: Merge) -> Iterator[str]:
    own = PeerEvaluation.objects.filter(
        evaluator__in=merge.both, essay__author__in=merge.both
    ).select_related("module")
    for evaluation in own:
        if evaluation.given_at is None and evaluation.released_at is None:
            evaluation.released_at = merge.at
            evaluation.save(update_fields=["released_at"])
        yield gettext(
            "An evaluation in %(module)s is of the person's own essay. It stays with the record that is merged."
        ) % {"module": evaluation.module.code}
    with ignoring(*GUARDS):
        own.filter(evaluator=merge.kept).update(evaluator=merge.gone)


def _one_open_per_module(merge: Merge) -> Iterator[str]:
    still_open = PeerEvaluation.objects.open().filter(evaluator__in=merge.both)
    seen: set[int] = set()
    for evaluation in still_open.select_related("module").order_by("-lease_ends_at", "-pk"):
        if evaluation.module_id in seen:
            evaluation.released_at = merge.at
            evaluation.save(update_fields=["released_at"])
            yield gettext(
                "Both records have an essay of %(module)s to evaluate. One is given back."
            ) % {"module": evaluation.module.code}
        seen.add(evaluation.module_id)


def evaluations_that_count_for_no_one(merge: Merge) -> Collection[int]:
    evaluated = PeerEvaluation.objects.filter(evaluator=merge.kept).values("essay")
    rows = PeerEvaluation.objects.filter(evaluator=merge.gone)
    own = rows.filter(essay__author__in=merge.both)
    return [
        *own.values_list("pk", flat=True),
        *rows.filter(essay__in=evaluated).values_list("pk", flat=True),
    ]


GUARDS = (
    "modules.PeerEvaluation:peer_evaluation_given_stays",
    # An essay that was set aside after it was evaluated.
    "modules.PeerEvaluation:peer_evaluation_of_anothers_essay",
)
LOCKED_FIRST.append(lock_modules)
CHOICES = Holding(
    Choice._meta.get_field("assistant"), settle=settle_choices, finish=complete_modules
)
TESTS = Holding(
    TestAttempt._meta.get_field("assistant"),
    settle=settle_tests,
    staying=open_tests_of_both,
    guards=("modules.TestAttempt:test_attempt_handed_in_stays",),
)
ESSAYS = Holding(
    Essay._meta.get_field("author"),
    settle=settle_essays,
    guards=("modules.Essay:essay_opened_stays",),
)
EVALUATIONS = Holding(
    PeerEvaluation._meta.get_field("evaluator"),
    settle=settle_evaluations,
    staying=evaluations_that_count_for_no_one,
    guards=GUARDS,
)
