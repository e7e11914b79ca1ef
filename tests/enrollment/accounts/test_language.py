"""Users choose the language of their letters; the language set by the department is only the default."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError
from django.test import Client

from enrollment.letters.recipients import language_of, languages_of
from enrollment.models import LearningAssistant, User
from enrollment.places import registering
from tests.factories import (
    NOW,
    PASSWORD,
    CoreSessionFactory,
    LearningAssistantFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db


def log_in(user, language="nb") -> Client:
    client = Client(headers={"Accept-Language": language})
    data = {"login": user.username, "password": PASSWORD}
    assert client.post("/accounts/login/", data).status_code == 302
    return client


def shown_in(client) -> str:
    return re.search(r'<html lang="(\w+)"', client.get("/").content.decode())[1]


def choose(client, language) -> None:
    client.post("/i18n/setlang/", {"language": language, "next": "/my/"})


class TestChoosing:
    def test_the_switch_keeps_it_when_logged_in(self, ada):
        client = log_in(ada.user)
        choose(client, "en")
        assert User.objects.get(pk=ada.user.pk).language == "en"
        assert shown_in(client) == "en"

    def test_the_switch_of_a_stranger_keeps_nothing(self, ada, client):
        choose(client, "en")
        assert shown_in(client) == "en"
        assert User.objects.get(pk=ada.user.pk).language is None

    @pytest.mark.parametrize("language", ["", "xx", "nn", "EN", "e" * 400])
    def test_what_is_no_language_of_ours_is_ignored(self, ada, language):
        choose(log_in(ada.user), language)
        assert User.objects.get(pk=ada.user.pk).language is None

    def test_another_browser_takes_it_up_at_log_in(self, ada):
        choose(log_in(ada.user, "nb"), "en")
        assert shown_in(log_in(ada.user, "nb")) == "en"

    def test_where_none_is_chosen_the_browser_decides(self, ada):
        assert shown_in(log_in(ada.user, "en")) == "en"

    @pytest.mark.parametrize(("chosen", "checked"), [(None, "nb"), ("en", "en")])
    def test_the_account_page_shows_and_changes_it(self, ada, chosen, checked):
        User.objects.filter(pk=ada.user.pk).update(language=chosen)
        page = re.sub(r"\s+", " ", log_in(ada.user).get("/accounts/email/").content.decode())
        radios = re.findall(r'<input[^>]*name="language"[^>]*>', page)
        assert [radio for radio in radios if "checked" in radio] == [
            radio for radio in radios if f'value="{checked}"' in radio
        ]
        assert len(radios) == 2

    def test_the_database_takes_codes_of_two_letters_only(self, ada):
        with pytest.raises(IntegrityError, match="account_language_is_known"):
            User.objects.filter(pk=ada.user.pk).update(language="N1")


class TestLetters:
    @pytest.mark.parametrize(
        ("on_record", "chosen", "language"),
        [("nb", None, "nb"), ("en", None, "en"), ("nb", "en", "en"), ("en", "nb", "nb")],
    )
    def test_the_one_chosen_goes_before_the_one_on_record(
        self, ada, postbox, on_record, chosen, language
    ):
        User.objects.filter(pk=ada.user.pk).update(language=chosen)
        LearningAssistant.objects.filter(pk=ada.pk).update(language=on_record)
        fresh = LearningAssistant.objects.get(pk=ada.pk)
        assert language_of(fresh) == language
        sessions = [
            CoreSessionFactory(days_ahead=20),
            CoreSessionFactory(core_module=2, days_ahead=30),
        ]
        registering.register(assistant=fresh, sessions=sessions, at=NOW)
        (letter,) = postbox
        assert letter.body.startswith("Hello" if language == "en" else "Hei")

    def test_of_many_they_are_read_in_one_statement(self, django_assert_num_queries):
        english = VerifiedUserFactory(language="en")
        for user in (None, english, VerifiedUserFactory(), VerifiedUserFactory(language="en")):
            LearningAssistantFactory(user=user)
        with django_assert_num_queries(2):
            found = languages_of(LearningAssistant.objects.order_by("pk"))
        assert [*found.values()] == [["nb"], ["en"], ["nb"], ["en"]]
        with django_assert_num_queries(1):
            languages_of(LearningAssistant.objects.select_related("user"))

    def test_a_letter_on_the_account_is_in_it_whatever_the_page_is_in(self, ada, postbox, client):
        User.objects.filter(pk=ada.user.pk).update(language="en")
        client.post(
            "/accounts/password/reset/",
            {"email": ada.user.email},
            headers={"Accept-Language": "nb"},
        )
        assert postbox[0].body.startswith("Hello")

    def test_the_calendar_is_in_it(self, ada, client):
        sessions = [
            CoreSessionFactory(days_ahead=20),
            CoreSessionFactory(core_module=2, days_ahead=30),
        ]
        registering.register(assistant=ada, sessions=sessions, at=NOW)
        choose(owner := log_in(ada.user), "en")
        owner.post("/my/calendar/")
        feed = client.get(f"/my/calendar/{LearningAssistant.objects.get().calendar_feed.token}.ics")
        assert "Core module 1" in feed.content.decode()
