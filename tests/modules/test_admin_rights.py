"""Uniped's permissions for online modules, and the number of SQL statements its pages need."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from modules.models import Essay
from tests.factories import AppointmentFactory, TermFactory

from .admin_factories import (
    a_criterion,
    a_flagged_evaluation,
    a_module,
    a_question,
    an_essay,
    an_evaluation,
    everything,
    some_dates,
)
from .admin_pages import HOW_IT_GOES, adding, change, listing, own

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MOST = 13
RIGHTS = {
    "onlinemodule": "view add change",
    "question": "view add change delete",
    "option": "view add change delete",
    "criterion": "view add change delete",
    "level": "view add change delete",
    "moduledates": "view add change delete",
    "choice": "view add",
    "testattempt": "view",
    "essay": "view add change",
    "peerevaluation": "view change",
    "followupmeeting": "view add change",
    "followupattendance": "view add",
}


def test_uniped_has_exactly_its_rights(staff):
    expected = {f"{right}_{model}" for model, rights in RIGHTS.items() for right in rights.split()}
    held = Permission.objects.filter(group__name="Uniped", content_type__app_label="modules")
    assert set(held.values_list("codename", flat=True)) == expected


def test_an_account_that_may_only_look_changes_nothing(client, staff):
    world = everything()
    staff.groups.clear()
    rights = Permission.objects.filter(content_type__app_label="modules", codename__startswith="v")
    staff.user_permissions.set(rights)
    client.force_login(staff)
    assert client.get(HOW_IT_GOES).status_code == 200
    assert "Ask them" not in client.get(HOW_IT_GOES).content.decode()
    assert client.post(own("ask", world["onlinemodule"])).status_code == 403
    assert client.get(own("similar", world["essay"])).status_code == 200
    assert client.get(own("set_aside", world["essay"])).status_code == 403
    assert (
        own("set_aside", world["essay"]) not in client.get(change(world["essay"])).content.decode()
    )
    assert client.get(own("answer", world["peerevaluation"])).status_code == 403


def test_an_account_that_may_not_look_sees_nothing(client, staff):
    world = everything()
    staff.groups.clear()
    client.force_login(staff)
    pages = [HOW_IT_GOES, own("similar", world["essay"]), *map(change, world.values())]
    assert {client.get(page).status_code for page in pages} == {403}


def pages_of(world):
    yield HOW_IT_GOES
    yield own("similar", world["essay"])
    yield own("set_aside", world["essay"])
    yield own("answer", world["peerevaluation"])
    for name, thing in world.items():
        yield listing(name)
        yield change(thing)
        yield reverse(f"admin:modules_{name}_history", args=[thing.pk])
    for name in ("onlinemodule", "question", "criterion", "moduledates", "essay"):
        yield adding(name)
    for name in ("onlinemodule", "choice"):
        for page in ("import", "export"):
            yield reverse(f"admin:modules_{name}_{page}")
    yield change(Essay.objects.examples().earliest("pk"))
    yield listing("choice") + "?q=a&completed_on__isempty=1"
    yield listing("essay") + "?state=current&o=-4"
    yield listing("peerevaluation") + "?flag=unanswered"


def grow(world, numbers) -> None:
    module, essay = world["onlinemodule"], world["essay"]
    for number in numbers:
        a_module(f"M{number}", examples=1)
        term = TermFactory(code=f"20{40 + number}V")
        some_dates(module, term)
        AppointmentFactory(assistant=essay.author, term=term)
        a_question(module, position=number)
        a_criterion(module, position=number)
        other = an_essay(module, similar_to=essay, similarity=number)
        a_flagged_evaluation(essay, evaluator=other.author)
        an_evaluation(other)
        an_essay(module, author=None)


def count(client, page: str) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200, page
    return len(statements)


def test_pages_take_as_many_statements_however_much_there_is(uniped):
    world = everything()
    grow(world, range(3))
    pages = list(pages_of(world))
    for page in pages:
        # The first request fills caches that live as long as the process.
        uniped.get(page)
    few = {page: count(uniped, page) for page in pages}
    grow(world, range(3, 30))
    many = {page: count(uniped, page) for page in pages}
    assert {page: (few[page], many[page]) for page in pages if few[page] != many[page]} == {}
    assert {page: number for page, number in many.items() if number > MOST} == {}
