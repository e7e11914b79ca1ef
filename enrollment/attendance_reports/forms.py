from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from enrollment.forms.fields import keys_among
from enrollment.forms.text_files import repaired
from enrollment.models.sessions import Mark

from .cells import LARGEST_REPORT, decode
from .refusals import LargeReport

# Radio buttons for suggestions, and a list of everyone else; the buttons count first.
CHOICE = re.compile(r"(who|other)-([0-9]{1,6})")


class ReportForm(forms.Form):
    """The report of an online meeting: a file, or its text."""

    file = forms.FileField(
        label=_("The report"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        help_text=_("The file as you download it from Teams or Zoom."),
    )
    report = forms.CharField(
        label=_("Or paste its rows"),
        required=False,
        strip=False,
        max_length=LARGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("With the row of headings."),
    )

    # One of the two.
    asked_later = ("file", "report")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("file") and not (data.get("report") or "").strip():
            raise forms.ValidationError(_("Choose the file, or paste its rows."))
        return data

    def text(self) -> str:
        """Return the text of the report. Raises ``WorkbookReport`` or ``LargeReport``."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if file is None:
            return repaired(self.cleaned_data["report"])
        # Up to four bytes for a character.
        if (file.size or 0) > 4 * LARGEST_REPORT:
            raise LargeReport
        return decode(file.read())


def chosen_people(data: Mapping[str, Any]) -> dict[int, int]:
    """Return the keys of the people chosen for the participants of a report, by the number of the participant."""
    chosen: dict[int, int] = {}
    for name in sorted(data, key=lambda name: name.startswith("who-")):
        if match := CHOICE.fullmatch(name):
            chosen |= {int(match[2]): key for key in keys_among([data[name]])}
    return chosen


def write_chosen(chosen: dict[int, int]) -> str:
    return " ".join(f"{number}-{key}" for number, key in sorted(chosen.items()))


def write_offered(offered: dict[str, str]) -> str:
    """Encode the marks that a preview selects, by field."""
    return " ".join(f"{name}={mark}" for name, mark in offered.items())


def changed_marks(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the marks that the user changed in a preview, by field."""
    offered = dict(part.rpartition("=")[::2] for part in data.get("offered", "").split())
    return {
        name: data[name]
        for name, mark in offered.items()
        if data.get(name, mark) != mark and data[name] in Mark.values
    }
