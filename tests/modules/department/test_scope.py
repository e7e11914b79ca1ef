"""Department scope: another department's pages do not exist, whatever the request."""

from __future__ import annotations

import pytest
from django.urls import reverse

from completion import urls as completion_urls
from enrollment.models import Coordinator
from modules import urls as modules_urls
from modules.views.department_pages import ADDRESS as DEPARTMENT
from tests.enrollment.tables import everything
from tests.factories import (
    AppointmentFactory,
    CoordinatorFactory,
    CourseFactory,
    DepartmentFactory,
    VerifiedUserFactory,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory, ObjectionFactory

pytestmark = pytest.mark.django_db

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]
# Methods of the pages that do not allow the usual GET, HEAD and POST.
TAKEN = {"remove_coordinator": ["post"], "confirm_present": ["post"], "person": ["get", "head"]}
ROUTES = {
    route.name: (urls.app_name, route.pattern)
    for urls in (completion_urls, modules_urls)
    for route in urls.urlpatterns
    if str(route.pattern).startswith(DEPARTMENT)
}
PAGES = list(ROUTES)
OF_ONE = [name for name, (_floor, pattern) in ROUTES.items() if "pk" in pattern.converters]

OF_A_MEETING = ["meeting", "cancel_meeting", "paste_present", "confirm_present", "report_meeting"]


def address(page, department, term, pk=1):
    args = [department, term]
    floor, _pattern = ROUTES[page]
    return reverse(f"{floor}:{page}", args=[*args, pk] if page in OF_ONE else args)


@pytest.fixture
def theirs(ben):
    """Primary keys of the history department's objects, by page."""
    appointment = ben.appointments.get()
    coordinator = CoordinatorFactory(department=appointment.department)
    meeting = FollowUpMeetingFactory(department=appointment.department)
    objection = ObjectionFactory(attendance__meeting=meeting, attendance__appointment=appointment)
    return {
        "end_appointment": appointment.pk,
        "change_course": appointment.pk,
        "undo_appointment": appointment.pk,
        "correct_person": appointment.assistant_id,
        "person": appointment.assistant_id,
        "remove_coordinator": coordinator.pk,
        "answer_objection": objection.pk,
    } | dict.fromkeys(OF_A_MEETING, meeting.pk)


@pytest.mark.parametrize("page", PAGES)
def test_another_departments_pages_do_not_exist(client, cleo, theirs, page):
    client.force_login(cleo.user)
    url = address(page, "HF-IHK", "2031H", theirs.get(page, 1))
    answers = {method: getattr(client, method)(url).status_code for method in METHODS}
    assert answers == dict.fromkeys(METHODS, 404)


@pytest.mark.parametrize("page", OF_ONE)
def test_what_is_another_departments_is_not_found_through_ones_own(client, cleo, theirs, page):
    client.force_login(cleo.user)
    before = everything()
    url = address(page, cleo.department.code, "2031H", theirs[page])
    for method in METHODS:
        answer = getattr(client, method)(url, {"last_day": "2020-01-01"})
        # A POST-only address redirects GET and HEAD, whatever object it names.
        leads_on = TAKEN.get(page) == ["post"] and method in ("get", "head")
        is_taken = method in TAKEN.get(page, ("get", "head", "post"))
        expected = 302 if leads_on else 404 if is_taken else 405
        assert answer.status_code == expected, method
    assert everything() == before


@pytest.mark.parametrize("page", PAGES)
def test_a_term_that_is_none_does_not_exist(client, cleo, page):
    client.force_login(cleo.user)
    assert client.get(address(page, cleo.department.code, "1999V")).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_no_one_else_gets_in(client, ada, page):
    client.force_login(ada.user)
    assert client.get(address(page, "IE-IMF", "2031H")).status_code == 404
    assert client.post(address(page, "IE-IMF", "2031H")).status_code == 404


