"""The form of a letter to a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 120
LONGEST_TEXT = 5000


def digest(letter: Mapping[str, Any]) -> str:
    """Identify a letter: its words, and to whom it goes."""
    parts = {**letter, "to": sorted(letter["to"])}
    return sha256(repr(sorted(parts.items())).encode()).hexdigest()


class GroupLetterForm(forms.Form):
    """Choose the recipients among ``people``, pairs of key and label, and confirm what is shown."""

    to = forms.TypedMultipleChoiceField(
        label=_("To"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": _("A person is no longer on the list. Check it again."),
        },
    )
    # The digest of the letter that the page has shown.
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, people: Sequence[tuple[int, str]], chosen: Sequence[int]) -> None:
        super().__init__(data, initial={"to": chosen})
        field = self.fields["to"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = people
        self.order_fields([*(name for name in self.fields if name != "to"), "to"])

    def note_shown(self, request: HttpRequest) -> None:
        """Note, in the hidden field, which letter the page shows; say so if it is not the one shown before."""
        if self.cleaned_data["confirmed"] and not self.is_settled:
            changed = gettext(
                "The letter or its recipients are not those that were shown. Nothing is sent yet: check it again."
            )
            messages.warning(request, changed)
        shown: Any = self.data
        shown = shown.copy()
        shown["confirmed"] = self._digest
        self.data = shown

    @property
    def is_settled(self) -> bool:
        """Whether these words were shown, to these recipients."""
        return bool(self.cleaned_data["confirmed"] == self._digest)

    @property
    def _digest(self) -> str:
        return digest(
            {field.name: self.cleaned_data[field.name] for field in self.visible_fields()}
        )
