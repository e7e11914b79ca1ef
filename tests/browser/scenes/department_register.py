"""A department's register in all its states."""

from __future__ import annotations

from tests.factories import NOW, AppointmentFactory, CoordinatorFactory, CourseFactory, UserFactory
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

from .places import a_report
from .stage import a_user, scene, send, visit

NAMES = ["Ada Aas", "Kåre Moe", "Ola Nordmann-Kristiansen", "Li Xu"]


def a_register():
    """Create Berit's department with past meetings, a coming one, and four assistants with some marks."""
    coordinator = CoordinatorFactory(user=a_user())
    first = FollowUpMeetingFactory(
        title="First meeting", days_ahead=-9, first_meeting_hours=1, follow_up_hours=0
    )
    second = FollowUpMeetingFactory(title="Feedback in practice", days_ahead=-2, follow_up_hours=4)
    last = FollowUpMeetingFactory(
        title="Final evaluation", upcoming=True, final_evaluation_hours=1, follow_up_hours=0
    )
    courses = [CourseFactory(), CourseFactory(code="TFY4115", name_en="Mechanics")]
    people = [
        AppointmentFactory(
            term=first.term,
            course=courses[number % 2],
            assistant__name=name,
            assistant__username=f"u{number}",
        )
        for number, name in enumerate(NAMES)
    ]
    people[3].ends_on = NOW.date()
    people[3].save()
    dag = UserFactory(name="Dag Dahl")
    for person, mark in zip(people, ["present", "partial", "absent"], strict=False):
        FollowUpAttendanceFactory(meeting=first, appointment=person, mark=mark, marked_by=dag)
    ObjectionFactory(attendance=first.attendance.get(appointment=people[2]))
    return coordinator, [first, second, last], people


def look(page, view="register", *args, query=""):
    coordinator, meetings, people = a_register()
    place = coordinator.department.code, meetings[0].term.code
    within = [meetings[1].pk if arg == "meeting" else arg for arg in args]
    visit(page, f"modules:{view}", *place, *within, by=coordinator.user)
    if query:
        page.goto(f"{page.url}?meeting={meetings[int(query)].pk}")
    return meetings, people


@scene("modules:register")
def register_of_all_meetings(page):
    look(page)


@scene("modules:register")
def register_of_one_meeting(page):
    look(page, query="0")


@scene("modules:register")
def register_of_a_meeting_to_come(page):
    look(page, query="2")


@scene("modules:register")
def register_marked_otherwise_by_a_colleague_meanwhile(page):
    meetings, people = look(page, query="1")
    dag = UserFactory(name="Dag Dahl")
    FollowUpAttendanceFactory(
        meeting=meetings[1], appointment=people[0], mark="absent", marked_by=dag
    )
    page.locator("input[value=present]").first.check(force=True)
    page.locator(".submit-bar [type=submit]").click()
    page.locator("[role=alert]").wait_for()


@scene("modules:register")
def register_without_meetings(page):
    coordinator = CoordinatorFactory(user=a_user())
    term = AppointmentFactory().term
    visit(page, "modules:register", coordinator.department.code, term.code, by=coordinator.user)


@scene("modules:paste_present")
def register_paste(page):
    look(page, "paste_present", "meeting")


@scene("modules:paste_present")
def register_pasted_lines_answered(page):
    look(page, "paste_present", "meeting")
    page.locator("textarea").fill("Ada Aas\nKaare Moe\nnobody\nu0")
    send(page)
    page.locator(".answers").wait_for()


@scene("modules:report_meeting")
def register_report_previewed(page):
    meetings, _people = look(page, "report_meeting", "meeting")
    page.locator("textarea").fill(a_report(meetings[1]))
    send(page)
    page.locator(".report-times").wait_for()


@scene("modules:import_attendance")
def register_import(page):
    look(page, "import_attendance")


@scene("modules:import_meetings")
def register_import_of_meetings(page):
    look(page, "import_meetings")
