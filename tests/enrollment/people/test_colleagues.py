"""Uniped appoints its colleagues: no one gets more than the appointer has, and the last one stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.urls import reverse

from enrollment.access import runs_sessions
from enrollment.models import User
from enrollment.people import colleagues
from enrollment.refusals import LastColleague
from tests.factories import UserFactory, VerifiedUserFactory

LIST = reverse("admin:enrollment_user_colleagues")
GRO = {"name": "Gro Holm", "email": "gro@example.org"}


def a_colleague(**fields):
    user = VerifiedUserFactory(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name="Uniped"))
    return user


def dismiss(client, user, because="Has another job"):
    url = reverse("admin:enrollment_user_dismiss", args=[user.pk])
    return client.post(url, {"because": because})


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
class TestAppointing:
    def test_new_colleague_gets_a_letter_and_the_rights_but_is_no_administrator(
        self, uniped, staff, postbox, settings
    ):
        sent = GRO | {"is_superuser": "on", "username": "root"}
        for _ in range(2):
            assert uniped.post(LIST, sent).url == LIST
        gro = User.objects.get(email="gro@example.org")
        assert (gro.username, gro.is_staff, gro.is_superuser) == (gro.email, True, False)
        assert runs_sessions(gro)
        (letter,) = postbox
        assert letter.to == ["gro@example.org"]
        assert "Unni Uniped has appointed you at Uniped" in letter.body
        assert f"{settings.SITE_URL}/accounts/confirm-email/" in letter.body
        assert not EmailAddress.objects.filter(user=gro, verified=True).exists()
        assert "Appointed at Uniped" in LogEntry.objects.filter(user=staff)[0].change_message

    def test_owner_of_the_address_keeps_account_and_name(self, uniped, postbox):
        gro = VerifiedUserFactory(name="Gro Holm-Lie", email="gro@example.org")
        uniped.post(LIST, GRO)
        gro.refresh_from_db()
        assert (gro.name, gro.is_staff) == ("Gro Holm-Lie", True)
        assert "Log in with gro@example.org to begin" in postbox[0].body

    @pytest.mark.parametrize(
        ("account", "told"),
        [
            (
                {"factory": UserFactory, "last_login": "2030-01-01T00:00Z"},
                "without having confirmed",
            ),
            ({"factory": VerifiedUserFactory, "is_active": False}, "is closed"),
        ],
    )
    def test_account_in_doubt_or_closed_gets_nothing(self, uniped, account, told):
        factory = account.pop("factory")
        gro = factory(email="gro@example.org", **account)
        assert told in uniped.post(LIST, GRO).content.decode()
        gro.refresh_from_db()
        assert not gro.is_staff

    @pytest.mark.parametrize("lacks", ["delete_appointment", "view_essay"])
    def test_who_lacks_one_of_the_rights_gives_none(self, client, lacks):
        user = VerifiedUserFactory(is_staff=True)
        rights = Permission.objects.filter(group__name="Uniped").exclude(codename=lacks)
        user.user_permissions.set(rights)
        client.force_login(user)
        assert client.get(LIST).status_code == client.post(LIST, GRO).status_code == 403
        assert dismiss(client, a_colleague()).status_code == 403
        assert not User.objects.filter(email="gro@example.org").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
class TestDismissing:
    def test_asks_why_takes_the_rights_and_keeps_the_account(self, uniped):
        gro = a_colleague(name="Gro Holm")
        assert "Say why." in dismiss(uniped, gro, " ").content.decode()
        assert dismiss(uniped, gro).status_code == 302
        gro = User.objects.get(pk=gro.pk)
        assert (gro.is_active, gro.is_staff, runs_sessions(gro)) == (True, False, False)
        assert "Has another job" in LogEntry.objects.get(object_id=gro.pk).change_message

    def test_the_last_who_can_log_in_stays(self, uniped, staff):
        uniped.post(LIST, GRO)
        a_colleague(is_active=False)
        page = dismiss(uniped, staff).content.decode()
        assert "Unni Uniped is the last one at Uniped who can log in." in page
        assert runs_sessions(User.objects.get(pk=staff.pk))

    @pytest.mark.parametrize("without", ["is_active", "is_staff", "groups"])
    def test_not_even_an_administrator_takes_the_last_by_mistake(self, root, staff, without):
        url = reverse("admin:enrollment_user_change", args=[staff.pk])
        group = Group.objects.get(name="Uniped").pk
        sent = {"username": "staff", "name": staff.name, "email": staff.email, "groups": group}
        sent |= {"is_active": "on", "is_staff": "on"}
        del sent[without]
        page = root.post(url, sent)
        assert "is the last one at Uniped" in page.content.decode()
        a_colleague()
        assert root.post(url, sent).status_code == 302

    def test_administrators_are_none_of_uniped(self, uniped, db):
        root = UserFactory(is_staff=True, is_superuser=True)
        assert dismiss(uniped, root).status_code == 404
        assert User.objects.get(pk=root.pk).is_staff


def test_two_who_dismiss_each_other_at_the_same_moment_do_not_both_go(committed):
    pair = [a_colleague(), a_colleague()]
    with ThreadPoolExecutor(2) as pool:
        gone = [*pool.map(is_dismissed, pair)]
    assert sorted(gone) == [False, True]
    assert colleagues.colleagues().count() == 1


def is_dismissed(user):
    try:
        colleagues.dismiss(user=user)
    except LastColleague:
        return False
    finally:
        connection.close()  # this thread's connection
    return True
