"""A form submitted after the session ended, or with a token from before a log-in, is kept, shown and resubmitted."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from enrollment.forms.unsent.keeping import LARGEST, PERSON, SAVED
from enrollment.models import Registration
from tests.factories import PASSWORD, RegistrationFactory, VerifiedUserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
UNSENT = reverse("unsent")


@pytest.fixture
def place():
    return RegistrationFactory(session__days_ahead=-1)


@pytest.fixture
def leader(place):
    leader = VerifiedUserFactory(username="leader")
    place.session.leaders.add(leader)
    return leader


@pytest.fixture
def path(place):
    return reverse("enrollment:roll_call", args=[place.session_id])


@pytest.fixture
def browser(leader, path):
    """A browser showing the roll call, whose login session has ended."""
    client = Client()
    client.force_login(leader)
    client.get(path)
    Session.objects.all().delete()
    return client


def form_on(page):
    """Return the form that resubmits the kept data."""
    (form,) = [
        form
        for form in html.fromstring(page.content.decode()).xpath("//main//form[@method='post']")
        if form.get("action") != UNSENT
    ]
    return form


def mark_of(place):
    return Registration.objects.values_list("mark", flat=True).get(pk=place.pk)


def send_marks(browser, path, place, **more):
    return browser.post(
        path,
        {f"mark-{place.pk}": "present", f"seen-{place.pk}": "", **more},
        headers={"Referer": f"http://testserver{path}?x=1"},
    )


def log_in(browser, user, address):
    return browser.post(address, {"login": user.email, "password": PASSWORD})


def test_marks_sent_after_the_session_ended_are_saved_after_log_in(browser, path, place, leader):
    asked = send_marks(browser, path, place)
    assert mark_of(place) == ""
    landed = log_in(browser, leader, asked["Location"])
    assert landed["Location"] == UNSENT
    page = browser.get(UNSENT)
    assert "you had to log in first. It has not been saved." in page.content.decode()
    assert "All your entries are kept." in page.content.decode()
    form = form_on(page)
    assert form.action == path
    assert browser.post(path, dict(form.fields)).status_code == 302
    assert mark_of(place) == "present"
    # Nothing is kept after it is resubmitted.
    assert browser.get(UNSENT).status_code == 302


def test_text_is_shown_before_it_is_sent(browser, path, place, leader):
    text = "A text of a person,\nin two lines."
    send_marks(browser, path, place, text=text)
    browser.force_login(leader)
    page = html.fromstring(browser.get(UNSENT).content.decode())
    assert [block.text_content().replace("\r", "") for block in page.xpath("//pre")] == [text]


def test_no_one_else_who_logs_in_sees_or_sends_it(browser, path, place, client):
    send_marks(browser, path, place, text="A text of another person in this browser")
    browser.force_login(VerifiedUserFactory(username="other"))
    answer = browser.get(UNSENT)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("enrollment:my")


def test_after_a_log_out_nothing_is_kept(leader, path, place):
    browser = Client()
    browser.force_login(leader)
    browser.get(path)
    browser.post(reverse("account_logout"))
    asked = send_marks(browser, path, place)
    assert asked["Location"] == f"{reverse('account_login')}?next={path}"
    assert "unsent" not in browser.session


def test_stranger_fills_no_session_with_text(client, path, place):
    send_marks(client, path, place)
    assert not Session.objects.exists()


def test_cookie_of_who_it_was_cannot_be_made_up(client, leader, path, place):
    client.cookies[PERSON] = str(leader.pk)
    send_marks(client, path, place)
    assert not Session.objects.exists()


def test_switch_of_language_is_no_form_to_keep(browser, path):
    log_in_page = f"{reverse('account_login')}?next={path}"
    answer = browser.post(reverse("set_language"), {"language": "en", "next": log_in_page})
    assert answer["Location"] == log_in_page
    assert "unsent" not in browser.session


def test_password_is_never_kept(browser, path, place):
    send_marks(browser, path, place, password="correct horse")
    assert browser.session["unsent"]["fields"] == []
    browser.post(reverse("account_change_password"), {"oldpassword": "correct horse"})
    assert "correct horse" not in str(dict(browser.session))


def test_endless_text_is_not_kept(browser, path, place):
    send_marks(browser, path, place, text="a" * (LARGEST + 1))
    assert "unsent" not in browser.session


def test_files_are_said_to_be_chosen_again(browser, leader, path, place):
    send_marks(browser, path, place, document=SimpleUploadedFile("proof.pdf", b"%PDF"))
    browser.force_login(leader)
    assert "Your files were not kept." in browser.get(UNSENT).content.decode()


def test_discarding_leads_back_to_the_page_the_form_stood_on(browser, leader, path, place):
    send_marks(browser, path, place)
    browser.force_login(leader)
    answer = browser.post(UNSENT)
    assert answer["Location"] == f"{path}?x=1"
    assert browser.get(UNSENT)["Location"] == reverse("enrollment:my")
    assert mark_of(place) == ""


def test_second_step_asked_for_on_the_way_loses_nothing(settings, leader, path, place):
    settings.STAFF_TWO_STEP = True
    leader.is_staff = True
    leader.save()
    browser = Client()
    browser.force_login(leader)
    asked = send_marks(browser, path, place)
    assert asked["Location"] == f"{reverse('two_step')}?next=%2Funsent%2F"
    settings.STAFF_TWO_STEP = False
    assert browser.post(path, dict(form_on(browser.get(UNSENT)).fields)).status_code == 302
    assert mark_of(place) == "present"


class TestDrafts:
    """The server tells the browser which of its drafts are saved."""

    def test_draft_that_is_saved_is_named(self, leader, path, place):
        browser = Client()
        browser.force_login(leader)
        send_marks(browser, path, place, draft="abc123")
        assert browser.cookies[SAVED].value == "abc123"
        assert not browser.cookies[SAVED]["httponly"]

    def test_draft_that_is_refused_is_not(self, leader, path, place):
        browser = Client()
        browser.force_login(leader)
        browser.post(path, {f"mark-{place.pk}": "made up", "draft": "abc123"})
        assert SAVED not in browser.cookies

    def test_draft_that_meets_a_log_in_is_not(self, browser, path, place):
        send_marks(browser, path, place, draft="abc123")
        assert SAVED not in browser.cookies

    @pytest.mark.parametrize("name", ["a;b", "a" * 41, "æ", "a.b", ""])
    def test_name_that_no_browser_of_ours_gives_is_not_repeated(self, name, leader, path, place):
        browser = Client()
        browser.force_login(leader)
        send_marks(browser, path, place, draft=name)
        assert SAVED not in browser.cookies

    def test_log_out_forgets_all_of_one_person(self, leader):
        browser = Client()
        browser.force_login(leader)
        browser.get(reverse("enrollment:my"))
        browser.post(reverse("account_logout"))
        assert browser.cookies[SAVED].value == f"{leader.pk}-all"
        assert browser.cookies[PERSON].value == ""


class TestToken:
    """A form whose token dates from before a log-in in another tab."""

    @pytest.fixture
    def browser(self, leader, path):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(leader)
        browser.get(path)
        return browser

    def post(self, browser, path, place, site="same-origin", **more):
        data = {f"mark-{place.pk}": "present", f"seen-{place.pk}": "", **more}
        return browser.post(path, data, headers={"Sec-Fetch-Site": site})

    def test_form_is_sent_again_with_one_button(self, browser, path, place):
        page = self.post(browser, path, place)
        assert page.status_code == 403
        assert mark_of(place) == ""
        form = form_on(page)
        assert form.action == path
        browser.post(path, dict(form.fields))
        assert mark_of(place) == "present"

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_another_site_gets_no_button_for_its_forgery(self, site, browser, path, place):
        page = self.post(
            browser, path, place, site=site, text="Copy me, I am long enough to be a text"
        )
        assert html.fromstring(page.content.decode()).xpath("//main//form") == []
        assert "Copy me" in page.content.decode()

    def test_page_that_names_its_origin_alone_counts_as_well(self, browser, path, place):
        data = {f"mark-{place.pk}": "present"}
        own = browser.post(path, data, headers={"Origin": "http://testserver"})
        other = browser.post(path, data, headers={"Origin": "http://elsewhere.example"})
        assert form_on(own).action == path
        assert html.fromstring(other.content.decode()).xpath("//main//form") == []

    def test_password_does_not_stand_in_the_answer(self, browser):
        page = browser.post(
            reverse("account_login"),
            {"login": "leader", "password": "correct horse"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert page.status_code == 403
        assert "correct horse" not in page.content.decode()

    def test_page_learns_who_is_logged_in_and_its_token(self, browser, leader, path, place):
        told = browser.get(reverse("who")).json()
        assert told["person"] == str(leader.pk)
        answer = self.post(browser, path, place, csrfmiddlewaretoken=told["token"])
        assert answer.status_code == 302

    def test_stranger_is_told_that_no_one_is_logged_in(self, client):
        assert client.get(reverse("who")).json()["person"] is None


@pytest.mark.parametrize("page", ["http://[elsewhere", "http://testserver//elsewhere.example/x"])
def test_page_that_a_browser_makes_up_leads_nowhere_else(page, browser, leader, path):
    assert browser.post(path, {"a": "b"}, headers={"Referer": page}).status_code == 302
    browser.force_login(leader)
    answer = browser.post(UNSENT)
    assert answer.status_code == 302
    assert not answer["Location"].startswith("//")
