"""What staff answer when they are shown what a save does to others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.models import LearningAssistant
from enrollment.refusals import Refusal
from enrollment.refusals.briefly import briefly

from .consequences import Consequences
from .rehearsing import Consent, Unseen, carry_out

APPLY, QUIETLY, BACK = "apply", "quietly", "back"
PREFIX = "what_if"
CHOICE = f"{PREFIX}-choice"

Result = TypeVar("Result")


class AnswerForm(forms.Form):
    """What staff say to the consequences. The entries of the form itself are sent along in hidden fields."""

    because = forms.CharField(
        label=_("Reason for sending no letters"),
        required=False,
        max_length=300,
        help_text=_("It is kept in the history."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, prefix=PREFIX, **kwargs)
        sent = data or {}
        self.choice: str = sent.get(CHOICE, "")
        self.seen: str = sent.get(f"{PREFIX}-seen", "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.choice == QUIETLY and not data.get("because"):
            self.add_error("because", _("Say why no letters are sent."))
        return data

    @property
    def consent(self) -> Consent:
        """Return what was answered; nothing, if the reason is missing."""
        if self.choice not in {APPLY, QUIETLY} or not self.is_valid():
            return Consent()
        return Consent(self.seen, sends_letters=self.choice == APPLY)

    @property
    def reason(self) -> str:
        """Return why no letters are sent, or an empty string if they are."""
        is_quiet = self.choice == QUIETLY and self.is_valid()
        return str(self.cleaned_data["because"]) if is_quiet else ""


@dataclass(frozen=True, slots=True)
class ActOutcome(Generic[Result]):
    """What a use case has done, would do, or why it is refused."""

    result: Result | None = None
    # Of what it would do, to be confirmed.
    found: Consequences | None = None
    refusal: Refusal | None = None
    is_done: bool = False

    @property
    def is_shown(self) -> bool:
        return self.found is not None

    @property
    def reason(self) -> str:
        return briefly(self.refusal) if self.refusal else ""


def act(
    request: HttpRequest,
    use_case: Callable[[], Result],
    *,
    about: LearningAssistant | None = None,
    is_ready: bool = True,
) -> ActOutcome[Result]:
    """Find out what a use case does, or do it once that was shown and is still the same. A GET does neither.

    ``about`` is the person whose own place the page shows already.
    """
    if request.method != "POST" or not is_ready:
        return ActOutcome()
    answer = AnswerForm(request.POST)
    consent = Consent(answer.seen) if answer.choice == APPLY else Consent()
    try:
        done = carry_out(
            use_case, consent, clock.now(), has_saved=lambda _result: True, asks_always=True
        )
    except Refusal as refusal:
        return ActOutcome(refusal=refusal)
    except Unseen as unseen:
        if consent.seen:
            warn_of_change(request)
        unseen.consequences.about = about
        return ActOutcome(unseen.result, unseen.consequences)
    return ActOutcome(done, is_done=True)


def warn_of_change(request: HttpRequest) -> None:
    """Say why the consequences are shown once more."""
    messages.warning(
        request,
        gettext("Something has changed since you looked. Nothing is saved. Check it again."),
    )
