"""An imported file of registrations follows the programme's rules, as the pages and the database do."""

from __future__ import annotations

import pytest

from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration, Term
from tests.enrollment.tables import everything, fill, import_csv
from tests.factories import NOW

pytestmark = pytest.mark.django_db

HEADER = "term,core_module,campus,date,start,username,mark\n"
# The first session has one place; the last date stays in the future.
SESSIONS = """\
term,core_module,campus,date,start,end,language,capacity
2024H,1,Trondheim,2024-09-02,09:00,12:00,nb,1
2024H,1,Trondheim,2024-09-03,09:00,12:00,nb,40
2024H,1,Trondheim,2024-09-16,09:00,12:00,nb,40
2024H,2,Trondheim,2024-09-16,13:00,16:00,nb,40
2024H,2,Gjøvik,2024-09-03,10:00,13:00,nb,40
2024H,2,Gjøvik,2024-09-17,09:00,12:00,nb,40
2199H,1,Trondheim,2199-09-02,09:00,12:00,nb,40
2199H,2,Trondheim,2199-09-16,09:00,12:00,nb,40
"""
APPOINTMENT = """\
term,username,name,email,department,course
2199H,karim,Kåre Moe,karim@example.org,IE-IDI,TDT4100
"""
FIRST = "2024H,1,Trondheim,2024-09-02,09:00"
THIRD = "2024H,1,Trondheim,2024-09-03,09:00"
LATE_FIRST = "2024H,1,Trondheim,2024-09-16,09:00"
SAME_DAY_SECOND = "2024H,2,Trondheim,2024-09-16,13:00"
OVERLAPPING_SECOND = "2024H,2,Gjøvik,2024-09-03,10:00"
SECOND = "2024H,2,Gjøvik,2024-09-17,09:00"
FUTURE = "2199H,1,Trondheim,2199-09-02,09:00"
FUTURE_SECOND = "2199H,2,Trondheim,2199-09-16,09:00"
ONE_PLACE = "This learning assistant already holds or has attended a date of this core module."


@pytest.fixture(autouse=True)
def sessions(tmp_path):
    fill(tmp_path, before="core_sessions")
    assert import_csv(tmp_path, "core_sessions", SESSIONS).code == 0
    assert import_csv(tmp_path, "appointments", APPOINTMENT).code == 0


