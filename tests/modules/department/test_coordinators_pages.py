"""A department's coordinators are managed by those who coordinate all of it, and by Uniped."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from enrollment.models import Coordinator, User
from tests.factories import (
    NOW,
    CoordinatorFactory,
    CourseFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)
from tests.modules.meeting_factories import FollowUpAttendanceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PETRA = {"name": "Petra Pihl", "email": "petra@example.org", "course": ""}


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


def url(page="coordinators", *args):
    return reverse(f"modules:{page}", args=["IE-IMF", "2031H", *args])


def test_a_person_without_an_account_is_on_record_before_their_first_log_in(coordinator):
    page = coordinator.post(url(), PETRA, follow=True).content.decode()
    assert "Petra Pihl is a coordinator." in page
    user = Coordinator.objects.get(user__email="petra@example.org").user
    assert user.username == "petra@example.org"
    assert not user.has_usable_password()
    assert not EmailAddress.objects.get(user=user).verified


def test_an_address_longer_than_an_account_has_is_refused(coordinator):
    address = "petra" * 10 + "@" + "example." * 26 + "org"
    page = coordinator.post(url(), PETRA | {"email": address})
    assert list(page.context["form"].errors) == ["email"]


def test_twice_is_once(coordinator):
    for _time in range(2):
        assert coordinator.post(url(), PETRA).status_code == 302
    assert Coordinator.objects.filter(user__email="petra@example.org").count() == 1


def test_of_one_course(coordinator):
    coordinator.post(url(), PETRA | {"course": "TMA4100"})
    assert Coordinator.objects.get(user__email="petra@example.org").course.code == "TMA4100"


def test_not_of_another_departments_course(coordinator, ben):
    page = coordinator.post(url(), PETRA | {"course": "HIST1500"})
    assert list(page.context["form"].errors) == ["course"]


def test_an_account_stays_as_its_owner_has_it(coordinator):
    user = VerifiedUserFactory(username="petra", name="Petra P. Pihl")
    coordinator.post(url(), PETRA)
    user.refresh_from_db()
    assert user.name == "Petra P. Pihl"
    assert user.coordinates.exists()


def test_a_user_name_sent_along_is_not_taken(coordinator):
    LearningAssistantFactory(username="petra", email="real@example.org")
    coordinator.post(url(), PETRA | {"username": "petra"})
    assert not User.objects.filter(username="petra").exists()


def test_an_account_that_waits_for_its_owner_is_found_again(coordinator):
    user = UserFactory(username="petra", name="Petra", email="Petra@example.org")
    coordinator.post(url(), PETRA)
    assert Coordinator.objects.get(user=user).user.name == "Petra Pihl"


def test_the_name_that_another_department_gave_them_stays(coordinator):
    user = UserFactory(username="petra", name="Petra", email="petra@example.org")
    CoordinatorFactory(user=user)
    coordinator.post(url(), PETRA)
    assert [coordinator.user.name for coordinator in Coordinator.objects.filter(user=user)] == [
        "Petra"
    ] * 2


def test_an_address_that_an_account_in_use_has_not_confirmed_is_for_uniped(coordinator):
    user = UserFactory(username="petra", email="petra@example.org", last_login=NOW)
    page = coordinator.post(url(), PETRA)
    assert "Ask Uniped (laos@localhost)" in page.context["form"].errors["email"][0]
    assert not user.coordinates.exists()


def test_removed_and_what_they_recorded_stays(coordinator, cleo):
    other = CoordinatorFactory(department=cleo.department)
    mark = FollowUpAttendanceFactory(marked_by=other.user)
    page = coordinator.post(url("remove_coordinator", other.pk), follow=True)
    assert "is no longer a coordinator here." in page.content.decode()
    assert not Coordinator.objects.filter(pk=other.pk).exists()
    mark.refresh_from_db()
    assert mark.marked_by == other.user
    assert coordinator.post(url("remove_coordinator", other.pk)).status_code == 404


def test_no_one_removes_themselves(coordinator, cleo):
    assert coordinator.post(url("remove_coordinator", cleo.pk)).status_code == 404
    assert "Remove" not in coordinator.get(url()).content.decode()


def test_uniped_appoints_and_removes(uniped, cleo):
    assert uniped.post(url(), PETRA).status_code == 302
    assert uniped.post(url("remove_coordinator", cleo.pk)).status_code == 302
    assert [coordinator.user.email for coordinator in Coordinator.objects.all()] == [
        "petra@example.org"
    ]


def test_shows_who_looks_after_what(coordinator, cleo):
    course = CourseFactory(code="TMA4105", department=cleo.department)
    CoordinatorFactory(department=cleo.department, course=course, user__name="Carl Carlsen")
    page = coordinator.get(url()).content.decode()
    assert page.index("Carl Carlsen") < page.index("TMA4105") < page.index("Cleo Claussen")
