"""The pages of the library for accounts, where administrators choose an account too."""

from __future__ import annotations

# Imported for what they register, which ours takes the place of.
import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest

from enrollment.admin_site import Identifying

# Where people are logged in is for their own eyes: there is no page of it in ours.
# The provider of log-ins is in the settings, and tokens are not kept.
for model in (
    EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken
):  # fmt: skip
    admin.site.unregister(model)


@admin.register(EmailAddress)
class EmailAddressAdmin(Identifying, allauth.account.admin.EmailAddressAdmin):  # type: ignore[misc, unused-ignore]
    """Addresses of accounts. One that an administrator marks as verified counts as proven by its owner.

    None becomes another address, or another account's: a link already sent would prove what it was not sent to.
    """

    raw_id_fields: tuple[str, ...] = ()
    autocomplete_fields = ["user"]
    list_select_related = ["user"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: EmailAddress | None = None
    ) -> list[str]:
        return [] if obj is None else ["user", "email"]


@admin.register(Authenticator)
class AuthenticatorAdmin(Identifying, allauth.mfa.admin.AuthenticatorAdmin):  # type: ignore[misc, unused-ignore]
    raw_id_fields: tuple[str, ...] = ()
    autocomplete_fields = ["user"]
    list_select_related = ["user"]


@admin.register(SocialAccount)
class SocialAccountAdmin(Identifying, allauth.socialaccount.admin.SocialAccountAdmin):  # type: ignore[misc, unused-ignore]
    """Who comes by Feide, to look at and to disconnect. Feide alone says whose an account is."""

    raw_id_fields: tuple[str, ...] = ()
    list_select_related = ["user"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SocialAccount | None = None) -> bool:
        return False
