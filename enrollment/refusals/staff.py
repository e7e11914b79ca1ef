"""Refusals of staff's work: recording attendance, changing sessions, ending appointments."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import CoreSession, LearningAssistant, Registration, User

from .base import AboutSession, Refusal, name_session, when, whom_to_ask


class Marked(Refusal):
    """Attendance is recorded, so the place cannot be given up or moved."""

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
    next_step = _("Reload the page.")

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext("%(name)s no longer has a place at %(session)s.") % {
            "name": self.registration.assistant.name,
            "session": name_session(self.registration.session),
        }


class OtherAttendance(Refusal):
    """The new mark conflicts with a registration in another session of the same core module."""

    code = "other_attendance"
    next_step = _("Correct the attendance there first.")

    def __init__(self, other: Registration) -> None:
        self.other = other

    @property
    def sentence(self) -> str:
        return gettext("%(name)s also has a place at %(session)s.") % {
            "name": self.other.assistant.name,
            "session": name_session(self.other.session),
        }


class MarkedMeanwhile(Refusal):
    """A colleague recorded a different mark after this page was loaded."""

    code = "marked_meanwhile"
    next_step = _("The marks below are not saved yet. Check them, then save again.")

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext("In the meantime, a colleague has recorded “%(mark)s” for %(name)s.") % {
            "mark": self.registration.get_mark_display(),
            "name": self.registration.assistant.name,
        }


class SavedMeanwhile(Refusal):
    """A colleague saved the same object after this form was loaded."""

    code = "saved_meanwhile"
    next_step = _("Nothing is saved yet. Check the fields below, then save again.")

    @property
    def sentence(self) -> str:
        return gettext("A colleague changed this while you had it open.")


class NotBegun(AboutSession):
    code = "not_begun"
    next_step = _("Come back when the seminar has begun.")

    @property
    def sentence(self) -> str:
        return gettext("You can record attendance once the seminar has begun: %(when)s.") % {
            "when": when(self.session.starts_at)
        }


class NotAppointedThen(Refusal):
    """A person without an appointment on the day of the session cannot be added to its roll call."""

    code = "not_appointed_then"

    def __init__(self, assistant: LearningAssistant, session: CoreSession) -> None:
        self.assistant, self.session = assistant, session

    @property
    def sentence(self) -> str:
        return gettext("%(name)s was not appointed as a learning assistant on the day.") % {
            "name": self.assistant.name
        }

    @property
    def next_step(self) -> str:
        return gettext("Write down the name and send it to %(whom)s.") % {"whom": whom_to_ask()}


class AttendedBefore(Refusal):
    """A person who has attended a core module needs no place in another session of it."""

    code = "attended_before"
    next_step = _("They need no other date of this core module.")

    def __init__(self, attended: Registration) -> None:
        self.attended = attended

    @property
    def sentence(self) -> str:
        return gettext("%(name)s has already attended %(session)s.") % {
            "name": self.attended.assistant.name,
            "session": name_session(self.attended.session),
        }


class BeyondThePlaces(AboutSession):
    """Every place is taken, and no reason is given to add one."""

    code = "beyond_the_places"
    next_step = _("Say why there is room for one more. One place is then added.")

    @property
    def sentence(self) -> str:
        return gettext("Every place is taken (%(count)d).") % {"count": self.session.capacity}


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


class HeldOnce(AboutSession):
    code = "held_once"
    next_step = _("Cancel the session instead.")

    @property
    def sentence(self) -> str:
        return gettext("A learning assistant has held a place in this session, so it is kept.")


class OrderBroken(Refusal):
    """At the new time, core module 2 would no longer follow core module 1 for some participants."""

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


class OwnAttendance(Refusal):
    """Staff and seminar leaders may take part in a session, but not record their own attendance."""

    code = "own_attendance"
    next_step = _("Ask another seminar leader or Uniped to record it.")

    @property
    def sentence(self) -> str:
        return gettext("You cannot record your own attendance.")


class AttendanceRecorded(AboutSession):
    """A session with recorded attendance cannot be moved to the future."""

    code = "attendance_recorded"
    next_step = _(
        "If the attendance is wrong, delete it in the roll call. Otherwise, add a new session."
    )

    @property
    def sentence(self) -> str:
        return gettext(
            "Attendance is recorded for this session, so it cannot be moved into the future."
        )


class StillHolding(Refusal):
    """A place in a coming session would be left without an appointment in its term."""

    code = "still_holding"
    next_step = _(
        "Remove them from that date first, or end the appointment on its page and free the place there."
    )

    def __init__(self, registration: Registration) -> None:
        self.registration = registration

    @property
    def sentence(self) -> str:
        return gettext(
            "%(name)s has a place at %(session)s and no other appointment in %(term)s."
        ) % {
            "name": self.registration.assistant.name,
            "session": name_session(self.registration.session),
            "term": self.registration.session.term.name,
        }


class LastColleague(Refusal):
    """Without this member of Uniped's staff, no one could do Uniped's work."""

    code = "last_colleague"
    next_step = _(
        "Appoint a colleague first, and wait until they have confirmed their e-mail address."
    )

    def __init__(self, user: User) -> None:
        self.user = user

    @property
    def sentence(self) -> str:
        return gettext("%(name)s is the last one at Uniped who can log in.") % {"name": self.user}


class AccountClosed(Refusal):
    """The owner of the address has an account that an administrator has closed."""

    code = "account_closed"
    next_step = _("Ask an administrator to open it again.")

    @property
    def sentence(self) -> str:
        return gettext("The account with this e-mail address is closed.")


class AddressInDoubt(Refusal):
    """An account in use has this e-mail address without having confirmed it."""

    code = "address_in_doubt"

    @property
    def sentence(self) -> str:
        return gettext("An account uses this e-mail address without having confirmed it.")

    @property
    def next_step(self) -> str:
        return gettext("Ask %(contact)s to find out whose it is.") % {"contact": whom_to_ask()}
