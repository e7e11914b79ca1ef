"""Only staff and coordinators must use two-step login, and only for the pages of their role."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.management import CommandError, call_command
from django.test import Client

from enrollment.accounts import feide
from laos.middleware.two_step import FACTORS
from tests.enrollment import test_gates
from tests.enrollment.test_gates import ROLES, is_tried
from tests.factories import PASSWORD, CoreSessionFactory, VerifiedUserFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

people, world, paths = test_gates.people, test_gates.world, test_gates.paths

SECRET = "JBSWY3DPEHPK3PXP"
DEMAND = "/accounts/two-step/"


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.STAFF_TWO_STEP = True
    # All tests run within the time of one code.
    settings.MFA_TOTP_PERIOD = 10**11  # seconds


def log_in(user, code=None) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    if code is not None:
        client.post("/accounts/2fa/authenticate/", {"code": code})
    return client


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def add_app(user) -> None:
    TOTP.activate(user, SECRET)


def is_led_to_the_demand(response) -> bool:
    return response.status_code == 302 and response.url.startswith(DEMAND)


def lets_in(cell: str) -> bool:
    return bool({"200", "302"} & {*cell.split("/")})


class TestPagesThatAreClosed:
    @pytest.mark.parametrize("role", ["coordinator", "uniped", "superuser"])
    def test_every_page_that_is_not_for_everyone(self, people, paths, role):
        """Check each page that the access tables open to the role but not to newcomers and learning assistants."""
        client = log_in(people[role])
        others = ["newcomer", "assistant", *(["leader"] if role == "coordinator" else [])]
        asked, open_pages = 0, []
        for path, cells in paths:
            of = dict(zip(ROLES, cells, strict=True))
            if path == "/admin/logout/" or not lets_in(of[role]) or not is_tried(role, path, cells):
                continue
            if any(lets_in(of[other]) for other in others):
                continue
            for ask in (client.get, client.post):
                asked += 1
                if not is_led_to_the_demand(ask(path)):
                    open_pages.append(path)
        assert asked > 10
        assert open_pages == []

    @pytest.mark.parametrize(
        "role", daily_or_all(["assistant"], ["newcomer", "assistant", "leader"])
    )
    def test_no_one_else_is_asked(self, people, paths, role):
        client = log_in(people[role])
        tried = [path for path, cells in paths if is_tried(role, path, cells)]
        assert [path for path in tried if is_led_to_the_demand(client.get(path))] == []

    def test_what_everyone_has_stays_open_to_staff(self, people, paths):
        """Account pages, the language switch, personal pages and logging out."""
        client = log_in(people["uniped"])
        closed = [
            path
            for path, cells in paths
            if lets_in(cells[ROLES.index("newcomer")].partition("/")[0])
            and is_led_to_the_demand(client.get(path))
        ]
        # Open to newcomers only to tell them that they coordinate nothing.
        assert closed == ["/department/"]
        assert client.post("/i18n/setlang/", {"language": "en"}).headers["Location"] == "/"
        assert client.post("/admin/logout/").status_code == 200
        assert "_auth_user_id" not in client.session

    def test_a_leader_keeps_the_roll_call(self):
        leader = VerifiedUserFactory()
        session = CoreSessionFactory()
        session.leaders.add(leader)
        assert log_in(leader).get(f"/roll-call/{session.pk}/").status_code == 200

    def test_where_the_setting_is_off_no_one_is_asked(self, staff, settings):
        settings.STAFF_TWO_STEP = False
        assert log_in(staff).get("/admin/").status_code == 200


class TestGettingThrough:
    def test_the_demand_explains_and_knows_the_way_back(self, staff):
        client = log_in(staff)
        page = "/admin/enrollment/term/?q=2031"
        response = client.get(page, follow=True, headers={"Accept-Language": "en"})
        assert response.redirect_chain == [
            ("/accounts/two-step/?next=%2Fadmin%2Fenrollment%2Fterm%2F%3Fq%3D2031", 302)
        ]
        assert 'value="/admin/enrollment/term/?q=2031"' in response.content.decode()

    @pytest.mark.parametrize(
        ("choice", "page"),
        [
            ("app", "/accounts/2fa/totp/activate/"),
            ("passkey", "/accounts/2fa/webauthn/add/"),
            ("", "/accounts/2fa/"),
        ],
    )
    def test_it_offers_an_app_and_a_passkey(self, staff, choice, page):
        assert (
            log_in(staff).post(DEMAND, {"with": choice, "next": "/admin/"}).headers["Location"]
            == page
        )

    def test_logging_in_with_the_code_lets_in(self, staff):
        add_app(staff)
        assert log_in(staff, code_now()).get("/admin/").status_code == 200

    def test_a_recovery_code_lets_in(self, staff):
        add_app(staff)
        code = RecoveryCodes.activate(staff).get_unused_codes()[0]
        assert log_in(staff, code).get("/admin/").status_code == 200

    def test_logging_in_with_feide_lets_in(self, staff):
        client = log_in(staff)
        session = client.session
        session[feide.SESSION_KEY] = {"account": staff.pk, "id_token": "one.of.Feide"}
        session.save()
        assert client.get("/admin/").status_code == 200

    def test_what_another_account_did_in_the_same_session_does_not_count(self, staff):
        client = log_in(staff)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = "0"
        session.save()
        assert is_led_to_the_demand(client.get("/admin/"))

    def test_a_session_from_before_the_app_was_set_up_confirms_it_and_goes_on(self, staff):
        client = log_in(staff)
        add_app(staff)
        response = client.get("/admin/", follow=True)
        door = response.redirect_chain[-1][0]
        assert door.startswith("/accounts/2fa/reauthenticate/")
        response = client.post(door, {"code": code_now()}, follow=True)
        assert response.request["PATH_INFO"] == "/admin/"
        assert response.status_code == 200

    def test_the_password_alone_does_not_confirm_it(self, staff):
        client = log_in(staff)
        add_app(staff)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/admin/"})
        assert is_led_to_the_demand(client.get("/admin/"))

    def test_the_password_is_not_offered_there_and_is_elsewhere(self, staff):
        client = log_in(staff)
        add_app(staff)
        offer = 'href="/accounts/reauthenticate/'
        assert offer not in client.get("/admin/", follow=True).content.decode()
        elsewhere = "/accounts/2fa/reauthenticate/?next=/accounts/password/change/"
        assert offer in client.get(elsewhere).content.decode()

    def test_a_form_that_was_sent_leads_back_to_the_page_it_stood_on(self, staff):
        client = log_in(staff)
        page = "/admin/enrollment/term/?q=2031"
        headers = {"Referer": f"http://testserver{page}"}
        response = client.post("/admin/enrollment/term/add/", headers=headers)
        assert response.headers["Location"] == f"{DEMAND}?next=%2Funsent%2F"

    @pytest.mark.parametrize("referer", ["", "https://evil.example/admin/"])
    def test_a_form_from_nowhere_leads_back_to_its_own_address(self, staff, referer):
        headers = {"Referer": referer}
        response = log_in(staff).post("/admin/enrollment/term/add/", headers=headers)
        assert response.headers["Location"] == f"{DEMAND}?next=%2Funsent%2F"

    def test_with_a_passkey_only_the_passkey_is_asked_for(self, staff):
        client = log_in(staff)
        passkey = Authenticator.Type.WEBAUTHN
        Authenticator.objects.create(user=staff, type=passkey, data={"name": "key"})
        url = client.get(client.get("/admin/").headers["Location"]).headers["Location"]
        assert url.startswith("/accounts/2fa/webauthn/reauthenticate/?")

    def test_it_leads_to_no_other_site(self, staff):
        client = log_in(staff)
        page = client.get(DEMAND, {"next": "https://evil.example/"}).content.decode()
        assert 'name="next" value="/my/"' in re.sub(r"\s+", " ", page)


class TestSettingUp:
    def test_a_session_without_the_factor_adds_and_removes_none(self, staff, settings):
        """Recovery codes are hidden too: with them, the password alone would be enough to pass the second step."""
        client = log_in(staff)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        add_app(staff)
        RecoveryCodes.activate(staff)
        pages = [
            "totp/activate/",
            "totp/deactivate/",
            "webauthn/add/",
            "webauthn/keys/1/remove/",
            "webauthn/keys/1/edit/",
            "recovery-codes/",
            "recovery-codes/download/",
            "recovery-codes/generate/",
        ]
        assert len(pages) == len(FACTORS)
        assert all(is_led_to_the_demand(client.post(f"/accounts/2fa/{page}")) for page in pages)


class TestForgettingASecondFactor:
    def test_it_is_deleted_and_every_session_of_the_account_ends(self, staff, ada, capsys, caplog):
        add_app(staff)
        RecoveryCodes.activate(staff)
        client, other = log_in(staff, code_now()), log_in(ada.user)
        call_command("forget_second_factor", "staff")
        assert not Authenticator.objects.filter(user=staff).exists()
        assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
        assert other.get("/my/").status_code == 200
        assert f"account {staff.pk}" in caplog.text
        assert "2 factors deleted" in capsys.readouterr().out

    def test_an_unknown_user_name_is_told(self, db):
        with pytest.raises(CommandError, match="no account with the user name 'nobody'"):
            call_command("forget_second_factor", "nobody")
