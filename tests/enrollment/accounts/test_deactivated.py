"""A deactivated account opens nothing, and neither do the links its owner already has."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.urls import reverse

from enrollment.models import CalendarFeed, LearningAssistant
from tests.enrollment.admin_pages import change_url
from tests.factories import (
    NOW,
    PASSWORD,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(ada):
    return reverse(
        "completion:calendar",
        args=[CalendarFeed.objects.create(assistant=ada, created_at=NOW).token],
    )


def deactivate(user):
    user.is_active = False
    user.save()


def test_calendar_is_served_only_while_the_account_is_active(client, ada, calendar):
    assert client.get(calendar).status_code == 200
    deactivate(ada.user)
    assert client.get(calendar).status_code == 404
    ada.user.is_active = True
    ada.user.save()
    assert client.get(calendar).status_code == 200


def test_calendar_is_not_served_once_the_account_is_not_theirs(client, ada, calendar):
    LearningAssistant.objects.update(user=None)
    assert client.get(calendar).status_code == 404


@pytest.mark.parametrize("other", [True, False])
def test_address_of_the_calendar_ends_with_the_link_that_it_was_made_under(
    root, client, ada, calendar, other
):
    user = VerifiedUserFactory(email="new@example.org") if other else None
    fields = {"name": ada.name, "username": ada.username, "email": "new@example.org"}
    inlines = {
        f"{prefix}-{number}_FORMS": "0"
        for prefix in ("appointments", "registrations")
        for number in ("TOTAL", "INITIAL")
    }
    data = fields | inlines | {"language": ada.language, "user": user.pk if user else ""}
    data["compared"] = data["user"]
    assert root.post(change_url(ada), data).status_code == 302
    # Linked to another account.
    LearningAssistant.objects.filter(pk=ada.pk).update(user=VerifiedUserFactory())
    assert client.get(calendar).status_code == 404


def test_a_person_who_is_logged_in_is_logged_out_at_once(client, ada):
    client.force_login(ada.user)
    assert client.get(reverse("enrollment:my")).status_code == 200
    deactivate(ada.user)
    assert client.get(reverse("enrollment:my")).status_code == 302


def test_no_letter_leads_back_in(client, postbox, ada):
    """Neither a letter requested afterwards nor one sent before."""
    ask = reverse("account_reset_password")
    client.post(ask, {"email": ada.user.email})
    link = re.search(r"/accounts/password/reset/key/\S+", postbox[0].body)[0]
    deactivate(ada.user)
    client.post(ask, {"email": ada.user.email})
    assert "/reset/key/" not in postbox[1].body
    page = client.get(link, follow=True)
    new = "another horse battery"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    for password in (PASSWORD, new):
        client.post(reverse("account_login"), {"login": "ada", "password": password})
        assert client.get(reverse("enrollment:my")).status_code == 302


def test_address_confirmed_late_links_no_one(client):
    user = UserFactory(username="late@example.org", email="late@example.org")
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    assistant = LearningAssistantFactory(email=user.email)
    link = EmailConfirmationHMAC.create(address)
    deactivate(user)
    client.post(reverse("account_confirm_email", args=[link.key]))
    assistant.refresh_from_db()
    assert assistant.user is None