def file(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


@pytest.fixture
def hold(tmp_path):
    def hold(*rows: str) -> None:
        assert import_csv(tmp_path, "registrations", file(*rows), "--dry-run").code == 0
        assert import_csv(tmp_path, "registrations", file(*rows)).code == 0

    return hold


@pytest.fixture
def refused(tmp_path):
    """Check that rows are refused, also in a preview, and change nothing; return the errors."""

    def refuse(*rows: str) -> list[tuple[int, str, str]]:
        before = everything()
        previewed = import_csv(tmp_path, "registrations", file(*rows), "--dry-run")
        outcome = import_csv(tmp_path, "registrations", file(*rows))
        assert previewed == outcome
        assert (outcome.code, outcome.out) == (1, "")
        assert everything() == before
        return outcome.problems

    return refuse


class TestInOneFile:
    """Two rows of one file that contradict each other."""

    @pytest.mark.parametrize(
        ("rows", "column", "words"),
        [
            ([f"{FIRST},karim,", f"{FIRST},olali,"], "date", "is full."),
            ([f"{FIRST},karim,absent", f"{FIRST},olali,"], "date", "is full."),
            ([f"{FIRST},karim,", f"{THIRD},karim,"], "username", ONE_PLACE),
            ([f"{FIRST},karim,present", f"{THIRD},karim,"], "username", ONE_PLACE),
            ([f"{FIRST},karim,present", f"{THIRD},karim,present"], "username", ONE_PLACE),
            (
                [f"{LATE_FIRST},karim,", f"{SAME_DAY_SECOND},karim,"],
                "date",
                "Core module 2 comes after core module 1, but",
            ),
            (
                [f"{LATE_FIRST},karim,", f"{OVERLAPPING_SECOND},karim,"],
                "date",
                "Core module 2 comes after core module 1, but",
            ),
            ([f"{THIRD},karim,", f"{OVERLAPPING_SECOND},karim,"], "date", "at the same time as"),
        ],
    )
    def test_second_row_is_told(self, refused, rows, column, words):
        ((row, named, reason),) = refused(*rows)
        assert (row, named) == (3, column)
        assert words in reason

    def test_good_rows_stay_out_with_the_bad(self, refused):
        assert [row for row, *_ in refused(f"{SECOND},karim,", f"{FIRST},nobody,")] == [3]
        assert not Registration.objects.exists()

    def test_every_row_beyond_the_places_is_told(self, tmp_path, refused):
        CoreSession.objects.filter(core_module=2).update(capacity=1)
        told = refused(f"{FIRST},karim,", f"{FIRST},olali,", f"{SECOND},karim,", f"{SECOND},olali,")
        assert [(row, column) for row, column, _ in told] == [(3, "date"), (5, "date")]


class TestOnRecord:
    def test_full_session_is_told(self, hold, refused):
        hold(f"{FIRST},karim,")
        assert refused(f"{FIRST},olali,") == [
            (2, "date", "Core module 1 on Monday 2 September 2024 at 09:00 is full.")
        ]

    @pytest.mark.parametrize("mark", ["", "present"])
    def test_other_date_is_told_with_the_name_of_who_holds_it(self, hold, refused, mark):
        hold(f"{FIRST},karim,{mark}")
        ((row, column, reason),) = refused(f"{THIRD},karim,")
        assert (row, column) == (2, "username")
        assert reason.startswith("Kåre Moe also has a place at core module 1 on Monday 2 September")

    def test_core_module_2_is_not_before_core_module_1(self, hold, refused):
        hold(f"{SAME_DAY_SECOND},karim,")
        ((row, column, reason),) = refused(f"{LATE_FIRST},karim,")
        assert (row, column) == (2, "date")
        assert "is not on a later day than" in reason

    def test_mark_that_frees_a_date_which_the_file_still_holds_is_told(self, hold, refused):
        hold(f"{FIRST},karim,absent", f"{FUTURE},karim,")
        assert refused(f"{FIRST},karim,present", f"{FUTURE},karim,") == [(3, "username", ONE_PLACE)]

    def test_presence_at_two_dates_of_a_core_module_is_told(self, hold, refused):
        hold(f"{FIRST},karim,absent", f"{THIRD},karim,present")
        ((row, column, reason),) = refused(f"{FIRST},karim,present")
        assert (row, column) == (2, "mark")
        assert reason.startswith(
            "Kåre Moe also has a place at core module 1 on Tuesday 3 September"
        )

    def test_cancelled_session_is_told_to_be(self, refused):
        CoreSession.objects.filter(core_module=2).update(cancelled_at=NOW)
        assert refused(f"{SECOND},karim,") == [
            (2, "date", "Core module 2 on Tuesday 17 September 2024 at 09:00 is cancelled.")
        ]

    def test_session_held_where_another_was_cancelled_is_the_one_meant(self, tmp_path, hold):
        CoreSession.objects.filter(core_module=2).update(cancelled_at=NOW)
        kept = CoreSession.objects.get(starts_at__day=17, core_module=2)
        kept.pk, kept.cancelled_at = None, None
        kept.save()
        hold(f"{SECOND},karim,")
        assert Registration.objects.get().session == kept

    def test_mark_before_the_seminar_begins_is_told(self, refused):
        ((row, column, reason),) = refused(f"{FUTURE},karim,present")
        assert (row, column) == (2, "mark")
        assert reason.startswith("You can record attendance once the seminar has begun:")

    def test_place_in_a_seminar_to_come_is_taken(self, hold):
        hold(f"{FUTURE},karim,")
        assert Registration.objects.get().session.term == Term.objects.get(code="2199H")

    def test_exempt_person_is_told_for_a_seminar_to_come_and_not_for_one_that_was(
        self, hold, refused
    ):
        LearningAssistant.objects.update(exempt_since=NOW)
        hold(f"{FIRST},karim,")
        assert refused(f"{FIRST},karim,", f"{FUTURE_SECOND},karim,") == [
            (
                3,
                "username",
                "This learning assistant is exempt and needs no place in a seminar to come.",
            )
        ]

    def test_person_without_appointment_is_told_for_a_seminar_to_come(self, hold, refused):
        hold(f"{FIRST},olali,")
        assert refused(f"{FUTURE_SECOND},olali,") == [
            (
                2,
                "username",
                "This learning assistant has no appointment in autumn 2199. Correct the row, or import the "
                "appointment first.",
            )
        ]

    def test_place_on_record_stays_when_the_appointment_is_gone(self, hold, tmp_path):
        hold(f"{FUTURE},karim,")
        Appointment.objects.update(ends_on="2024-08-20")
        hold(f"{FUTURE},karim,")

    def test_place_that_a_mark_frees_is_another_persons_in_the_same_file(self, hold, tmp_path):
        appointed = APPOINTMENT.replace("karim", "olali").replace("Kåre Moe", "Ola Li")
        assert import_csv(tmp_path, "appointments", appointed).code == 0
        CoreSession.objects.filter(starts_at__year=2199).update(capacity=1)
        hold(f"{FIRST},karim,absent", f"{FUTURE},karim,")
        hold(f"{FIRST},karim,present", f"{FUTURE},olali,")
        held = Registration.objects.live().values_list("assistant__username", "mark")
        assert set(held) == {("karim", "present"), ("olali", "")}
