"""Form fields and widgets for dates, times and numbers, from browser controls or typed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from enrollment.models.sessions import YEARS
from enrollment.plain_text import as_code

# Digits; a key of PostgreSQL has 19 at most.
LONGER_THAN_ANY_KEY = 20
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format=DATE_FORMATS[0])


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DateField(forms.DateField):
    """A date with a plausible year (``YEARS``), so that a typing error such as 0203 is not stored."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DATE_FORMATS, **kwargs)

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(as_code(value) if isinstance(value, str) else value)
        return day

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value.year not in YEARS:
            raise forms.ValidationError(
                _("The year is from %(first)d to %(last)d."),
                params={"first": YEARS[0], "last": YEARS[-1]},
            )


class DecimalField(forms.DecimalField):
    """A decimal number that accepts a comma or a full stop in every language.

    It is not a number input, where a browser may drop the comma and turn 1,5 into 15.
    """

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def prepare_value(self, value: Any) -> Any:
        return number_format(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(as_code(str(value)).replace(",", ".") if value else value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


def keys_among(values: Iterable[str]) -> set[int]:
    """Return the values that can be primary keys; anything else that was sent is left out."""
    return {
        int(value)
        for value in values
        if value.isascii() and value.isdecimal() and len(value) < LONGER_THAN_ANY_KEY
    }
