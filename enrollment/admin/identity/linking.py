"""Show a record and the account that is to be linked to it side by side, everything known of both."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext

from enrollment.admin.base import in_short
from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration, User

from .comparing import Claimant, claimants_of


@dataclass(frozen=True, slots=True)
class IdentityLine:
    """What is known of one matter: on record, and of the account."""

    title: str
    record: list[str]
    account: list[str]


@dataclass(frozen=True, slots=True)
class IdentityComparison:
    account: Claimant
    lines: list[IdentityLine]


def compare(assistant: LearningAssistant, account: User) -> IdentityComparison:
    """Compare a record, as it will be saved, with the account that staff have chosen for it."""
    (claimant,) = [found for found in claimants_of(assistant, account) if found.key == account.pk]
    lines = [
        IdentityLine(gettext("Name"), [assistant.name], [claimant.name]),
        IdentityLine(gettext("User name"), [assistant.username], [claimant.username]),
        IdentityLine(gettext("E-mail addresses"), [assistant.email], claimant.addresses),
        IdentityLine(gettext("Confirmed by its owner"), [], [claimant.proof or gettext("nothing")]),
        IdentityLine(
            gettext("Appointments and roles"), _appointments(assistant), _roles(claimant, account)
        ),
        IdentityLine(gettext("Seminars"), _places(assistant), _led_by(account)),
        IdentityLine(gettext("Linked to"), _linked(assistant), [claimant.other_record]),
        IdentityLine(gettext("Created"), [], [in_short(claimant.made_at)]),
        IdentityLine(gettext("Last log-in"), [], [_last_login(claimant)]),
    ]
    return IdentityComparison(claimant, [_without_blanks(line) for line in lines])


def _last_login(claimant: Claimant) -> str:
    return in_short(claimant.last_login) if claimant.last_login else gettext("never")


def _without_blanks(line: IdentityLine) -> IdentityLine:
    return IdentityLine(line.title, [*filter(None, line.record)], [*filter(None, line.account)])


def _appointments(assistant: LearningAssistant) -> list[str]:
    appointments = Appointment.objects.filter(assistant=assistant.pk)
    return [
        f"{capfirst(appointment.term.name)}: {appointment.course}, {appointment.department.name}"
        for appointment in appointments.select_related("term", "course", "department")
    ]


def _places(assistant: LearningAssistant) -> list[str]:
    places = Registration.objects.live().filter(assistant=assistant.pk)
    return [str(place.session) for place in places.select_related("session__campus")]


def _linked(assistant: LearningAssistant) -> list[str]:
    before = User.objects.filter(assistant=assistant.pk) if assistant.pk else User.objects.none()
    return [str(user) for user in before]


def _roles(claimant: Claimant, account: User) -> list[str]:
    return [
        gettext("coordinates %(departments)s") % {"departments": ", ".join(claimant.coordinates)}
        if claimant.coordinates
        else "",
        gettext("works at Uniped or administers LAOS") if account.is_staff else "",
        "" if account.is_active else gettext("The account is closed."),
    ]


def _led_by(account: User) -> list[str]:
    sessions = CoreSession.objects.filter(leaders=account).select_related("campus")
    return [gettext("leads %(session)s") % {"session": session} for session in sessions]
