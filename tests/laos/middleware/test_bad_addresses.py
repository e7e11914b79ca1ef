"""A bad query string never breaks a page: the page is shown or refuses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse

from enrollment.models import Registration
from tests.buttons import forms_of, links_of
from tests.enrollment import test_gates
from tests.enrollment.gates import log_in
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

people, world = test_gates.people, test_gates.world

BAD = daily_or_all(["9" * 400], ["abc", "999999", "1,x", "9" * 400, "٣", ""])
# Parameters read by Django's forms and lists, and by our pages.
FORMS = ["_popup", "_to_field", "_changelist_filters"]
LISTS = ["o", "p", "e", "q", "all", *FORMS]
OURS = ["term", "q", "format", "shape", "serial", "course", "meeting", "page", "next"]


def broken(client, path: str, queries: Iterable[dict[str, str]]) -> set[str]:
    addresses = [f"{path}?{urlencode(query)}" for query in queries]
    return {address for address in addresses if client.get(address).status_code >= 500}


def url_of(model, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def together(names: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield a query of all names with the same value, for each bad value."""
    names = list(names)
    yield from (dict.fromkeys(names, bad) for bad in BAD)


def apart(names: Iterable[str]) -> list[dict[str, str]]:
    """One name per query, because the first refusal would hide the others."""
    return [{name: bad} for name in names for bad in daily_or_all(["9" * 400], ["abc", "9" * 400])]


def test_no_add_page_breaks_by_what_it_is_prefilled_with(people, world, rf):
    client = log_in(people["superuser"])
    request = rf.get("/")
    request.user = people["superuser"]
    found = set()
    for model, model_admin in admin.site._registry.items():
        if model_admin.has_add_permission(request):
            fields = model_admin.get_form(request).base_fields
            found |= broken(client, url_of(model, "add"), [*together(fields), *apart(FORMS)])
    assert found == set()


def test_an_add_page_is_prefilled_with_what_its_fields_take(root, ada):
    department = ada.appointments.get().department
    page = root.get(url_of(type(department), "add") + f"?faculty={department.faculty_id}&campus=x")
    form = page.context["adminform"].form
    assert form["faculty"].value() == str(department.faculty_id)
    assert form["campus"].value() is None


@pytest.mark.rare
def test_no_list_breaks_by_its_filters(people, world):
    client = log_in(people["superuser"])
    found = set()
    for model, model_admin in admin.site._registry.items():
        path = url_of(model, "changelist")
        shown = client.get(path).context["cl"]
        filters = {
            name for filter_spec in shown.filter_specs for name in filter_spec.expected_parameters()
        }
        if shown.date_hierarchy:
            filters |= {f"{shown.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        queries = apart([*filters, *LISTS])
        found |= broken(client, path, queries)
        if hasattr(model_admin, "export_action"):
            found |= broken(client, url_of(model, "export"), queries[:2])
    assert found == set()


def test_a_year_that_no_date_has_is_a_filter_that_is_wrong(root):
    path = url_of(Registration, "changelist")
    assert root.get(f"{path}?registered_at__year=99999999999").status_code == 302


def test_no_page_breaks_by_its_query(people, world):
    found = set()
    shown = set()
    for role in ("assistant", "superuser"):
        client, column = log_in(people[role]), test_gates.ROLES.index(role)
        for path, cells in test_gates.read_tables():
            address = path.format(**world)
            if (
                not cells[column].startswith("200")
                or address.startswith("/admin/")
                or address in shown
            ):
                continue
            shown.add(address)
            page = client.get(address)
            asked = {name for form in forms_of(address, page, "GET") for name in form.as_it_is}
            links = links_of(address, page)
            linked = {name for link in links for name in parse_qs(urlsplit(link).query)}
            found |= broken(client, address, together({*asked, *linked, *OURS}))
    assert found == set()
