"""Factories whose objects are valid by default; a test sets only the fields it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from os import environ
from zoneinfo import ZoneInfo

import factory
from allauth.account.models import EmailAddress
from post_office.models import PRIORITY, STATUS, Email

from enrollment.models import (
    Appointment,
    Campus,
    Coordinator,
    CoreSession,
    Course,
    Department,
    Exchange,
    ExchangeSide,
    Faculty,
    LearningAssistant,
    Letter,
    LetterStop,
    Preparation,
    Registration,
    Term,
    User,
    WaitlistEntry,
)
from tests.model_factory import ModelFactory, SharedFactory

# The tests' current time: noon in Oslo, today or on the day in TODAY. The product's clock stands there; only servers that
# a test starts have the machine's clock, so that TODAY is for tests without servers.
OSLO = ZoneInfo("Europe/Oslo")
# It is the same for all processes of a run, which may begin just before midnight.
TODAY = date.fromisoformat(environ.setdefault("TODAY", str(datetime.now(OSLO).date())))
NOW = datetime.combine(TODAY, time(12), OSLO)
# The same moment, for tests of durations: days later are times 24 hours later, also where the clocks change in between.
NOW_IN_UTC = NOW.astimezone(UTC)
PASSWORD = "correct horse battery"


class UserFactory(ModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person{number}")
    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)


class VerifiedUserFactory(UserFactory):
    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def address(user, create, extracted, **kwargs):  # noqa: N805  # factory-boy gives the object
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


class CampusFactory(ModelFactory[Campus]):
    class Meta:
        model = Campus
        django_get_or_create = ["name"]

    name = "Trondheim"


class FacultyFactory(ModelFactory[Faculty]):
    class Meta:
        model = Faculty
        django_get_or_create = ["code"]

    code = "NV"
    name_en = "Faculty of Natural Sciences"
    name_nb = "Fakultet for naturvitenskap"


class DepartmentFactory(ModelFactory[Department]):
    class Meta:
        model = Department
        django_get_or_create = ["code"]

    faculty = SharedFactory(FacultyFactory)
    campus = SharedFactory(CampusFactory)
    code = "NV-IFY"
    name_en = "Department of Physics"
    name_nb = "Institutt for fysikk"


class CourseFactory(ModelFactory[Course]):
    class Meta:
        model = Course
        django_get_or_create = ["code"]

    department = SharedFactory(DepartmentFactory)
    code = "TFY4104"
    name_en = "Physics"
    name_nb = "Fysikk"


class TermFactory(ModelFactory[Term]):
    class Meta:
        model = Term
        django_get_or_create = ["code"]

    code = "2031H"
    registration_opens_at = NOW - timedelta(days=14)
    registration_closes_at = NOW + timedelta(days=60)


class LearningAssistantFactory(ModelFactory[LearningAssistant]):
    class Meta:
        model = LearningAssistant

    username = factory.Sequence(lambda number: f"assistant{number}")
    name = factory.Sequence(lambda number: f"Assistant {number}")
    email = factory.LazyAttribute(lambda assistant: f"{assistant.username}@example.org")


class AppointmentFactory(ModelFactory[Appointment]):
    class Meta:
        model = Appointment

    assistant = factory.SubFactory(LearningAssistantFactory)
    term = SharedFactory(TermFactory)
    course = SharedFactory(CourseFactory)
    department = factory.SelfAttribute("course.department")


class AppointedFactory(LearningAssistantFactory):
    """A learning assistant with an appointment in the open term."""

    class Meta:
        skip_postgeneration_save = True

    appointment = factory.RelatedFactory(AppointmentFactory, "assistant")


class CoordinatorFactory(ModelFactory[Coordinator]):
    class Meta:
        model = Coordinator

    user = factory.SubFactory(VerifiedUserFactory)
    department = SharedFactory(DepartmentFactory)


class CoreSessionFactory(ModelFactory[CoreSession]):
    """A three-hour seminar. Each one is a day after the previous one."""

    class Meta:
        model = CoreSession

    class Params:
        # One minute past noon, so that it never clashes with a time set by a test.
        days_ahead = factory.Sequence(lambda number: 7 + number % 2000 + 1 / 1440)

    term = SharedFactory(TermFactory)
    campus = SharedFactory(CampusFactory)
    core_module = 1
    starts_at = factory.LazyAttribute(lambda session: NOW + timedelta(days=session.days_ahead))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=3))
    capacity = 40


class PreparationFactory(ModelFactory[Preparation]):
    class Meta:
        model = Preparation

    term = SharedFactory(TermFactory)
    core_module = 1
    language = "nb"
    text = "Se filmen om å spørre."
    url = "https://laos.example.org/forberedelse"


class RegistrationFactory(ModelFactory[Registration]):
    class Meta:
        model = Registration

    assistant = factory.SubFactory(AppointedFactory)
    session = factory.SubFactory(CoreSessionFactory)
    core_module = factory.SelfAttribute("session.core_module")
    registered_at = NOW


class WaitlistEntryFactory(ModelFactory[WaitlistEntry]):
    class Meta:
        model = WaitlistEntry

    assistant = factory.SubFactory(AppointedFactory)
    session = factory.SubFactory(CoreSessionFactory)
    core_module = factory.SelfAttribute("session.core_module")
    created_at = factory.Sequence(lambda number: NOW + timedelta(seconds=number))


class EmailFactory(ModelFactory[Email]):
    class Meta:
        model = Email

    from_email = "laos@example.org"
    priority = PRIORITY.medium
    to = factory.List(["somebody@example.org"])
    status = STATUS.queued


class LetterFactory(ModelFactory[Letter]):
    class Meta:
        model = Letter

    assistant = factory.SubFactory(AppointedFactory)
    kind = "promoted"
    key = factory.Sequence(lambda number: f"registration:{number}")
    email = factory.SubFactory(EmailFactory)
    written_at = NOW


class LetterStopFactory(ModelFactory[LetterStop]):
    """A stop of all letters of one kind today."""

    class Meta:
        model = LetterStop

    kind = "registration-open"
    day = TODAY
    is_whole = True
    because = "Not this term."
    stopped_by = factory.SubFactory(VerifiedUserFactory)
    stopped_at = NOW


def offer_exchange(first: Registration, second: Registration) -> list[ExchangeSide]:
    """Offer two people each other's sessions, regardless of their wishes."""
    exchange = Exchange.objects.create(
        core_module=first.core_module, offered_at=NOW, expires_at=NOW + timedelta(days=2)
    )
    return [
        ExchangeSide.objects.create(
            exchange=exchange,
            core_module=first.core_module,
            assistant=gives.assistant,
            gives=gives.session,
            takes=takes.session,
        )
        for gives, takes in ((first, second), (second, first))
    ]
