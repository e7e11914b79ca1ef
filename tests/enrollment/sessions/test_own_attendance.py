"""No one records their own attendance, whatever other roles they have."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import Registration
from enrollment.refusals import OwnAttendance
from enrollment.resources import RegistrationResource
from enrollment.resources.reading import read_file
from enrollment.sessions import marking
from tests.factories import NOW, CoreSessionFactory, LearningAssistantFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def held(ada):
    """A session some days ago that ada both leads and attends."""
    session = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
    session.leaders.add(ada.user)
    return session


@pytest.fixture
def own(held, ada):
    return RegistrationFactory(session=held, assistant=ada)


@pytest.fixture
def others(held):
    return RegistrationFactory(session=held)


def marks():
    return list(Registration.objects.order_by("pk").values_list("mark", flat=True))


def test_a_leader_marks_the_others_and_is_shown_without_controls(client, ada, held, own, others):
    client.force_login(ada.user)
    url = reverse("enrollment:roll_call", args=[held.pk])
    page = client.get(url).content.decode()
    assert f'name="mark-{others.pk}"' in page
    assert f'name="mark-{own.pk}"' not in page
    assert f'id="name-{own.pk}"' in page
    assert "You cannot record your own attendance." in page
    sent = {f"mark-{place.pk}": "present" for place in (own, others)}
    assert client.post(url, sent).status_code == 302
    assert marks() == ["", "present"]


def test_uniped_does_not_mark_its_own_attendance_either(uniped, staff, held, others):
    own = RegistrationFactory(session=held, assistant=LearningAssistantFactory(user=staff))
    url = reverse("enrollment:roll_call", args=[held.pk])
    assert f'name="mark-{own.pk}"' not in uniped.get(url).content.decode()
    uniped.post(url, {f"mark-{own.pk}": "present"})
    assert marks() == ["", ""]


def test_another_person_marks_them_and_they_see_it(client, ada, held, own, staff):
    marking.mark(session=held, marks={own.pk: "partial"}, by=staff, at=NOW)
    client.force_login(ada.user)
    page = client.get(reverse("enrollment:roll_call", args=[held.pk])).content.decode()
    assert "Recorded: partial" in page


def test_nothing_is_saved_where_ones_own_mark_is_among_them(ada, held, own, others):
    with pytest.raises(OwnAttendance):
        marking.mark(
            session=held, marks={own.pk: "present", others.pk: "present"}, by=ada.user, at=NOW
        )
    assert marks() == ["", ""]


def test_an_unchanged_mark_of_ones_own_is_accepted(ada, held, own, others, staff):
    marking.mark(session=held, marks={own.pk: "absent"}, by=staff, at=NOW)
    marking.mark(session=held, marks={own.pk: "absent", others.pk: "present"}, by=ada.user, at=NOW)
    assert marks() == ["absent", "present"]


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("has_place", [True, False])
def test_a_file_that_says_so_is_refused_with_its_row(ada, held, dry_run, has_place):
    if has_place:
        RegistrationFactory(session=held, assistant=ada)
    cells = [
        "2031H",
        "1",
        held.campus.name,
        f"{held.starts_at:%Y-%m-%d}",
        "12:00",
        "ada",
        "present",
    ]
    table = read_file(
        f"term,core_module,campus,date,start,username,mark\n{','.join(cells)}\n".encode()
    )
    result = RegistrationResource().import_file(table, user=ada.user, at=NOW, dry_run=dry_run)
    (problem,) = result.problems
    assert (problem.row, problem.column) == (2, "mark")
    assert "own attendance" in problem.reason
    assert marks() == [""] * has_place
