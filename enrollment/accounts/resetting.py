"""Forms for a new password, and for the first password of an account created by staff."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from enrollment.access import link_account, proof_of
from enrollment.models import User

from .asking import RequestedLetter, ask_for_letter
from .labels import say_once
from .owners import has_owner, one_at_a_time

# Session key: a new password was requested in this browser.
ASKED_FOR = "new-password-asked-for"


class ResetPasswordForm(AllauthResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_once(self)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        # An attacker may have added the address to their own account; keep its owner out of that one.
        self.users: list[User] = [
            user
            for user in self.users
            if not has_owner(user) or email.lower() in proof_of(user).addresses
        ]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        ask_for_letter(RequestedLetter.NEW_PASSWORD, self.cleaned_data["email"])
        request.session[ASKED_FOR] = True
        email: str = super().save(request, **kwargs)
        return email


class ResetPasswordKeyForm(AllauthResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_once(self)

    @transaction.atomic
    def save(self) -> None:
        """Set the password. For an account without an owner, the letter also proves its address."""
        email = self.user.email.lower()
        one_at_a_time(email)
        had_owner = has_owner(self.user)
        super().save()
        addresses = EmailAddress.objects.filter(user=self.user)
        # With several addresses, the letter may have gone to any of them.
        if not email or had_owner or addresses.exclude(email=email).exists():
            return
        address, _created = addresses.get_or_create(
            user=self.user, email=email, defaults={"primary": True}
        )
        if address.set_verified():
            link_account(self.user)
