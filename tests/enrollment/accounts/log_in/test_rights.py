"""What an account may do: what Django finds, in one query."""

from __future__ import annotations

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Group, Permission

from enrollment.accounts.adapter import AccountBackend
from enrollment.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_rights_are_those_that_django_finds(staff, django_assert_num_queries):
    own = Permission.objects.filter(codename__startswith="view_")
    UserFactory(username="own").user_permissions.set(own)
    both = UserFactory(username="both")
    both.user_permissions.set(own)
    both.groups.set(Group.objects.all())
    for fields in [{}, {"is_superuser": True}, {"is_active": False}]:
        UserFactory(**fields)
    found = {}
    for user in User.objects.all():
        found[user.username] = AccountBackend().get_all_permissions(user)
        again = User.objects.get(pk=user.pk)
        assert found[user.username] == ModelBackend().get_all_permissions(again), user
    assert len(found["own"]) < len(found["both"])
    assert found["staff"]
    assert AccountBackend().get_all_permissions(AnonymousUser()) == set()
    with django_assert_num_queries(1):
        User(pk=staff.pk).get_all_permissions()
