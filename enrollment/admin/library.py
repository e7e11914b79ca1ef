"""Admin pages of django-allauth, adapted."""

from __future__ import annotations

# Imported for their registrations, which are replaced below.
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

from enrollment.admin_site.site import ShowsIdentity

# Only the owner may see where an account is logged in. The Feide provider is configured in the
# settings, and no tokens are stored.
for model in (
    EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken
):  # fmt: skip
    admin.site.unregister(model)


@admin.register(EmailAddress)
class EmailAddressAdmin(ShowsIdentity, allauth.account.admin.EmailAddressAdmin):
    """Addresses of accounts. An administrator who marks an address as verified confirms that the owner has proven it.

    The address and the account of a row cannot change: a link already sent would confirm an address it was not sent
    to.
    """

    raw_id_fields = ()
    autocomplete_fields = ["user"]
    list_select_related = ["user"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: EmailAddress | None = None
    ) -> list[str]:
        return [] if obj is None else ["user", "email"]


@admin.register(Authenticator)
class AuthenticatorAdmin(ShowsIdentity, allauth.mfa.admin.AuthenticatorAdmin):
    raw_id_fields = ()
    autocomplete_fields = ["user"]
    list_select_related = ["user"]


@admin.register(SocialAccount)
class SocialAccountAdmin(ShowsIdentity, allauth.socialaccount.admin.SocialAccountAdmin):
    """Feide connections, to view and disconnect. They cannot be edited: only Feide determines whose account it is."""

    raw_id_fields = ()
    list_select_related = ["user"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SocialAccount | None = None) -> bool:
        return False
