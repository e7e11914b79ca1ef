"""Forms that ask for a password or a code."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.internal.flows.email_verification import get_address_for_login
from allauth.account.utils import has_verified_email
from allauth.core import context
from allauth.mfa.base import forms as mfa
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from enrollment.accounts.asking import RequestedLetter, ask_for_letter
from enrollment.accounts.next_page import next_page, with_next_page
from enrollment.models import User
from enrollment.refusals.attempts import TooManyLetters

from .guessing import begin_guess


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth puts the label in a placeholder only and marks the field as an e-mail address.
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail address"),
            widget=forms.TextInput(attrs={"autocomplete": "username"}),
        )
        self.fields["remember"].label = _("Remember me")
        reset = with_next_page(reverse("account_reset_password"), next_page(self.request))
        self.fields["password"].help_text = format_html(
            '<a href="{}">{}</a>', reset, _("Forgot your password?")
        )

    def clean(self) -> dict[str, Any]:
        """Treat a right password like a wrong one until the address is confirmed, and send the letter again.

        Otherwise a stranger could sign up with an address, log in, and learn whether the address already had an
        account.
        """
        cleaned: dict[str, Any] = super().clean()
        login = getattr(self, "_login", None)
        if login is not None and not has_verified_email(login.user, login.email):
            address = get_address_for_login(login)
            # The page promises no letter, so it need not report that none was sent.
            with suppress(TooManyLetters):
                ask_for_letter(RequestedLetter.LOG_IN, address.email)
                address.send_confirmation(self.request)
            raise get_adapter().validation_error("username_password_mismatch")
        return cleaned


class ChangePasswordForm(AllauthChangePasswordForm):
    def clean_oldpassword(self) -> str:
        guess = begin_guess(context.request, "password", self.user.username, self.user)
        password: str = super().clean_oldpassword()
        guess.take_back()
        return password


class LimitedCode(mfa.BaseAuthenticateForm):
    """Limit guesses at two-step codes, per account."""

    user: User

    def clean_code(self) -> str:
        guess = begin_guess(context.request, "code", str(self.user.pk), self.user)
        code: str = super().clean_code()
        guess.take_back()
        return code


class AuthenticateForm(LimitedCode, mfa.AuthenticateForm):
    pass


class ReauthenticateForm(LimitedCode, mfa.ReauthenticateForm):
    pass
