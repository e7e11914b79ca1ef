"""The form of a letter to a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 120
LONGEST_TEXT = 5000


class GroupLetterForm(forms.Form):
    """Choose the recipients among ``people``, pairs of key and label, and confirm what is shown."""

    to = forms.TypedMultipleChoiceField(
        label=_("To"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    # How many recipients the page has shown the letter for.
    confirmed = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, people: Sequence[tuple[int, str]], chosen: Sequence[int]) -> None:
        super().__init__(data, initial={"to": chosen})
        field = self.fields["to"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = people
        self.order_fields([*(name for name in self.fields if name != "to"), "to"])

    def note_shown(self) -> None:
        """Note, in the hidden field, for how many recipients the page shows the letter."""
        shown: Any = self.data
        shown = shown.copy()
        shown["confirmed"] = str(len(self.cleaned_data["to"]))
        self.data = shown

    @property
    def is_settled(self) -> bool:
        """Whether it was shown, to as many recipients."""
        confirmed: int | None = self.cleaned_data["confirmed"]
        return confirmed == len(self.cleaned_data["to"])
