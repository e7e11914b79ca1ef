"""Files that are not valid tables: each is refused with a reason and changes nothing."""

from __future__ import annotations

import random
import time

import pytest

from enrollment.resources.table_files import LARGEST_FILE, MOST_RAGGED_ROWS, MOST_ROWS
from tests.enrollment.tables import (
    GOOD,
    KINDS,
    everything,
    fill,
    forbid_new,
    good_rows,
    import_csv,
    import_file,
    table,
)

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("kind", KINDS)]

NONSENSE = 10 * 2**20


@pytest.fixture(autouse=True)
def on_record(tmp_path, kind):
    """Import everything that a valid file of this kind depends on."""
    fill(tmp_path, before=kind)


@pytest.fixture
def refused(tmp_path, kind):
    """Check that a file is refused quickly and briefly and changes nothing; return the error output."""

    def refuse(data: str | bytes, *options: str) -> str:
        before = everything()
        began = time.process_time()
        outcome = import_csv(tmp_path, kind, data, *options)
        took = time.process_time() - began
        assert (outcome.code, outcome.out) == (1, "")
        assert everything() == before
        assert took < 5
        *said, last = outcome.err.splitlines()
        assert last == f"Nothing is imported from {kind}.csv."
        assert len(outcome.err) < 2000
        return "\n".join(said)

    return refuse


def header(kind):
    return GOOD[kind].splitlines()[0]


def columns(kind):
    return header(kind).split(",")


def renamed(kind, old, new):
    """Return the valid file with one column renamed."""
    return GOOD[kind].replace(old, new, 1)


OPTIONAL = {
    "starts_on",
    "ends_on",
    "language",
    "course",
    "weekday",
    "place",
    "online_url",
    "leaders",
    "mark",
}
REQUIRED = {
    "departments": "campus",
    "courses": "department",
    "appointments": "username",
    "coordinators": "email",
    "core_sessions": "capacity",
    "registrations": "username",
}


class TestHeader:
    def test_missing_column_is_named(self, refused, kind):
        name = REQUIRED[kind]
        rows = [
            {column: cell for column, cell in row.items() if column != name}
            for row in good_rows(kind)
        ]
        said = refused(table(rows))
        assert said.splitlines()[0] == f"Missing columns: {name}."
        assert header(kind).replace(",", ", ") in said

    def test_unknown_column_is_listed_and_not_read(self, tmp_path, kind):
        file = table([row | {"remark": "-"} for row in good_rows(kind)])
        outcome = import_csv(tmp_path, kind, file)
        assert (outcome.code, outcome.out) == (0, "2 rows in all: 2 new, 0 changed.\n")
        assert outcome.err == "Note: Columns that are not read: remark.\n"

    def test_misspelt_column_is_named_beside_the_one_it_was_to_be(self, refused, kind):
        name = REQUIRED[kind]
        said = refused(renamed(kind, name, f"{name}z"))
        assert said.splitlines()[:2] == [
            f"Note: Columns that are not read: {name}z.",
            f"Missing columns: {name}.",
        ]

    def test_column_that_stands_there_twice_is_named(self, refused, kind):
        name = columns(kind)[0]
        twice = "".join(
            f"{line},{line.split(',')[0]}\n" for line in GOOD[kind].splitlines() if '"' not in line
        )
        assert refused(twice).splitlines()[0] == f"Columns that occur twice: {name}."

    def test_file_without_a_header_is_told_what_belongs_there(self, refused, kind):
        said = refused(GOOD[kind].partition("\n")[2])
        assert "Missing columns: " in said
        assert "The first row has these names" in said

    @pytest.mark.parametrize("data", ["", "\n", "\ufeff", " , ,\n\n"])
    def test_empty_file_is_told_to_be_empty(self, refused, kind, data):
        assert refused(data) == "The file is empty. Its first row names the columns."


