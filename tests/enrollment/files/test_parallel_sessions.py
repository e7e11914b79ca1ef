"""Parallel sessions and drafts in files: what is exported is imported again unchanged."""

from __future__ import annotations

from datetime import datetime

import pytest

from enrollment.models import CoreSession, Registration
from enrollment.resources import CoreSessionResource, RegistrationResource
from enrollment.resources.reading import read_file
from tests.factories import NOW, OSLO, AppointedFactory, CoreSessionFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HEADER = "term,core_module,campus,date,start,end,language,capacity,place"
ROW = "2031H,1,Trondheim,2031-09-01,09:00,12:00,nb,40"
REGISTRATION = "2031H,1,Trondheim,2031-09-01,09:00,ada"


def imported(resource, *rows: str):
    return resource.import_file(read_file("\n".join(rows).encode()), at=NOW)


def rooms() -> set[str]:
    return set(CoreSession.objects.values_list("place", flat=True))


@pytest.fixture
def parallel(db):
    starts_at = datetime(2031, 9, 1, 9, tzinfo=OSLO)
    return [CoreSessionFactory(starts_at=starts_at, place=place) for place in ("R1", "R2")]


def test_two_rooms_are_two_sessions_and_the_same_the_second_time():
    for _twice in range(2):
        result = imported(CoreSessionResource(), HEADER, f"{ROW},R1", f"{ROW},R2")
        assert not result.is_refused
    assert rooms() == {"R1", "R2"}


def test_single_session_changes_its_room_as_before():
    imported(CoreSessionResource(), HEADER, f"{ROW},R1")
    imported(CoreSessionResource(), HEADER, f"{ROW},R7")
    assert rooms() == {"R7"}


def test_same_room_twice_is_refused():
    assert imported(CoreSessionResource(), HEADER, f"{ROW},R1", f"{ROW},R1").is_refused


def test_session_that_could_be_either_is_refused(parallel):
    assert imported(CoreSessionResource(), HEADER, f"{ROW},").is_refused


@pytest.mark.parametrize("resource", [CoreSessionResource, RegistrationResource])
def test_exported_file_is_imported_unchanged(parallel, resource):
    for session in parallel:
        RegistrationFactory(session=session)
    CoreSessionFactory(is_draft=True)
    result = imported(resource(), resource().export().csv)
    assert not result.is_refused
    assert result.totals["new"] == result.totals["update"] == 0


def test_place_is_in_the_room_that_the_file_names(parallel):
    AppointedFactory(username="ada")
    header = "term,core_module,campus,date,start,username,place"
    assert imported(RegistrationResource(), header, f"{REGISTRATION},").is_refused
    assert imported(RegistrationResource(), header, f"{REGISTRATION},R9").is_refused
    assert not imported(RegistrationResource(), header, f"{REGISTRATION},R2").is_refused
    assert Registration.objects.get().session == parallel[1]


class TestDrafts:
    HEADER = f"{HEADER},draft"

    def test_file_makes_a_draft_and_leaves_it_one(self):
        for draft in ("yes", "", "yes"):
            assert not imported(CoreSessionResource(), self.HEADER, f"{ROW},R1,{draft}").is_refused
            assert CoreSession.objects.get().is_draft

    @pytest.mark.parametrize(("before", "after"), [("yes", "no"), ("", "yes")])
    def test_file_neither_publishes_nor_takes_back(self, before, after):
        imported(CoreSessionResource(), self.HEADER, f"{ROW},R1,{before}")
        assert imported(CoreSessionResource(), self.HEADER, f"{ROW},R1,{after}").is_refused

    def test_column_is_written_only_where_there_is_a_draft(self):
        CoreSessionFactory()
        assert "draft" not in CoreSessionResource().export().headers
        CoreSessionFactory(is_draft=True)
        assert CoreSessionResource().export()["draft"] == ["", "yes"]
