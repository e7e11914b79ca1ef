"""What a form says that could not be saved: once, above the page, with links to its fields."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PERSON = ("modules:add_person", "IE-IMF", "2031H")
PASTED = ("modules:paste_people", "IE-IMF", "2031H")
PLANNED = ("modules:new_meeting", "IE-IMF", "2031H")


def title_of(page) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert found is not None
    return " ".join(found[1].split())


def targets_of(page) -> list[str]:
    """Return the ids that the summary links to, all of which are on the page."""
    summary = page.partition('class="ds-alert problems"')[2].partition("</div>")[0]
    assert "autofocus" in summary
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert all(f'id="{target}"' in page for target in targets)
    return targets


@pytest.mark.parametrize(
    ("address", "targets"),
    [
        (("account_signup",), ["id_email", "id_password1", "id_password2"]),
        (PERSON, ["id_username", "id_name", "id_email", "id_course", "id_language"]),
        (PASTED, ["id_people"]),
        (PLANNED, ["id_title", "id_date", "id_start", "id_end", "id_language"]),
    ],
)
def test_an_empty_form_comes_back_with_links_to_its_fields(client, cleo, address, targets):
    if address[0] != "account_signup":
        client.force_login(cleo.user)
    name, *args = address
    page = client.get(reverse(name, args=args)).content.decode()
    assert not title_of(page).startswith("Error: ")
    assert 'class="ds-alert problems"' not in page
    page = client.post(reverse(name, args=args)).content.decode()
    assert title_of(page).startswith("Error: ")
    assert set(targets) <= set(targets_of(page))


def test_a_serial_number_that_is_missing(client):
    page = client.get(reverse("completion:look_up"), {"serial": " "}).content.decode()
    assert title_of(page).startswith("Error: ")
    assert targets_of(page) == ["serial"]
