"""Letters about online modules. The use cases call these functions in their own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.letters.kinds import SAMPLE_PAGE, SAMPLE_SENTENCE
from enrollment.letters.writing import Draft, write, write_missing
from enrollment.models import LearningAssistant, Letter
from enrollment.models.kinds import LetterKind
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation
from modules.models.essays import EVALUATIONS_WANTED

from .progress import DueDates, ModuleStep

CHOSEN = LetterKind(
    "module-chosen",
    _("Online module chosen"),
    lambda: sample(hand_in_by=in_words(clock.today()), complete_by=in_words(clock.today())),
)
COMPLETED = LetterKind("module-completed", _("Online module completed"), lambda: sample())
RECEIVED = LetterKind("evaluations-received", _("Evaluations of an essay"), lambda: sample())
SET_ASIDE = LetterKind(
    "essay-set-aside", _("Essay set aside"), lambda: sample(because=SAMPLE_SENTENCE)
)
FLAG_ANSWERED = LetterKind(
    "flag-answered",
    _("Answer about an evaluation"),
    lambda: sample(answer=SAMPLE_SENTENCE, is_withheld=True),
)
WANTED = LetterKind("evaluations-wanted", _("One more evaluation wanted"), lambda: sample())


def sample(**more: object) -> dict[str, Any]:
    module_page = f"{SAMPLE_PAGE}/my/modules/OM1/"
    return {"module": gettext("OM1 Giving feedback"), "module_page": module_page, **more}


def about(module: OnlineModule, **more: object) -> dict[str, object]:
    """Return the facts of every letter about a module, in the active language."""
    address = settings.SITE_URL + reverse("modules:module", args=[module.code])
    return {"module": str(module), "module_page": address, **more}


def in_words(day: date | None) -> str:
    """Return the date in the active language, or "" if there is none."""
    return date_format(day, "DATE_FORMAT") if day else ""


def write_chosen(choice: Choice, at: datetime) -> None:
    """Confirm the choice of a module, with its due dates."""
    dates = DueDates([choice.assistant], at)
    first, last = dates.of(choice, ModuleStep.NOT_STARTED), dates.of(choice, ModuleStep.HANDED_IN)

    def facts() -> dict[str, object]:
        return about(
            choice.module,
            hand_in_by=in_words(first.day if first else None),
            complete_by=in_words(last.day if last else None),
        )

    write([Draft(choice.assistant, CHOSEN, f"choice:{choice.pk}", facts)], at)


def write_completed(choice: Choice, at: datetime) -> None:
    """Confirm a completion, once per choice, even if the module is completed again after an essay was set aside."""
    facts = partial(about, choice.module)
    key = f"choice:{choice.pk}"
    write_missing([Draft(choice.assistant, COMPLETED, key, facts)], at)


def write_received(essay: Essay, at: datetime) -> None:
    """Tell the author, once, that the essay has all its evaluations."""
    given = PeerEvaluation.objects.given().filter(essay=essay).count()
    if essay.author is None or essay.set_aside_at is not None or given < EVALUATIONS_WANTED:
        return
    facts = partial(about, essay.module)
    key = f"essay:{essay.pk}"
    write_missing([Draft(essay.author, RECEIVED, key, facts)], at)


def write_set_aside(essay: Essay, at: datetime) -> None:
    """Send the author the reason why an essay was set aside."""
    assert essay.author is not None
    facts = partial(about, essay.module, because=essay.set_aside_because)
    write([Draft(essay.author, SET_ASIDE, f"essay:{essay.pk}", facts)], at)


def write_flag_answered(evaluation: PeerEvaluation, at: datetime) -> None:
    """Send the author each answer about a flagged evaluation: staff may correct theirs."""
    author = evaluation.essay.author
    if author is None:
        return
    facts = partial(
        about, evaluation.module, answer=evaluation.answer, is_withheld=evaluation.is_withheld
    )
    key = f"evaluation:{evaluation.pk}:{at:%Y-%m-%dT%H:%M:%S}"
    write_missing([Draft(author, FLAG_ANSWERED, key, facts)], at)


def write_evaluations_wanted(
    helpers: Iterable[LearningAssistant], module: OnlineModule, at: datetime
) -> list[Letter]:
    """Ask people to help with one more evaluation, each at most once a week; return the letters written."""
    year, week, _weekday = at.isocalendar()
    key = f"module:{module.code}:{year}-{week}"
    facts = partial(about, module)
    return write_missing([Draft(assistant, WANTED, key, facts) for assistant in helpers], at)
