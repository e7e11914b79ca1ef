"""Why something is not possible for a person, in a few words about them: what staff read of someone else."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .base import Refusal
from .plans import Awaited, TooLateToWait

# By the code of the refusal, to stand after a name and a colon.
BRIEFLY: dict[str, Promise] = {
    "already_holding": _("has a place in it"),
    "already_waiting": _("already waits for another date of this core module"),
    "appointment_ends_before": _("their appointment ends before the seminar"),
    "cancelled": _("the session is cancelled"),
    "clash": _("has another date at the same time"),
    "closed": _("registration has closed, or the seminar has begun"),
    "completed": _("has attended this core module"),
    "deadline_passed": _("it is too late to give up the date they hold"),
    "exempt": _("does not need to take LAOS"),
    "full": _("no place is free"),
    "marked": _("has been marked at the date they hold"),
    "not_appointed": _("is not employed in the term"),
    "not_full": _("places are free, so there is no waitlist"),
    "not_held": _("gave up this date"),
    "not_open_yet": _("registration has not opened yet"),
    "not_published": _("the session is a draft"),
    "wrong_order": _("core module 2 would not come after core module 1"),
}
# Refusals that share the code of another.
OF_A_KIND: dict[type[Refusal], Promise] = {
    Awaited: _("its free places are reserved for the waitlist"),
    TooLateToWait: _("it starts so soon that its waitlist is closed"),
}


def briefly(refusal: Refusal) -> str:
    return str(OF_A_KIND.get(type(refusal)) or BRIEFLY.get(refusal.code) or refusal.sentence)
