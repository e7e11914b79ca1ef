"""Where users land after log-in; the page they asked for is kept on every way in."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.enrollment.accounts.test_accounts import NEW_PASSWORD, log_in, sign_up
from tests.enrollment.accounts.test_confirming import ADA, SENT, code_in, link_in, type_code
from tests.factories import (
    PASSWORD,
    CoordinatorFactory,
    CoreSessionFactory,
    TermFactory,
    UserFactory,
    VerifiedUserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

WANTED = "/register/"
ELSEWHERE = [
    "https://evil.example/register/",
    "//evil.example/register/",
    "/\\evil.example/",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("rights", [{"is_staff": True}, {"is_staff": True, "is_superuser": True}])
def test_staff_land_at_the_admin(client, rights):
    assert log_in(client, VerifiedUserFactory(**rights).email).url == "/admin/"


def test_coordinators_land_at_their_department(client, cleo):
    term = TermFactory()
    first = log_in(client, cleo.user.email)
    assert first.url == "/department/"
    assert client.get(first.url).url == f"/department/IE-IMF/{term.code}/"


def test_learning_assistants_land_at_my_page(client, ada):
    assert log_in(client, ada.user.email).url == "/my/"


def test_leaders_land_at_a_page_that_begins_with_their_sessions(client):
    leader = VerifiedUserFactory()
    session = CoreSessionFactory()
    session.leaders.add(leader)
    page = client.get(log_in(client, leader.email).url).content.decode()
    main = page.partition("</h1>")[2]
    assert main.index("Seminars you lead") == min(
        main.index(heading) for heading in re.findall(r"<h2[^>]*>\s*([^<]+?)\s*<", main)
    )
    assert "data-refusal" not in main


def test_page_for_those_who_are_logged_in_already_is_the_same(client, cleo):
    client.force_login(cleo.user)
    assert client.get("/accounts/login/").url == "/department/"


class TestNext:
    """The requested page that needed a log-in."""

    def test_through_sign_up_and_the_link_in_another_browser(self, client, postbox):
        sign_up(client, ADA, next=WANTED)
        path = link_in(postbox[0])
        assert Client().post(path, {"password": PASSWORD}).headers["Location"] == WANTED

    def test_through_sign_up_and_a_new_password_there(self, client, postbox):
        sign_up(client, ADA, next=WANTED)
        new = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        assert Client().post(link_in(postbox[0]), new).headers["Location"] == WANTED

    def test_through_sign_up_and_the_link_in_the_same_browser(self, client, postbox):
        sign_up(client, ADA, next=WANTED)
        assert client.post(link_in(postbox[0])).url == WANTED

    def test_through_sign_up_and_the_code(self, client, postbox):
        sign_up(client, ADA, next=f"{WANTED}?campus=1")
        assert type_code(client, code_in(postbox[0])).url == f"{WANTED}?campus=1"

    def test_through_a_log_in_too_early(self, client, postbox):
        sign_up(client, ADA)
        client.post("/accounts/login/", {"login": ADA, "password": PASSWORD, "next": WANTED})
        assert (
            Client().post(link_in(postbox[1]), {"password": PASSWORD}).headers["Location"] == WANTED
        )

    @pytest.mark.parametrize("has_owner", [True, False])
    def test_through_a_reset(self, client, postbox, has_owner):
        (VerifiedUserFactory if has_owner else UserFactory)(email=ADA)
        client.post("/accounts/password/reset/", {"email": ADA, "next": WANTED})
        other = Client()
        form = other.get(re.search(r"/accounts/password/reset/key/\S+", postbox[0].body)[0])
        page = other.get(form.headers["Location"])
        sent = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        main = page.content.decode().partition("<main")[2]
        hidden = re.search(r'name="next" value="([^"]+)"', main)
        action = re.search(r'action="([^"]+)"', main)
        assert other.post(action[1], {**sent, "next": hidden[1]}).headers["Location"] == WANTED
        assert "_auth_user_id" in other.session

    def test_from_the_log_in_page_to_a_reset(self, client):
        page = client.get(f"/accounts/login/?next={WANTED}").content.decode()
        assert "/accounts/password/reset/?next=%2Fregister%2F" in page
        assert "/accounts/signup/?next=%2Fregister%2F" in page

    def test_of_a_link_that_asks_to_log_in_first_is_that_link(self, client, postbox):
        user = VerifiedUserFactory()
        address = EmailAddress.objects.create(user=user, email=ADA)
        client.force_login(user)
        client.post("/accounts/email/", {"email": ADA, "action_send": ""})
        path = link_in(postbox[0])
        other = Client()
        page = other.get(path).context["log_in_first"]
        sent = {"login": user.email, "password": PASSWORD}
        assert other.post(page, sent).headers["Location"] == path
        other.post(path)
        address.refresh_from_db()
        assert address.verified

    @pytest.mark.parametrize("wanted", ELSEWHERE)
    def test_never_leads_to_another_site(self, client, postbox, wanted):
        sign_up(client, ADA, next=wanted)
        assert "evil" not in postbox[0].body
        assert "next=" not in postbox[0].body
        assert type_code(client, code_in(postbox[0])).url == "/my/"

    def test_never_leads_to_another_host_of_ours_either(self, client, postbox, settings):
        settings.ALLOWED_HOSTS = ["testserver", "other.example"]
        sign_up(client, ADA, next="https://other.example/register/")
        assert type_code(client, code_in(postbox[0])).url == "/my/"

    @pytest.mark.parametrize("wanted", ELSEWHERE)
    def test_written_into_a_link_by_hand_leads_to_no_other_site(self, client, postbox, wanted):
        sign_up(client, ADA)
        answer = client.post(link_in(postbox[0]), {"next": wanted})
        assert answer.url == "/my/"

    def test_no_words_of_the_sender_stand_in_a_letter_to_anothers_address(self, client, postbox):
        for wanted in ("/pay-to-evil.example/", "/register/?see=evil.example"):
            sign_up(client, ADA, next=wanted)
            assert "evil" not in postbox[-1].body

    def test_no_sign_up_page_that_made_no_account_is_remembered_otherwise(self, client, postbox):
        VerifiedUserFactory(email=ADA)
        sign_up(client, ADA, next=WANTED)
        assert client.get(SENT).status_code == 200
        assert "next=%2Fregister%2F" in postbox[0].body


def test_department_of_someone_else_is_no_landing_page(client, cleo):
    CoordinatorFactory(user=cleo.user)
    assert log_in(client, cleo.user.email).url == "/department/"
