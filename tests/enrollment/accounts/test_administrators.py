"""The first administrator and accounts made by administrators can log in at once with the chosen password."""

from __future__ import annotations

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.urls import reverse

from enrollment.models import User
from tests.factories import LearningAssistantFactory, VerifiedUserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PASSWORD = "correct horse battery"
GRO = {
    "username": "gro",
    "name": "Gro Holm",
    "email": "Gro@Example.org",
    "usable_password": "true",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "is_staff": "on",
}


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def create(**options) -> None:
    call_command("createsuperuser", interactive=False, verbosity=0, **options)


def type_in(monkeypatch, *answers: str) -> str:
    """Answer the command's questions at a terminal and return its error messages."""
    waiting = iter(answers)
    monkeypatch.setattr("builtins.input", lambda question: next(waiting))
    monkeypatch.setattr("getpass.getpass", lambda *question: PASSWORD)
    objections = StringIO()
    call_command("createsuperuser", verbosity=0, stdin=Terminal(), stderr=objections)
    assert list(waiting) == []
    return objections.getvalue()


def logs_in(client, name: str) -> bool:
    client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    return "_auth_user_id" in client.session


def address_of(user: User) -> tuple[str, bool, bool]:
    address = EmailAddress.objects.get(user=user)
    return address.email, address.verified, address.primary


class TestFirstAdministrator:
    def test_logs_in_with_the_password_typed_at_the_terminal(self, client, monkeypatch):
        type_in(monkeypatch, "root", "Root@Example.org")
        user = User.objects.get(username="root")
        assert user.email == "root@example.org"
        assert address_of(user) == ("root@example.org", True, True)
        assert logs_in(client, "root")

    def test_is_asked_again_for_an_address(self, client, monkeypatch):
        VerifiedUserFactory(email="taken@example.org")
        told = type_in(monkeypatch, "root", "", "taken@example.org", "root@example.org")
        assert "Write an e-mail address" in told
        assert "Another account has confirmed this e-mail address" in told
        assert logs_in(client, "root@example.org")

    def test_logs_in_with_the_password_of_the_environment(self, client, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_USERNAME", "root")
        monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", "root@example.org")
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
        create()
        assert logs_in(client, "root")

    @pytest.mark.parametrize("email", [None, "", " "])
    def test_without_an_address_none_is_made(self, email):
        with pytest.raises(CommandError, match="Write an e-mail address"):
            create(username="root", email=email)
        assert not User.objects.exists()

    def test_takes_no_address_that_another_account_has_confirmed(self):
        VerifiedUserFactory(email="taken@example.org")
        with pytest.raises(CommandError, match="Another account has confirmed"):
            create(username="root", email="Taken@example.org")
        assert not User.objects.filter(username="root").exists()

    def test_is_linked_to_no_one_on_record_before_the_first_log_in(self, client, monkeypatch):
        assistant = LearningAssistantFactory(email="root@example.org")
        type_in(monkeypatch, "root", "root@example.org")
        assistant.refresh_from_db()
        assert assistant.user is None


class TestStaffAddedInTheAdmin:
    URL = "admin:enrollment_user_add"

    def add(self, root, **changes):
        return root.post(reverse(self.URL), GRO | changes)

    def test_log_in_at_once_with_the_password_that_the_administrator_chose(self, root):
        assert self.add(root).status_code == 302
        user = User.objects.get(username="gro")
        assert (user.name, user.is_staff) == ("Gro Holm", True)
        assert address_of(user) == ("gro@example.org", True, True)
        page = root.get(reverse("admin:enrollment_user_change", args=[user.pk])).content.decode()
        assert user.password not in page
        root.logout()
        assert logs_in(root, "gro")

    def test_without_a_password_the_address_is_not_confirmed(self, root):
        unusable = {"usable_password": "false", "password1": "", "password2": ""}
        assert self.add(root, **unusable).status_code == 302
        user = User.objects.get(username="gro")
        assert not EmailAddress.objects.filter(user=user, verified=True).exists()

    def test_an_address_is_required_and_the_form_says_who_answers_for_it(self, root):
        page = self.add(root, email="")
        assert list(page.context["adminform"].form.errors) == ["email"]
        assert "check that it belongs to this person" in page.content.decode()
        assert not User.objects.filter(username="gro").exists()

    def test_an_address_that_another_account_has_confirmed_is_refused_in_words(self, root):
        VerifiedUserFactory(email="gro@example.org")
        page = self.add(root)
        assert "Another account has confirmed" in str(page.context["adminform"].form.errors)
