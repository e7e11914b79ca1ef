"""Users who are not learning assistants are told why these pages are empty for them, and where to go."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import (
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
)

pytestmark = pytest.mark.django_db

PAGES = ["/my/", "/register/"]
NOT_APPOINTED = 'data-refusal="not_appointed"'


def look(user, path, language="en"):
    client = Client()
    client.force_login(user)
    response = client.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "You coordinate",
                "Department of Mathematical Sciences",
                "Add your learning assistants",
            ],
        ),
        (
            "nb",
            [
                "Du koordinerer",
                "Institutt for matematiske fag",
                "Legg inn læringsassistentene",
            ],
        ),
    ],
)
def test_a_coordinator(cleo, settings, path, language, sentences):
    CoreSessionFactory()
    page = look(cleo.user, path, language)
    assert [sentence for sentence in sentences if sentence not in page] == []
    assert f'href="mailto:{settings.LAOS_CONTACT_EMAIL}"' in page
    assert 'href="/#dates"' in page
    assert NOT_APPOINTED not in page


@pytest.mark.parametrize("path", PAGES)
def test_the_coordinator_of_one_course(path):
    course = CourseFactory()
    coordinator = CoordinatorFactory(course=course, department=course.department)
    assert f"{course.code} {course.name_en}, {course.department.name_en}" in look(
        coordinator.user, path
    )


@pytest.mark.parametrize("path", PAGES)
def test_uniped(staff, path):
    page = look(staff, path)
    assert "Only learning assistants register" in page
    assert page.count('href="/admin/"') == 2
    assert NOT_APPOINTED not in page


@pytest.mark.parametrize("path", PAGES)
def test_a_coordinator_who_once_assisted(cleo, path):
    LearningAssistantFactory(user=cleo.user)
    assert "You coordinate" in look(cleo.user, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_coordinator_who_is_also_an_assistant_registers_like_any_other(cleo, path):
    CoreSessionFactory()
    AppointmentFactory(assistant=LearningAssistantFactory(user=cleo.user))
    page = look(cleo.user, path)
    assert "You coordinate" not in page
    assert "Register for a date of core module 1" in page or "Choose one date" in page


def test_a_coordinator_who_leads_a_seminar_finds_it_too(cleo):
    session = CoreSessionFactory()
    session.leaders.add(cleo.user)
    page = look(cleo.user, "/my/")
    assert "Seminars you lead" in page
    assert "You coordinate" in page
