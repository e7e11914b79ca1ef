"""A pasted list with the user name or address of a merged record means the record that stays."""

from __future__ import annotations

import pytest

from enrollment.models import LearningAssistant
from enrollment.people.merging.merging import merge_records
from modules.department.pasting.checked_list import LineState
from tests.completion.merging.rehearsed import rehearse
from tests.factories import NOW, LearningAssistantFactory
from tests.modules.department.pasting.pasted import only, read

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
    found = only(read(cleo, term, f"{line}; TMA4105"))
    assert found.state == LineState.ON_RECORD, found
    assert found.appointment["username"] == "ada"
    assert found.appointment["email"] == "ada@example.org"
    assert not found.corrections
    assert LearningAssistant.objects.count() == 2
