"""Refusals about waitlists and exchanges."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import Exchange, ExchangeSide, WaitlistEntry

from .base import AboutSession, AnotherDateNeeded, Refusal, capitalised, name_session


class Awaited(AnotherDateNeeded):
    """After the deadline, a free place is reserved for the waitlist, and staff hand it out."""

    code = "full"

    @property
    def sentence(self) -> str:
        return gettext("%(session)s has a free place, but it is reserved for the waitlist.") % {
            "session": capitalised(name_session(self.session))
        }


class NotFull(AboutSession):
    """The session has free places, so it has no waitlist to join."""

    code = "not_full"
    next_step = _("Choose it now.")

    @property
    def sentence(self) -> str:
        return gettext("%(session)s has places left, so you do not need the waitlist.") % {
            "session": capitalised(name_session(self.session))
        }


class AlreadyWaiting(Refusal):
    code = "already_waiting"
    next_step = _("Leave that waitlist on “My page” first.")

    def __init__(self, entry: WaitlistEntry) -> None:
        self.entry = entry

    @property
    def sentence(self) -> str:
        return gettext("You already wait for %(session)s.") % {
            "session": name_session(self.entry.session)
        }


class NotWaiting(Refusal):
    """The waitlist entry was removed in the meantime."""

    code = "not_waiting"
    next_step = _("Reload the page.")

    def __init__(self, entry: WaitlistEntry) -> None:
        self.entry = entry

    @property
    def sentence(self) -> str:
        return gettext("%(name)s no longer waits for %(session)s.") % {
            "name": self.entry.assistant.name,
            "session": name_session(self.entry.session),
        }


class ExchangeOver(Refusal):
    """The exchange is done, was declined, has expired or is no longer possible."""

    code = "exchange_over"

    def __init__(self, side: ExchangeSide) -> None:
        self.outcome = side.exchange.outcome

    @property
    def sentence(self) -> str:
        if self.outcome == Exchange.Outcome.DONE:
            return gettext("The exchange is done.")
        return gettext("This exchange is no longer possible.")

    @property
    def next_step(self) -> str:
        # A lapsed exchange may have lapsed because this reader's session or waitlist entry changed.
        kept = {Exchange.Outcome.DECLINED, Exchange.Outcome.EXPIRED, Exchange.Outcome.OPEN}
        if self.outcome in kept:
            return gettext("You keep the date you hold, and your place on the waitlist.")
        return gettext("“My page” shows which date you hold.")


class TooLateToWait(AnotherDateNeeded):
    """The deadline has passed, so there are no more promotions from the waitlist."""

    code = "deadline_passed"

    @property
    def sentence(self) -> str:
        return gettext("%(session)s starts so soon that its waitlist is closed.") % {
            "session": capitalised(name_session(self.session))
        }
