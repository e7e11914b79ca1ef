"""Match Feide users to accounts and store what Feide tells about them (docs/identity.md)."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from enrollment.access import link_account
from enrollment.accounts.owners import has_owner, one_at_a_time, username_for
from enrollment.models import FeideName, User
from enrollment.models.people import USERNAME_PATTERN

from . import is_on


class SocialAdapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return Feide only, from the settings; providers in the database are ignored.

        The issuer is the provider id, so that a SocialAccount is identified by issuer and ``sub``.
        """
        app = SocialApp(
            provider="openid_connect",
            provider_id=settings.FEIDE_ISSUER,
            name="Feide",
            client_id=settings.FEIDE_CLIENT_ID,
            secret=settings.FEIDE_CLIENT_SECRET,
        )
        is_asked_for = provider in {None, app.provider, app.provider_id} and client_id in {
            None,
            app.client_id,
        }
        return [app] if is_on() and is_asked_for else []

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        user: User = sociallogin.user
        user.name = data["name"]
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or create the account, so that allauth never shows its own sign-up form."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if sociallogin.user.pk is None:
            _join(request, sociallogin)
        _follow(sociallogin)


def complete(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Log in the Feide user, or connect Feide to the account that is logged in."""
    connects = login.state.get("process") == AuthProcess.CONNECT
    with transaction.atomic():
        one_at_a_time(f"{login.account.provider} {login.account.uid}")
        for address in login.email_addresses:
            one_at_a_time(address.email)
        # Read before allauth overwrites it.
        login.former_email = (
            _known(login.account).values_list("extra_data__email", flat=True).first()
        )
        response: HttpResponse = complete_social_login(request, login)
        if connects and login.account.pk and login.account.user_id == request.user.pk:
            _follow(login)
            link_account(login.user)
    return response


def is_connected(user: Any) -> bool:
    connected: bool = SocialAccount.objects.filter(
        user=user, provider=settings.FEIDE_ISSUER
    ).exists()
    return connected


def belongs_to_another(login: SocialLogin, user: Any) -> bool:
    other: bool = _known(login.account).exclude(user=user).exists()
    return other


def _known(account: SocialAccount) -> Any:
    return SocialAccount.objects.filter(provider=account.provider, uid=account.uid)


def _join(request: HttpRequest, login: SocialLogin) -> None:
    """Connect a first-time Feide user to their existing account, or create one."""
    user = next(filter(None, map(_account_of, login.email_addresses)), None)
    if user is not None:
        login.connect(request, user)
        return
    user = login.user
    free = [address for address in login.email_addresses if not _is_taken(address)]
    user.username = username_for(free[0].email if free else "")
    user.set_unusable_password()
    user.save()
    login.account.user = user
    login.account.save()


def _account_of(address: EmailAddress) -> User | None:
    """Return the account that belongs to an address verified by Feide.

    Either the account has verified the address too, or staff created it for the address and it has no password and no
    owner yet. An account already connected to Feide is skipped: it belongs to another person, who had the address
    before.
    """
    rows = EmailAddress.objects.filter(email=address.email)
    accounts = User.objects.select_for_update().filter(is_active=True)
    user = accounts.filter(pk__in=rows.filter(verified=True).values("user")).first()
    if user is None:
        named = accounts.filter(Q(pk__in=rows.values("user")) | Q(email__iexact=address.email))
        others = EmailAddress.objects.exclude(email=address.email)
        made = [
            account
            for account in named.exclude(pk__in=others.values("user"))
            if not (account.has_usable_password() or has_owner(account))
        ]
        user = made[0] if len(made) == 1 else None
    return None if user is None or is_connected(user) else user


def _is_taken(address: EmailAddress, by_others_than: User | None = None) -> bool:
    taken: bool = (
        EmailAddress.objects.filter(email=address.email, verified=True)
        .exclude(user=by_others_than)
        .exists()
    )
    return taken


def _follow(login: SocialLogin) -> None:
    """Update the account with what Feide says now: name, user name and verified address."""
    user = login.user = User.objects.select_for_update().get(pk=login.user.pk)
    claims = login.account.extra_data
    if claims["name"] and claims["name"] != user.name:
        user.name = claims["name"]
        user.save(update_fields=["name"])
    _keep_username(login.account, claims["username"])
    for address in login.email_addresses:
        if not _is_taken(address, user):
            _keep_address(user, address.email, login.former_email)


def _keep_username(account: SocialAccount, feide_name: str) -> None:
    username, _at, realm = feide_name.partition("@")
    if realm != settings.FEIDE_REALM or not re.fullmatch(USERNAME_PATTERN, username):
        FeideName.objects.filter(account=account).delete()
        return
    # A Feide user name belongs to one person at a time: remove it from its previous owner.
    FeideName.objects.filter(Q(username=username) & ~Q(account=account)).delete()
    FeideName.objects.update_or_create(account=account, defaults={"username": username})


def _keep_address(user: User, email: str, former: str | None) -> None:
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True}
    )
    if not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
    primary = EmailAddress.objects.get_primary(user)
    # Keep another primary address if the user chose one.
    if primary is None or not primary.verified or primary.email == former:
        address.set_as_primary()
