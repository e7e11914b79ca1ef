"""The figures of a term and of a department, in all their states."""

from __future__ import annotations

from tests.completion.certificate_factories import complete
from tests.factories import (
    AppointedFactory,
    AppointmentFactory,
    CampusFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    TermFactory,
)

from .stage import a_uniped, scene, send, somebody, visit


def a_term():
    """Assistants on two campuses, at different stages, one of them also appointed the term before."""
    before = TermFactory(code="2031V")
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
    return CoordinatorFactory(user=somebody())


def count_now(page, term="2031H"):
    """Recount, because the counts of an earlier scene are still stored."""
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
def figures_of_nobody(page):
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
def figures_of_a_department_without_anybody(page):
    coordinator = CoordinatorFactory(user=somebody())
    visit(
        page,
        "completion:figures_of_department",
        coordinator.department.code,
        TermFactory().code,
        by=coordinator.user,
    )