def test_uniped_sees_every_department(uniped, ada, ben):
    for code in ("IE-IMF", "HF-IHK"):
        assert uniped.get(address("department", code, "2031H")).status_code == 200


class TestCourseCoordinator:
    @pytest.fixture
    def other(self, ada):
        """An appointment in another course of the department."""
        department = ada.appointments.get().department
        course = CourseFactory(code="TMA4105", department=department)
        return AppointmentFactory(course=course)

    @pytest.fixture
    def of_one_course(self, client, ada):
        appointment = ada.appointments.get()
        CoordinatorFactory(
            user=VerifiedUserFactory(username="carl"),
            department=appointment.department,
            course=appointment.course,
        )
        client.force_login(Coordinator.objects.get().user)
        return client

    @pytest.mark.parametrize("page", ["department", "write"])
    def test_sees_that_course_alone(self, of_one_course, other, page):
        shown = of_one_course.get(address(page, "IE-IMF", "2031H")).content.decode()
        assert "Ada Aas" in shown
        assert other.assistant.name not in shown
        assert "TMA4105" not in shown

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_ends_no_appointment_of_another(self, of_one_course, other, method):
        url = address("end_appointment", "IE-IMF", "2031H", other.pk)
        assert getattr(of_one_course, method)(url, {"last_day": "2031-09-01"}).status_code == 404

    @pytest.mark.parametrize("page", ["coordinators", "remove_coordinator"])
    def test_appoints_no_coordinators(self, of_one_course, page):
        pk = Coordinator.objects.get().pk
        url = address(page, "IE-IMF", "2031H", pk)
        assert of_one_course.post(url).status_code == 404
        assert (
            "coordinators/"
            not in of_one_course.get(address("department", "IE-IMF", "2031H")).content.decode()
        )

    def test_appoints_in_no_other_course(self, of_one_course, other, english):
        person = {"username": "dora", "name": "Dora Dal", "email": "dora@example.org"}
        sent = {**person, "course": "TMA4105", "language": "nb"}
        page = of_one_course.post(address("add_person", "IE-IMF", "2031H"), sent)
        assert "Select a valid choice" in page.content.decode()

    def test_writes_to_no_one_else(self, of_one_course, other):
        sent = {"to": [other.assistant.pk], "subject": "Hello", "text": "Come."}
        of_one_course.post(address("write", "IE-IMF", "2031H"), sent)
        assert not other.assistant.letters.exists()


def test_the_courses_of_two_roles_are_seen_together(client, ada):
    department = ada.appointments.get().department
    user = VerifiedUserFactory()
    for code in ("TMA4100", "TMA4105"):
        course = CourseFactory(code=code, department=department)
        AppointmentFactory(course=course)
        CoordinatorFactory(user=user, department=department, course=course)
    AppointmentFactory(course=CourseFactory(code="TMA4110", department=department))
    client.force_login(user)
    shown = client.get(address("department", "IE-IMF", "2031H")).content.decode()
    assert "TMA4100" in shown
    assert "TMA4105" in shown
    assert "TMA4110" not in shown


def test_a_coordinator_of_one_department_is_led_there(client, cleo):
    client.force_login(cleo.user)
    answer = client.get(reverse("modules:departments"))
    assert answer.headers["Location"] == address("department", "IE-IMF", "2031H")


def test_uniped_finds_a_department_by_part_of_its_name(uniped, ada, ben, english):
    page = uniped.get(reverse("modules:departments"), {"q": "histor"}).content.decode()
    assert "Classical Studies" in page
    assert "Mathematical" not in page
    page = uniped.get(reverse("modules:departments"), {"q": "ie-"}).content.decode()
    assert "Mathematical" in page
    page = uniped.get(reverse("modules:departments"), {"q": "x"}).content.decode()
    assert "No department is called that" in page


def test_search_is_offered_where_there_are_many(uniped, ada):
    for number in range(6):
        DepartmentFactory(code=f"XX-{number}")
    assert 'name="q"' in uniped.get(reverse("modules:departments")).content.decode()
