from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.models.sessions import YEARS


class DateField(forms.DateField):
    """A date of a year that there is a calendar for: a slip such as 0203 would be on record for good."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget, **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value.year not in YEARS:
            raise forms.ValidationError(
                _("The year is from %(first)d to %(last)d."),
                params={"first": YEARS[0], "last": YEARS[-1]},
            )
