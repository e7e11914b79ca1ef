"""The online modules on “My page”, with the next step in each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from enrollment.eligibility import RegistrationStatus
from enrollment.pages.agenda import NextStep, Part
from modules.models.choices import Slot

from .choosing import refusal_to_choose
from .progress import ModuleStep, Progress, progress_of


def online_modules(status: RegistrationStatus, at: datetime) -> Part:
    """Return the part of “My page” about online modules."""
    progress = progress_of(status.assistant, at)
    may_choose = refusal_to_choose(status, [one.choice for one in progress]) is None
    # Exempt learning assistants are not asked to do anything.
    is_asked = status.assistant.exempt_since is None
    told = [(one, next_step(one) if is_asked else None) for one in progress]
    steps = [step for _one, step in told if step is not None]
    return Part(
        template="modules/_my_modules.html",
        context={"progress": told, "may_choose": may_choose},
        next_steps=[*steps, *([_choose(progress)] if may_choose else [])],
    )


def next_step(progress: Progress) -> NextStep | None:
    """Return the next step in a module, or None if it is completed."""
    if progress.is_completed:
        return None
    due = progress.due.day if progress.due else None
    text = gettext("%(step)s: %(module)s") % {
        "step": _what_to_do(progress),
        "module": progress.module,
    }
    return NextStep(text, reverse("modules:module", args=[progress.module.code]), by_day=due)


def _what_to_do(progress: Progress) -> str:
    if not progress.module.is_done_here:
        return gettext("Do it where Uniped has told you to")
    if progress.is_set_aside:
        return gettext("Hand in a new essay, for yours was set aside")
    return {
        ModuleStep.NOT_STARTED: gettext("Take the test"),
        ModuleStep.TEST_PASSED: gettext("Write your essay"),
        ModuleStep.HANDED_IN: gettext("Evaluate two essays"),
        ModuleStep.ONE_EVALUATION: gettext("Evaluate one more essay"),
    }[progress.step]


def _choose(progress: Sequence[Progress]) -> NextStep:
    text = (
        gettext("Choose one more online module")
        if len(progress) == len(Slot) - 1
        else gettext("Choose your two online modules")
    )
    return NextStep(text, reverse("modules:overview"))
