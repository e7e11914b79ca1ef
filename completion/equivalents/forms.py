from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from completion.models.equivalents import LONGEST_TEXT


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Collect several uploaded files without checking them; ``documents.check()`` does that."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        return [file for file in data or [] if isinstance(file, UploadedFile)]


class ApplicationForm(forms.Form):
    documents = FilesField(
        label=_("Documents"),
        help_text=_(
            "PDF, JPEG or PNG: one file or up to five, of 10 MB at most each. Only you and Uniped can open them."
        ),
        widget=SeveralFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    text = forms.CharField(
        label=_("Is there something Uniped should know?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
