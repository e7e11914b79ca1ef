"""Refusals to stop letters."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .base import Refusal


class LettersHaveGone(Refusal):
    """Every one of the letters has been sent."""

    code = "letters_have_gone"
    next_step = _("If something in them was wrong, write to those who got them.")

    @property
    def sentence(self) -> str:
        return gettext("These letters have been sent already, so they cannot be stopped.")


class StoppedAlready(Refusal):
    """A stop in force holds the letters back."""

    code = "stopped_already"
    next_step = _("See who stopped them, and why, in the list of stopped letters.")

    @property
    def sentence(self) -> str:
        return gettext("These letters are stopped already.")