class TestEncoding:
    def test_byte_that_is_not_utf_8_among_letters_that_are_is_told_by_row_and_column(
        self, refused, kind
    ):
        row, column = dict.fromkeys(columns(kind), "å"), columns(kind)[1]
        text = table([row, row | {column: "Bokm?l"}])
        said = refused(text.encode().replace(b"?", b"\xe5"))
        assert said == (
            f"row 3, {column}: The byte 0xE5 is not a letter in the encoding of the file. "
            "Save it as an Excel workbook."
        )

    def test_row_is_that_of_a_spreadsheet_where_a_cell_has_two_lines(self, refused, kind):
        row, column = dict.fromkeys(columns(kind), "x"), columns(kind)[-1]
        data = table([row | {column: "two\nlines, so"}, row | {column: "?"}])
        said = refused(b"\xef\xbb\xbf" + data.encode().replace(b"?", b"\xe9"))
        assert said.startswith(f"row 3, {column}: The byte 0xE9 ")

    def test_utf_16_that_is_cut_off_is_told(self, refused, kind):
        said = refused(GOOD[kind].encode("utf-16")[:-1])
        assert said == "The file is damaged. Save it again as an Excel workbook."

    def test_nul_is_told_by_row_and_column(self, refused, kind):
        column = columns(kind)[0]
        data = table([good_rows(kind)[0], good_rows(kind)[1] | {column: "a\0b"}])
        assert refused(data).startswith(
            f"row 3, {column}: The file contains NUL, which is not text."
        )


class TestQuotes:
    def test_quotation_that_never_ends_is_told_by_row(self, refused, kind):
        said = refused(GOOD[kind] + '"never ends')
        assert said.startswith("Row 4 cannot be read: check its quotation marks.")

    def test_quotation_mark_that_is_not_doubled_is_told_by_row(self, refused, kind):
        said = refused(f'{header(kind)}\n"one" two,')
        assert said.startswith("Row 2 cannot be read: check its quotation marks.")


class TestNonsense:
    """A large amount of nonsense of any shape gets a quick and short answer."""

    def test_random_bytes(self, refused, kind):
        said = refused(random.Random(1).randbytes(NONSENSE))
        assert said.startswith("The file has 10.0 MB; at most 5 MB are read at a time.")

    def test_random_bytes_that_are_few_enough(self, refused, kind):
        said = refused(random.Random(1).randbytes(LARGEST_FILE))
        assert "is not a letter in the encoding of the file" in said

    def test_right_header_and_ten_megabytes_of_rows(self, refused, kind):
        row = "x," * header(kind).count(",") + "x\n"
        data = f"{header(kind)}\n{row * (NONSENSE // len(row))}"
        assert refused(data).startswith("The file has 10.0 MB; at most 5 MB are read at a time.")

    def test_right_header_and_rows_of_one_cell(self, refused, kind):
        said = refused(f"{header(kind)}\n" + "nonsense\n" * (MOST_RAGGED_ROWS + 1))
        assert said.startswith(f"More than {MOST_RAGGED_ROWS} rows have too many or too few cells,")
        assert "row 2 the first of them" in said

    def test_right_header_and_endless_short_rows(self, refused, kind):
        row = "," * header(kind).count(",") + "x\n"
        said = refused(f"{header(kind)}\n{row * (MOST_ROWS + 1)}")
        assert said.startswith(f"The file has more than {MOST_ROWS} rows.")

    def test_header_of_nonsense(self, refused, kind):
        said = refused("x," * (LARGEST_FILE // 2))
        assert said.startswith("Note: Columns that are not read: x, x, x, x, x, x, x, x, x, x …")
        assert "\nMissing columns: " in said

    def test_letters_that_move_the_cursor_are_not_printed(self, refused, kind):
        said = refused(f"{header(kind)},\x1b[2Jname\u202e,\n")
        assert "\x1b" not in said
        assert "\u202e" not in said


class TestPath:
    def test_missing_file_is_told(self, tmp_path, kind):
        path = tmp_path / "nowhere.csv"
        outcome = import_file(path, kind)
        assert outcome.code == 1
        assert outcome.err.startswith(f"{path} cannot be read: No such file or directory.")

    def test_folder_is_told(self, tmp_path, kind):
        outcome = import_file(tmp_path, kind)
        assert outcome.code == 1
        assert "cannot be read: Is a directory." in outcome.err


def test_row_that_the_database_refuses_for_reasons_of_its_own_is_told(refused, tmp_path, kind):
    """The constraint is unknown to the program, which has no message for it."""
    forbid_new(kind)
    said = refused(GOOD[kind]).splitlines()
    assert [line.partition(":")[0] for line in said] == ["row 2", "row 3"]
    assert all("“never”" in line or '"never"' in line for line in said)
