"""The account pages, before and after one is logged in."""

from __future__ import annotations

import re

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse

from enrollment.models import User
from tests.factories import PASSWORD

from .stage import give_password, scene, send, somebody, visit

# The account, before one is logged in


@scene("account_login")
def login(page):
    visit(page, "account_login")


@scene("account_login")
def login_with_a_wrong_password(page):
    login(page)
    page.fill("[name=login]", "berit")
    page.fill("[name=password]", "wrong")
    send(page)
    page.locator("main [role=alert]").first.wait_for()


@scene("account_signup")
def signup(page):
    visit(page, "account_signup")


@scene("account_signup")
def signup_with_nothing_filled_in(page):
    signup(page)
    send(page)
    page.locator("[aria-invalid=true]").first.wait_for()


@scene("account_email_verification_sent")
def verification_sent(page):
    visit(page, "account_email_verification_sent")


@scene("account_confirm_email")
def confirm_email(page):
    address = somebody().emailaddress_set.get()
    visit(page, "account_confirm_email", EmailConfirmationHMAC(address).key)


@scene("account_confirm_email")
def confirm_email_with_an_old_link(page):
    visit(page, "account_confirm_email", "old")


@scene("account_reset_password")
def password_reset(page):
    visit(page, "account_reset_password")


@scene("account_reset_password")
def password_reset_of_no_address(page):
    password_reset(page)
    page.fill("[name=email]", "nobody")
    send(page)
    page.locator("[aria-invalid=true]").wait_for()


@scene("account_reset_password_done")
def password_reset_done(page):
    visit(page, "account_reset_password_done")


def reset_link(page, key: str | None = None) -> None:
    user = somebody()
    key = key or default_token_generator.make_token(user)
    visit(page, "account_reset_password_from_key", user_pk_to_url_str(user), key)


@scene("account_reset_password_from_key")
def password_reset_from_key(page):
    reset_link(page)


@scene("account_reset_password_from_key")
def password_reset_from_an_old_link(page):
    reset_link(page, "old-key")


@scene("account_reset_password_from_key_done")
def password_reset_from_key_done(page):
    visit(page, "account_reset_password_from_key_done")


@scene("account_inactive")
def account_inactive(page):
    visit(page, "account_inactive")


@scene("feide_callback")
def feide_lost(page):
    visit(page, "feide_callback")


# The account of somebody who is logged in


@scene("account_logout")
def logout(page):
    visit(page, "account_logout", by=somebody())


@scene("account_email")
def email(page):
    visit(page, "account_email", by=somebody())


@scene("account_email")
def email_with_a_second_address(page):
    user = somebody()
    user.emailaddress_set.create(email="berit@stud.example.org", verified=False, primary=False)
    visit(page, "account_email", by=user)


@scene("account_change_password")
def password_change(page):
    visit(page, "account_change_password", by=somebody())


@scene("account_change_password")
def password_change_with_nothing_filled_in(page):
    password_change(page)
    send(page)
    page.locator("[aria-invalid=true]").first.wait_for()


@scene("account_set_password")
def password_set(page):
    visit(page, "account_set_password", by=somebody(password=None))


@scene("socialaccount_connections")
def feide(page):
    visit(page, "socialaccount_connections", by=somebody())


@scene("socialaccount_connections")
def feide_connected(page):
    visit(page, "socialaccount_connections", by=by_feide(somebody()))


@scene("socialaccount_connections")
def feide_connected_without_a_password(page):
    visit(page, "socialaccount_connections", by=by_feide(somebody(password=None)))


def by_feide(user: User) -> User:
    SocialAccount.objects.create(
        user=user,
        provider=settings.FEIDE_ISSUER,
        uid="berit",
        extra_data={"username": "berit@ntnu.no"},
    )
    return user


@scene("account_reauthenticate")
def reauthenticate(page):
    visit(page, "account_reauthenticate", by=somebody())


@scene("mfa_index")
def mfa(page):
    visit(page, "mfa_index", by=somebody())


def with_an_app() -> User:
    user = somebody()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


@scene("mfa_index")
def mfa_with_an_app(page):
    visit(page, "mfa_index", by=with_an_app())


@scene("mfa_authenticate")
def mfa_authenticate(page):
    user = with_an_app()
    give_password(user)
    login(page)
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.wait_for_url(f"**{reverse('mfa_authenticate')}")


@scene("mfa_reauthenticate")
def mfa_reauthenticate(page):
    visit(page, "mfa_reauthenticate", by=with_an_app())


@scene("mfa_activate_totp")
def mfa_activate_totp(page):
    visit(page, "mfa_activate_totp", by=somebody())


@scene("mfa_deactivate_totp")
def mfa_deactivate_totp(page):
    visit(page, "mfa_deactivate_totp", by=with_an_app())


@scene("mfa_view_recovery_codes")
def mfa_recovery_codes(page):
    visit(page, "mfa_view_recovery_codes", by=with_an_app())


@scene("mfa_generate_recovery_codes")
def mfa_generate_recovery_codes(page):
    visit(page, "mfa_generate_recovery_codes", by=with_an_app())


@scene("mfa_add_webauthn")
def mfa_add_webauthn(page):
    visit(page, "mfa_add_webauthn", by=somebody())


def add_a_passkey(page) -> User:
    """Add one with the browser's own make-believe authenticator."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    user = somebody()
    visit(page, "mfa_add_webauthn", by=user)
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    devtools.detach()
    return user


@scene("mfa_list_webauthn")
def mfa_webauthn(page):
    visit(page, "mfa_list_webauthn", by=somebody())


@scene("mfa_list_webauthn")
def mfa_webauthn_with_a_key(page):
    add_a_passkey(page)
    visit(page, "mfa_list_webauthn")


def passkey_page(page, view: str) -> None:
    user = add_a_passkey(page)
    visit(page, view, user.authenticator_set.get(type="webauthn").pk)


@scene("mfa_edit_webauthn")
def mfa_edit_webauthn(page):
    passkey_page(page, "mfa_edit_webauthn")


@scene("mfa_remove_webauthn")
def mfa_remove_webauthn(page):
    passkey_page(page, "mfa_remove_webauthn")


@scene("mfa_reauthenticate_webauthn")
def mfa_reauthenticate_webauthn(page):
    add_a_passkey(page)
    visit(page, "mfa_reauthenticate_webauthn")
