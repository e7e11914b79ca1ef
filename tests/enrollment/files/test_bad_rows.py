"""Invalid rows: each is reported with row, column and reason, and nothing in the file is imported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import CoreSession
from enrollment.resources import RESOURCES, CoordinatorResource
from enrollment.resources.reading import read_file
from tests.enrollment.tables import (
    GOOD,
    KINDS,
    everything,
    fill,
    good_row,
    good_rows,
    import_csv,
    table,
)
from tests.factories import DepartmentFactory, UserFactory, VerifiedUserFactory

pytestmark = pytest.mark.django_db

BLANK = "This cell must not be blank."
NO_DATE = "is not a date. Write year, month and day, for example 2024-09-02."
NO_TIME = "is not a time of day. Write hours and minutes, for example 09:00."
NO_TERM = "is not a term. Write the year and V or H, for example 2024H."
NO_NUMBER = "is not a whole number of 1 or more. Write a number, for example 40."
CAMPUSES = "Write Trondheim, Gjøvik or Ålesund."
NO_USERNAME = "A user name has small letters, digits, full stops, hyphens and underscores."
TOO_LONG = "Ensure this value has at most %d characters"
NO_EMAIL = "Enter a valid email address."

# Errors in one cell of the second row: column, content and message.
BAD_CELLS = {
    "departments": [
        ("faculty_code", "", BLANK),
        ("faculty_code", "X" * 21, TOO_LONG % 20),
        ("faculty_en", "", BLANK),
        ("faculty_nb", "x" * 201, TOO_LONG % 200),
        ("code", "", BLANK),
        ("code", "X" * 21, TOO_LONG % 20),
        ("name_en", "", BLANK),
        ("name_nb", "x" * 201, TOO_LONG % 200),
        ("name_nb", "x" * 1_000_000, TOO_LONG % 200),
        ("campus", "", BLANK),
        ("campus", "Bergen", f"“Bergen” is unknown. {CAMPUSES}"),
        ("campus", "x" * 1_000_000, f"“{'x' * 39}…” is unknown. {CAMPUSES}"),
    ],
    "courses": [
        ("code", "", BLANK),
        ("code", "X" * 21, TOO_LONG % 20),
        ("name_en", "", BLANK),
        ("name_nb", "x" * 201, TOO_LONG % 200),
        ("name_nb", "#NAVN?", "The spreadsheet shows the error #NAVN? here."),
        ("department", "", BLANK),
        (
            "department",
            "NV-XXX",
            "There is no department “NV-XXX”. Correct the code, or import the departments first.",
        ),
    ],
    "appointments": [
        ("term", "", BLANK),
        ("term", "2024X", f"“2024X” {NO_TERM}"),
        ("term", "2024", f"“2024” {NO_TERM}"),
        ("term", "2024S", f"“2024S” {NO_TERM}"),
        ("username", "", BLANK),
        ("username", "ola li", NO_USERNAME),
        ("username", "olali@example.org", NO_USERNAME),
        ("username", "x" * 101, TOO_LONG % 100),
        ("name", "", BLANK),
        ("name", "x" * 151, TOO_LONG % 150),
        ("email", "", BLANK),
        ("email", "olali", NO_EMAIL),
        ("department", "NV-XXX", "There is no department “NV-XXX”."),
        ("course", "", BLANK),
        ("course", "TFY9999", "There is no course “TFY9999”."),
        (
            "starts_on",
            "05/01/2027",
            "“05/01/2027” can be read in two ways. Write 2027-01-05 or 2027-05-01.",
        ),
        ("starts_on", "31.02.2024", f"“31.02.2024” {NO_DATE}"),
        ("starts_on", "15.08.24", f"“15.08.24” {NO_DATE}"),
        ("starts_on", "2024-8-15", f"“2024-8-15” {NO_DATE}"),
        ("starts_on", "2024-02-30", f"“2024-02-30” {NO_DATE}"),
        ("ends_on", "0204-12-20", f"“0204-12-20” {NO_DATE}"),
        ("ends_on", "tomorrow", f"“tomorrow” {NO_DATE}"),
        ("language", "no", "“no” is unknown. Write Norsk (bokmål) or English."),
    ],
    "coordinators": [
        ("username", "", BLANK),
        ("username", "eva eik", NO_USERNAME),
        ("username", "x" * 151, TOO_LONG % 150),
        ("name", "", BLANK),
        ("name", "x" * 151, TOO_LONG % 150),
        ("email", "", BLANK),
        ("email", "evae@", NO_EMAIL),
        ("department", "", BLANK),
        ("department", "NV-XXX", "There is no department “NV-XXX”."),
        ("course", "TFY9999", "There is no course “TFY9999”."),
        (
            "course",
            "TDT4100",
            "TDT4100 is a course of IE-IDI. Correct the course or the department.",
        ),
    ],
    "core_sessions": [
        ("term", "H24", f"“H24” {NO_TERM}"),
        ("core_module", "", BLANK),
        ("core_module", "3", "“3” is unknown. Write 1 or 2."),
        ("core_module", "one", "“one” is unknown. Write 1 or 2."),
        ("campus", "Dragvoll", f"“Dragvoll” is unknown. {CAMPUSES}"),
        ("date", "", BLANK),
        ("date", "16/9/2024", f"“16/9/2024” {NO_DATE}"),
        ("date", "2024-13-01", f"“2024-13-01” {NO_DATE}"),
        ("date", "0001-01-01", f"“0001-01-01” {NO_DATE}"),
        ("date", "9999-12-31", f"“9999-12-31” {NO_DATE}"),
        ("weekday", "Tuesday", "2024-09-16 is a Monday, but the row says “Tuesday”."),
        ("weekday", "Smonday", "2024-09-16 is a Monday, but the row says “Smonday”."),
        ("start", "", BLANK),
        ("start", "9", f"“9” {NO_TIME}"),
        ("start", "25:00", f"“25:00” {NO_TIME}"),
        ("end", "", BLANK),
        ("end", "12,00", f"“12,00” {NO_TIME}"),
        ("end", "12.60", f"“12.60” {NO_TIME}"),
        ("end", "08:00", "The session ends before it starts."),
        ("end", "09:00", "The session ends before it starts."),
        ("language", "", BLANK),
        ("language", "Engelst", "“Engelst” is unknown. Write Norwegian or English."),
        ("capacity", "", BLANK),
        ("capacity", "0", f"“0” {NO_NUMBER}"),
        ("capacity", "-1", f"“-1” {NO_NUMBER}"),
        ("capacity", "40.0", f"“40.0” {NO_NUMBER}"),
        ("capacity", "forty", f"“forty” {NO_NUMBER}"),
        ("capacity", "9999999999", "Ensure this value is less than or equal to 2147483647."),
        ("capacity", "9" * 100_000, "The number is too large."),
        ("leaders", "dagd;nobody", "No account has the user name “nobody”. Correct it."),
        ("draft", "maybe", "“maybe” is unknown. Write yes or no."),
        ("online_url", "zoom", "Enter a valid URL."),
        ("online_url", "javascript:alert(1)", "Enter a valid URL."),
    ],
    "registrations": [
        ("term", "", BLANK),
        ("term", "autumn", f"“autumn” {NO_TERM}"),
        ("term", "2030H", "There is no session of core module 2 in Gjøvik"),
        ("core_module", "3", "“3” is unknown. Write 1 or 2."),
        ("campus", "Bergen", f"“Bergen” is unknown. {CAMPUSES}"),
        ("date", "", BLANK),
        ("date", "16.09", f"“16.09” {NO_DATE}"),
        (
            "date",
            "2024-09-17",
            "There is no session of core module 2 in Gjøvik on 2024-09-17 at 09:00 in 2024H. "
            "Correct the row, or import the core sessions first.",
        ),
        ("start", "nine", f"“nine” {NO_TIME}"),
        ("username", "", BLANK),
        ("username", "nobody", "There is no learning assistant “nobody”."),
        ("mark", "here", "“here” is unknown. Write present, partial or absent."),
    ],
}
CASES = [
    pytest.param(kind, *case, id=f"{kind}-{case[0]}-{case[1][:12] or 'blank'}")
    for kind in KINDS
    for case in BAD_CELLS[kind]
]
# Two cells that contradict each other.
BAD_PAIRS = [
    (
        "core_sessions",
        {"place": "x" * 201, "online_url": ""},
        "place",
        "Ensure this value has at most 200 characters (it has 201).",
    ),
    ("core_sessions", {"place": "R1"}, "online_url", "Give the room or the link, not both."),
    (
        "appointments",
        {"starts_on": "2024-12-20", "ends_on": "2024-12-19"},
        "ends_on",
        "The appointment ends before it starts.",
    ),
    (
        "appointments",
        {"email": "KARIM@example.org"},
        "email",
        "Another learning assistant already has this e-mail address.",
    ),
]


def problems_of(tmp_path, kind, rows):
    """Import rows that are refused, and check that nothing changes."""
    before = everything()
    outcome = import_csv(tmp_path, kind, table(rows))
    assert (outcome.code, outcome.out) == (1, "")
    assert everything() == before
    assert len(outcome.err) < 2000
    return outcome.problems


@pytest.mark.parametrize(("kind", "column", "cell", "reason"), CASES)
def test_bad_cell_is_told_and_the_good_row_above_it_stays_out(tmp_path, kind, column, cell, reason):
    fill(tmp_path, before=kind)
    rows = [good_rows(kind)[0], good_row(kind, **{column: cell})]
    ((row, named, said),) = problems_of(tmp_path, kind, rows)
    assert (row, named) == (3, column)
    assert said.startswith(reason)


def test_every_column_has_a_case():
    tried = {(kind, column) for kind in KINDS for column, _, _ in BAD_CELLS[kind]}
    tried |= {(kind, column) for kind, _, column, _ in BAD_PAIRS}
    # Tells parallel sessions apart: test_parallel_sessions.py.
    tried |= {("registrations", "place")}
    assert tried == {(kind, column) for kind in KINDS for column in RESOURCES[kind].columns()}


@pytest.mark.parametrize(("kind", "changes", "column", "reason"), BAD_PAIRS)
def test_cells_that_do_not_go_together_are_told(tmp_path, kind, changes, column, reason):
    fill(tmp_path, before=kind)
    rows = [good_rows(kind)[0], good_row(kind, **changes)]
    assert problems_of(tmp_path, kind, rows) == [(3, column, reason)]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryTable:
    def test_row_that_stands_there_twice_is_told_with_the_first(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        first, second = good_rows(kind)
        assert problems_of(tmp_path, kind, [first, second, first]) == [
            (4, "", "This is the same as row 2. Keep one of them.")
        ]

    def test_row_that_stands_there_twice_is_told_where_it_is_on_record_too(self, tmp_path, kind):
        fill(tmp_path)
        first, _ = good_rows(kind)
        assert problems_of(tmp_path, kind, [first, first]) == [
            (3, "", "This is the same as row 2. Keep one of them.")
        ]

    def test_all_that_is_wrong_is_told_from_the_first_row_to_the_last(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        (column, cell, _), *_, (other, another, _) = BAD_CELLS[kind]
        good, _ = good_rows(kind)
        bad = good_row(kind, **{column: cell, other: another})
        told = problems_of(tmp_path, kind, [bad, good, bad])
        assert [row for row, *_ in told] == sorted(row for row, *_ in told)
        assert {(2, column), (2, other), (4, column), (4, other)} <= {
            (row, named) for row, named, _ in told
        }

    def test_row_is_numbered_as_a_spreadsheet_does(self, tmp_path, kind):
        """The header is row 1; blank rows count, and a cell with two lines is still one row."""
        fill(tmp_path, before=kind)
        column, cell, _ = BAD_CELLS[kind][-1]
        bad = table([good_row(kind, **{column: cell})]).splitlines()[1]
        header, *good = GOOD[kind].splitlines()
        blank = "," * header.count(",")
        two_lines = f'"\n  "{blank}'
        file = "\n".join([header, good[0], "", blank, two_lines, bad])
        outcome = import_csv(tmp_path, kind, file)
        assert {(row, named) for row, named, _ in outcome.problems} == {(6, column)}

    def test_row_with_too_few_or_too_many_cells_is_told(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        before = everything()
        header = GOOD[kind].splitlines()[0]
        width = header.count(",") + 1
        outcome = import_csv(tmp_path, kind, f"{header}\nx,x\n{'x,' * width}x\n")
        assert outcome.code == 1
        assert outcome.problems == [
            (2, "", f"The row has 2 cells, but the header has {width}."),
            (3, "", f"The row has {width + 1} cells, but the header has {width}."),
        ]
        assert everything() == before

    def test_dry_run_tells_the_same(self, tmp_path, kind):
        fill(tmp_path, before=kind)
        column, cell, _ = BAD_CELLS[kind][0]
        file = table([good_row(kind, **{column: cell})])
        dry = import_csv(tmp_path, kind, file, "--dry-run")
        assert (dry.code, dry.problems) == (1, import_csv(tmp_path, kind, file).problems)


class TestTwoRowsAboutTheSame:
    @pytest.mark.parametrize(
        ("kind", "same", "column", "other"),
        [
            ("departments", {"faculty_code": "IE"}, "faculty_en", "Another Faculty"),
            ("departments", {"faculty_code": "IE"}, "faculty_nb", "Et annet fakultet"),
            ("appointments", {"username": "karim"}, "name", "Kari Moe"),
            ("appointments", {"username": "karim"}, "language", "en"),
            ("coordinators", {"username": "dagd"}, "name", "Dag Dal"),
            ("coordinators", {"username": "dagd"}, "email", "dag@example.org"),
        ],
    )
    def test_say_the_same(self, tmp_path, kind, same, column, other):
        fill(tmp_path, before=kind)
        first = good_rows(kind)[0]
        mine = {"departments": ["faculty_en", "faculty_nb"]}.get(kind, ["name", "email"])
        agreeing = {name: first[name] for name in mine}
        if "language" in first:
            agreeing["language"] = first["language"]
        second = good_row(kind, **{**same, **agreeing, column: other})
        about = next(iter(same.values()))
        assert problems_of(tmp_path, kind, [first, second]) == [
            (3, column, f"Row 2 has a different value for {about}. Use the same in both.")
        ]


class TestOnRecord:
    def test_address_of_another_learning_assistant_is_refused(self, tmp_path):
        fill(tmp_path)
        row = good_row("appointments", username="newone", email="Karim@Example.org")
        assert problems_of(tmp_path, "appointments", [row]) == [
            (2, "email", "Another learning assistant already has this e-mail address.")
        ]

    def test_places_taken_keep_the_number_of_places(self, tmp_path):
        fill(tmp_path)
        CoreSession.objects.filter(capacity=1).update(capacity=2)
        places = [
            good_row(
                "registrations", username="olali", core_module="1", campus="Trondheim",
                date="2024-09-02",
            ),
            good_row("registrations", username="olali"),
        ]  # fmt: skip
        assert import_csv(tmp_path, "registrations", table(places)).code == 0
        rows = [row | {"capacity": "1"} for row in good_rows("core_sessions")]
        told = problems_of(tmp_path, "core_sessions", rows)
        assert [(row, column) for row, column, _ in told] == [(2, "capacity"), (3, "capacity")]
        assert "More places are already taken." in told[0][2]

    def test_cancelled_session_is_not_brought_back(self, tmp_path):
        fill(tmp_path, before="registrations")
        session = CoreSession.objects.get(core_module=2)
        session.cancelled_at = session.starts_at - timedelta(days=3)
        session.save()
        told = problems_of(tmp_path, "core_sessions", good_rows("core_sessions"))
        assert [(row, column) for row, column, _ in told] == [(3, "date")]
        assert "This session is cancelled." in told[0][2]

    def test_account_in_use_keeps_its_address(self, tmp_path):
        fill(tmp_path, before="coordinators")
        VerifiedUserFactory(username="evae", email="eva@example.org")
        told = problems_of(tmp_path, "coordinators", good_rows("coordinators"))
        assert [(row, column) for row, column, _ in told] == [(3, "email")]

    def test_address_proven_by_an_account_of_another_user_name_is_told_with_it(self, tmp_path):
        fill(tmp_path, before="coordinators")
        VerifiedUserFactory(username="eeik", email="evae@example.org")
        assert problems_of(tmp_path, "coordinators", good_rows("coordinators")) == [
            (3, "username", "The account of evae@example.org has the user name eeik. Write that.")
        ]


def test_no_one_changes_the_address_of_an_account_with_rights():
    root = UserFactory(username="root", is_staff=True, is_superuser=True)
    root.set_unusable_password()
    root.save()
    row = f"root,Root,other@example.org,{DepartmentFactory().code},\n"
    dataset = read_file(f"username,name,email,department,course\n{row}".encode())
    assert CoordinatorResource().import_file(dataset).has_validation_errors()
    root.refresh_from_db()
    assert root.email == "root@example.org"
