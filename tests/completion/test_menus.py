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
    home = reverse("admin:index")
    tables = [link for link in links(client, home) if link.startswith(home)]
    found = [
        link for page in (home, reverse("enrollment:my"), *tables) for link in links(client, page)
    ]
    for table in tables:
        rows = [link for link in found if link.startswith(table) and "/change/" in link]
        found += [tool for row in rows[:1] for tool in tools(client, row)]
    seen = {link: client.get(link).status_code for link in dict.fromkeys(found)}
    assert {link: status for link, status in seen.items() if status not in {200, 302}} == {}


def links(client, page) -> list[str]:
    """Return the addresses of a page on this site, without filters and orders of lists."""
    found = {urldefrag(address).url for address in addresses(client, page, "//body//a/@href")}
    plain = (
        address for address in found if address.startswith("/") and not urlsplit(address).query
    )
    return [*sorted(plain), *tools(client, page)]


def tools(client, page) -> list[str]:
    """Return the addresses of what can be done with a list or a row."""
    return addresses(client, page, "//ul[@class='object-tools']//a/@href")


def addresses(client, page, path) -> list[str]:
    return html.fromstring(client.get(page, follow=True).content.decode()).xpath(path)
