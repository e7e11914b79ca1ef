"""Follow every link of the admin and press every button, in different roles; every day as Uniped."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from tests.enrollment import test_gates
from tests.factories import VerifiedUserFactory
from tests.size import daily_or_all

from .walking import Walk

pytestmark = pytest.mark.django_db

people, world = test_gates.people, test_gates.world


@pytest.fixture
def viewer(db):
    """A user who may view everything and change nothing."""
    user = VerifiedUserFactory(username="viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return user


@pytest.mark.rare
def test_no_button_of_the_admin_breaks_for_a_superuser(people, world):
    walk = Walk(people["superuser"], narrows=True).go()
    assert walk.broken == set()
    assert walk.writes
    assert_tables_are_brought_in(walk)


def assert_tables_are_brought_in(walk: Walk) -> None:
    imports = {name for name in walk.opened if name.endswith("/import/")}
    assert imports
    assert {name.replace("import/", "process_import/") for name in imports} <= walk.opened


def test_no_button_of_the_admin_breaks_for_uniped(people, world):
    uniped = Walk(people["uniped"], narrows=daily_or_all(False, True)).go()
    assert uniped.broken == set()
    assert uniped.writes
    assert_tables_are_brought_in(uniped)


@pytest.mark.rare
def test_a_button_of_uniped_does_nothing_for_those_whom_it_is_not_for(people, world, viewer):
    uniped = Walk(people["uniped"], narrows=False).go()
    looking = Walk(viewer, narrows=False).go()
    assert (looking.broken, looking.writes) == (set(), set())
    for user in [viewer, people["coordinator"]]:
        other = Walk(user, narrows=False)
        for address, fields in uniped.clicks:
            if fields is not None:
                other.click(address, fields)
        assert (other.broken, other.writes) == (set(), set()), user
