"""The figures of a term and of a department in all their states."""

from __future__ import annotations

from datetime import timedelta

from tests.browser.scenes.stage import a_uniped, a_user, scene, send, visit
from tests.completion.certificate_factories import complete, completed
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CampusFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    TermFactory,
)


def a_term():
    """Create assistants on two campuses with different progress, one of them appointed in an earlier term too."""
    before = TermFactory(code="2030H", registration_opens_at=NOW - timedelta(days=379))
    done, *_others = AppointedFactory.create_batch(4)
    complete(done)
    AppointmentFactory(assistant=done, term=before)
    elsewhere = DepartmentFactory(
        code="IV-IVG",
        name_en="Department of Manufacturing and Civil Engineering",
        name_nb="Institutt for vareproduksjon og byggteknikk",
        campus=CampusFactory(name="Gjøvik"),
    )
    AppointedFactory(appointment__course=CourseFactory(code="VB1", department=elsewhere))
    CoreSessionFactory(capacity=2)
    CoreSessionFactory(core_module=2, capacity=1, language="en", days_ahead=3000)
    return CoordinatorFactory(user=a_user())


def count_now(page, term="2031H"):
    """Recount the figures: those of an earlier scene are still stored."""
    visit(page, "completion:figures", term, by=a_uniped())
    with page.expect_navigation():
        send(page)


@scene("completion:figures")
def figures_of_a_term(page):
    a_term()
    count_now(page)


@scene("completion:figures")
def figures_without_an_earlier_term(page):
    AppointedFactory(exempt_since="2031-08-01")
    count_now(page)


@scene("completion:figures")
def figures_without_people(page):
    count_now(page, TermFactory().code)


@scene("completion:current_figures")
def figures_without_a_term(page):
    visit(page, "completion:current_figures", by=a_uniped())


@scene("completion:figures_of_department")
def figures_of_a_department(page):
    coordinator = a_term()
    visit(
        page,
        "completion:figures_of_department",
        coordinator.department.code,
        "2031H",
        by=coordinator.user,
    )


@scene("completion:figures_of_department")
def figures_of_a_course(page):
    course = a_term().department.courses.get()
    coordinator = CoordinatorFactory(department=course.department, course=course)
    visit(
        page,
        "completion:figures_of_department",
        course.department.code,
        "2031H",
        by=coordinator.user,
    )


@scene("completion:figures_of_department")
def figures_of_a_department_without_people(page):
    coordinator = CoordinatorFactory(user=a_user())
    visit(
        page,
        "completion:figures_of_department",
        coordinator.department.code,
        TermFactory().code,
        by=coordinator.user,
    )


@scene("completion:people_of_figures")
def people_behind_a_number(page):
    a_term()
    count_now(page)
    follow_number(page, "figure=to_complete")


@scene("completion:people_of_figures")
def people_behind_a_number_on_several_pages(page):
    completed(101)
    count_now(page)
    follow_number(page, "figure=completed")


@scene("completion:people_of_figures")
def people_who_need_a_date(page):
    a_term()
    count_now(page)
    follow_number(page, "needs=1")


@scene("completion:people_of_figures_of_department")
def people_behind_a_number_of_a_department(page):
    figures_of_a_department(page)
    follow_number(page, "figure=completed")


@scene("completion:people_of_figures_of_department")
def no_one_behind_a_number_of_a_department(page):
    figures_of_a_department(page)
    page.goto(f"{page.url}people/?figure=exempt")


def follow_number(page, query):
    page.locator(f"a[href*='/people/?{query}']").first.click()
