from __future__ import annotations

import pytest

from tests.factories import CourseFactory


@pytest.fixture
def term(ada):
    return ada.appointments.get().term


@pytest.fixture
def other_course(cleo):
    return CourseFactory(code="TMA4105", department=cleo.department)
