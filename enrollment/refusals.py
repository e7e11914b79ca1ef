"""Why not: every refusal has a stable code, a sentence for the person, and what they can do now."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .models import CoreSession, LearningAssistant, Registration, Term


class Refusal(Exception):  # noqa: N818  # a rule that holds is no error
    """A rule of the programme stands in the way. ``str()`` is the sentence to show."""

    code: ClassVar[str]
    next_step: Promise | str = ""

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        raise NotImplementedError


def _when(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def name_session(session: CoreSession) -> str:
    """“core module 1 on Monday 2 September 2024 at 09:00”, in the reader's language."""
    return gettext("core module %(number)s on %(when)s") % {
        "number": session.core_module,
        "when": _when(session.starts_at),
    }


class NotAppointed(Refusal):
    code = "not_appointed"
    next_step = _(
        "Ask your department. Your contract and salary are handled by HR at the faculty or department."
    )

    def __init__(self, term: Term | None = None) -> None:
        self.term = term

    @property
    def sentence(self) -> str:
        if self.term is None:
            return gettext(
                "To register you must be employed as a learning assistant, and no department has told us that you are."
            )
        return gettext(
            "To register you must be employed as a learning assistant in %(term)s, "
            "and no department has told us that you are."
        ) % {"term": self.term.name}


class Exempt(Refusal):
    code = "exempt"
    next_step = _("You do not need to do anything.")

    @property
    def sentence(self) -> str:
        return gettext("You have an approved equivalent qualification and need not take LAOS.")


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
            "when": _when(opens),
        }


class Closed(Refusal):
    """The registration window is shut, or the session has begun."""

    code = "closed"

    def __init__(self, term: Term | None, session: CoreSession | None = None) -> None:
        self.term, self.session = term, session

    @property
    def next_step(self) -> str:  # type: ignore[override]  # made when it is asked for
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
                "session": _capitalised(name_session(self.session))
            }
        if self.term is None or self.term.registration_closes_at is None:
            return gettext("Registration is closed.")
        return gettext("Registration for %(term)s is closed.") % {"term": self.term.name}


class AboutSession(Refusal):
    """A refusal that concerns one date."""

    def __init__(self, session: CoreSession) -> None:
        self.session = session


class Full(AboutSession):
    code = "full"
    next_step = _("Choose another date.")

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is full.") % {
            "session": _capitalised(name_session(self.session))
        }


class Cancelled(AboutSession):
    code = "cancelled"
    next_step = _("Choose another date.")

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is cancelled.") % {
            "session": _capitalised(name_session(self.session))
        }


class AlreadyHolding(Refusal):
    code = "already_holding"
    next_step = _("To take another date, give up the one you hold on “My page” first.")

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


class Clash(Refusal):
    code = "clash"
    next_step = _("Choose two dates that do not overlap.")

    def __init__(self, session: CoreSession, other: CoreSession) -> None:
        self.session, self.other = session, other

    @property
    def sentence(self) -> str:
        return gettext("%(session)s is held at the same time as %(other)s.") % {
            "session": _capitalised(name_session(self.session)),
            "other": name_session(self.other),
        }


class DeadlinePassed(AboutSession):
    """Giving up after the term's deadline."""

    code = "deadline_passed"

    @property
    def next_step(self) -> str:  # type: ignore[override]  # made when it is asked for
        return gettext("Write to %(contact)s (%(email)s) if you cannot come.") % {
            "contact": settings.LAOS_CONTACT_NAME,
            "email": settings.LAOS_CONTACT_EMAIL,
        }

    @property
    def sentence(self) -> str:
        return gettext("%(session)s could be given up until %(deadline)s.") % {
            "session": _capitalised(name_session(self.session)),
            "deadline": _when(self.session.deadline),
        }


