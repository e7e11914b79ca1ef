"""The one list of what to do: the steps of the verdict, without the events, which are among the dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from completion.verdicts.contacts import Contact
from completion.verdicts.labels import TAKES_PLACE, in_words, when_in_words
from completion.verdicts.results import Step, ToDo, Verdict
from completion.verdicts.rules import OUT_OF_REACH
from enrollment.models import Registration

CHOOSE_DATES = _("Choose dates")
OPEN_MODULE = _("Open the module")
# What the button says, for the steps that are done in LAOS.
BUTTONS: Mapping[ToDo, Promise] = {
    ToDo.REGISTER: CHOOSE_DATES,
    ToDo.REGISTER_AGAIN: CHOOSE_DATES,
    ToDo.REGISTER_ANOTHER: CHOOSE_DATES,
    ToDo.JOIN_WAITLIST: CHOOSE_DATES,
    ToDo.KEEP_WAITING: CHOOSE_DATES,
    ToDo.CHANGE_DATE: _("Change the date"),
    ToDo.PREPARE: _("Confirm the preparation"),
    ToDo.PREPARE_UNCOUNTED: _("Confirm the preparation"),
    ToDo.CHOOSE_MODULES: _("Choose online modules"),
    ToDo.TAKE_TEST: OPEN_MODULE,
    ToDo.WRITE_ESSAY: OPEN_MODULE,
    ToDo.REPLACE_ESSAY: OPEN_MODULE,
    ToDo.EVALUATE_TWO: OPEN_MODULE,
    ToDo.EVALUATE_ONE: OPEN_MODULE,
}

ASKS_DEPARTMENT = {
    ToDo.AWAIT_MEETINGS,
    ToDo.ASK_FOR_MEETING,
    ToDo.ASK_FOR_MAKE_UP,
    ToDo.HAVE_MEETING_RECORDED,
    ToDo.ASK_FOR_APPOINTMENT,
    ToDo.ASK_FOR_LONGER_APPOINTMENT,
}
ASKS_UNIPED = {ToDo.ASK_FOR_DATE, ToDo.HAVE_SEMINAR_RECORDED, ToDo.HAVE_PREPARATION_RECORDED}


@dataclass(frozen=True, slots=True)
class ShownStep:
    text: str
    # Empty without a day.
    when: str
    by: date | None
    # Empty if the step is not done in LAOS.
    url: str
    button: str
    # Only the first step that is done in LAOS has a primary button.
    is_primary: bool
    # For steps that are to ask for something.
    whom_to_ask: Sequence[Contact] = ()


def shown_steps(
    verdict: Verdict,
    held: Mapping[int, Registration],
    coordinators: Sequence[Contact],
    at: datetime,
) -> list[ShownStep]:
    """Return the steps in the active language, the nearest first; ``held`` has the places by core module.

    Steps without which nothing else helps this term come first, those without a day last.
    """
    steps = dict.fromkeys(
        step for requirement in verdict.requirements for step in requirement.steps
    )
    to_do = sorted(
        (step for step in steps if step.what not in TAKES_PLACE),
        key=lambda step: (step.what not in OUT_OF_REACH, step.due),
    )
    first = next((step for step in to_do if step.what in BUTTONS), None)
    today = localdate(at)
    return [
        ShownStep(
            text=in_words(step),
            when=when_in_words(step, today),
            by=step.by,
            url=_url(step, held),
            button=str(BUTTONS.get(step.what, "")),
            is_primary=step is first,
            whom_to_ask=_whom_to_ask(step, coordinators),
        )
        for step in to_do
    ]


def _whom_to_ask(step: Step, coordinators: Sequence[Contact]) -> Sequence[Contact]:
    """Return the coordinators for what the department does, if any are known; else Uniped."""
    if step.what in ASKS_DEPARTMENT and coordinators:
        return coordinators
    if step.what in ASKS_DEPARTMENT | ASKS_UNIPED:
        return [uniped()]
    return ()


def uniped() -> Contact:
    return Contact(settings.LAOS_CONTACT_NAME, settings.LAOS_CONTACT_EMAIL)


def _url(step: Step, held: Mapping[int, Registration]) -> str:
    if step.what not in BUTTONS:
        return ""
    if step.what is ToDo.CHANGE_DATE:
        return reverse("enrollment:change", args=[held[int(step.about)].pk])
    if step.what in {ToDo.PREPARE, ToDo.PREPARE_UNCOUNTED}:
        return f"#core-module-{step.about}"
    if step.what is ToDo.CHOOSE_MODULES:
        return reverse("modules:overview")
    if BUTTONS[step.what] is OPEN_MODULE:
        return reverse("modules:module", args=[step.about])
    return reverse("enrollment:register")
