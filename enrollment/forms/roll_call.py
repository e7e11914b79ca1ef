from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enrollment.marks import CAME
from enrollment.models import LearningAssistant, Registration, User
from enrollment.models.sessions import Mark


class Marks(forms.Form):
    """The marks of a roster, one field per registration, except that of the user who records them.

    ``fill`` is the mark for everyone on the page who has none.
    """

    fill = forms.ChoiceField(
        choices=[(Mark.PRESENT, ""), (Mark.ABSENT, "")], required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, registrations: list[Registration], by: User) -> None:
        # The page draws the marks itself.
        super().__init__(data, auto_id=False)
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if fill := cleaned.get("fill"):
            blank = [name for name, mark in self.data.items() if name in self.fields and not mark]
            # ``items()``, because unpacking a ``QueryDict`` gives lists of values.
            self.data = dict(self.data.items()) | dict.fromkeys(blank, fill)
        return cleaned

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

    def is_sent(self, registration: Registration) -> bool:
        return self.field_name(registration) in self.data

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


class PastedLines(forms.Form):
    """A list of people, and the mark that those found in it get."""

    lines = forms.CharField(
        label=_("People"),
        max_length=50_000,
        # Lines are counted from the first, blank or not.
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "User names, e-mail addresses or names, one on each line, or rows straight from a spreadsheet."
        ),
        error_messages={"required": _("Paste at least one line.")},
    )
    asked_later = ("mark",)

    mark = forms.ChoiceField(
        label=_("Mark"),
        choices=[(mark.value, capfirst(mark.label)) for mark in Mark if mark.value],
        initial=Mark.PRESENT,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose present, partial or absent.")},
    )

    def clean_lines(self) -> str:
        lines: str = self.cleaned_data["lines"]
        if not lines.strip():
            raise forms.ValidationError(self.fields["lines"].error_messages["required"])
        return lines

    def clean_mark(self) -> str:
        """Without a choice, as from an older page, the people were present."""
        return self.cleaned_data["mark"] or str(Mark.PRESENT)


class ReasonField(forms.CharField):
    """A field shown as required. The use case requires it, and only if no place is free under the lock."""

    def validate(self, value: Any) -> None:
        pass


class WalkInForm(forms.Form):
    """A person who came without a place, how much of the session they attended, and why there is room for them."""

    person = forms.ModelChoiceField(
        LearningAssistant.objects.none(),
        label=_("Person"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a person who is appointed this term."),
        },
    )
    mark = forms.ChoiceField(
        label=_("Mark"),
        choices=[(mark, capfirst(Mark(mark).label)) for mark in CAME],
        initial=CAME[0],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose present or partial.")},
    )
    because = ReasonField(
        label=_("Why there is room for one more"),
        max_length=300,
        help_text=_("Every place is taken. One is added, and the reason is kept."),
    )

    def __init__(
        self,
        data: Any,
        people: QuerySet[LearningAssistant],
        found: list[tuple[int, str]],
        *,
        is_full: bool,
    ) -> None:
        """``found`` are those to choose from, of ``people``, with their labels."""
        super().__init__(data)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people
        person.choices = found
        if len(found) == 1:
            person.initial = found[0][0]
        if not is_full:
            self.fields["because"].widget = forms.HiddenInput()
