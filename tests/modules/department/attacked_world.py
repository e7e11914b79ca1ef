"""The people and pages that attackers try to reach, and what they may do there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from enrollment.accounts import signed_up
from enrollment.models import LearningAssistant, User
from tests.factories import (
    AppointmentFactory,
    CoordinatorFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)

EVIL_PASSWORD = "attackers own battery"
# The attackers' mailboxes; the first three belong to their accounts.
EVIL = [f"evil{number}@example.com" for number in range(4)]
MINE, THEIRS = "IE-IMF", "HF-IHK"
CODE_PAGE = "/accounts/confirm-email/"
HEADER = "term,username,name,email,department,course\n"

# Real people by username; the attackers do not know their names and addresses.
PEOPLE = {
    "la1": ("Sonja Secretsen", "sonja@secret.no"),  # in the other department, never logged in
    "la2": ("Signe Secretsen", "signe@secret.no"),  # in the other department, has an account
    "la3": ("Siri Secretsen", "siri@secret.no"),  # not on record yet; other department
    "la4": (
        "Sander Secretsen",
        "sander@secret.no",
    ),  # in another course of the attackers' department
    "la5": ("Stine Secretsen", "stine@secret.no"),  # created by Uniped, not appointed yet
}
PETRA = "petra@secret.no"  # to become a coordinator of the other department

ATTACKERS = [0, 1, 2]
AT_DESKS = [0, 1]
USERNAMES = [*PEOPLE, "cora", "new1"]
GUESSES = [*EVIL, "la1@ntnu.no", "la3@stud.ntnu.no"]
VICTIMS = [*(email for _name, email in PEOPLE.values()), PETRA, "la3@ntnu.no"]
NAMES = ["Mal Lory", "Mallory"]
PAGES = ["people", "coordinators", "department", "add_person", "paste_people"]
COURSES = ["TMA4100", "TMA4105"]


class World:
    """The initial state of every sequence."""

    def __init__(self) -> None:
        mine = CourseFactory(code="TMA4100", department__code=MINE)
        other = CourseFactory(code="TMA4105", department=mine.department)
        self.theirs = CourseFactory(code="HIST1500", department__code=THEIRS)
        self.attackers = [
            VerifiedUserFactory(username=email, email=email, name="Eve Evil", last_login=now())
            for email in EVIL[:3]
        ]
        CoordinatorFactory(user=self.attackers[0], department=mine.department)
        CoordinatorFactory(user=self.attackers[1], department=mine.department, course=mine)
        cora = VerifiedUserFactory(username="cora", email="cora@secret.no", name="Cora Secretsen")
        CoordinatorFactory(user=cora, department=self.theirs.department)
        root = VerifiedUserFactory(
            username="root", email="root@secret.no", is_staff=True, is_superuser=True
        )
        signe = VerifiedUserFactory(username="signe@secret.no", email="signe@secret.no")
        for username, course in [("la1", self.theirs), ("la2", self.theirs), ("la4", other)]:
            AppointmentFactory(assistant=self.person(username), course=course)
        LearningAssistant.objects.filter(username="la2").update(user=signe)
        # Something on record that the department did not write.
        RegistrationFactory(assistant=LearningAssistant.objects.get(username="la4"))
        self.person("la5")
        self.records = set(LearningAssistant.objects.values_list("pk", flat=True))
        self.accounts = [cora, root, signe]
        self.as_they_were = self.look()
        # Log in once: a login for each sequence would take most of the time.
        self.cora = logged_in(cora)
        self.desks = [logged_in(attacker) for attacker in self.attackers]

    def person(self, username: str) -> LearningAssistant:
        name, email = PEOPLE[username]
        return LearningAssistantFactory(username=username, name=name, email=email)

    def look(self) -> list[object]:
        accounts = User.objects.filter(pk__in=[account.pk for account in self.accounts]).order_by(
            "pk"
        )
        addresses = EmailAddress.objects.filter(user__in=accounts).order_by("pk")
        return [*accounts.values_list(*KEPT), *addresses.values_list()]


# The password is left out: owners may choose a new one.
KEPT = ("pk", "username", "email", "name", "is_active", "is_staff", "is_superuser")


def sign_up_in(browser: Client) -> signed_up.SignUp | None:
    """Return the last sign-up made in the browser, unless it was confirmed there."""
    request = HttpRequest()
    request.session = browser.session
    return signed_up.here(request)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(page: str, department: str) -> str:
    floor = "completion" if page in ("department", "people") else "modules"
    return reverse(f"{floor}:{page}", args=[department, "2031H"])


Values = Sequence[object]
ACTIONS: list[tuple[Callable[..., None], dict[str, Values]]] = []


def action(**values: Values) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a method as a step, with the possible values of each argument."""

    def add(method: Callable[..., None]) -> Callable[..., None]:
        ACTIONS.append((method, values))
        return method

    return add
