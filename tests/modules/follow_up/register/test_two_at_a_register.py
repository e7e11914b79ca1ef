"""Two coordinators save one open register in any order: only chosen marks are written, and none is lost unseen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import html

from modules.follow_up.register.forms import SEEN
from modules.models import FollowUpAttendance
from tests.factories import AppointmentFactory, CoordinatorFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db
MARKS = ["present", "partial", "absent", ""]
ROWS = range(3)
STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.dictionaries(st.sampled_from(ROWS), st.sampled_from(MARKS)),
        st.sampled_from(["save", "save", "refused", "fill", "wait", "open"]),
    ),
    max_size=12,
)


@dataclass
class Coordinator:
    """A browser with the register open, and its user's unsaved choices."""

    client: Client
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)

    def open(self):
        self.read(self.client.get(self.path))
        self.chosen = {}

    def read(self, page):
        (form,) = html.fromstring(page.content.decode()).xpath("//form[@id='marks']")
        self.fields = {name: value or "" for name, value in form.fields.items()}
        self.fields.pop("fill", None)

    def choose(self, box, mark):
        self.fields[box] = self.chosen[box] = mark

    def shown(self):
        """Return the marks on record when the page was read; an empty string is no mark."""
        seen = {
            f"mark-{key}-{person}": mark for key, person, mark in SEEN.findall(self.fields["seen"])
        }
        return {box: seen.get(box, "") for box in self.fields if box.startswith("mark-")}

    def send(self, **more) -> bool:
        answer = self.client.post(self.path, self.fields | more)
        if answer.status_code == 302:
            self.open()
            return True
        self.read(answer)
        return False


def stored(boxes):
    marks = FollowUpAttendance.objects.values_list("meeting", "appointment", "mark")
    on_record = {f"mark-{meeting}-{person}": mark for meeting, person, mark in marks}
    return {box: on_record.get(box, "") for box in boxes}


@given(steps=STEPS)
@hypothesis_settings(deadline=None, max_examples=daily_or_all(8, 100))
def test_a_mark_changes_only_where_it_was_chosen_by_one_who_was_shown_what_it_replaces(steps):
    with transaction.atomic():
        interleave(steps)
        transaction.set_rollback(True)


def interleave(steps):
    meeting = FollowUpMeetingFactory()
    ahead = FollowUpMeetingFactory(department=meeting.department, term=meeting.term, upcoming=True)
    people = [
        AppointmentFactory(term=meeting.term, course__department=meeting.department)
        for _row in ROWS
    ]
    boxes = [f"mark-{meeting.pk}-{person.pk}" for person in people]
    path = reverse("modules:register", args=[meeting.department.code, meeting.term.code])
    coordinators = []
    for _twice in range(2):
        coordinator = Coordinator(Client(), path)
        coordinator.client.force_login(CoordinatorFactory(department=meeting.department).user)
        coordinator.open()
        coordinators.append(coordinator)
    for number, choices, then in steps:
        coordinator = coordinators[number]
        for row, mark in choices.items():
            coordinator.choose(boxes[row], mark)
        if then == "open":
            coordinator.open()
        elif then == "save":
            check_a_save(coordinator, boxes)
        elif then == "refused":
            check_what_comes_back(
                coordinator, boxes, **{f"mark-{ahead.pk}-{people[0].pk}": "present"}
            )
        elif then == "fill":
            check_what_comes_back(coordinator, boxes, fill=f"{meeting.pk}-present")


def check_a_save(coordinator, boxes):
    before, shown, wanted = stored(boxes), coordinator.shown(), dict(coordinator.fields)
    is_saved = coordinator.send()
    for box, mark in stored(boxes).items():
        is_touched = wanted[box] != shown[box]
        if mark != before[box]:
            assert is_touched, "not chosen on the page"
            assert mark == wanted[box], "not chosen on the page"
            assert before[box] == shown[box], "lost unseen"
        if is_saved:
            assert mark == wanted[box] or not is_touched, "not saved"
        # If not saved, the page reports the difference and shows the other coordinator's mark.
        assert coordinator.fields[box] == mark, "shown as it was"
    coordinator.chosen = {}


def check_what_comes_back(coordinator, boxes, **more):
    """Check that a refused page keeps the user's choices and shows the newer marks in all other rows."""
    before, shown, wanted = stored(boxes), coordinator.shown(), dict(coordinator.fields)
    assert not coordinator.send(**more)
    assert stored(boxes) == before, "half saved"
    for box in boxes:
        is_touched = wanted[box] != shown[box]
        is_filled = "fill" in more and not wanted[box]
        expected = wanted[box] if is_touched else before[box]
        assert coordinator.fields[box] == ("present" if is_filled else expected), "a choice lost"
        if not is_touched and not is_filled:
            assert coordinator.shown()[box] == before[box], "shown as it was"


def test_a_pasted_list_shows_the_mark_that_saving_replaces(english):
    attendance = FollowUpAttendanceFactory(mark="absent", appointment__assistant__username="ada")
    department, term = attendance.meeting.department, attendance.meeting.term
    client = Client()
    client.force_login(CoordinatorFactory(department=department).user)
    place = [department.code, term.code, attendance.meeting.pk]
    page = client.post(reverse("modules:paste_present", args=place), {"lines": "ada"})
    assert "recorded as “absent”; this changes when you save" in " ".join(
        page.content.decode().split()
    )
