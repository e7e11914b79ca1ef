"""allauth's adapter, authentication backend and sign-up form, adapted to LAOS."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from allauth.utils import build_absolute_uri
from django import forms
from django.contrib import messages
from django.contrib.auth.models import Group, Permission
from django.core.mail import EmailMessage
from django.core.validators import RegexValidator
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import link_account
from enrollment.accounts.landing import landing_page
from enrollment.letters.account_letters import Queue
from enrollment.models import Coordinator, CoreSession, User
from enrollment.statements.compiled import CompiledQuery, Parameter

from . import feide, language, recently, signed_up
from .asking import ANSWERS, LETTERS
from .log_in import devices, two_step
from .log_in.guessing import GuessingBackend, account_named
from .next_page import in_a_letter, next_page
from .owners import address_to_confirm, has_owner, one_at_a_time, username_for

logger = logging.getLogger(__name__)

_NOT_LOGGED_IN = _(
    "The user name, the e-mail address or the password is wrong. If you have just created the account, first open"
    " the link in the e-mail we have sent you."
)
_NOT_YOURS = _(
    "Log in with the account that added the address, then open the link again. If you have not added it, ignore "
    "the e-mail."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _NOT_LOGGED_IN,
        "username_password_mismatch": _NOT_LOGGED_IN,
        "enter_current_password": _("This is not your current password."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter. Notices that no user asked for (such as "your password was changed") are rate-limited here."""
        if template_prefix not in ANSWERS:
            count = LETTERS.count(template_prefix, email.lower(), at=clock.now())
            if count.add(1) > LETTERS.amount:
                logger.warning("%s was not sent: its recipient has had enough.", template_prefix)
                return
        with override(language.of_account_letter(self.request, context)):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Any = None, email: str | None = None
    ) -> None:
        """Send a notice about a change to the account, with a link to reset the password."""
        reset = build_absolute_uri(self.request, reverse("account_reset_password"))
        facts = {"password_reset_url": reset, **(context or {})}
        super().send_notification_mail(template_prefix, user, facts, email)

    def get_user_search_fields(self) -> list[str]:
        """Return what the lists of addresses and Feide connections find an account by."""
        return ["found_by"]

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """Render a letter; sending it puts it in the queue."""
        message: EmailMessage = super().render_mail(*args, **kwargs)
        message.connection = Queue()
        return message

    def set_password(self, user: User, password: str) -> None:
        """Set a password and remember this browser: the user has proven ownership by letter or by the old password."""
        super().set_password(user, password)
        request = context.request
        # With two-step login, the link alone is no proof; `post_login` remembers the device.
        if request is not None and (request.user == user or not is_mfa_enabled(user)):
            devices.remember(request, user)

    def is_safe_url(self, url: str) -> bool:
        """Return whether a redirect to this URL is safe. Malformed URLs are unsafe; allauth raises on them."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Use the e-mail address as user name, so that no user can pick another person's user name."""
        # Not `generate_unique_username`: it keeps the part before the @, maybe another's user name.
        user.username = username_for(user.email)

    @transaction.atomic
    def confirm_email(
        self,
        request: HttpRequest,
        email_address: EmailAddress,
        *,
        knows_password: bool = False,
        new_password: str = "",
    ) -> bool:
        """Confirm an address, and remove the password if a stranger signed up with the address first.

        The password is kept in the browser of the sign-up, when the account is logged in, and when its password was
        just typed.

        Return whether the address was confirmed; otherwise a message tells the user why not.
        """
        one_at_a_time(email_address.email)
        user = _locked_owner_of(email_address)
        if user is None:
            messages.error(request, gettext("This address has been removed from the account."))
            return False
        email_address.user = user
        # An attacker may have added the address to their own account. If its owner could confirm it
        # by a click, the attacker's account would get their record.
        had_owner = has_owner(user)
        if request.user != user and had_owner:
            messages.error(request, _NOT_YOURS)
            return False
        if not super().confirm_email(request, email_address):
            return False
        signed_up_here = knows_password or request.user == user or signed_up.is_of(request, user)
        if new_password:
            self.set_password(user, new_password)
        elif not signed_up_here:
            user.set_unusable_password()
        elif user.signed_up_as and not had_owner:
            user.name = user.signed_up_as
        user.signed_up_as = ""
        user.save(update_fields=["password", "name", "signed_up_as"])
        link_account(user)
        return True

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner that the account exists, or send a confirmation link if it has no owner yet."""
        user = account_named(email)
        if user is None or not user.is_active or has_owner(user):
            reset = build_absolute_uri(self.request, reverse("account_reset_password"))
            facts = {"password_reset_url": in_a_letter(self.request, reset)}
            self.send_mail("account/email/account_already_exists", email, facts)
            return
        address = address_to_confirm(user, email)
        self.send_confirmation_mail(self.request, EmailConfirmationHMAC(address), signup=False)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Keep the last confirmed address: without it, nothing proves who owns the account."""
        others = EmailAddress.objects.filter(user=email_address.user).exclude(pk=email_address.pk)
        if email_address.verified:
            others = others.filter(verified=True)
        return others.exists() and bool(super().can_delete_email(email_address))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return in_a_letter(request, super().get_email_confirmation_url(request, emailconfirmation))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return in_a_letter(self.request, super().get_reset_password_from_key_url(key))

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: Any, signup: bool
    ) -> None:
        address = emailconfirmation.email_address
        if signup:
            kind = "email_confirmation_signup"
        elif has_owner(address.user):
            kind = "email_confirmation"
        else:
            kind = "email_confirmation_again"
        facts = {
            "user": address.user,
            "activate_url": self.get_email_confirmation_url(request, emailconfirmation),
            "code": signed_up.code_for(request, address),
        }
        self.send_mail(f"account/email/{kind}", address.email, facts)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        return landing_page(request.user)

    get_signup_redirect_url = get_login_redirect_url

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        link_account(user)
        devices.remember(request, user)
        recently.note_log_in(request, user)
        login = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        feide.keep_id_token(request, login and login.state.get("id_token"))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return language.show_in_it(response, user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, except within minutes of logging in."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not recently.authenticated(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Offer the password among the methods, except where the second step is required."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not two_step.is_demanded(self.request):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"] or methods


class AccountBackend(GuessingBackend):
    """Authenticate by e-mail address or user name.

    ``get_user()`` also loads the learning assistant, ``is_coordinator`` and ``is_leader`` in the same query, because
    most pages need them. Each page of the admin asks for all permissions.
    """

    def get_user(self, user_id: int) -> User | None:
        for user in _user(key=user_id):
            if self.user_can_authenticate(user):
                return user
        return None

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Return what Django returns, in one query."""
        is_usual = user_obj.is_active and not user_obj.is_superuser and obj is None
        if is_usual and not hasattr(user_obj, "_perm_cache"):
            rights = _rights(user=user_obj.pk)
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in rights}
        all_permissions: set[str] = super().get_all_permissions(user_obj, obj)
        return all_permissions


def with_roles(key: int | Parameter) -> QuerySet[User]:
    """Return the account with this key, with its learning assistant and whether it coordinates or leads."""
    coordinates = Coordinator.objects.filter(user=OuterRef("pk"))
    leads = CoreSession.objects.published().filter(leaders=OuterRef("pk"))
    return (
        User.objects.select_related("assistant")
        .filter(pk=key)
        .annotate(is_coordinator=Exists(coordinates), is_leader=Exists(leads))
    )


def _rights_of(user: int | Parameter) -> QuerySet[Permission, tuple[str, str]]:
    own = User.user_permissions.through.objects.filter(user=user)
    of_groups = Group.permissions.through.objects.filter(group__user=user)
    rights = Permission.objects.filter(
        Q(pk__in=own.values("permission")) | Q(pk__in=of_groups.values("permission"))
    )
    return rights.order_by().values_list("content_type__app_label", "codename")


_user: CompiledQuery[User] = CompiledQuery(with_roles)
_rights: CompiledQuery[tuple[str, str]] = CompiledQuery(_rights_of)


class SignupFields(forms.Form):
    """Extra fields for allauth's sign-up form."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=150,
        # The name is included in a letter to an unproven address, so it must not contain a link.
        validators=[
            RegexValidator(r"[\x00-\x1f\x7f/:@<>]", _("Write your name only."), inverse_match=True)
        ],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = user.signed_up_as = self.cleaned_data["name"]
        user.save(update_fields=["name", "signed_up_as"])
        signed_up.remember(request, user, user.email, next_page(request))


def _locked_owner_of(address: EmailAddress) -> User | None:
    """Lock and return the account of an address, or None if the address was removed meanwhile: allauth would recreate it."""
    user = User.objects.select_for_update().filter(pk=address.user_id).first()
    kept = EmailAddress.objects.filter(pk=address.pk, email=address.email, user=user)
    return user if user is not None and kept.exists() else None


def display(user: User) -> str:
    return str(user)
