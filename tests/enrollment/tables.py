"""A small valid file for each table, and helpers to import files and compare the database."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import override

from enrollment.models import Registration, User
from enrollment.resources import RESOURCES
from enrollment.resources.recording import Recording
from tests.factories import NOW

# Each file depends on those above it.
GOOD = {
    "departments": """\
faculty_code,faculty_en,faculty_nb,code,name_en,name_nb,campus
IE,Faculty of Information Technology,Fakultet for informasjonsteknologi,IE-IDI,Computer Science,Datateknologi,Trondheim
NV,Faculty of Natural Sciences,Fakultet for naturvitenskap,NV-IFY,Physics,Fysikk,Gjøvik
""",
    "courses": """\
code,name_en,name_nb,department
TDT4100,Object-Oriented Programming,Objektorientert programmering,IE-IDI
TFY4104,"Physics, mechanics",Fysikk,NV-IFY
""",
    "appointments": """\
term,username,name,email,department,course,starts_on,ends_on,language
2024H,karim,Kåre Moe,karim@example.org,IE-IDI,TDT4100,2024-08-15,2024-12-20,nb
2024H,olali,Ola Li,olali@example.org,NV-IFY,TFY4104,,,en
""",
    "coordinators": """\
username,name,email,department,course
dagd,Dag Dahl,dagd@example.org,IE-IDI,
evae,Eva Eik,evae@example.org,NV-IFY,TFY4104
""",
    "core_sessions": """\
term,core_module,campus,date,weekday,start,end,language,capacity,place,online_url
2024H,1,Trondheim,2024-09-02,Monday,09:00,12:00,nb,1,R1,
2024H,2,Gjøvik,2024-09-16,,09:00,12:00,en,40,,https://example.org/zoom
""",
    "registrations": """\
term,core_module,campus,date,start,username,mark
2024H,1,Trondheim,2024-09-02,09:00,karim,present
2024H,2,Gjøvik,2024-09-16,09:00,karim,
""",
}
# Cells for the second row of columns that are younger than the format, and that old files lack.
ADDED = {
    "core_sessions": {"leaders": "dagd", "draft": "yes"},
    "registrations": {"place": "https://example.org/zoom"},
}
KINDS = list(GOOD)

PROBLEM = re.compile(r"row (\d+)(?:, (\w+))?: (.+)")


@dataclass(frozen=True)
class Outcome:
    code: str | int | None
    out: str
    err: str

    @property
    def problems(self) -> list[tuple[int, str, str]]:
        """The row, column and reason of each problem."""
        found = [PROBLEM.fullmatch(line) for line in self.err.splitlines()]
        return [(int(match[1]), match[2] or "", match[3]) for match in found if match]


def import_csv(folder: Path, kind: str, data: str | bytes, *options: str) -> Outcome:
    """Run import_csv on a file with this content."""
    path = folder / f"{kind}.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return import_file(path, kind, *options)


def import_file(path: Path, kind: str, *options: str) -> Outcome:
    out, err = StringIO(), StringIO()
    code: str | int | None = 0
    with override("en"):
        try:
            call_command("import_csv", kind, str(path), *options, stdout=out, stderr=err)
        except SystemExit as exit:
            code = exit.code
    return Outcome(code, out.getvalue(), err.getvalue())


def export_csv(kind: str) -> str:
    out = StringIO()
    call_command("export_csv", kind, stdout=out)
    return out.getvalue()


# The rows that filling the tables has written, by the kind that it stopped before and the users there were.
_FILLED: dict[tuple[str, ...], list[tuple[str, str]]] = {}


def fill(folder: Path, *, before: str = "") -> None:
    """Import all good files, or those above ``before``; what was imported once is put back row by row."""
    found = (before, *User.objects.values_list("username", flat=True).order_by("username"))
    if found in _FILLED:
        put_back(_FILLED[found])
        return
    known = {*everything()}
    for kind in KINDS[: KINDS.index(before)] if before else KINDS:
        assert import_csv(folder, kind, GOOD[kind]).code == 0
    new = [row for row in everything() if row not in known]
    _FILLED[found] = [(name, record) for name, _ctid, record in new]


def put_back(rows: list[tuple[str, str]]) -> None:
    """Insert rows as they once were, without triggers: the history is among them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, row in rows:
            columns = ", ".join(f'"{column}"' for column in columns_of(name))
            values = ", ".join(f'(record)."{column}"' for column in columns_of(name))
            record = f'SELECT %s::"{name}" AS record'
            cursor.execute(
                f'INSERT INTO "{name}" ({columns}) SELECT {values} FROM ({record}) old', [row]
            )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@cache
def columns_of(table: str) -> list[str]:
    """Return the columns that can be written: all but the generated ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema AND table_name = %s AND is_generated = 'NEVER'",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def good_rows(kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(GOOD[kind])))


def good_row(kind: str, **changes: str) -> dict[str, str]:
    """Return the second good row with some cells changed."""
    return good_rows(kind)[1] | changes


def table(rows: list[dict[str, str]]) -> str:
    file = StringIO()
    writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def everything() -> list[tuple[str, ...]]:
    """Return all rows of all tables, including history, with their ctid, which changes when a row is rewritten.

    Excludes the cache table, where a preview stores its file.
    """
    tables = sorted({*connection.introspection.table_names()} - {"laos_kept"})
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}', record.ctid::text, record::text FROM \"{name}\" record"
                for name in tables
            )
        )
        return sorted(cursor.fetchall())


def note(*, assistant, session, mark: str = "", by=None) -> None:
    """Record a place as a row of an imported file does."""
    recording = Recording([assistant], [session], NOW)
    recording.record(
        Registration(
            assistant=assistant, session=session, core_module=session.core_module, mark=mark
        )
    )
    with transaction.atomic():
        recording.write(by)


def rows_of(*names: str) -> int:
    """Return the total number of rows in these tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f'SELECT count(*) FROM "enrollment_{name}"' for name in names)
        )
        return sum(number for (number,) in cursor.fetchall())


def empty_tables() -> None:
    """Empty all tables that the files fill, except the campuses, which come with the migrations."""
    names = [
        name
        for name in connection.introspection.table_names()
        if name.startswith("enrollment_") and name != "enrollment_campus"
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")


def forbid_new(kind: str) -> None:
    """Add a database constraint without a user-facing message, which rejects every new row."""
    model = RESOURCES[kind]._meta.model
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {model._meta.db_table} ADD CONSTRAINT never CHECK (id < 0)")
