"""Nothing is deleted in the admin without a reason, and the log keeps it."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.urls import reverse

from enrollment.admin_site.deleting import DeletesWithReason
from enrollment.models import Appointment
from tests.enrollment.admin_pages import apply
from tests.factories import AppointedFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LIST = reverse("admin:enrollment_appointment_changelist")


@pytest.fixture
def appointments():
    AppointedFactory.create_batch(3)
    return list(Appointment.objects.all())


def delete(client, appointments, **sent):
    url = reverse("admin:enrollment_appointment_delete", args=[appointments[0].pk])
    return apply(client, url, {"post": "yes", **sent})


def delete_many(client, appointments, **sent):
    chosen = [appointment.pk for appointment in appointments]
    action = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    return apply(client, LIST, {**action, **sent})


def delete_all(client, appointments, **sent):
    return delete_many(client, appointments[:1], select_across="1", seen="", **sent)


@pytest.mark.parametrize("how", [delete, delete_many, delete_all])
@pytest.mark.parametrize("because", [{}, {"because": "  "}])
def test_without_a_reason_nothing_is_deleted_and_the_page_asks_again(
    uniped, appointments, how, because
):
    page = how(uniped, appointments, **because)
    assert page.status_code == 200
    assert Appointment.objects.count() == 3
    if how is not delete_all:
        assert "Say why. Nothing is changed yet." in page.content.decode()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("how", [delete, delete_many])
def test_reason_is_kept_with_each_and_told_on_the_home_of_colleagues(uniped, appointments, how):
    assert how(uniped, appointments, because="Entered twice").status_code == 302
    kept = LogEntry.objects.filter(action_flag=DELETION, change_message__contains="Entered twice")
    assert kept.count() == 3 - Appointment.objects.count() > 0
    uniped.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert "Reason: Entered twice" in uniped.get(reverse("admin:index")).content.decode()


def test_every_table_asks():
    """Those of the libraries too."""
    assert all(isinstance(table, DeletesWithReason) for table in admin.site._registry.values())
