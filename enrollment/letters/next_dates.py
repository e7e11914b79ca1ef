"""What people can do now to get the dates they need, in words: letters never give advice that cannot be followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext

from enrollment.models import Appointment, CoreModule, LearningAssistant, Registration, Term
from enrollment.models.terms import current_among

SAMPLE = f"{settings.SITE_URL}/register/"


class NextDates:
    """How each of the people gets the dates they lack. Loaded in two queries."""

    def __init__(self, people: Iterable[LearningAssistant], at: datetime) -> None:
        people, self._at = list(people), at
        self._terms: defaultdict[int, list[Term]] = defaultdict(list)
        appointments = Appointment.objects.live(at).filter(assistant__in=people)
        for appointment in appointments.select_related("term").order_by():
            if not appointment.term.is_past(at):
                self._terms[appointment.assistant_id].append(appointment.term)
        standing = Registration.objects.standing().filter(assistant__in=people).order_by()
        self._held = set(standing.values_list("assistant", "core_module"))

    def advice(
        self, person: LearningAssistant, core_modules: Iterable[int] = CoreModule.values
    ) -> str:
        """Return a sentence in the active language, or "" for a person who needs no date or cannot get one."""
        lacking = [number for number in core_modules if (person.pk, number) not in self._held]
        term = current_among(self._terms[person.pk], self._at)
        if term is None or not lacking or person.exempt_since is not None:
            return ""
        opens = term.registration_opens_at
        return _sentence(term.registration_state(self._at)) % {
            "modules": get_text_list([str(number) for number in lacking], gettext("and")),
            "term": term.name,
            "opens": date_format(localtime(opens), "DATETIME_FORMAT") if opens else "",
            "page": settings.SITE_URL + reverse("enrollment:register"),
            "name": settings.LAOS_CONTACT_NAME,
            "email": settings.LAOS_CONTACT_EMAIL,
        }


def _sentence(state: str) -> str:
    match state:
        case "open":
            return gettext("Choose a date of core module %(modules)s here: %(page)s")
        case "before":
            return gettext(
                "Registration for %(term)s opens %(opens)s. Then choose a date of core module %(modules)s here: %(page)s"
            )
        case "none":
            return gettext(
                "Registration for %(term)s is not open yet. Once it is, choose a date of core module %(modules)s "
                "here: %(page)s"
            )
        case _:
            return gettext(
                "You need a date of core module %(modules)s, but registration for %(term)s is closed. Write to %(name)s, "
                "%(email)s."
            )


def sample() -> str:
    return gettext("Choose a date of core module %(modules)s here: %(page)s") % {
        "modules": 1,
        "page": SAMPLE,
    }
