"""The pages of the library for accounts, where administrators choose an account too."""

from __future__ import annotations

# Imported for what they register, which ours takes the place of.
import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin

from enrollment.admin_site import Identifying

# Where people are logged in is for their own eyes: there is no page of it in ours.
for model in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


@admin.register(EmailAddress)
class EmailAddressAdmin(Identifying, allauth.account.admin.EmailAddressAdmin):  # type: ignore[misc, unused-ignore]
    """Addresses of accounts. One that an administrator marks as verified counts as proven by its owner."""

    raw_id_fields: tuple[str, ...] = ()
    autocomplete_fields = ["user"]
    list_select_related = ["user"]


@admin.register(Authenticator)
class AuthenticatorAdmin(Identifying, allauth.mfa.admin.AuthenticatorAdmin):  # type: ignore[misc, unused-ignore]
    raw_id_fields: tuple[str, ...] = ()
    autocomplete_fields = ["user"]
    list_select_related = ["user"]
