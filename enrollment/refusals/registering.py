"""Refusals to register for a session, or to withdraw from it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import CoreSession, Registration, Term

from .base import AboutSession, AnotherDateNeeded, Refusal, capitalised, name_session, when


class NotAppointed(Refusal):
    code = "not_appointed"
    next_step = _(
        "If you are employed, ask your department to appoint you in LAOS. Your contract and salary are handled by HR at "
        "the faculty or department."
    )

    def __init__(self, term: Term | None = None) -> None:
        self.term = term

    @property
    def sentence(self) -> str:
        if self.term is None:
            return gettext(
                "To register, you must be employed as a learning assistant. You have no current appointment in LAOS."
            )
        return gettext(
            "To register, you must be employed as a learning assistant in %(term)s. You have no current appointment for "
            "it in LAOS."
        ) % {"term": self.term.name}


class AppointmentEndsBefore(AboutSession):
    """The last day of the appointment comes before the session."""

    code = "appointment_ends_before"
    next_step = _(
        "Choose an earlier date. If you are employed longer, ask your department to change the last day in LAOS."
    )

    def __init__(self, session: CoreSession, last_day: date) -> None:
        super().__init__(session)
        self.last_day = last_day

    @property
    def sentence(self) -> str:
        return gettext("Your appointment ends on %(day)s, before %(session)s.") % {
            "day": date_format(self.last_day, "DATE_FORMAT"),
            "session": name_session(self.session),
        }

    @property
    def beside_date(self) -> str:
        return gettext("Your appointment ends on %(day)s.") % {
            "day": date_format(self.last_day, "DATE_FORMAT")
        }


class Exempt(Refusal):
    code = "exempt"
    next_step = _("You do not need to do anything.")

    @property
    def sentence(self) -> str:
        return gettext("You are exempt and do not need to take LAOS.")


class NotOpenYet(Refusal):
    code = "not_open_yet"
    next_step = _("Come back then. The timetable is on the front page.")

    def __init__(self, term: Term) -> None:
        self.term = term

    @property
    def sentence(self) -> str:
        opens = self.term.registration_opens_at
        assert opens is not None
        return gettext("Registration for %(term)s opens %(when)s.") % {
            "term": self.term.name,
            "when": when(opens),
        }


class Closed(Refusal):
    """The registration window is closed, or the session has begun."""

    code = "closed"

    def __init__(self, term: Term | None, session: CoreSession | None = None) -> None:
        self.term, self.session = term, session

    @property
    def next_step(self) -> str:
        if self.session is not None:
            return gettext("Choose a later date.")
        return gettext("Write to %(contact)s (%(email)s) if you still need a date.") % {
            "contact": settings.LAOS_CONTACT_NAME,
            "email": settings.LAOS_CONTACT_EMAIL,
        }

    @property
    def sentence(self) -> str:
        if self.session is not None:
            return gettext("%(session)s has already begun.") % {
                "session": capitalised(name_session(self.session))
            }
        if self.term is None or self.term.registration_closes_at is None:
            return gettext("Registration is closed.")
        return gettext("Registration for %(term)s is closed.") % {"term": self.term.name}


class Full(AnotherDateNeeded):
    code = "full"

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is full.") % {
            "session": capitalised(name_session(self.session))
        }


class Cancelled(AnotherDateNeeded):
    code = "cancelled"

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is cancelled.") % {
            "session": capitalised(name_session(self.session))
        }


class NotPublished(AboutSession):
    code = "not_published"
    next_step = _("Choose another date.")

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is not published yet.") % {
            "session": capitalised(name_session(self.session))
        }


class AlreadyHolding(Refusal):
    code = "already_holding"
    next_step = _("To take another date, change the one you hold on “My page”.")

    def __init__(self, held: Registration) -> None:
        self.held = held

    @property
    def sentence(self) -> str:
        return gettext("You already hold %(session)s.") % {
            "session": name_session(self.held.session)
        }


class Completed(Refusal):
    code = "completed"
    next_step = _("You need no other date of this core module.")

    def __init__(self, attended: Registration) -> None:
        self.attended = attended

    @property
    def sentence(self) -> str:
        return gettext("You have attended %(session)s.") % {
            "session": name_session(self.attended.session)
        }


class WrongOrder(Refusal):
    code = "wrong_order"
    next_step = _("Choose a date of core module 2 that comes after your date of core module 1.")

    def __init__(self, first: CoreSession, second: CoreSession) -> None:
        self.first, self.second = first, second

    @property
    def sentence(self) -> str:
        return gettext(
            "Core module 2 comes after core module 1, but %(second)s is not on a later day than %(first)s."
        ) % {"first": name_session(self.first), "second": name_session(self.second)}

    @property
    def beside_date(self) -> str:
        return gettext("Core module 2 must come after core module 1.")


class Clash(Refusal):
    code = "clash"
    next_step = _("Choose two dates that do not overlap.")

    def __init__(self, session: CoreSession, other: CoreSession) -> None:
        self.session, self.other = session, other

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is held at the same time as %(other)s.") % {
            "session": capitalised(name_session(self.session)),
            "other": name_session(self.other),
        }

    @property
    def beside_date(self) -> str:
        return gettext("Same time as your other date.")


class DeadlinePassed(AboutSession):
    """The deadline for giving up the place has passed."""

    code = "deadline_passed"

    @property
    def next_step(self) -> str:
        return gettext("Write to %(contact)s (%(email)s) if you cannot come.") % {
            "contact": settings.LAOS_CONTACT_NAME,
            "email": settings.LAOS_CONTACT_EMAIL,
        }

    @property
    def sentence(self) -> str:
        return gettext("The deadline for giving up %(session)s was %(deadline)s.") % {
            "session": name_session(self.session),
            "deadline": when(self.session.deadline),
        }

    @property
    def beside_date(self) -> str:
        return gettext("Too late to give up the date you hold.")
