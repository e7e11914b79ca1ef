"""`manage.py import_csv`: what a valid file does, the first time and when repeated."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command

from enrollment.models import (
    Appointment,
    Coordinator,
    CoreSession,
    Course,
    Department,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from enrollment.resources import RESOURCES
from enrollment.resources.cells import TEXTS
from enrollment.resources.registrations import FILE_USERNAME
from tests.enrollment.tables import (
    ADDED,
    GOOD,
    KINDS,
    everything,
    export_csv,
    fill,
    good_row,
    good_rows,
    import_csv,
    import_file,
    rows_of,
    table,
)
from tests.factories import NOW, TermFactory, VerifiedUserFactory

STARTER = settings.BASE_DIR / "enrollment" / "data"
TIMETABLE = STARTER / "core_sessions_autumn_2024.csv"
WRONG_WEEKDAYS = [
    (24, "weekday", "2024-10-14 is a Monday, but the row says “Tuesday”."),
    (25, "weekday", "2024-10-15 is a Tuesday, but the row says “Wednesday”."),
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
class TestEveryTable:
    def test_good_file_is_imported(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        outcome = import_csv(tmp_path, kind, GOOD[kind])
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out == "2 rows in all: 2 new, 0 changed.\n"

    def test_same_file_again_changes_nothing_and_says_so(self, tmp_path, kind):
        fill(tmp_path)
        before = everything()
        outcome = import_csv(tmp_path, kind, GOOD[kind])
        assert outcome.code == 0
        assert outcome.out == "2 rows in all: 0 new, 0 changed.\n"
        assert everything() == before

    def test_dry_run_says_what_would_change_and_changes_nothing(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        before = everything()
        outcome = import_csv(tmp_path, kind, GOOD[kind], "--dry-run")
        assert outcome.code == 0
        assert outcome.out == (
            "2 rows in all: 2 would be new, 0 would change. Nothing is imported yet.\n"
        )
        assert everything() == before

    def test_byte_order_mark_of_a_spreadsheet_is_no_matter(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        assert import_csv(tmp_path, kind, GOOD[kind].encode("utf-8-sig")).code == 0

    @pytest.mark.parametrize(
        "disguise",
        [
            lambda cell: f"\u00a0{cell}\u200b" if cell else cell,
            lambda cell: cell.replace("-", "\u2011").replace("T", "\u0422").replace("a", "\u0430"),
            lambda cell: "".join(
                chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character
                for character in cell
            ),
        ],
    )
    def test_codes_are_what_they_look_like(self, tmp_path, kind, disguise):
        fill(tmp_path)
        before = everything()
        header, *rows = csv.reader(StringIO(GOOD[kind]))
        file = StringIO()
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            writer.writerow(
                cell if TEXTS.fullmatch(column) else disguise(cell)
                for column, cell in zip(header, row, strict=True)
            )
        outcome = import_csv(tmp_path, kind, file.getvalue())
        assert outcome.out == "2 rows in all: 0 new, 0 changed.\n"
        assert everything() == before

    def test_line_ends_of_windows_are_no_matter(self, tmp_path, kind):
        fill(tmp_path)
        before = everything()
        assert import_csv(tmp_path, kind, GOOD[kind].replace("\n", "\r\n")).code == 0
        assert everything() == before

    def test_columns_may_stand_in_any_order(self, tmp_path, kind):
        fill(tmp_path)
        before = everything()
        turned = [dict(reversed(row.items())) for row in good_rows(kind)]
        assert import_csv(tmp_path, kind, table(turned)).code == 0
        assert everything() == before

    def test_blank_rows_and_columns_beyond_the_last_are_passed_over(self, tmp_path, kind):
        fill(tmp_path)
        before = everything()
        header, *rows = GOOD[kind].splitlines()
        commas = "," * header.count(",")
        spaced = [f"{header},,", f"{rows[0]},,", "", commas, rows[1], "   ", commas]
        outcome = import_csv(tmp_path, kind, "\n".join(spaced))
        assert (outcome.code, outcome.out) == (0, "2 rows in all: 0 new, 0 changed.\n")
        assert everything() == before

    def test_header_alone_is_a_table_without_rows(self, tmp_path, kind):
        fill(tmp_path)
        before = everything()
        outcome = import_csv(tmp_path, kind, GOOD[kind].splitlines()[0])
        assert (outcome.code, outcome.out) == (0, "0 rows in all: 0 new, 0 changed.\n")
        assert everything() == before

    def test_changed_cell_changes_one_row(self, tmp_path, kind):
        changes = {
            "departments": {"name_nb": "Institutt for fysikk"},
            "courses": {"name_nb": "Mekanisk fysikk"},
            "appointments": {"ends_on": "2024-11-30"},
            "coordinators": {"name": "Eva Eng"},
            "core_sessions": {"capacity": "41"},
            "registrations": {"mark": "partial"},
        }
        fill(tmp_path)
        outcome = import_csv(tmp_path, kind, table([good_row(kind, **changes[kind])]))
        assert outcome.out == "1 row in all: 0 new, 1 changed.\n"
        ((column, value),) = changes[kind].items()
        assert f"{value}" in export_csv(kind).splitlines()[2], column


@pytest.mark.parametrize("kind", [kind for kind in KINDS if RESOURCES[kind].optional])
def test_file_without_optional_columns_leaves_what_is_on_record(tmp_path, kind):
    added = ADDED.get(kind, {})
    assert added.keys() == RESOURCES[kind].added
    fill(tmp_path, before=kind)
    rows = [good_rows(kind)[0], good_row(kind, **added)]
    assert import_csv(tmp_path, kind, table(rows)).code == 0
    before = everything()
    # Without its course, a row is about another coordinator.
    left_out = RESOURCES[kind].optional - ({"course"} if kind == "coordinators" else set())
    short = [{name: cell for name, cell in row.items() if name not in left_out} for row in rows]
    assert import_csv(tmp_path, kind, table(short)).code == 0
    assert everything() == before


class TestRealFiles:
    def test_starter_data_is_imported_and_again_changes_nothing(self):
        files = [("departments", "departments.csv"), ("courses", "courses.csv")]
        for kind, name in files:
            assert import_file(STARTER / name, kind).code == 0
        assert (Department.objects.count(), Course.objects.count()) == (50, 54)
        before = everything()
        for kind, name in files:
            assert import_file(STARTER / name, kind).code == 0
        assert everything() == before

    def test_two_wrong_weekdays_of_the_timetable_keep_it_out(self):
        before = everything()
        outcome = import_file(TIMETABLE, "core_sessions")
        assert outcome.code == 1
        assert outcome.problems == [
            (row, column, f"{reason} Correct the one that is wrong.")
            for row, column, reason in WRONG_WEEKDAYS
        ]
        assert everything() == before

    def test_two_wrong_weekdays_are_warned_of_where_they_are_accepted(self):
        outcome = import_file(TIMETABLE, "core_sessions", "--accept-weekday-mismatch")
        assert outcome.code == 0
        assert outcome.out == "24 rows in all: 24 new, 0 changed.\n"
        assert outcome.err.splitlines() == [
            f"Warning: row {row}, {column}: {reason} The date is what counts."
            for row, column, reason in WRONG_WEEKDAYS
        ]
        assert CoreSession.objects.filter(campus__name="Ålesund").count() == 2

    def test_timetable_again_changes_nothing(self):
        for _ in range(2):
            outcome = import_file(TIMETABLE, "core_sessions", "--accept-weekday-mismatch")
        assert outcome.out == "24 rows in all: 0 new, 0 changed.\n"

    def test_both_fridays_in_english_are_in_english_at_nine_in_oslo(self):
        import_file(TIMETABLE, "core_sessions", "--accept-weekday-mismatch")
        english = export_csv("core_sessions").splitlines()
        assert [line for line in english if ",en," in line] == [
            "2024H,1,Trondheim,2024-09-06,Friday,09:00,12:00,en,40,,",
            "2024H,2,Trondheim,2024-09-20,Friday,09:00,12:00,en,40,,",
        ]
        first = CoreSession.objects.order_by("starts_at")[0]
        assert f"{first.starts_at:%H:%M %Z}" == "07:00 UTC"


def fill_but_for_terms(tmp_path, kind):
    fill(tmp_path, before=kind)
    Appointment.objects.all().delete()
    Term.objects.all().delete()


class TestTerms:
    @pytest.mark.parametrize("kind", ["appointments", "core_sessions"])
    def test_term_named_for_the_first_time_is_created_closed(self, tmp_path, kind):
        fill_but_for_terms(tmp_path, kind)
        import_csv(tmp_path, kind, GOOD[kind])
        term = Term.objects.get()
        assert term.code == "2024H"
        assert term.registration_state(NOW) == "none"

    @pytest.mark.parametrize("kind", ["appointments", "core_sessions"])
    def test_term_on_record_keeps_its_window(self, tmp_path, kind):
        fill_but_for_terms(tmp_path, kind)
        TermFactory(code="2024H")
        import_csv(tmp_path, kind, GOOD[kind])
        assert Term.objects.get().is_open(NOW)

    def test_registration_names_no_new_term(self, tmp_path):
        fill(tmp_path, before="registrations")
        outcome = import_csv(
            tmp_path, "registrations", table([good_row("registrations", term="2030V")])
        )
        assert [(row, column) for row, column, _ in outcome.problems] == [(2, "term")]
        assert not Term.objects.filter(code="2030V").exists()


class TestPeople:
    def test_user_name_and_address_are_known_in_any_case(self, tmp_path):
        fill(tmp_path)
        before = everything()
        for kind in ("appointments", "coordinators"):
            rows = [
                row | {"username": row["username"].upper(), "email": row["email"].upper()}
                for row in good_rows(kind)
            ]
            assert import_csv(tmp_path, kind, table(rows)).code == 0
        assert everything() == before

    def test_one_person_with_two_appointments_is_one_learning_assistant(self, tmp_path):
        fill(tmp_path, before="appointments")
        rows = [
            good_row("appointments"),
            good_row("appointments", course="TDT4100", department="IE-IDI"),
        ]
        assert import_csv(tmp_path, "appointments", table(rows)).code == 0
        assert LearningAssistant.objects.get().appointments.count() == 2

    def test_appointment_links_the_account_that_has_proven_the_address(self, tmp_path):
        fill(tmp_path, before="appointments")
        user = VerifiedUserFactory(username="olali@example.org", email="olali@example.org")
        import_csv(tmp_path, "appointments", GOOD["appointments"])
        assert LearningAssistant.objects.get(username="olali").user == user

    def test_name_that_looks_the_same_is_the_same(self, tmp_path):
        fill(tmp_path)
        LearningAssistant.objects.filter(username="karim").update(name="Kåre O’Moe")
        before = everything()
        file = GOOD["appointments"].replace("Kåre Moe", "Ka\u030are\u00a0 O'Moe")
        assert import_csv(tmp_path, "appointments", file).code == 0
        assert everything() == before

    def test_blank_language_leaves_the_one_on_record(self, tmp_path):
        fill(tmp_path)
        import_csv(tmp_path, "appointments", table([good_row("appointments", language="")]))
        assert LearningAssistant.objects.get(username="olali").language == "en"

    def test_new_coordinator_has_an_account_without_a_password(self, tmp_path):
        fill(tmp_path)
        user = User.objects.get(username="dagd")
        assert not user.has_usable_password()
        assert not user.is_staff
        assert not EmailAddress.objects.get(user=user).verified
        assert Coordinator.objects.get(user=user).course is None

    def test_coordinator_with_an_account_keeps_it(self, tmp_path):
        user = VerifiedUserFactory(username="evae", email="evae@example.org", name="Eva Eik")
        password = user.password
        fill(tmp_path)
        user.refresh_from_db()
        assert user.password == password
        assert Coordinator.objects.get(user=user).course.code == "TFY4104"


class TestRegistrations:
    def test_needs_no_open_window_and_no_live_appointment(self, tmp_path):
        fill(tmp_path, before="registrations")
        Appointment.objects.all().delete()
        assert import_csv(tmp_path, "registrations", GOOD["registrations"]).code == 0

    def test_mark_is_recorded_by_the_account_that_imports_the_file(self, tmp_path):
        fill(tmp_path)
        registration = Registration.objects.get(mark="present")
        assert registration.marked_by.username == FILE_USERNAME
        assert not registration.marked_by.is_active

    def test_file_without_marks_needs_no_author(self, tmp_path):
        fill(tmp_path, before="registrations")
        rows = [row | {"mark": ""} for row in good_rows("registrations")]
        assert import_csv(tmp_path, "registrations", table(rows)).code == 0
        assert not User.objects.filter(username=FILE_USERNAME).exists()

    def test_blank_mark_leaves_the_one_on_record(self, tmp_path):
        fill(tmp_path)
        before = everything()
        rows = [row | {"mark": ""} for row in good_rows("registrations")]
        assert import_csv(tmp_path, "registrations", table(rows)).code == 0
        assert everything() == before

    def test_an_absent_person_may_have_been_at_another_date(self, tmp_path):
        fill(tmp_path, before="registrations")
        rows = [
            good_row("registrations", mark="absent"),
            good_row("registrations", date="2024-09-17", mark="present"),
        ]
        other = good_row("core_sessions", date="2024-09-17")
        assert import_csv(tmp_path, "core_sessions", table([other])).code == 0
        for _ in range(2):
            outcome = import_csv(tmp_path, "registrations", table(rows))
            assert outcome.code == 0
        assert outcome.out == "2 rows in all: 0 new, 0 changed.\n"

    def test_each_mark_is_in_the_history_once(self, tmp_path):
        fill(tmp_path)
        events = rows_of("registrationevent")
        for _ in range(2):
            import_csv(tmp_path, "registrations", table([good_row("registrations", mark="absent")]))
        assert rows_of("registrationevent") == events + 1


def test_unknown_kind_is_no_table():
    for words in (["import_csv", "nonsense", "file.csv"], ["export_csv", "nonsense"]):
        with pytest.raises(CommandError, match="nonsense"):
            call_command(*words)
