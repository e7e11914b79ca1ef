"""`manage.py export_csv` writes what `import_csv` reads."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tablib import Dataset

from enrollment.forms.text_files import repaired
from enrollment.models import CoreSession, Course, Registration
from enrollment.resources import RESOURCES
from enrollment.resources.reading import read_file
from enrollment.resources.writing import write_table
from tests.enrollment.tables import (
    GOOD,
    KINDS,
    empty_tables,
    everything,
    export_csv,
    fill,
    import_csv,
)
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    RegistrationFactory,
    UserFactory,
)

# The columns documented in docs/tables.md.
COLUMNS = {
    "departments": "faculty_code, faculty_en, faculty_nb, code, name_en, name_nb, campus",
    "courses": "code, name_en, name_nb, department",
    "appointments": "term, username, name, email, department, course, starts_on, ends_on, language",
    "coordinators": "username, name, email, department, course",
    "core_sessions": (
        "term, core_module, campus, date, weekday, start, end, language, capacity, place, online_url"
    ),
    "registrations": "term, core_module, campus, date, start, username, mark",
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_those_of_the_contract(kind):
    assert export_csv(kind) == COLUMNS[kind].replace(", ", ",") + "\n"


def test_every_table_is_in_the_contract():
    assert set(RESOURCES) == set(COLUMNS)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_is_read_and_changes_nothing(tmp_path, kind):
    fill(tmp_path)
    before = everything()
    outcome = import_csv(tmp_path, kind, export_csv(kind))
    assert (outcome.code, outcome.out) == (0, "2 rows in all: 0 new, 0 changed.\n")
    assert everything() == before


@pytest.mark.django_db
def test_what_the_pages_wrote_is_read_and_changes_nothing(tmp_path, ada, ben, cleo):
    """Rows not made by an import: open terms, places without marks, accounts in use, only default values."""
    first = CoreSessionFactory(days_ahead=8)
    RegistrationFactory(assistant=ada, session=first)
    RegistrationFactory(
        assistant=ben,
        session__starts_at=NOW.replace(year=2024, minute=15),
        mark="partial",
        marked_by=cleo.user,
        marked_at=NOW,
    )
    AppointmentFactory(starts_on="2031-08-01")
    CoordinatorFactory(user=UserFactory(username="Someone@example.org", email="", name=""))
    before = everything()
    for kind in KINDS:
        outcome = import_csv(tmp_path, kind, export_csv(kind))
        assert (outcome.code, outcome.err) == (0, "")
        assert everything() == before


@pytest.mark.django_db
def test_emptied_tables_are_restored_as_they_were(tmp_path):
    fill(tmp_path)
    written = {kind: export_csv(kind) for kind in KINDS}
    empty_tables()
    assert export_csv("departments") != written["departments"]
    for kind in KINDS:
        outcome = import_csv(tmp_path, kind, written[kind])
        assert (outcome.code, outcome.out) == (0, "2 rows in all: 2 new, 0 changed.\n")
    assert {kind: export_csv(kind) for kind in KINDS} == written


@pytest.mark.django_db
def test_good_files_come_out_as_they_went_in(tmp_path):
    fill(tmp_path)
    for kind in KINDS:
        # The weekday is optional in an import and always exported.
        assert export_csv(kind) == GOOD[kind].replace("2024-09-16,,", "2024-09-16,Monday,")


@pytest.mark.django_db
def test_cancelled_sessions_and_places_given_up_are_left_out():
    cancelled = CoreSessionFactory()
    CoreSession.objects.filter(pk=cancelled.pk).update(cancelled_at=NOW)
    given_up = RegistrationFactory()
    Registration.objects.filter(pk=given_up.pk).update(withdrawn_at=NOW)
    assert export_csv("core_sessions").count("\n") == 2
    assert export_csv("registrations").count("\n") == 1


@pytest.mark.django_db
def test_time_is_that_of_oslo_in_summer_and_in_winter(tmp_path):
    header = GOOD["core_sessions"].splitlines()[0]
    rows = [
        "2024H,1,Trondheim,2024-10-25,Friday,09:00,12:00,nb,40,,",
        "2024H,1,Trondheim,2024-10-28,Monday,09:00,12:00,nb,40,,",
    ]
    written = "\n".join([header, *rows, ""])
    assert import_csv(tmp_path, "core_sessions", written).code == 0
    assert [session.starts_at.hour for session in CoreSession.objects.order_by("starts_at")] == [
        7,
        8,
    ]
    assert export_csv("core_sessions") == written


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["=1+1", "-", "+47", "@home", "'=1+1", "'s Hertogenbosch", 'A "b", c']
)
def test_cell_that_a_spreadsheet_would_run_is_written_as_text_and_read_as_it_was(tmp_path, name):
    fill(tmp_path, before="appointments")
    Course.objects.filter(code="TFY4104").update(name_en=name)
    before = everything()
    written = export_csv("courses")
    cell = list(csv.DictReader(StringIO(written)))[1]["name_en"]
    assert not cell.startswith(("=", "+", "-", "@"))
    assert import_csv(tmp_path, "courses", written).code == 0
    assert everything() == before


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_written_with_the_start_of_a_formula(start):
    written = write_table(Dataset([f"{start}1+1"], headers=["name"]))
    assert written.removeprefix("name\n").lstrip('"').startswith(f"'{start}1+1")


# What looks damaged by another program is read as it was before.
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n")).filter(
    lambda cell: repaired(cell) == cell
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
@example([("'", "'='"), ("\n", '"'), (";", "\t")])
def test_any_cells_come_back_as_they_were(rows):
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    (sheet,) = read_file(write_table(Dataset(*rows, headers=["one", "two"])).encode()).sheets
    assert [tuple(cells) for _number, cells in sheet.rows] == [("one", "two"), *rows]
