from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from modules.follow_up.marking import Cell
from modules.models.attendance import AttendanceMark

# Keys have at most 18 digits, so that they fit in the database's bigint.
BOX = re.compile(r"mark-([0-9]{1,18})-([0-9]{1,18})")
SEEN = re.compile(r"\b([0-9]{1,18})-([0-9]{1,18})-([a-z]+)\b", re.ASCII)
MARKS = {"", *AttendanceMark.values}


def name_box(cell: Cell) -> str:
    """Return the name of the form field for a mark."""
    return "mark-{}-{}".format(*cell)


def write_seen(seen: dict[Cell, str]) -> str:
    """Encode the marks shown in one field: one field each would exceed Django's limit on form fields."""
    return " ".join(
        f"{meeting}-{person}-{mark}" for (meeting, person), mark in seen.items() if mark
    )


class Seen(forms.Form):
    """Carries the marks that the page showed, to detect changes by colleagues."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def seen_marks(self) -> dict[Cell, str]:
        found = SEEN.findall(self.cleaned_data.get("seen", ""))
        return {(int(meeting), int(person)): mark for meeting, person, mark in found}


class SentMarks(Seen):
    """The submitted register, one field for each mark. ``fill`` is a mark for everyone not marked in one column."""

    fill = forms.RegexField(r"^[0-9]{1,18}-(present|absent)$", required=False)

    marks: dict[Cell, str]

    def filled(self) -> tuple[int, str] | None:
        """Return the key of the meeting to fill, and the mark."""
        meeting, _dash, mark = self.cleaned_data["fill"].partition("-")
        return (int(meeting), mark) if mark else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.marks = {
            (int(box[1]), int(box[2])): str(mark)
            for name, mark in self.data.items()
            if (box := BOX.fullmatch(name))
        }
        if not {*self.marks.values()} <= MARKS:
            raise forms.ValidationError(_("Choose present, partial or absent."))
        return data


class PresentPeople(Seen):
    """The keys of the people ticked as present, among those expected."""

    present = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Tick at least one."),
            "invalid_choice": _(
                "A person you ticked is no longer expected here. Check the lines again."
            ),
        },
    )

    def __init__(self, data: Any, keys: set[int]) -> None:
        super().__init__(data)
        field = self.fields["present"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(key, key) for key in sorted(keys)]
