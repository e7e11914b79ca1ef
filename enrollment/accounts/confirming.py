"""Confirm an address by the link in a letter (any browser) or by its code (only the browser of the sign-up).

The link alone logs no one in. In another browser, the user types the password of the sign-up or chooses a new one,
since reading the letter proves the address.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from allauth.account.forms import ResetPasswordKeyForm
from allauth.account.internal.flows.login import perform_login, perform_password_login
from allauth.account.models import EmailAddress, EmailConfirmationHMAC, Login
from allauth.core import context
from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from enrollment.models import User

from . import signed_up
from .labels import say_once
from .log_in.guessing import begin_guess
from .next_page import next_page
from .owners import has_owner

INVITATION = "invitation"
INVITATION_LASTS = timedelta(days=14)


class Way(StrEnum):
    """How an address can be confirmed in the browser that opened the link."""

    ALREADY_ANOTHERS = "already-anothers"
    BUTTON = "button"
    LOG_IN = "log-in"
    PASSWORD = "password"  # noqa: S105  # a way, not a password
    NEW_PASSWORD = "new-password"  # noqa: S105  # a way, not a password


def invitation_key(address: EmailAddress) -> str:
    """Return the key of an invitation link; it lasts longer than a sign-up link (``INVITATION_LASTS``)."""
    return signing.dumps([address.pk, address.email], salt=INVITATION)


def address_of(key: str) -> EmailAddress | None:
    """Return the unconfirmed address for a link's key, or None if the key is invalid, used or expired."""
    confirmation = EmailConfirmationHMAC.from_key(key)
    if confirmation is not None:
        address: EmailAddress = confirmation.email_address
        return address
    try:
        pk, email = signing.loads(key, salt=INVITATION, max_age=INVITATION_LASTS)
    except (signing.BadSignature, ValueError):
        return None
    invited = EmailAddress.objects.filter(pk=pk, email=email, verified=False)
    return invited.select_related("user").first()


def way_to_confirm(request: HttpRequest, address: EmailAddress) -> Way:
    user: User = address.user
    if not address.can_set_verified():
        return Way.ALREADY_ANOTHERS
    if request.user == user:
        return Way.BUTTON
    if has_owner(user):
        return Way.LOG_IN
    if signed_up.is_of(request, user):
        return Way.BUTTON
    return Way.PASSWORD if user.has_usable_password() else Way.NEW_PASSWORD


class PasswordForm(forms.Form):
    """Ask for the password of the sign-up on the page that the link opens."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")

    def __init__(self, *args: Any, address: EmailAddress, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        # Counted apart from log-ins: attackers without the letter cannot use up these guesses.
        guess = begin_guess(context.request, "confirmation", self.address.email, self.address.user)
        if not self.address.user.check_password(password):
            raise forms.ValidationError(_("This is not the password that was chosen at sign-up."))
        guess.take_back()
        return password


class NewPasswordForm(ResetPasswordKeyForm):
    """Let the reader of the letter choose a new password."""

    def __init__(self, *args: Any, address: EmailAddress, **kwargs: Any) -> None:
        super().__init__(*args, user=address.user, **kwargs)
        say_once(self)
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password (again)")


def confirm_and_log_in(
    request: HttpRequest, address: EmailAddress, *, password: str = "", new_password: str = ""
) -> HttpResponse | None:
    """Confirm an address and log its owner in.

    Return None if it could not be confirmed; a message tells the user why.
    """
    sign_up = signed_up.here(request) if signed_up.is_of(request, address.user) else None
    confirmed = get_adapter(request).confirm_email(
        request, address, knows_password=bool(password), new_password=new_password
    )
    if not confirmed:
        return None
    signed_up.forget(request)
    goes_on = next_page(request) or (sign_up.next if sign_up else "")
    login = Login(user=address.user, email=address.email, redirect_url=goes_on or None)
    answer: HttpResponse = (
        perform_password_login(request, {"email": address.email}, login)
        if password or new_password
        else perform_login(request, login)
    )
    return answer
