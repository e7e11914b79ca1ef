"""A department's pages about people, each in all its states."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    RegistrationFactory,
    TermFactory,
)
from tests.modules.factories import ChoiceFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

from .stage import a_uniped, a_user, scene, send, visit

HEADER = "term,username,name,email,department,course\n"


def a_coordinator(**fields):
    """Create Berit as coordinator of physics."""
    return CoordinatorFactory(user=a_user(), **fields)


def people():
    """Create assistants in two physics courses with different progress; return the coordinator."""
    coordinator = a_coordinator()
    for number in range(4):
        course = CourseFactory(code=f"TFY410{number % 2}", department=coordinator.department)
        appointment = AppointmentFactory(course=course, assistant__name=f"Åse Å{number}")
        if number:
            RegistrationFactory(assistant=appointment.assistant, session=CoreSessionFactory())
            ChoiceFactory(assistant=appointment.assistant)
            FollowUpAttendanceFactory(appointment=appointment)
    FollowUpMeetingFactory(title="The kick-off", department=coordinator.department)
    AppointmentFactory(
        course=course,
        starts_on=NOW.date() - timedelta(days=9),
        ends_on=NOW.date() - timedelta(days=2),
    )
    TermFactory(code="2032V")
    return coordinator


def visit_desk(page, view, *args, by):
    floor = "completion" if view in ("department", "person", "write") else "modules"
    visit(page, f"{floor}:{view}", "NV-IFY", "2031H", *args, by=by)


@scene("modules:departments")
def departments_none(page):
    visit(page, "modules:departments", by=a_user())


@scene("modules:departments")
def departments_many(page):
    TermFactory()
    for number in range(7):
        DepartmentFactory(code=f"XX-{number}")
    visit(page, "modules:departments", by=a_uniped())


@scene("modules:departments")
def departments_none_of_that_name(page):
    departments_many(page)
    page.goto(reverse("modules:departments") + "?q=zz")


@scene("completion:department")
def department_front(page):
    visit_desk(page, "department", by=people().user)


@scene("completion:department")
def department_front_without_people(page):
    TermFactory()
    visit_desk(page, "department", by=a_coordinator().user)


@scene("completion:department")
def department_front_without_learning_assistants(page):
    user = people().user
    visit_desk(page, "department", by=user)
    page.goto(
        reverse("completion:department", args=["NV-IFY", "2031H"]) + "?q=zz&lacks=core&sort=name"
    )


@scene("completion:write")
def write_to_some(page):
    visit_desk(page, "write", by=people().user)


@scene("completion:write")
def write_with_preview(page):
    write_to_some(page)
    page.fill("[name=subject]", "Husk møtet")
    page.fill("[name=text]", "Vi sees i R7.\n\nTa med penn.")
    with page.expect_navigation():
        page.click("[name=preview]")


@scene("completion:sent")
def letters_sent(page):
    write_with_preview(page)
    send(page)
    page.goto(page.url.partition("?")[0] + "sent/")


@scene("completion:write")
def write_nothing(page):
    write_to_some(page)
    send(page)


@scene("completion:department")
def department_front_of_more_than_a_page(page):
    user = people().user
    course = CourseFactory(code="TFY4100", department=user.coordinates.get().department)
    AppointmentFactory.create_batch(97, course=course)
    visit_desk(page, "department", by=user)
    page.goto(reverse("completion:department", args=["NV-IFY", "2031H"]) + "?ended=on&page=2")


@scene("completion:person")
def department_person(page):
    coordinator = people()
    appointment = coordinator.department.appointments.latest("pk")
    visit_desk(page, "person", appointment.assistant_id, by=coordinator.user)


@scene("completion:person")
def department_person_under_way(page):
    coordinator = people()
    assistant = coordinator.department.appointments.earliest("pk").assistant
    visit_desk(page, "person", assistant.pk, by=coordinator.user)


@scene("modules:add_person")
def add_a_person(page):
    visit_desk(page, "add_person", by=people().user)


@scene("modules:add_person")
def add_no_one(page):
    add_a_person(page)
    send(page)


@scene("modules:paste_people")
def paste_a_list(page):
    visit_desk(page, "paste_people", by=people().user)


def paste(page, *lines):
    paste_a_list(page)
    page.locator("textarea").fill("\n".join(lines))
    send(page)


@scene("modules:paste_people")
def paste_a_list_that_is_right(page):
    paste(page, "dora; Dora Dal; dora@example.org; TFY4100", "Åse Å0; TFY4100", "Mvh Berit")


@scene("modules:paste_people")
def paste_a_list_that_asks(page):
    """Questions with choices, buttons that mend, a change to the record and people who are there."""
    paste(
        page,
        "Åse Å1; TFY4101",
        "nobody; TFY4100",
        "dora; TFY9999; Dora Dal; dora@example.org",
        "Ås Å1; TFY4101",
        "new1; Åse Å1; new1@example.org; TFY4101",
        "Åse Å2; moved@example.org; TFY4101",
        "evil; Evil Eng; evil@example.org; TFY4101; 15.12.2031",
    )


@scene("modules:paste_people")
def paste_a_list_with_an_answer(page):
    paste(page, "new1; Åse Å1; new1@example.org; TFY4101", "Ås Å1")
    page.locator("[type=radio]").last.check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


@scene("modules:correct_person")
def correct_a_person(page):
    coordinator = people()
    appointment = coordinator.department.appointments.earliest("pk")
    visit_desk(page, "correct_person", appointment.assistant_id, by=coordinator.user)


@scene("modules:correct_person")
def correct_a_person_with_changes(page):
    correct_a_person(page)
    page.locator("[name=name]").fill("Åse Aas")
    send(page)


@scene("modules:undo_appointment")
def undo_an_appointment(page):
    coordinator = people()
    appointment = coordinator.department.appointments.earliest("pk")
    visit_desk(page, "undo_appointment", appointment.pk, by=coordinator.user)


@scene("modules:undo_appointment")
def undo_an_appointment_that_is_needed(page):
    coordinator = people()
    appointment = coordinator.department.appointments.filter(attendance__isnull=False).first()
    visit_desk(page, "undo_appointment", appointment.pk, by=coordinator.user)


@scene("modules:import_people")
def import_a_file_of_people(page):
    visit_desk(page, "import_people", by=people().user)


def choose_file(page, *rows):
    import_a_file_of_people(page)
    text = HEADER + "".join(f"{row}\n" for row in rows)
    file = {"name": "la.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    send(page)


@scene("modules:import_people")
def import_a_file_of_people_that_is_right(page):
    choose_file(page, "2031H,dora,Dora Dal,dora@example.org,NV-IFY,TFY4100")


@scene("modules:import_people")
def import_a_file_of_people_that_is_wrong(page):
    choose_file(page, "2031H,dora,Dora Dal,dora,NV-IFY,X")


@scene("modules:end_appointment")
def end_an_appointment(page):
    coordinator = people()
    appointment = coordinator.department.appointments.earliest("pk")
    visit_desk(page, "end_appointment", appointment.pk, by=coordinator.user)


@scene("modules:change_course")
def change_of_course(page):
    coordinator = people()
    appointment = coordinator.department.appointments.earliest("pk")
    meeting = FollowUpMeetingFactory(
        department=appointment.department, term=appointment.term, courses=[appointment.course]
    )
    FollowUpAttendanceFactory(meeting=meeting, appointment=appointment)
    CourseFactory(code="TMA4999", department=appointment.department)
    visit_desk(page, "change_course", appointment.pk, by=coordinator.user)


@scene("modules:change_course")
def change_of_course_that_leaves_attendance(page):
    change_of_course(page)
    page.select_option("[name=course]", "TMA4999")
    send(page)
    page.locator("[name=confirm]").wait_for()


@scene("modules:end_appointment")
def end_an_appointment_with_a_place(page):
    coordinator = people()
    appointment = coordinator.department.appointments.earliest("pk")
    RegistrationFactory(assistant=appointment.assistant, session=CoreSessionFactory())
    visit_desk(page, "end_appointment", appointment.pk, by=coordinator.user)
    page.locator("[name=frees]").wait_for()


@scene("modules:coordinators")
def department_coordinators(page):
    coordinator = people()
    CoordinatorFactory(department=coordinator.department)
    CoordinatorFactory(
        department=coordinator.department, course=coordinator.department.courses.first()
    )
    visit_desk(page, "coordinators", by=coordinator.user)


@scene("modules:coordinators")
def department_coordinators_none(page):
    TermFactory()
    DepartmentFactory()
    visit_desk(page, "coordinators", by=a_uniped())
