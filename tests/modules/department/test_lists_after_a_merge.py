"""A pasted list with the user name or address of a merged record means the record that stays."""

from __future__ import annotations

import pytest

from enrollment.models import LearningAssistant
from enrollment.people.merging.merging import merge_records, rehearse
from tests.factories import NOW, LearningAssistantFactory

from .test_pasting_people import only, other_course, read, term  # noqa: F401  # fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def merged(ada, staff):
    twin = LearningAssistantFactory(username="adaaas", email="ada@gmail.example")
    about = {"kept": ada, "gone": twin, "account": ada.user, "by": staff, "at": NOW}
    seen = rehearse(**about).digest
    merge_records(**about, because="One person.", seen=seen)
    return twin


@pytest.mark.parametrize(
    "line",
    [
        "adaaas; Ada Aas; ada@example.org",
        "ada; Ada Aas; ADA@gmail.example",
        "adaaas",
        "Ada@Gmail.example",
    ],
)
def test_old_user_name_and_address_find_the_record_that_stays(
    cleo,
    term,
    other_course,
    merged,
    line,
):
    answer = read(cleo, term, f"{line}; TMA4105")
    assert answer.is_fine, only(answer)
    ((_number, row),) = answer.rows.items()
    assert (row["username"], row["email"]) == ("ada", "ada@example.org")
    assert LearningAssistant.objects.count() == 2