class Marked(Refusal):
    """Attendance is recorded, so the place is history."""

    code = "marked"
    next_step = _("If the attendance is wrong, correct the mark first.")

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext("Attendance is already recorded for %(name)s at %(session)s.") % {
            "name": self.registration.assistant.name,
            "session": name_session(self.registration.session),
        }


class NotHeld(Refusal):
    """The place was given up in the meantime."""

    code = "not_held"
    next_step = _("Load the page again to see how things stand.")

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext("%(name)s no longer holds %(session)s.") % {
            "name": self.registration.assistant.name,
            "session": name_session(self.registration.session),
        }


class OtherAttendance(Refusal):
    """Marking present where another date of the same core module is attended, or past and unmarked."""

    code = "other_attendance"
    next_step = _("Correct the mark of that date first.")

    def __init__(self, other: Registration) -> None:
        self.other = other

    @property
    def sentence(self) -> str:
        return gettext("%(name)s also has a place at %(session)s, which stands.") % {
            "name": self.other.assistant.name,
            "session": name_session(self.other.session),
        }


class MarkedMeanwhile(Refusal):
    """Somebody else recorded attendance after this page was read."""

    code = "marked_meanwhile"
    next_step = _("Look at the marks below, which nobody has saved yet, and save again.")

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext("Somebody has recorded “%(mark)s” for %(name)s meanwhile.") % {
            "mark": self.registration.get_mark_display(),
            "name": self.registration.assistant.name,
        }


class OwnAttendance(Refusal):
    """Whoever leads or runs a session may take part in it too."""

    code = "own_attendance"
    next_step = _("Another seminar leader or Uniped does it.")

    @property
    def sentence(self) -> str:
        return gettext("Nobody records their own attendance.")


class NotBegun(AboutSession):
    code = "not_begun"
    next_step = _("Come back when the seminar has begun.")

    @property
    def sentence(self) -> str:
        return gettext("Attendance is recorded from the moment the seminar begins: %(when)s.") % {
            "when": _when(self.session.starts_at)
        }


class CapacityBelowTaken(Refusal):
    code = "capacity_below_taken"
    next_step = _("Move participants to another date first.")

    def __init__(self, session: CoreSession, taken: int) -> None:
        self.session, self.taken = session, taken

    @property
    def sentence(self) -> str:
        return ngettext(
            "%(count)d place is taken, so the number of places cannot be lower than that.",
            "%(count)d places are taken, so the number of places cannot be lower than that.",
            self.taken,
        ) % {"count": self.taken}


class OrderBroken(Refusal):
    """A session cannot be put where participants' core module 2 no longer follows core module 1."""

    code = "order_broken"
    next_step = _("Move them to another date first, or choose another time.")

    def __init__(self, assistants: list[LearningAssistant]) -> None:
        self.assistants = assistants

    @property
    def sentence(self) -> str:
        return ngettext(
            "At that time core module 2 would no longer come after core module 1 for %(count)d participant: %(names)s.",
            "At that time core module 2 would no longer come after core module 1 for %(count)d participants: %(names)s.",
            len(self.assistants),
        ) % {
            "count": len(self.assistants),
            "names": ", ".join(assistant.name for assistant in self.assistants[:5]),
        }


class AttendanceRecorded(AboutSession):
    """A session that was held cannot be put where it is still to come."""

    code = "attendance_recorded"
    next_step = _("Take the marks back on its roster if they are wrong, or make a new session.")

    @property
    def sentence(self) -> str:
        return gettext(
            "Attendance is recorded at this session, so it cannot be moved to a time to come."
        )


class StillHolding(Refusal):
    """A place to come would be left without an appointment in its term."""

    code = "still_holding"
    next_step = _(
        "Take them off that date first, or move them to a term in which they are appointed."
    )

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext("%(name)s holds %(session)s, and has no other appointment in %(term)s.") % {
            "name": self.registration.assistant.name,
            "session": name_session(self.registration.session),
            "term": self.registration.session.term.name,
        }


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
