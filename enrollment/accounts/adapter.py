"""How people sign up and in: what we add to allauth."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.contrib import messages
from django.core.mail import EmailMessage
from django.core.validators import RegexValidator
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.access import link_account
from enrollment.letters.account_letters import Queue
from enrollment.models import Coordinator, User
from enrollment.throttling import HOUR, Limit

from . import devices, feide
from .guessing import GuessingBackend

logger = logging.getLogger(__name__)

# Of one kind to one recipient. By kind, so that nobody's link for a new password is kept away by other letters.
LETTERS = Limit("account-letters", 5, HOUR)

# In the session: the account that was signed up for in this browser.
SIGNED_UP = "signed-up"


_NOT_LOGGED_IN = _(
    "The user name, the e-mail address or the password is wrong. If you have just created the account, first open "
    "the link in the letter we have sent you."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _NOT_LOGGED_IN,
        "username_password_mismatch": _NOT_LOGGED_IN,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter, unless its recipient has had enough of the kind: who asks for it is told nothing."""
        count = LETTERS.count(template_prefix, email.lower(), at=timezone.now())
        if count.add(1) > LETTERS.amount:
            logger.warning("%s was not sent: its recipient has had enough of it.", template_prefix)
            return
        super().send_mail(template_prefix, email, context)

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """Render a letter that is queued when it is sent."""
        message: EmailMessage = super().render_mail(*args, **kwargs)
        message.connection = Queue()
        return message

    def set_password(self, user: User, password: str) -> None:
        """Set a new password, which was asked for by letter or with the old one: the device is the owner's."""
        super().set_password(user, password)
        request = context.request
        # With two-step login, only the code shows that it is the owner; then `post_login` remembers the device.
        if request is not None and (request.user == user or not is_mfa_enabled(user)):
            devices.remember(request, user)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Name the account by its e-mail address, so that nobody can pick somebody else's user name."""
        # Not by generate_unique_username: it keeps what stands before the @, which may be anybody's user name.
        user.username = username_for(user.email)

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        one_at_a_time(email_address.email)
        user = email_address.user = User.objects.select_for_update().get(pk=email_address.user_id)
        # An attacker may have added the address to their own account; the click of its owner would hand over their record.
        if request.user != user and has_owner(user):
            messages.error(
                request,
                gettext(
                    "Log in with the account that added the address, then open the link again. If you have not "
                    "added it, ignore the letter."
                ),
            )
            return False
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            _forget_a_strangers_password(request, user)
            link_account(user)
        return confirmed

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Keep the last confirmed address: without it, nothing proves whose account it is."""
        others = EmailAddress.objects.filter(user=email_address.user).exclude(pk=email_address.pk)
        if email_address.verified:
            others = others.filter(verified=True)
        return others.exists() and bool(super().can_delete_email(email_address))

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        user = email_address.user
        if email_address.verified and not (user.has_usable_password() or _comes_by_feide(user)):
            messages.info(
                self.request,
                gettext(
                    "You confirmed in another browser than the one you signed up in, so choose a password now: "
                    "we send you a link for it."
                ),
            )
            return reverse("account_reset_password")
        url: str = super().get_email_verification_redirect_url(email_address)
        return url

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        link_account(user)
        devices.remember(request, user)
        login = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        feide.keep_id_token(request, login and login.state.get("id_token"))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


def has_owner(user: User) -> bool:
    """Whether the account was ever logged in to or has a confirmed address; before that, anyone may have made it."""
    return (
        user.last_login is not None
        or _comes_by_feide(user)
        or EmailAddress.objects.filter(user=user, verified=True).exists()
    )


def _comes_by_feide(user: User) -> bool:
    comes: bool = SocialAccount.objects.filter(user=user).exists()
    return comes


def username_for(email: str) -> str:
    """Name a new account by its e-mail address, which cannot be the user name of another person."""
    name = email.lower()
    longest = User._meta.get_field("username").max_length or 0
    if not name or len(name) > longest or User.objects.filter(username=name).exists():
        return f"{uuid4()}@"
    return name


def one_at_a_time(email: str) -> None:
    """Let an address be taken or confirmed by one account after the other, until the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [email.lower()])


def _forget_a_strangers_password(request: HttpRequest, user: User) -> None:
    """Take away a password that whoever confirms the address may not have chosen.

    Somebody may have signed up with another's address before them, and would get in once the owner confirms it.
    """
    if request.user != user and request.session.get(SIGNED_UP) != user.pk:
        user.set_unusable_password()
        user.save(update_fields=["password"])


class AccountBackend(GuessingBackend):
    """Knows people by e-mail address or user name.

    With an account it reads, in the same statement, the learning assistant it belongs to and whether it coordinates:
    every page asks.
    """

    def get_user(self, user_id: int) -> User | None:
        coordinates = Coordinator.objects.filter(user=OuterRef("pk"))
        users = User.objects.select_related("assistant").annotate(
            is_coordinator=Exists(coordinates)
        )
        user = users.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


class SignupForm(forms.Form):
    """What allauth's sign-up form asks for besides."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=150,
        # It stands in the letter that goes to an address which is not proven yet.
        validators=[
            RegexValidator(r"[\x00-\x1f\x7f/:@<>]", _("Write your name only."), inverse_match=True)
        ],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        request.session[SIGNED_UP] = user.pk


def display(user: User) -> str:
    return str(user)
