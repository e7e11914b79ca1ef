"""The account pages, before and after log-in."""

from __future__ import annotations

import re

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse

from enrollment.models import User
from tests.factories import PASSWORD, UserFactory, VerifiedUserFactory

from .stage import a_uniped, a_user, give_password, scene, send, visit

# Before log-in


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
def verification_sent_without_a_sign_up(page):
    visit(page, "account_email_verification_sent")


@scene("account_email_verification_sent")
def verification_sent(page):
    signup(page)
    page.fill("[name=name]", "Berit Bøe")
    page.fill("[name=email]", "berit@example.org")
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    send(page)
    page.locator("[name=code]").wait_for()


@scene("account_email_verification_sent")
def verification_sent_and_a_wrong_code(page):
    verification_sent(page)
    page.fill("[name=code]", "BCDF-GHJK")
    send(page)
    page.locator("[aria-invalid=true]").wait_for()


def open_the_letter(page, address, **how):
    visit(page, "account_confirm_email", EmailConfirmationHMAC(address).key, **how)


def waiting(user: User):
    return EmailAddress.objects.create(user=user, email="waiting@example.org", verified=False)


def signed_up(**fields):
    """Create an account with an unconfirmed address; return the address."""
    user = UserFactory(username="berit", name="Berit Bøe", **fields)
    return EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)


@scene("account_confirm_email")
def confirm_email_of_ones_own(page):
    user = a_user()
    open_the_letter(page, waiting(user), by=user)


@scene("account_confirm_email")
def confirm_email_in_another_browser(page):
    open_the_letter(page, signed_up())


@scene("account_confirm_email")
def confirm_email_with_a_wrong_password(page):
    confirm_email_in_another_browser(page)
    page.fill("[name=password]", "wrong")
    send(page)
    page.locator("[aria-invalid=true]").wait_for()


@scene("account_confirm_email")
def confirm_email_and_choose_another_password(page):
    confirm_email_in_another_browser(page)
    page.locator("summary").click()
    page.fill("[name=password1]", "short")
    page.fill("[name=password2]", "short")
    page.locator("details [type=submit]").click()
    page.locator("[aria-invalid=true]").first.wait_for()


@scene("account_confirm_email")
def confirm_email_and_choose_the_first_password(page):
    open_the_letter(page, signed_up(password=None))


@scene("account_confirm_email")
def confirm_email_that_an_account_in_use_has_added(page):
    open_the_letter(page, waiting(a_user()))


@scene("account_confirm_email")
def confirm_email_that_another_account_has_confirmed(page):
    VerifiedUserFactory(email="waiting@example.org")
    open_the_letter(page, waiting(a_user()))


@scene("account_confirm_email")
def confirm_email_with_an_old_link(page):
    visit(page, "account_confirm_email", "old")


def reset_link(page, key: str | None = None) -> None:
    user = a_user()
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


# After log-in


@scene("account_logout")
def logout(page):
    visit(page, "account_logout", by=a_user())


@scene("account_email")
def email(page):
    visit(page, "account_email", by=a_user())


@scene("account_email")
def email_with_a_second_address(page):
    user = a_user()
    EmailAddress.objects.create(
        user=user, email="berit@stud.example.org", verified=False, primary=False
    )
    visit(page, "account_email", by=user)


@scene("account_change_password")
def password_change(page):
    visit(page, "account_change_password", by=a_user())


@scene("account_change_password")
def password_change_with_nothing_filled_in(page):
    password_change(page)
    send(page)
    page.locator("[aria-invalid=true]").first.wait_for()


@scene("account_set_password")
def password_set(page):
    visit(page, "account_set_password", by=a_user(password=None))


@scene("socialaccount_connections")
def feide(page):
    visit(page, "socialaccount_connections", by=a_user())


@scene("socialaccount_connections")
def feide_connected(page):
    visit(page, "socialaccount_connections", by=by_feide(a_user()))


@scene("socialaccount_connections")
def feide_connected_without_a_password(page):
    visit(page, "socialaccount_connections", by=by_feide(a_user(password=None)))


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
    visit(page, "account_reauthenticate", by=a_user())


@scene("usersessions_list")
def sessions(page):
    user = a_user()
    UserSession.objects.create(
        user=user,
        session_key=logged_in_elsewhere(user),
        ip="192.0.2.17",
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
    )
    visit(page, "usersessions_list", by=user)
    # The first visit creates the row of the current session.
    visit(page, "usersessions_list")


def logged_in_elsewhere(user: User) -> str:
    client = Client()
    client.force_login(user)
    key = client.session.session_key
    assert key is not None
    return key


@scene("two_step")
def two_step(page):
    visit(page, "two_step", by=a_uniped())


@scene("mfa_index")
def mfa(page):
    visit(page, "mfa_index", by=a_user())


def with_an_app() -> User:
    user = a_user()
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


@scene("mfa_reauthenticate")
def mfa_reauthenticate_on_the_way_to_the_admin(page):
    user = a_uniped()
    TOTP.activate(user, generate_totp_secret())
    visit(page, "two_step", by=user)


@scene("mfa_activate_totp")
def mfa_activate_totp(page):
    visit(page, "mfa_activate_totp", by=a_user())


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
    visit(page, "mfa_add_webauthn", by=a_user())


def add_a_passkey(page) -> User:
    """Add a passkey with the browser's virtual authenticator."""
    user = a_user()
    visit(page, "mfa_list_webauthn", by=user)
    press_add_a_passkey(page, lambda: visit(page, "mfa_add_webauthn"))
    return user


def press_add_a_passkey(page, to_its_page) -> None:
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
    to_its_page()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    devtools.detach()


@scene("mfa_view_recovery_codes")
def mfa_recovery_codes_on_the_way_to_the_admin(page):
    def choose_a_passkey() -> None:
        # Its script has to be there before the next button is pressed.
        with page.expect_navigation():
            page.locator("[value=passkey]").click()

    visit(page, "two_step", by=a_uniped())
    press_add_a_passkey(page, choose_a_passkey)
    page.get_by_role("button", name=re.compile("Go on|Gå videre|Fortsett")).wait_for()


@scene("mfa_list_webauthn")
def mfa_webauthn(page):
    visit(page, "mfa_list_webauthn", by=a_user())


@scene("mfa_list_webauthn")
def mfa_webauthn_with_a_key(page):
    add_a_passkey(page)
    visit(page, "mfa_list_webauthn")


def passkey_page(page, view: str) -> None:
    user = add_a_passkey(page)
    visit(page, view, Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN).pk)


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
