"""Dates, times, numbers and words as people and their programs write them."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from enrollment.forms.text_files import repaired
from enrollment.models.sessions import YEARS
from enrollment.resources.cells import TableRow
from enrollment.resources.reading import read_file
from enrollment.resources.reading.headings import turned
from enrollment.resources.reading.values import (
    UnclearDateError,
    names_of_weekday,
    read_choice,
    read_date,
    read_term,
    read_time,
)
from modules.models import OnlineModule

DAYS = st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(DAYS)
def test_date_is_read_in_each_way_it_is_written(day):
    ways = (
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {day.month}. {day.year}",
    )
    assert {read_date(written) for written in ways} == {day}


@given(DAYS)
def test_date_with_slashes_is_never_guessed(day):
    written = f"{day:%d/%m/%Y}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(UnclearDateError, match=day.isoformat()):
            read_date(written)
    else:
        assert read_date(written) is None


@given(TIMES)
def test_time_is_read_in_each_way_it_is_written(time):
    ways = (
        f"{time:%H:%M}",
        f"{time:%H:%M:%S}",
        f"{time:%H.%M}",
        f"{time.hour}:{time:%M}",
        f"{time.hour}.{time:%M}",
        f"kl. {time:%H.%M}",
    )
    assert {read_time(written) for written in ways} == {time}


@given(st.decimals("0.5", 9, places=1))
def test_hours_are_read_with_a_comma_and_with_a_full_stop(hours):
    for written in (str(hours), str(hours).replace(".", ",")):
        row = TableRow({"hours": written})
        assert row.required_hours("hours", OnlineModule) == hours


@pytest.mark.parametrize(
    ("text", "choices", "chosen"),
    [
        ("norsk", ("nb", "en"), "nb"),
        ("Bokmål", ("nb", "en"), "nb"),
        ("ENGELSK", ("nb", "en"), "en"),
        ("English", ("nb", "en"), "en"),
        ("nynorsk", ("nb", "en"), None),
        ("no", ("nb", "en"), None),
        ("Ja", ("yes", "no"), "yes"),
        ("x", ("yes", "no"), "yes"),
        ("1", ("yes", "no"), "yes"),
        ("TRUE", ("yes", "no"), "yes"),
        ("nei", ("yes", "no"), "no"),
        ("0", ("yes", "no"), "no"),
        ("maybe", ("yes", "no"), None),
        ("Til stede", ("present", "partial", "absent"), "present"),
        ("fravær", ("present", "partial", "absent"), "absent"),
        ("x", ("present", "partial", "absent"), None),
    ],
)
def test_word_is_read_as_the_choice_it_means(text, choices, chosen):
    assert read_choice(text, choices) == chosen


def test_weekday_has_its_names_in_both_languages():
    assert {"wednesday", "onsdag", "wed", "ons"} <= names_of_weekday(2)


def test_surname_first_is_turned():
    assert turned("Sæther, Ola Nils") == "Ola Nils Sæther"


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12
).map(str.strip)
WRITTEN = st.lists(st.tuples(TEXTS, TEXTS, TEXTS).filter(any), min_size=1, max_size=8)


def cells_in(data: bytes, width: int) -> list[tuple[str, ...]]:
    (sheet,) = read_file(data).sheets
    return [tuple(cells + [""] * (width - len(cells))) for _number, cells in sheet.rows]


def is_guarded(text: str) -> bool:
    return text.startswith("'")


@given(
    WRITTEN, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
)
def test_text_as_spreadsheets_write_it_comes_back(rows, separator, encoding):
    # What looks damaged by another program is read as it was before.
    rows = [
        tuple("" if is_guarded(cell) or repaired(cell) != cell else cell for cell in row)
        for row in rows
    ]
    rows = [("one", "two", "three"), *filter(any, rows)]
    file = StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)
    assert cells_in(file.getvalue().encode(encoding), 3) == rows


@given(WRITTEN, DAYS, TIMES, st.decimals(0, 99, places=2))
def test_cells_of_a_workbook_come_back_in_canonical_form(rows, day, time, number):
    rows = [tuple("" if is_guarded(c) or c.startswith("=") else c for c in row) for row in rows]
    workbook, file = Workbook(), BytesIO()
    workbook.active.append(["date", "time", "number"])
    workbook.active.append([day, time, float(number)])
    for row in rows:
        workbook.active.append([cell or None for cell in row])
    workbook.save(file)
    header, typed, *others = cells_in(file.getvalue(), 3)
    assert header == ("date", "time", "number")
    assert typed[:2] == (day.isoformat(), f"{time:%H:%M}")
    assert Decimal(typed[2]) == number
    assert others == [row for row in rows if any(row)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tirsdag 12. januar 2027", dt.date(2027, 1, 12)),
        ("Tue, 12 Jan 2027", dt.date(2027, 1, 12)),
        ("12. MAI 2027", dt.date(2027, 5, 12)),
        ("mandag 12. januar 2027", None),
        ("12. janus 2027", None),
        ("31. februar 2027", None),
    ],
)
def test_date_with_the_name_of_its_month(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vår 2027", "2027V"),
        ("2027 høst", "2027H"),
        ("H2026", "2026H"),
        ("autumn 2026", "2026H"),
        ("2027v", "2027V"),
        ("vinter 2027", "vinter 2027"),
    ],
)
def test_term_in_words_is_its_code(text, code):
    assert read_term(text) == code
