"""Two people save the same roll call in any order: no mark changes unchosen, and none is lost unseen."""

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

from enrollment.models import Registration
from tests.factories import CoreSessionFactory, RegistrationFactory, VerifiedUserFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db
MARKS = ["present", "partial", "absent", ""]
ROWS = range(3)


@dataclass
class Leader:
    """A browser with the roll call open, and the marks chosen there but not saved."""

    client: Client
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)

    def open(self):
        self.read(self.client.get(self.path))
        self.chosen = {}

    def read(self, page):
        (form,) = html.fromstring(page.content.decode()).xpath("//form[@class='roll-form']")
        self.fields = dict(form.fields)

    def choose(self, key, mark):
        self.fields[f"mark-{key}"] = self.chosen[key] = mark

    def shows(self, key):
        return self.fields[f"seen-{key}"]

    def save(self) -> bool:
        answer = self.client.post(self.path, self.fields)
        if answer.status_code == 302:
            self.open()
            return True
        self.read(answer)
        return False


def stored(keys):
    marks = dict(Registration.objects.values_list("pk", "mark"))
    return {key: marks[key] for key in keys}


# A leader, their choices, and whether they then save, wait or reload the page.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.dictionaries(st.sampled_from(ROWS), st.sampled_from(MARKS)),
        st.sampled_from(["save", "save", "wait", "open"]),
    ),
    max_size=12,
)


@given(steps=STEPS)
@hypothesis_settings(deadline=None, max_examples=daily_or_all(6, 100))
def test_a_mark_changes_only_where_it_was_chosen_by_one_who_was_shown_what_it_replaces(steps):
    with transaction.atomic():
        interleave(steps)
        transaction.set_rollback(True)


def interleave(steps):
    session = CoreSessionFactory(days_ahead=-1)
    keys = [RegistrationFactory(session=session).pk for _row in ROWS]
    path = reverse("enrollment:roll_call", args=[session.pk])
    leaders = []
    for _twice in range(2):
        user = VerifiedUserFactory()
        session.leaders.add(user)
        leader = Leader(Client(), path)
        leader.client.force_login(user)
        leader.open()
        leaders.append(leader)
    for number, choices, then in steps:
        leader = leaders[number]
        for row, mark in choices.items():
            leader.choose(keys[row], mark)
        if then == "open":
            leader.open()
        elif then == "save":
            check_a_save(leader, keys)


def check_a_save(leader, keys):
    before, chosen = stored(keys), dict(leader.chosen)
    was_shown = {key: leader.shows(key) for key in keys}
    is_saved = leader.save()
    # Leaving a mark as shown does not count as a choice against a newer one.
    leader.chosen = {key: mark for key, mark in leader.chosen.items() if mark != was_shown[key]}
    for key, mark in stored(keys).items():
        wanted = chosen.get(key, was_shown[key])
        is_touched = wanted != was_shown[key]
        if mark != before[key]:
            assert is_touched, "chosen by no one"
            assert mark == wanted, "chosen by no one"
            assert before[key] == was_shown[key], "lost unseen"
        if is_saved:
            assert mark == wanted or not is_touched, "not saved"
        else:
            assert mark == before[key], "half saved"
            assert leader.shows(key) == mark, "shown as it was"
            assert leader.fields[f"mark-{key}"] == (wanted if is_touched else mark), "a choice lost"
