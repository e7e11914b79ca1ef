"""Users who are not on record are told which addresses were looked for and what to do."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from tests.factories import LearningAssistantFactory, VerifiedUserFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("english"),
    pytest.mark.parametrize("page", ["/my/", "/register/"]),
]


def text_of(client, page):
    return " ".join(client.get(page).content.decode().split())


def test_with_a_private_address_one_is_told_to_add_that_of_the_university(client, page):
    user = VerifiedUserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=user, email="waiting@example.org", verified=False)
    client.force_login(user)
    text = text_of(client, page)
    assert "the e-mail address ada@example.org" in text
    assert "waiting@example.org" not in text
    assert "Add your NTNU address" in text
    assert 'href="/accounts/email/"' in text
    assert "ask your department" in text


def test_with_an_address_at_the_university_the_user_name_is_named_too(client, page):
    client.force_login(VerifiedUserFactory(email="adaaas@ntnu.no"))
    text = text_of(client, page)
    assert "the user name adaaas" in text
    assert "Add your NTNU address" not in text
    assert "Add an address" in text


def test_one_who_is_on_record_is_told_nothing_of_it(client, page):
    client.force_login(LearningAssistantFactory(user=VerifiedUserFactory()).user)
    assert "We looked for" not in text_of(client, page)
