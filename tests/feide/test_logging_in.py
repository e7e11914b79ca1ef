"""Login with a real provider: which account it opens, what Feide data is stored, and logout."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from enrollment.access import in_doubt, link_assistant, proof_of
from enrollment.models import FeideName, LearningAssistant, User
from enrollment.throttling import HOUR, Limit
from laos.middleware.throttling import ON_NETWORK
from tests.factories import (
    PASSWORD,
    AppointedFactory,
    CoordinatorFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)

from .people import account_in, addresses_of

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/feide/login/"
CONNECTIONS = "/accounts/3rdparty/"


class TestOff:
    @pytest.mark.parametrize("path", [LOGIN, "/accounts/feide/callback/", CONNECTIONS])
    def test_there_is_no_such_page(self, client, path):
        client.force_login(VerifiedUserFactory())
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404

    @pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/", "/"])
    def test_no_page_speaks_of_it(self, client, path):
        assert "Feide" not in client.get(path).content.decode()

    def test_nor_does_the_account_page(self, client):
        client.force_login(VerifiedUserFactory())
        assert "Feide" not in client.get("/accounts/email/").content.decode()

    @pytest.mark.parametrize(
        "path",
        ["oidc/feide/login/", "3rdparty/signup/", "3rdparty/login/error/", "social/connections/"],
    )
    def test_the_librarys_own_addresses_are_never_there(self, client, feide, path):
        assert client.get(f"/accounts/{path}").status_code == 404


class TestPages:
    @pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
    def test_feide_is_the_first_way_in(self, client, feide, path):
        page = client.get(f"{path}?next=/register/").content.decode()
        forms = re.findall(r'<form[^>]* action="(/accounts/[^"]+)".*?</form>', page, re.DOTALL)
        assert forms[:2] == [LOGIN, path]
        feide, local, *_ = re.findall(r"<form[^>]* action=\"/accounts/.*?</form>", page, re.DOTALL)
        for form in (feide, local):
            assert 'name="next" value="/register/"' in form
        assert "data-variant" not in re.search(r"<button[^>]*>", feide)[0]
        assert 'data-variant="secondary"' in re.search(r"<button[^>]*>", local)[0]

    def test_account_page_is_for_who_is_logged_in(self, client, feide):
        assert client.get(CONNECTIONS).url == "/accounts/login/?next=/accounts/3rdparty/"

    def test_network_begins_so_many_log_ins_in_a_minute(self, client, feide, monkeypatch):
        monkeypatch.setitem(ON_NETWORK, "feide_login", [Limit("feide", 2, HOUR)])
        assert [client.post(LOGIN).status_code for _ in range(3)] == [200, 200, 429]


class TestFirstLogIn:
    def test_person_gets_an_account_and_lands_where_they_were_going(
        self, client, ada_at_feide, log_in
    ):
        assert log_in(client, "ada-sub", next="/register/").url == "/register/"
        user = account_in(client)
        assert (user.name, user.email) == ("Ada Aas", "ada.aas@ntnu.no")
        assert addresses_of(user) == {"ada.aas@ntnu.no": (True, True)}
        assert not user.has_usable_password()
        account = SocialAccount.objects.get(user=user)
        assert account.uid == "ada-sub"

    def test_account_hangs_on_issuer_and_sub(self, client, ada_at_feide, log_in, feide):
        log_in(client, "ada-sub")
        assert SocialAccount.objects.get().provider == feide.issuer

    def test_another_site_is_not_where_one_lands(self, client, ada_at_feide, log_in):
        assert log_in(client, "ada-sub", next="https://evil.example/").url == "/my/"

    def test_person_on_record_is_linked_by_the_user_name(self, client, ada_at_feide, log_in):
        ada = AppointedFactory(username="ada", email="private@example.org")
        log_in(client, "ada-sub")
        ada.refresh_from_db()
        assert ada.user == account_in(client)
        assert not in_doubt().exists()

    def test_person_who_comes_on_record_later_is_linked_too(self, client, ada_at_feide, log_in):
        ada_at_feide(email_verified=False)
        log_in(client, "ada-sub")
        ada = LearningAssistantFactory(username="ada", email="private@example.org")
        assert link_assistant(ada) == account_in(client)

    def test_user_name_may_come_among_others(self, client, feide, log_in):
        ids = ["p:12345", "feide:Ada@ntnu.no"]
        feide.tell("x", **{"https://n.feide.no/claims/userid_sec": ids})
        log_in(client, "x")
        assert FeideName.objects.get().username == "ada"

    @pytest.mark.parametrize(
        "username",
        [
            "ada@uio.no",
            "ada@stud.ntnu.no",
            "ada@ntnu.no.evil.example",
            "ada",
            "@ntnu.no",
            "a b@ntnu.no",
        ],
    )
    def test_user_name_of_another_organisation_proves_nothing(
        self, client, ada_at_feide, log_in, username
    ):
        ada = AppointedFactory(username="ada", email="private@example.org")
        ada_at_feide(username=username)
        log_in(client, "ada-sub")
        ada.refresh_from_db()
        assert ada.user is None
        assert proof_of(account_in(client)).usernames == {"ada.aas"}

    @pytest.mark.parametrize("verified", [False, "true", 1, None])
    def test_address_that_is_not_verified_is_not_kept(
        self, client, ada_at_feide, log_in, english, verified
    ):
        victim = AppointedFactory(username="victim", email="ada.aas@ntnu.no")
        ada_at_feide(email_verified=verified)
        response = log_in(client, "ada-sub")
        assert not EmailAddress.objects.exists()
        assert account_in(client).email == ""
        victim.refresh_from_db()
        assert victim.user is None
        assert "Add one under" in client.get(response.url).content.decode()

    @pytest.mark.parametrize("email", ["no address", "a@b\x00.no", f"{'a' * 300}@ntnu.no", 7])
    def test_address_that_is_none_is_not_kept(self, client, ada_at_feide, log_in, email):
        ada_at_feide(email=email)
        log_in(client, "ada-sub")
        assert not EmailAddress.objects.exists()

    def test_two_people_without_an_address_have_an_account_each(self, feide, log_in):
        for sub in ("one", "two"):
            feide.tell(sub, name=sub)
            log_in(Client(), sub)
        assert {*User.objects.values_list("name", flat=True)} == {"one", "two"}

    def test_name_is_cleaned(self, client, ada_at_feide, log_in):
        ada_at_feide(name="Ada\x00 A\u030aas\n" + "x" * 200)
        log_in(client, "ada-sub")
        assert account_in(client).name.startswith("Ada Åas xxx")

    def test_closed_account_stays_closed(self, client, ada_at_feide, log_in):
        log_in(client, "ada-sub")
        User.objects.update(is_active=False)
        stranger = Client()
        assert log_in(stranger, "ada-sub").url == "/accounts/inactive/"
        assert "_auth_user_id" not in stranger.session


class TestAccountThatIsThereAlready:
    def test_address_verified_on_both_sides_connects_them(
        self, client, ada_at_feide, log_in, postbox, english
    ):
        known = VerifiedUserFactory(username="known", email="ada.aas@ntnu.no")
        log_in(client, "ada-sub")
        assert account_in(client) == known
        assert known.has_usable_password()
        assert [letter.subject for letter in postbox] == [
            "LAOS: Your account is connected to Feide"
        ]

    def test_address_that_feide_has_not_verified_does_not(self, client, ada_at_feide, log_in):
        known = VerifiedUserFactory(email="ada.aas@ntnu.no")
        ada_at_feide(email_verified=False)
        log_in(client, "ada-sub")
        assert account_in(client) != known

    def test_address_that_the_account_has_not_confirmed_does_not(
        self, client, ada_at_feide, log_in
    ):
        """A stranger may have signed up with it; the owner gets the address and a separate account."""
        stranger = UserFactory(email="ada.aas@ntnu.no")
        stranger.set_password(PASSWORD)
        stranger.save()
        EmailAddress.objects.create(user=stranger, email="ada.aas@ntnu.no", primary=True)
        log_in(client, "ada-sub")
        assert account_in(client) != stranger
        assert addresses_of(account_in(client)) == {"ada.aas@ntnu.no": (True, True)}
        assert addresses_of(stranger) == {"ada.aas@ntnu.no": (False, True)}

    def test_nor_does_an_address_added_to_an_account_with_another(
        self, client, ada_at_feide, log_in
    ):
        attacker = VerifiedUserFactory(email="eve@example.org")
        EmailAddress.objects.create(user=attacker, email="ada.aas@ntnu.no")
        log_in(client, "ada-sub")
        assert account_in(client) != attacker

    def test_account_that_a_desk_made_for_the_address_is_theirs(self, client, ada_at_feide, log_in):
        made = User.objects.create_user("ada.aas@ntnu.no", "ada.aas@ntnu.no")
        EmailAddress.objects.create(user=made, email="ada.aas@ntnu.no", primary=True)
        CoordinatorFactory(user=made)
        log_in(client, "ada-sub")
        assert account_in(client) == made
        assert addresses_of(made) == {"ada.aas@ntnu.no": (True, True)}

    def test_address_given_to_another_person_does_not_lead_into_the_first_ones_account(
        self, client, ada_at_feide, log_in, feide
    ):
        log_in(client, "ada-sub")
        feide.tell("new-sub", name="New", email="ada.aas@ntnu.no", email_verified=True)
        stranger = Client()
        log_in(stranger, "new-sub")
        assert account_in(stranger) != account_in(client)
        assert addresses_of(account_in(stranger)) == {}

    def test_two_step_login_is_asked_for_after_feide(self, client, ada_at_feide, log_in):
        known = VerifiedUserFactory(email="ada.aas@ntnu.no")
        TOTP.activate(known, generate_totp_secret())
        assert log_in(client, "ada-sub").url == "/accounts/2fa/authenticate/"
        assert "_auth_user_id" not in client.session


class TestNextLogIn:
    def test_account_is_the_same_when_everything_else_has_changed(
        self, client, ada_at_feide, log_in
    ):
        log_in(client, "ada-sub")
        ada_at_feide(name="Ada Berg", username="adaberg@ntnu.no", email="ada.berg@ntnu.no")
        again = Client()
        log_in(again, "ada-sub")
        user = account_in(again)
        assert user == account_in(client)
        assert user.name == "Ada Berg"
        assert user.email == "ada.berg@ntnu.no"
        assert addresses_of(user) == {
            "ada.aas@ntnu.no": (True, False),
            "ada.berg@ntnu.no": (True, True),
        }
        assert proof_of(user).usernames == {"adaberg", "ada.aas", "ada.berg"}

    def test_address_that_the_person_chose_stays_the_first(self, client, ada_at_feide, log_in):
        log_in(client, "ada-sub")
        user = account_in(client)
        own = EmailAddress.objects.create(user=user, email="ada@example.org", verified=True)
        own.set_as_primary()
        ada_at_feide(email="ada.berg@ntnu.no")
        log_in(Client(), "ada-sub")
        assert addresses_of(user)["ada@example.org"] == (True, True)
        assert addresses_of(user)["ada.berg@ntnu.no"] == (True, False)

    def test_what_feide_no_longer_tells_stays(self, client, ada_at_feide, log_in):
        log_in(client, "ada-sub")
        ada_at_feide(name="", email="")
        log_in(Client(), "ada-sub")
        assert account_in(client).name == "Ada Aas"
        assert account_in(client).email == "ada.aas@ntnu.no"

    def test_user_name_lost_at_feide_proves_nothing_any_longer(self, client, ada_at_feide, log_in):
        log_in(client, "ada-sub")
        ada_at_feide(username="ada@uio.no")
        log_in(Client(), "ada-sub")
        assert not FeideName.objects.exists()

    def test_user_name_given_to_another_person_is_proven_by_them_alone(
        self, client, ada_at_feide, log_in, feide
    ):
        ada = AppointedFactory(username="ada", email="private@example.org")
        log_in(client, "ada-sub")
        feide.tell("new-sub", name="New", username="ada@ntnu.no")
        stranger = Client()
        log_in(stranger, "new-sub")
        assert FeideName.objects.get().account.user == account_in(stranger)
        ada.refresh_from_db()
        assert ada.user == account_in(client)
        assert in_doubt().get() == ada

    def test_same_log_in_twice_changes_nothing(self, client, ada_at_feide, log_in):
        log_in(client, "ada-sub")
        before = [*EmailAddress.objects.values(), *FeideName.objects.values()]
        log_in(Client(), "ada-sub")
        assert [*EmailAddress.objects.values(), *FeideName.objects.values()] == before
        assert User.objects.count() == SocialAccount.objects.count() == 1


def test_sql_and_python_agree_on_who_is_in_doubt(client, ada_at_feide, log_in, feide):
    """Check every pair of a record and an account, with and without Feide."""
    records = [
        LearningAssistantFactory(username=name, email=f"{name}@example.org")
        for name in ("ada", "ada.aas", "other")
    ]
    feide.tell("other-sub", username="other@uio.no")
    for sub in ("ada-sub", "other-sub"):
        log_in(Client(), sub)
    VerifiedUserFactory(username="other", email="other@ntnu.no")
    for record in records:
        for user in User.objects.all():
            LearningAssistant.objects.update(user=None)
            LearningAssistant.objects.filter(pk=record.pk).update(user=user)
            fits = {
                account: proof_of(account).fits(username=record.username, email=record.email)
                for account in User.objects.all()
            }
            expected = not fits.pop(user) or any(fits.values())
            assert in_doubt().filter(pk=record.pk).exists() == expected
