"""What the menu, the home of the admin and its lists offer, their reader may use, whatever single right they have."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import ApplicationFactory
from tests.factories import (
    CoreSessionFactory,
    LetterFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.factories import ChoiceFactory, HandedInFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

# Each opens pages of its own.
DAILY = [
    "enrollment.view_coresession",
    "enrollment.change_registration",
    "enrollment.view_waitlistentry",
    "enrollment.view_learningassistant",
    "enrollment.view_letter",
    "modules.change_followupmeeting",
    "modules.view_onlinemodule",
    "modules.view_choice",
    "completion.view_completionreport",
]
ALL = [
    f"{model._meta.app_label}.{action}_{model._meta.model_name}"
    for model in site._registry
    for action in model._meta.default_permissions
]


@pytest.mark.parametrize("right", daily_or_all(DAILY, ALL))
def test_every_link_leads_to_a_page_that_its_reader_may_see(client, right):
    app, _dot, codename = right.partition(".")
    user = VerifiedUserFactory(is_staff=True)
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label=app, codename=codename)
    )
    client.force_login(user)
    CompletionReportFactory()
    ApplicationFactory()
    LetterFactory(assistant=RegistrationFactory().assistant)
    WaitlistEntryFactory(session=CoreSessionFactory())
    ChoiceFactory()
    HandedInFactory()
    FollowUpAttendanceFactory()
    seen: dict[str, int] = {}
    home = reverse("admin:index")
    tables = [link for link in links(client, home) if link.startswith(home)]
    for page in (home, reverse("enrollment:my"), *tables):
        for link in links(client, page):
            if link not in seen:
                seen[link] = client.get(link).status_code
    assert {link: status for link, status in seen.items() if status not in {200, 302}} == {}


def links(client, page) -> list[str]:
    """Return the addresses of a page on this site, without filters and orders of lists."""
    content = html.fromstring(client.get(page, follow=True).content.decode())
    found = {urldefrag(link.get("href")).url for link in content.xpath("//body//a[@href]")}
    return sorted(link for link in found if link.startswith("/") and not urlsplit(link).query)
