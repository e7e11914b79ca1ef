"""Confirming an address: by link in another browser, or by code in the browser of the sign-up."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client

from enrollment import clock
from enrollment.accounts import confirming, signed_up
from enrollment.accounts.adapter import AccountAdapter
from enrollment.models import User
from enrollment.people import coordinating
from tests.enrollment.accounts.test_accounts import (
    NEW_PASSWORD,
    choose_at_the_letter,
    confirm,
    is_logged_in,
    log_in,
    sign_up,
)
from tests.factories import PASSWORD, AppointedFactory, UserFactory, VerifiedUserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ADA, LISE = "ada@example.org", "lise@example.org"
SENT = "/accounts/confirm-email/"


@pytest.fixture
def other():
    """A browser other than the one used to sign up."""
    return Client()


def code_in(letter):
    return re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", letter.body)[0]


def link_in(letter):
    return re.search(r"/accounts/confirm-email/\S+", letter.body)[0]


def type_code(client, code):
    return client.post(SENT, {"code": code})


def is_confirmed(email=ADA):
    return EmailAddress.objects.filter(email=email, verified=True).exists()


class TestLinkInAnotherBrowser:
    def test_password_of_the_sign_up_confirms_and_logs_in_and_is_kept(self, client, other, postbox):
        assistant = AppointedFactory(email=ADA)
        sign_up(client, ADA)
        assert confirm(other, postbox, password=PASSWORD).url == "/my/"
        assert is_logged_in(other)
        assert len(postbox) == 1
        assert log_in(Client(), ADA).status_code == 302
        assistant.refresh_from_db()
        assert assistant.user.check_password(PASSWORD)

    @pytest.mark.parametrize("typed", [{}, {"password": ""}, {"password": "wrong horse battery"}])
    def test_without_it_nothing_is_confirmed(self, client, other, postbox, typed):
        sign_up(client, ADA)
        assert confirm(other, postbox, **typed).status_code == 200
        assert not is_confirmed()
        assert not is_logged_in(other)
        assert User.objects.get().check_password(PASSWORD)

    def test_reader_of_the_letter_chooses_a_new_password_and_the_first_is_lost(
        self, client, other, postbox
    ):
        sign_up(client, ADA)
        assert choose_at_the_letter(other, postbox).url == "/my/"
        assert is_logged_in(other)
        assert not User.objects.get().check_password(PASSWORD)
        assert User.objects.get().check_password(NEW_PASSWORD)

    def test_sign_up_of_a_stranger_is_worth_nothing_once_the_owner_has_confirmed(
        self, client, other, postbox
    ):
        """The stranger's password, session, code and link are all worthless."""
        sign_up(client, ADA)
        code = code_in(postbox[0])
        choose_at_the_letter(other, postbox)
        type_code(client, code)
        client.post(link_in(postbox[0]), {"password": PASSWORD})
        log_in(client, ADA)
        assert not is_logged_in(client)

    @pytest.mark.parametrize("password", ["short", ADA])
    def test_new_password_is_as_good_as_any(self, client, other, postbox, password):
        sign_up(client, ADA)
        assert choose_at_the_letter(other, postbox, password).status_code == 200
        assert not is_confirmed()

    def test_guesses_are_limited_and_a_new_password_is_still_to_be_had(
        self, client, other, postbox
    ):
        sign_up(client, ADA)
        answers = [confirm(other, postbox, password="wrong guess") for _time in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert confirm(other, postbox, password=PASSWORD).status_code == 429
        assert choose_at_the_letter(other, postbox).status_code == 302

    def test_wrong_log_ins_of_a_stranger_use_up_no_guess(self, client, other, postbox):
        sign_up(client, ADA)
        for _time in range(6):
            log_in(Client(), ADA, "wrong guess")
        assert confirm(other, postbox, password=PASSWORD).status_code == 302

    def test_browser_logged_in_to_another_account_changes_over(self, client, postbox):
        sign_up(Client(), ADA)
        client.force_login(VerifiedUserFactory())
        client.get(link_in(postbox[0]))
        assert is_logged_in(client)
        choose_at_the_letter(client, postbox)
        assert client.session["_auth_user_id"] == str(User.objects.get(email=ADA).pk)

    def test_link_works_once(self, client, other, postbox):
        sign_up(client, ADA)
        confirm(other, postbox, password=PASSWORD)
        for browser in (Client(), client, other):
            page = browser.get(link_in(postbox[0])).content.decode()
            assert "This link no longer works" in page
        new = {"password1": "x" * 12 + "y", "password2": "x" * 12 + "y"}
        assert Client().post(link_in(postbox[0]), new).status_code == 404
        assert User.objects.get().check_password(PASSWORD)


class TestLinkInTheBrowserOfTheSignUp:
    def test_button_confirms_and_logs_in(self, client, postbox):
        sign_up(client, ADA)
        assert confirm(client, postbox).url == "/my/"
        assert is_logged_in(client)
        assert User.objects.get().check_password(PASSWORD)


class TestCode:
    def test_in_the_browser_of_the_sign_up_it_confirms_and_logs_in(self, client, postbox):
        sign_up(client, ADA)
        code = code_in(postbox[0])
        # As typed on a phone: lower case, with a space instead of the hyphen.
        assert type_code(client, code.lower().replace("-", " ")).url == "/my/"
        assert is_logged_in(client)
        assert is_confirmed()
        assert User.objects.get().check_password(PASSWORD)

    @pytest.mark.parametrize(
        "typed",
        [
            lambda code: code.replace("-", "\u2011"),
            lambda code: f"\u00a0{code}\u200b",
            lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
            lambda code: code.translate(str.maketrans("BCHKMPTX", "ВСНКМРТХ")),
        ],
    )
    def test_is_taken_as_it_looks(self, client, postbox, typed):
        sign_up(client, ADA)
        type_code(client, typed(code_in(postbox[0])))
        assert is_confirmed()

    def test_in_another_browser_it_proves_nothing(self, client, other, postbox):
        sign_up(client, ADA)
        code = code_in(postbox[0])
        type_code(other, code)
        sign_up(other, "eve@example.org")
        type_code(other, code)
        assert not is_confirmed()
        assert not is_logged_in(other)

    def test_code_of_another_sign_up_proves_nothing(self, client, other, postbox):
        """After sign-ups with one's own and another person's address, the code for the former confirms neither."""
        sign_up(client, "eve@example.org")
        own = code_in(postbox[-1])
        sign_up(client, ADA)
        type_code(client, own)
        assert not is_confirmed()
        assert not is_confirmed("eve@example.org")

    def test_after_a_day_it_has_expired(self, client, postbox):
        sign_up(client, ADA)
        session = client.session
        began = clock.now() - signed_up.CODE_LASTS
        session[signed_up.SESSION_KEY] |= {"at": began.isoformat()}
        session.save()
        assert type_code(client, code_in(postbox[0])).status_code == 200
        assert not is_confirmed()

    def test_address_that_was_changed_since_is_not_proven(self, client, postbox):
        sign_up(client, ADA)
        EmailAddress.objects.update(email="eve@example.org")
        type_code(client, code_in(postbox[0]))
        assert not EmailAddress.objects.get().verified

    def test_guesses_are_limited_alike_where_the_address_has_an_account(self, client, postbox):
        VerifiedUserFactory(email="known@example.org")
        for email in (ADA, "known@example.org"):
            browser = Client()
            sign_up(browser, email)
            statuses = [type_code(browser, "BBBB-BBBB").status_code for _time in range(11)]
            assert statuses == [200] * 10 + [429]
        assert type_code(browser, code_in(postbox[0])).status_code == 429

    def test_right_code_of_a_sign_up_that_made_no_account_does_not_exist(self, client, postbox):
        VerifiedUserFactory(email=ADA)
        sign_up(client, ADA)
        assert not re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", postbox[0].body)
        kept = signed_up.SignUp(**client.session[signed_up.SESSION_KEY])
        type_code(client, kept.code(EmailAddress(email=ADA)))
        assert not is_logged_in(client)

    def test_nor_does_it_where_the_address_of_another_sign_up_waits(self, client, other):
        sign_up(client, ADA)
        sign_up(other, ADA)
        kept = signed_up.SignUp(**other.session[signed_up.SESSION_KEY])
        type_code(other, kept.code(EmailAddress.objects.get()))
        assert not is_confirmed()

    @pytest.mark.parametrize("code", ["", "é" * 9, "\x00", "x" * 500])
    def test_nonsense_is_no_code(self, client, code):
        sign_up(client, ADA)
        assert type_code(client, code).status_code == 200

    def test_page_without_a_sign_up_asks_for_no_code(self, client):
        assert 'name="code"' not in client.get(SENT).content.decode()


class TestSigningUpAgain:
    def test_in_the_same_browser_sends_the_same_code_and_link(self, client, postbox):
        for _time in range(2):
            sign_up(client, ADA)
        assert code_in(postbox[0]) == code_in(postbox[1])
        assert type_code(client, code_in(postbox[1])).status_code == 302

    def test_in_another_browser_sends_the_link_and_no_code(self, client, other, postbox):
        sign_up(client, ADA)
        sign_up(other, ADA, password1=NEW_PASSWORD, password2=NEW_PASSWORD)
        assert not re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", postbox[1].body)
        assert User.objects.get().check_password(PASSWORD)
        assert choose_at_the_letter(other, postbox).status_code == 302

    def test_with_an_address_whose_account_others_have_made_one_chooses_the_password_by_letter(
        self, client, postbox
    ):
        user = UserFactory(email=ADA, password=None)
        sign_up(client, ADA)
        (letter,) = postbox
        page = client.get(link_in(letter)).content.decode()
        assert 'name="password"' not in page
        choose_at_the_letter(client, postbox)
        user.refresh_from_db()
        assert user.check_password(NEW_PASSWORD)
        assert is_confirmed()


class TestInvitation:
    def invited(self):
        user = UserFactory(email=ADA, password=None)
        return EmailAddress.objects.create(user=user, email=ADA, primary=True)

    def test_lasts_two_weeks(self, client, monkeypatch):
        key = confirming.invitation_key(self.invited())
        assert client.get(f"{SENT}{key}/").context["way"] == "new-password"
        monkeypatch.setattr(confirming, "INVITATION_LASTS", timedelta(seconds=-1))
        assert "This link no longer works" in client.get(f"{SENT}{key}/").content.decode()

    def test_is_good_for_the_address_it_went_to_alone(self, client):
        address = self.invited()
        key = confirming.invitation_key(address)
        EmailAddress.objects.update(email="eve@example.org")
        assert "This link no longer works" in client.get(f"{SENT}{key}/").content.decode()


class TestName:
    """A coordinator may also type a name, when appointing someone whose address is not yet confirmed."""

    def sign_up_and_be_appointed(self, client, cleo):
        sign_up(client, LISE, name="Lise L. Lie")
        where = {"department": cleo.department, "course": None, "by": cleo.user}
        coordinating.appoint(email=LISE, name="lise lie", **where)
        assert User.objects.get(email=LISE).name == "lise lie"

    def test_that_its_owner_typed_comes_back(self, client, other, cleo, postbox):
        self.sign_up_and_be_appointed(client, cleo)
        confirm(other, postbox, password=PASSWORD)
        assert User.objects.get(email=LISE).name == "Lise L. Lie"

    def test_that_a_stranger_typed_does_not(self, client, other, cleo, postbox):
        self.sign_up_and_be_appointed(client, cleo)
        choose_at_the_letter(other, postbox)
        user = User.objects.get(email=LISE)
        assert (user.name, user.signed_up_as) == ("lise lie", "")

    def test_confirming_a_second_address_later_changes_no_name(self, client, postbox):
        user = VerifiedUserFactory(name="Ada Aas", signed_up_as="Eve")
        client.force_login(user)
        address = EmailAddress.objects.create(user=user, email="second@example.org")
        client.post(f"{SENT}{EmailConfirmationHMAC(address).key}/")
        user.refresh_from_db()
        address.refresh_from_db()
        assert (user.name, address.verified) == ("Ada Aas", True)


class TestAddressThatWasCorrected:
    """A letter sent to the old address cannot open the account."""

    @pytest.fixture
    def administrator(self):
        client = Client()
        client.force_login(UserFactory(is_staff=True, is_superuser=True))
        return client

    def correct(self, administrator, user, email):
        path = f"/admin/enrollment/user/{user.pk}/change/"
        form = {"username": user.username, "name": user.name, "email": email, "is_active": "on"}
        assert administrator.post(path, form).status_code == 302

    def test_link_to_the_former_one_is_void(self, administrator, other, postbox):
        user, address = coordinating.new_account(username=ADA, name="Ada", email=ADA)
        user.save()
        address.save()
        key = confirming.invitation_key(address)
        self.correct(administrator, user, LISE)
        new = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        assert other.post(f"{SENT}{key}/", new).status_code == 404
        assert not is_logged_in(other)
        # Signing up with the old address does not lead to the account either.
        sign_up(other, ADA)
        assert EmailAddress.objects.get(email=ADA).user != user
        user.refresh_from_db()
        assert (user.username, user.email) == (LISE, LISE)

    def test_owner_keeps_what_they_have_confirmed(self, administrator):
        user = VerifiedUserFactory(email=ADA)
        self.correct(administrator, user, LISE)
        assert is_confirmed()

    def test_row_of_an_address_does_not_become_another_address(
        self, client, other, administrator, postbox
    ):
        sign_up(client, ADA)
        address = EmailAddress.objects.get(email=ADA)
        path = f"/admin/account/emailaddress/{address.pk}/change/"
        stranger = UserFactory()
        form = {"user": stranger.pk, "email": LISE, "primary": "on"}
        assert administrator.post(path, form).status_code == 302
        address.refresh_from_db()
        assert (address.email, address.user == stranger) == (ADA, False)

    def test_address_that_was_removed_meanwhile_is_not_confirmed(self, client, postbox, rf):
        """The owner removes the address after the page has loaded it and before it is confirmed."""
        user = VerifiedUserFactory()
        client.force_login(user)
        address = EmailAddress.objects.create(user=user, email=ADA)
        read = EmailAddress.objects.get(pk=address.pk)
        address.delete()
        request = rf.post(SENT)
        request.user, request.session = user, client.session
        request._messages = FallbackStorage(request)
        assert not AccountAdapter(request).confirm_email(request, read)
        assert not EmailAddress.objects.filter(email=ADA).exists()


@pytest.mark.parametrize(
    "path", [SENT, "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
)
def test_next_page_that_is_no_address_is_left_out(client, path):
    assert client.get(path, {"next": "//["}).status_code == 200
