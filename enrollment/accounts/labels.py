"""What the fields of allauth's forms say."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


def say_once(form: forms.Form) -> None:
    """Let the label say what to type: allauth says it in a placeholder too, which goes away as soon as one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    if "email" in form.fields:
        form.fields["email"].label = _("E-mail address")
