"""Whose user names and addresses a table has: read as those of records that are in use."""

from __future__ import annotations

from tablib import Dataset

from enrollment import access
from enrollment.people.merging.following import of_records_that_stay
from enrollment.resources.cells import read_cell


def settle(table: Dataset) -> None:
    """Replace addresses in place of user names, and what is of merged records, in the columns of learning assistants."""
    _read_usernames(table)
    _follow_merges(table)


def _read_usernames(table: Dataset) -> None:
    """Read a university address in place of a user name, such as the name at Feide, as the user name in it."""
    written = table["username"] if "username" in table.headers else []
    if any("@" in str(cell) for cell in written):
        cells = [
            access.username_in(read_cell("username", cell).lower()) or cell for cell in written
        ]
        del table["username"]
        table.append_col(cells, header="username")


def _follow_merges(table: Dataset) -> None:
    """Replace user names and addresses of merged records by those of the records that stay."""
    columns = [name for name in ("username", "email") if name in table.headers]
    written = {name: [read_cell(name, cell).lower() for cell in table[name]] for name in columns}
    staying = of_records_that_stay({cell for cells in written.values() for cell in cells})
    for name in columns if staying else ():
        cells = [
            staying.get(cell, as_given)
            for cell, as_given in zip(written[name], table[name], strict=True)
        ]
        del table[name]
        table.append_col(cells, header=name)
