"""Questions about planned sessions, answered with one tick. Nothing that is only unlikely is forbidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.sessions import plausibility
from enrollment.sessions.plausibility import PlannedSession


class Tick(forms.CheckboxInput):
    """A tick whose value names the questions that it answers, so that it never answers others."""

    def __init__(self, answer: str) -> None:
        super().__init__(check_test=lambda value: value == answer)
        self.answer = answer

    def format_value(self, value: Any) -> str:
        return self.answer

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")


class AcceptField(forms.CharField):
    """The tick, hidden while there is nothing to ask."""

    def __init__(self) -> None:
        super().__init__(label=_("Save anyway"), required=False, widget=forms.HiddenInput)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class AsksQuestions(forms.BaseForm):
    """Mixin for a form with an ``AcceptField`` named ``accept``."""

    def ask(
        self, plans: Sequence[PlannedSession], changed: Collection[str] = plausibility.ALL
    ) -> None:
        """Ask about what is unlikely, unless the tick has answered exactly these questions."""
        try:
            for plan in plans:
                plan.session.clean()
        except ValidationError:
            # What is impossible is told when the session itself is checked.
            return
        found = plausibility.questions(plans, clock.now(), changed)
        asked = list(dict.fromkeys(question for questions in found for question in questions))
        if not asked:
            return
        answer = sha256("\n".join(asked).encode()).hexdigest()[:16]
        self.fields["accept"].widget = Tick(answer)
        if self.cleaned_data.get("accept") != answer:
            self.add_error("accept", [*asked, _("To save anyway, tick this box.")])
