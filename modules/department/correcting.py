"""Correct the name and the address of a department's own people.

A list, a file or a form that appoints never changes what is on record: a correction is a decision of its own, shown as
old → new. See ``docs/identity.md`` for what a wrong address could give away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from enrollment import access
from enrollment.models import Appointment, LearningAssistant, Term
from enrollment.people import appointing
from enrollment.places import taking
from enrollment.refusals import Refusal, SavedMeanwhile, whom_to_ask
from modules.scope import Scope

from .appointing import elsewhere

# What a department itself has written about a person.
OF_DEPARTMENT = {"appointments", "letters", "events"}


@dataclass(frozen=True, slots=True)
class Correctable:
    """What a department may correct of a person, with the reason where it may not."""

    name: bool
    email: bool
    reason: str = ""

    @property
    def next_step(self) -> str:
        return "" if self.name else ask_to_correct()

    def takes(self, assistant: LearningAssistant, email: str = "") -> bool:
        """Return whether the record may change, to this address; that of the user name proves the person anyway."""
        if email in ("", assistant.email) or self.email:
            return self.name
        username = access.username_in(email.lower())
        return self.name and username == assistant.username and assistant.user_id is None


class NotTheirs(Refusal):
    """The record is not the department's to correct; Uniped can."""

    code = "not_theirs"

    def __init__(self, reason: str) -> None:
        self.reason = reason

    @property
    def sentence(self) -> str:
        return self.reason

    @property
    def next_step(self) -> str:
        return ask_to_correct()


class AddressTaken(Refusal):
    code = "address_taken"

    @property
    def sentence(self) -> str:
        return elsewhere()


def ask_to_correct() -> str:
    return gettext("Ask %(contact)s to correct it.") % {"contact": whom_to_ask()}


def correctable(scope: Scope, assistants: Iterable[LearningAssistant]) -> dict[int, Correctable]:
    """Return what the scope may correct of each person, by primary key, in a constant number of queries."""
    people = {assistant.pk: assistant for assistant in assistants}
    foreign = _others_appointments(scope, people)
    relied_on = _with_more_on_record(people)
    found = {}
    for pk, assistant in people.items():
        if pk in foreign:
            reason = gettext(
                "Others have appointed %(name)s too, so you cannot change the record."
            ) % {"name": assistant.name}
            found[pk] = Correctable(name=False, email=False, reason=reason)
        elif assistant.user_id is not None:
            reason = gettext("%(name)s has an account and chooses the address there.")
            found[pk] = Correctable(True, False, reason % {"name": assistant.name})
        elif pk in relied_on:
            reason = gettext(
                "%(name)s has more on record than appointments, so only the address at the university can be entered here."
            )
            found[pk] = Correctable(True, False, reason % {"name": assistant.name})
        else:
            found[pk] = Correctable(name=True, email=True)
    return found


def _others_appointments(scope: Scope, people: Iterable[int]) -> set[int]:
    own = Q(department=scope.department, course__in=scope.courses_of())
    others = Appointment.objects.filter(assistant__in=list(people)).exclude(own).order_by()
    return set(others.values_list("assistant", flat=True))


def _with_more_on_record(people: Iterable[int]) -> set[int]:
    keys, found = list(people), set()
    for relation in LearningAssistant._meta.related_objects:
        if relation.get_accessor_name() not in OF_DEPARTMENT:
            name = relation.field.name
            about = relation.related_model._base_manager.filter(**{f"{name}__in": keys})
            found |= set(about.values_list(name, flat=True))
    return found


def correct(
    *,
    assistant: LearningAssistant,
    values: Mapping[str, str],
    scope: Scope,
    term: Term,
    at: datetime,
) -> LearningAssistant:
    """Write new ``values`` of name, email and language to the record of one of the scope's people. Idempotent.

    ``assistant`` holds what was shown. An account that has proven a new address is linked; without one, the greeting
    goes to it. Raises ``SavedMeanwhile``, ``NotTheirs`` or ``AddressTaken``.
    """
    with transaction.atomic():
        current = taking.lock_assistant(assistant)
        changed = {name: new for name, new in values.items() if getattr(current, name) != new}
        if any(getattr(current, name) != getattr(assistant, name) for name in changed):
            raise SavedMeanwhile
        allowed = correctable(scope, [current])[current.pk]
        if changed and not allowed.takes(current, changed.get("email", "")):
            raise NotTheirs(allowed.reason)
        email = changed.get("email")
        if email is not None:
            _refuse_taken(current, email)
        for name, new in changed.items():
            setattr(current, name, new)
        current.save(update_fields=list(changed))
        if email is not None and access.link_assistant(current) is None:
            live = current.appointments.live(at).filter(term=term)
            related = live.select_related("assistant", "term", "department", "course")
            appointing.greet(related, at, at_new_address=True)
    return current


def _refuse_taken(assistant: LearningAssistant, email: str) -> None:
    others = LearningAssistant.objects.exclude(pk=assistant.pk)
    if others.filter(email__iexact=email).exists():
        raise AddressTaken
