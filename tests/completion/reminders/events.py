"""People of every kind around a seminar and a meeting, and what may happen to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from post_office.models import Email

from completion.department import digesting
from completion.reminders import reminding
from enrollment.models import (
    Appointment,
    CoreSession,
    Course,
    Department,
    LearningAssistant,
    Letter,
    Term,
    User,
)
from enrollment.people import appointing, coordinating
from enrollment.resources import CoordinatorResource, CoreSessionResource, RegistrationResource
from enrollment.resources.core_sessions import show_date, show_time
from enrollment.resources.reading import read_file
from enrollment.sessions import scheduling
from modules.follow_up import objecting, planning
from modules.models import FollowUpMeeting, Objection
from modules.resources import FollowUpMeetingResource
from tests.factories import (
    NOW,
    AppointmentFactory,
    CourseFactory,
    RegistrationFactory,
)
from tests.modules.follow_up.test_meeting_letters import a_plan
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

IN_TEN_DAYS = NOW + timedelta(days=10)
# A letter about an account is no ``Letter``: it is known by its subject.
ACCOUNT = "coordinator"


@dataclass
class World:
    """A department with a full seminar, its waitlist and its leader, and a meeting to come."""

    department: Department
    course: Course
    term: Term
    full: CoreSession
    free: CoreSession
    meeting: FollowUpMeeting
    # By the name of the column: learning assistants and accounts.
    people: dict[str, LearningAssistant | User]

    def assistant(self, name: str = "concerned") -> LearningAssistant:
        person = self.people[name]
        assert isinstance(person, LearningAssistant)
        return person

    def user(self, name: str) -> User:
        person = self.people[name]
        assert isinstance(person, User)
        return person

    def place(self, name: str = "concerned"):
        return self.assistant(name).registrations.earliest("pk")

    def appoint(self, **fields) -> LearningAssistant:
        return AppointmentFactory(term=self.term, course=self.course, **fields).assistant

    def row_of(self, session: CoreSession) -> str:
        when = f"{show_date(session.starts_at)},{show_time(session.starts_at)}"
        return f"{self.term.code},{session.core_module},{session.campus.name},{when}"

    def written(self) -> Counter[tuple[str, str]]:
        """Count the letters written so far, by column and kind."""
        names = {person: name for name, person in self.people.items()}
        found = Counter(
            (names[letter.recipient], letter.kind)
            for letter in Letter.objects.select_related("assistant", "user")
        )
        addresses = {person.email: name for name, person in self.people.items()}
        for email in Email.objects.filter(letter=None):
            found[addresses[email.to[0]], ACCOUNT] += 1
        return found


def file(resource, *rows: str, by: User | None = None, send_letters: bool = True) -> None:
    resource().import_file(
        read_file("\n".join(rows).encode()), at=NOW, user=by, send_letters=send_letters
    )


def registered_by_file(world: World, *, send_letters: bool = True) -> None:
    row = f"{world.row_of(world.free)},{world.assistant('newcomer').username}"
    if not Appointment.objects.filter(assistant=world.assistant("newcomer")).exists():
        AppointmentFactory(
            assistant=world.assistant("newcomer"),
            term=world.term,
            course=CourseFactory(code="HIST1500", department=Department.objects.get(code="HF-IHK")),
        )
    header = "term,core_module,campus,date,start,username"
    file(RegistrationResource, header, row, send_letters=send_letters)


def session_changed(world: World) -> None:
    before = {"place": "R1", "starts_at": world.full.starts_at}
    world.full.place = "R2"
    world.full.save()
    scheduling.announce(session=world.full, before=before, at=NOW)


def session_changed_by_file(world: World) -> None:
    header = "term,core_module,campus,date,start,end,language,capacity,place"
    end = show_time(world.full.ends_at)
    file(CoreSessionResource, header, f"{world.row_of(world.full)},{end},nb,2,R9")


def meeting_planned(world: World) -> None:
    plans = [a_plan("New", IN_TEN_DAYS)]
    planning.plan(department=world.department, term=world.term, plans=plans, at=NOW)


def meeting_imported(world: World, *, send_letters: bool = True) -> None:
    header = (
        "term,department,key,title,date,start,end,courses,first_meeting_hours,follow_up_hours,"
        "final_evaluation_hours,mandatory"
    )
    row = f"{world.term.code},IE-IMF,first,First,2031-09-03,14:15,16:00,,0,1,0,yes"
    file(FollowUpMeetingResource, header, row, send_letters=send_letters)


def meeting_changed(world: World, **fields) -> None:
    plan = a_plan("Held", world.meeting.starts_at, **fields)
    planning.change(meeting=world.meeting, plan=plan, at=NOW)


def meeting_for_other_course(world: World) -> None:
    course = CourseFactory(code="TMA4105", department=world.department)
    if not Appointment.objects.filter(course=course).exists():
        AppointmentFactory(assistant=world.assistant("other"), term=world.term, course=course)
    meeting_changed(world, place="", courses=[course])


def person_added(world: World) -> None:
    appointment, _created = Appointment.objects.get_or_create(
        assistant=world.assistant("newcomer"),
        term=world.term,
        course=world.course,
        department=world.department,
    )
    appointing.greet([appointment], NOW)


def appointment_ended(world: World) -> None:
    appointment = world.assistant("waiting").appointments.get()
    appointing.end(appointment=appointment, on=NOW.date() - timedelta(days=1), at=NOW)


def coordinator_made(world: World) -> None:
    user = world.user("appointee")
    coordinating.appoint(
        email=user.email,
        name=user.name,
        department=world.department,
        course=None,
        by=world.user("uniped"),
    )


def coordinator_imported(world: World) -> None:
    user = world.user("appointee")
    row = f"{user.username},{user.name},{user.email},IE-IMF"
    file(CoordinatorResource, "username,name,email,department", row)


def objection_answered(world: World) -> None:
    if not Objection.objects.exists():
        appointment = world.assistant().appointments.get()
        held = FollowUpMeetingFactory(department=world.department, term=world.term)
        mark = FollowUpAttendanceFactory(meeting=held, appointment=appointment, mark="absent")
        ObjectionFactory(attendance=mark)
    objecting.answer(
        objection=Objection.objects.get(),
        text="Sorry!",
        mark="present",
        by=world.user("coordinator"),
        at=NOW,
    )


def digested(world: World) -> None:
    if not FollowUpMeeting.objects.filter(title="Past").exists():
        FollowUpMeetingFactory(department=world.department, term=world.term, title="Past")
    digesting.digest(NOW)


def without_a_leader(world: World) -> None:
    world.full.leaders.clear()
    reminded(IN_TEN_DAYS - timedelta(days=7), "leader-missing")


def reminded(at: datetime, *kinds: str) -> None:
    """Let time pass until this moment, for these kinds of reminders only."""
    reminding.remind(at)
    Letter.objects.exclude(kind__in=kinds).filter(written_at__gt=NOW).delete()


def fill(session: CoreSession) -> CoreSession:
    """Take all places of a session with people of no concern."""
    CoreSession.objects.filter(pk=session.pk).update(capacity=1)
    if not session.registrations.exists():
        RegistrationFactory(session=session, assistant__appointment=None)
    return session
