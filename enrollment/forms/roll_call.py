from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.models import Registration, User
from enrollment.models.sessions import Mark


class Marks(forms.Form):
    """The marks of a roster, one field per registration, except that of the user who records them."""

    def __init__(self, data: Any, registrations: list[Registration], by: User) -> None:
        super().__init__(data)
        self.registrations = registrations
        for registration in registrations:
            if registration.assistant.user_id == by.pk:
                continue
            self.fields[self.field_name(registration)] = forms.ChoiceField(
                label=registration.assistant.name,
                choices=Mark.choices,
                required=False,
                initial=registration.mark,
                error_messages={"invalid_choice": _("Choose present, partial or absent.")},
            )

    @staticmethod
    def field_name(registration: Registration) -> str:
        return f"mark-{registration.pk}"

    def marks(self) -> dict[int, str]:
        """Return the submitted marks that differ from those shown on the page, by registration key."""
        seen = self.seen()
        sent = {
            registration.pk: self.cleaned_data[self.field_name(registration)]
            for registration in self.registrations
            if self.field_name(registration) in self.data.keys() & self.fields.keys()
        }
        return {key: mark for key, mark in sent.items() if mark != seen.get(key)}

    def to_show(self, registration: Registration) -> str:
        """Return the mark to tick: the submitted one if the user changed it, else the one recorded now."""
        name = self.field_name(registration)
        recorded: str = registration.mark
        if name not in self.fields or name not in self.data:
            return recorded
        sent: str = self.data[name]
        return recorded if sent == self.seen().get(registration.pk) else sent

    def is_recorded_meanwhile(self, registration: Registration) -> bool:
        """Return whether the mark has changed since the page was loaded."""
        return self.seen().get(registration.pk, registration.mark) != registration.mark

    def seen(self) -> dict[int, str]:
        """Return the marks that the page showed, from its hidden fields, by registration key."""
        return {
            registration.pk: self.data[f"seen-{registration.pk}"]
            for registration in self.registrations
            if f"seen-{registration.pk}" in self.data
        }
