"""From pages outside the admin that it leads to, staff find the way back; others see nothing of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import html

from tests.factories import CoreSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SESSIONS = ["Core sessions", reverse("admin:enrollment_coresession_changelist")]
DEPARTMENTS = ["Departments", reverse("modules:departments")]


def way_back(client, url) -> list[list[str]]:
    page = html.fromstring(client.get(url, follow=True).content.decode())
    links = page.xpath("//nav[@aria-label='You are here']//a")
    return [[link.text_content().strip(), link.get("href")] for link in links]


def test_staff_go_back_to_the_admin_and_to_the_list_between(uniped, cleo, ada):
    session = CoreSessionFactory()
    term = ada.appointments.get().term
    department = cleo.department.code
    pages = {
        reverse("enrollment:roll_call", args=[session.pk]): [SESSIONS],
        reverse("enrollment:add_to_roster", args=[session.pk]): [SESSIONS],
        reverse("completion:figures", args=[term.code]): [],
        reverse("modules:register", args=[department, term.code]): [DEPARTMENTS],
    }
    for url, between in pages.items():
        assert way_back(uniped, url) == [["Admin", reverse("admin:index")], *between], url


def test_leaders_and_coordinators_see_no_way_to_an_admin(client, cleo, ada):
    client.force_login(cleo.user)
    session = CoreSessionFactory()
    session.leaders.add(cleo.user)
    for url in (
        reverse("enrollment:roll_call", args=[session.pk]),
        reverse("modules:register", args=[cleo.department.code, ada.appointments.get().term.code]),
    ):
        assert client.get(url).status_code == 200
        assert way_back(client, url) == []


def test_menu_of_staff_has_what_they_use(uniped, cleo):
    def menu(client) -> list[str]:
        page = html.fromstring(client.get(reverse("enrollment:my"), follow=True).content.decode())
        return [link.text_content().strip() for link in page.xpath("//nav[@class='site-nav']//a")]

    assert menu(uniped) == ["Department", "Figures", "Admin"]
    uniped.force_login(cleo.user)
    assert menu(uniped) == ["Department"]
