"""The form by which people log in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):  # type: ignore[misc, unused-ignore]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth says what to type in a placeholder only, and calls the field an e-mail address to the browser.
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail address"),
            widget=forms.TextInput(attrs={"autocomplete": "username"}),
        )
        self.fields["remember"].label = _("Remember me")
