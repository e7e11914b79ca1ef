"""What an import by Uniped may change about people and accounts on record, and what it never changes."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from enrollment.models import Coordinator, LearningAssistant, User
from tests.enrollment.tables import everything, fill, good_row, import_csv, table
from tests.factories import (
    NOW,
    AppointmentFactory,
    CourseFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def appointments(tmp_path):
    """Import the row of olali with some cells changed; return the errors."""
    fill(tmp_path, before="appointments")
    return lambda **cells: send(tmp_path, "appointments", **cells)


@pytest.fixture
def coordinators(tmp_path):
    """Import the row of evae with some cells changed; return the errors."""
    fill(tmp_path, before="coordinators")
    return lambda **cells: send(tmp_path, "coordinators", **cells)


def send(tmp_path, kind, **cells):
    """Import a row twice, checking that the second import changes nothing; return the errors."""
    file = table([good_row(kind, **cells)])
    before = everything()
    outcome = import_csv(tmp_path, kind, file)
    after = everything()
    assert outcome.code == 0 or after == before
    assert import_csv(tmp_path, kind, file).code == outcome.code
    assert everything() == after
    return outcome.problems


def only(problems):
    ((row, column, sentence),) = problems
    return column, sentence


IN_DOUBT = (
    "email",
    "olali is on record with another e-mail address. Compare the two on the page of the learning assistant in the "
    "admin, and correct the one that is wrong.",
)


class TestLearningAssistants:
    @pytest.fixture
    def olali(self):
        return LearningAssistantFactory(username="olali", email="old@example.org")

    def test_the_address_of_a_person_without_an_account_is_corrected(self, appointments, olali):
        assert appointments() == []
        olali.refresh_from_db()
        assert olali.email == "olali@example.org"

    def test_the_new_address_links_the_account_that_has_proven_it(self, appointments, olali):
        user = VerifiedUserFactory(username="x", email="olali@example.org")
        VerifiedUserFactory(username="olali", email="eve@example.org")
        assert appointments() == []
        olali.refresh_from_db()
        assert olali.user == user

    def test_but_not_that_of_a_person_who_has_proven_another(self, appointments, olali):
        olali.user = VerifiedUserFactory(email="old@example.org")
        olali.save()
        assert only(appointments()) == IN_DOUBT

    def test_unless_their_account_has_proven_the_new_one_too(self, appointments, olali):
        olali.user = VerifiedUserFactory(email="old@example.org")
        olali.save()
        EmailAddress.objects.create(user=olali.user, email="olali@example.org", verified=True)
        assert appointments() == []

    def test_or_the_user_name(self, appointments, olali):
        olali.user = VerifiedUserFactory(email="olali@ntnu.no")
        olali.save()
        assert appointments() == []

    def test_nor_that_of_a_person_whom_a_department_outside_the_file_has_appointed(
        self, appointments, olali
    ):
        """That department may have made up the address, and would be shown the real one."""
        course = CourseFactory(code="HIST1500", department__code="HF-IHK")
        AppointmentFactory(assistant=olali, course=course)
        assert only(appointments()) == IN_DOUBT

    def test_a_department_that_is_in_the_file_has_no_say(self, appointments, olali):
        course = CourseFactory(code="TFY4104", department__code="NV-IFY")
        AppointmentFactory(assistant=olali, course=course)
        assert appointments() == []

    def test_an_account_stays_as_its_owner_has_it(self, appointments, olali):
        olali.user = VerifiedUserFactory(username="ola@x.no", email="olali@example.org", name="O")
        olali.save()
        assert appointments() == []
        assert account(olali.user) == ("ola@x.no", "olali@example.org", "O")


class TestCoordinators:
    def test_an_account_is_found_by_the_address_it_has_proven_and_keeps_its_name(
        self, coordinators
    ):
        user = VerifiedUserFactory(username="eva@x.no", email="evae@example.org", name="Eva E.")
        assert coordinators() == []
        assert Coordinator.objects.get(user=user).department.code == "NV-IFY"
        assert account(user) == ("eva@x.no", "evae@example.org", "Eva E.")

    def test_an_address_that_is_the_accounts_second_will_do(self, coordinators):
        user = VerifiedUserFactory(username="evae", email="eva@x.no", name="Eva E.")
        EmailAddress.objects.create(user=user, email="evae@example.org", verified=True)
        assert coordinators() == []
        assert user.coordinates.exists()
        assert account(user) == ("evae", "eva@x.no", "Eva E.")

    def test_the_name_of_an_account_without_an_owner_is_corrected_and_no_more(self, coordinators):
        user = UserFactory(username="evae", email="EVAE@example.org", name="Eve")
        assert coordinators() == []
        assert account(user) == ("evae", "EVAE@example.org", "Eva Eik")

    @pytest.mark.parametrize("used", [{}, {"last_login": NOW}, {"is_staff": True}])
    def test_a_user_name_of_an_account_with_another_address_is_refused(self, coordinators, used):
        user = UserFactory(username="evae", email="eve@example.org", name="Eve", **used)
        column, sentence = only(coordinators())
        assert (column, sentence[:46]) == (
            "email",
            "The account evae has not confirmed this e-mail",
        )
        assert account(user) == ("evae", "eve@example.org", "Eve")

    def test_so_is_one_whose_address_another_account_has_proven(self, coordinators):
        UserFactory(username="evae", email="evae@example.org")
        other = VerifiedUserFactory(username="other@x.no", email="evae@example.org")
        assert only(coordinators())[0] == "email"
        assert not other.coordinates.exists()

    @pytest.mark.parametrize("used", [{"last_login": NOW}, {"is_superuser": True}])
    def test_so_is_the_address_that_an_account_in_use_has_not_proven(self, coordinators, used):
        user = UserFactory(username="root", email="evae@example.org", **used)
        assert only(coordinators()) == (
            "email",
            "An account uses this e-mail address without having confirmed it.",
        )
        assert not user.coordinates.exists()

    def test_the_user_name_of_a_new_account_links_it_to_no_one_on_record(self, coordinators):
        assistant = LearningAssistantFactory(username="evae", email="real@example.org")
        assert coordinators() == []
        user = User.objects.get(username="evae")
        EmailAddress.objects.filter(user=user).update(verified=True)
        assert coordinators() == []
        assistant.refresh_from_db()
        assert assistant.user is None


def account(user):
    return User.objects.values_list("username", "email", "name").get(pk=user.pk)


def test_what_is_linked_stays_when_the_file_comes_again(tmp_path):
    fill(tmp_path)
    user = VerifiedUserFactory(email="olali@ntnu.no")
    LearningAssistant.objects.filter(username="olali").update(user=user)
    before = everything()
    for kind in ("appointments", "coordinators"):
        assert import_csv(tmp_path, kind, table([good_row(kind)])).code == 0
    assert everything() == before
