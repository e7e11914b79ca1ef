"""The trail of each page of the admin speaks as its menu does."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from tests.factories import CoreSessionFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db]

HOME = reverse("admin:index")


def trail(client, url: str) -> list[str]:
    (crumbs,) = html.fromstring(client.get(url).content.decode()).find_class("breadcrumbs")
    return [" ".join(name.split()) for name in crumbs.text_content().split("›")]


@pytest.mark.parametrize(("language", "name"), [("en", "Admin"), ("nb", "Arbeidsbord")])
def test_the_home_has_one_name(uniped, settings, language, name):
    settings.LANGUAGE_CODE = language
    page = html.fromstring(uniped.get(HOME).content.decode())
    assert page.findtext("head/title").split() == [name, "·", "LAOS"]
    assert page.get_element_by_id("content").findtext("h1") == name
    assert page.get_element_by_id("site-name").text_content().strip() == f"LAOS · {name}"
    assert trail(uniped, reverse("admin:search"))[0] == name
    roster = uniped.get(reverse("enrollment:roll_call", args=[CoreSessionFactory().pk]))
    menu, way_back = html.fromstring(roster.content.decode()).xpath(f"//nav//a[@href='{HOME}']")
    assert menu.text == way_back.text == name


def test_trails_name_the_groups_and_tables_of_the_menu(uniped, english):
    for group in uniped.get(HOME).context["app_list"]:
        for table in group["models"][:2]:
            names = ["Admin", *dict.fromkeys([group["name"], table["name"]])]
            assert trail(uniped, table["admin_url"]) == names


def test_trails_lead_to_the_row_and_name_the_page(root, english):
    session = CoreSessionFactory()
    of_table = ["Admin", "Seminars", "Core sessions"]

    def of(page: str, *arguments: object) -> list[str]:
        return trail(root, reverse(f"admin:enrollment_coresession_{page}", args=arguments))

    assert of("add") == [*of_table, "Add core session"]
    assert of("change", session.pk) == [*of_table, str(session)]
    assert of("history", session.pk) == [*of_table, str(session), "History"]
    assert of("delete", session.pk) == [*of_table, str(session), "Delete"]
    assert of("import") == [*of_table, "Import: core sessions"]
    assert of("copy_term")[:3] == of_table


def test_trails_lead_only_to_what_their_reader_may_open(client, staff, ada, english):
    staff.groups.clear()
    right = Permission.objects.get(codename="change_registration")
    staff.user_permissions.add(right)
    client.force_login(staff)
    session = RegistrationFactory(assistant=ada).session
    page = reverse("admin:enrollment_letter_write", query={"session": session.pk})
    (crumbs,) = html.fromstring(client.get(page).content).find_class("breadcrumbs")
    assert len(crumbs) > 1
    for link in crumbs.iter("a"):
        assert client.get(link.get("href").partition("#")[0]).status_code == 200, link.text
