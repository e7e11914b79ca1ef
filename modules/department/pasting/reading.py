"""Read the rows of a pasted list: one of cells for each person, with the heading of each column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import unescape

from enrollment.forms.text_files import repaired
from enrollment.plain_text import as_typed, fold, tidy

# Field by heading, in English and Norwegian; "" is a column that says nothing about an appointment.
NAMES_OF_FIELDS = {
    "username": "username, user name, user, brukernavn, bruker, ntnu-brukernavn, ntnu username, feide, feide-id, feidenavn, feide-brukernavn, feide username, login, login id, sis login id",
    "name": "name, full name, learning assistant, navn, fullt navn, læringsassistent",
    "surname": "surname, last name, lastname, family name, etternavn",
    "first_name": "first name, firstname, given name, given names, fornavn, for- og mellomnavn",
    "email": "email, e-mail, mail, email address, e-mail address, e-post, epost, e-postadresse, epostadresse",
    "course": "course, course code, emne, emnekode, kurs, fag",
    "starts_on": "from, start, starts, start date, starts on, starts_on, first day, fra, fra dato, fra og med, ansatt fra, startdato, første dag",
    "ends_on": "to, end, ends, end date, ends on, ends_on, last day, til, til dato, til og med, ansatt til, slutt, sluttdato, siste dag",
    "": "no, no., nr, nr., #, student number, student no, studentnummer, studentnr, phone, mobile, telefon, mobil, tlf, hours, timer, percent, position, prosent, stillingsprosent, stilling, role, rolle, course name, emnenavn, title, tittel, location, plassering, tags, tagger, department, avdeling, institutt, student id, year, år, termin",
}
FIELDS = {
    fold(heading): field
    for field, headings in NAMES_OF_FIELDS.items()
    for heading in headings.split(", ")
} | dict.fromkeys(("surname, first name", "last name, first name", "etternavn, fornavn"), "name")
BULLET = re.compile(r"^\s*(?:[•·●◦▪‣*–—-]\s+|\(?\d{1,4}[.)]\s+|\[[ xX]?\]\s+)+")
RULED_LINE = re.compile(r"[-–—_=*~.:|+ \t]*")
# A cell with line breaks, as spreadsheets copy it.
BROKEN_CELL = re.compile(r'(?<![^\t\n])"([^"\t\n]*\n[^"\t]*)"(?=[\t\r\n]|\Z)')
# Counts the line breaks taken out of such a cell. No text has it: NUL is removed.
BROKEN = "\0"
# A row of a table in plain text.
BETWEEN_BARS = re.compile(r"\|(.+)\|")
MAIL_HEADER = re.compile(r"^(?:to|cc|bcc|til|kopi|blindkopi):\s*", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(?:(?:med )?(?:vennlig|beste?) hilsen|hilsen|mvh|(?:kind|best|warm) regards|regards|sendt fra|sent from"
    # What stands below a table.
    r"|sist (?:oppdatert|endret)|last updated|(?:sum|totalt?|antall)\b[^a-z]*\d+)\b"
)
# A course as the heading of the lines below it: “TFY4155:”, “Emne: TFY4155” or “TFY4155 Fysikk:”.
COURSE_CODE = re.compile(r"[A-ZÆØÅ]{2,6}[0-9]{3,5}[A-Z]?")
COURSE_HEADING = re.compile(
    rf"(?:(?i:emnekode|emne|fag|kurs|course code|course)\b[ :]*)?({COURSE_CODE.pattern})(?:[ :,–—(-]+(.+))?"
)
# A sign as web pages write it, perhaps more than once.
ESCAPED = re.compile(r"&(?:amp;)*(lt|gt|quot|nbsp|amp|#39);")
# Behind a heading: “Brukernavn (Feide)”.
EXPLANATION = re.compile(r"(?<=\w) *\([^()]*\)$")
# Starts only at an edge: otherwise a long line would be tried from each of its letters.
BRACKETED = re.compile(r"(?<![^<>])[^<>]*<[^<>@]*@[^<>]*>")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """What the list says of one person; ``columns`` has the field of each cell, or is empty without headings."""

    # Unique. It is that of the line, unless others stand before the person on the same line.
    number: int
    # Of the text that was pasted, as an editor counts its lines.
    line: int
    text: str
    cells: tuple[str, ...]
    columns: tuple[str, ...] = ()
    # The line with the headings, so that a part of the list can be read again alone.
    headings: str = ""
    # The code of the course whose heading is above the line.
    course: str = ""

    @property
    def key(self) -> str:
        """Identifies the line by what it says and its course, wherever it stands."""
        return digest(f"{self.course}: {self.text}" if self.course else self.text)


@dataclass(frozen=True, slots=True)
class PastedTable:
    rows: list[PastedRow]
    passed_over: list[str]
    unused_headings: list[str]


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def read_rows(text: str, courses: Mapping[str, set[str]] | None = None) -> PastedTable:
    """Read the rows of a list. Lines without letters or digits, signatures and titles above headings are passed over.

    ``courses`` has the codes of courses by their folded codes and names.
    """
    table = PastedTable([], [], [])
    headings = separator = course = ""
    columns: tuple[str, ...] = ()
    beyond = text.count("\n") + 2
    for line_number, line in _lines(text):
        if of_course := _course_heading(line, courses or {}):
            course = of_course
            continue
        found = _columns_of(line)
        if found is not None:
            headings, (separator, columns) = line, found
            if len(columns) == 1:
                # Cells tell what they are; the heading of a single column tells less.
                headings, columns = "", ()
            table.unused_headings.extend(_unused(line, separator, found[1]))
            # A title, not a person.
            titles = [
                row.text
                for row in table.rows
                if not row.headings and len(row.cells) == 1 and "@" not in row.text
            ]
            if len(titles) == len(table.rows):
                table.passed_over.extend(titles)
                table.rows.clear()
            continue
        if "@" not in line and SIGNATURE.match(fold(line)):
            table.passed_over.append(line)
            continue
        for person in _people_in(line):
            cells = split(person, separator if separator in line else "")
            is_first = not table.rows or table.rows[-1].line != line_number
            number = line_number if is_first else beyond + len(table.rows)
            of_cells = columns if separator in line and _fit(columns, cells) else ()
            table.rows.append(
                PastedRow(number, line_number, person, cells, of_cells, headings, course)
            )
    return table


def written(rows: Iterable[PastedRow]) -> str:
    """Write rows as a list again, each below its headings."""
    lines: list[str] = []
    headings = course = ""
    for row in rows:
        if row.course != course:
            course = row.course
            lines.append(f"{course}:")
        if row.headings != headings:
            headings = row.headings
            lines.append(headings)
        lines.append(row.text)
    return "\n".join(line for line in lines if line)


def split(line: str, separator: str = "") -> tuple[str, ...]:
    """Split at the separator given, else at tabs, semicolons, commas or several spaces. Empty cells stay."""
    separator = separator or _separator_of(line)
    if separator:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=separator != "\t"))
    else:
        cells = re.split(r"[ \xa0]{2,}", line)
    cells = [cell.strip(" \t\xa0\"'") for cell in cells]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _separator_of(line: str) -> str:
    found = next((character for character in "\t;" if character in line), "")
    # "Surname, First <address>" has one comma, and it separates no cells.
    if not found and "," in line and "<" not in line and ("@" in line or line.count(",") > 1):
        return ","
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that says something, with its number."""
    text = repaired(ESCAPED.sub(lambda sign: unescape(f"&{sign[1]};"), text.replace("\0", "")))
    if "\t" in text:
        text = BROKEN_CELL.sub(_in_one_line, text)
    number = 1
    for whole in text.splitlines(keepends=True):
        line, begins = whole.replace(BROKEN, ""), number
        number += whole.count("\n") + whole.count(BROKEN)
        # Tabs at the start are empty cells of a spreadsheet, so they stay.
        line = BULLET.sub("", tidy(line).rstrip()).strip(" \xa0")
        if bars := BETWEEN_BARS.fullmatch(line):
            line = BULLET.sub("", "\t".join(cell.strip() for cell in bars[1].split("|")).rstrip())
        if "@" in line:
            line = MAIL_HEADER.sub("", line)
        if line.strip() and not RULED_LINE.fullmatch(line) and line.strip(" \t\xa0;,"):
            yield begins, line


def _in_one_line(cell: re.Match[str]) -> str:
    return " ".join(cell[1].split()) + BROKEN * cell[1].count("\n")


def _people_in(line: str) -> Sequence[str]:
    """Return the parts of a line of addresses, as mail programs write them, or the whole line."""
    if "\t" not in line:
        for separator in ";,":
            parts = _parts(line.split(separator))
            if len(parts) > 1 and all("@" in part for part in parts):
                return [person for part in parts for person in _people_in(part)]
        bracketed = BRACKETED.findall(line)
        if len(bracketed) > 1:
            rest = BRACKETED.sub("", line)
            return _parts([*bracketed, rest])
    return [line]


def _parts(parts: Iterable[str]) -> list[str]:
    """Return what each part says, as if it stood on a line of its own."""
    return [text for part in parts if (text := BULLET.sub("", part.strip(" ;,")).strip())]


def _course_heading(line: str, courses: Mapping[str, set[str]]) -> str:
    """Return the code of the course that a line of its own names, or ""."""
    text = " ".join(" ".join(split(line)).split()).strip(" *#_=-–—")
    heading = text.rstrip(" :")
    # A name of several courses names none of them.
    if len(known := courses.get(fold(heading), set())) == 1:
        return next(iter(known))
    found = COURSE_HEADING.fullmatch(as_typed(heading))
    if found is None or "@" in heading:
        return ""
    code, title = found[1], (found[2] or "").strip(" )")
    is_title = not title or text.endswith(":") or code in courses.get(fold(title), set())
    return code if is_title else ""


def _columns_of(line: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the separator and the field of each column, if the line has headings."""
    if "@" in line:
        return None
    for separator in [_separator_of(line), ","]:
        cells = [_heading(cell) for cell in split(line, separator)]
        known = [FIELDS[cell] for cell in cells if cell in FIELDS]
        is_all = len(known) == len([cell for cell in cells if cell])
        if (is_all and known) or len([field for field in known if field]) > 1:
            return separator, tuple(FIELDS.get(cell, "") for cell in cells)
    return None


def _fit(columns: Sequence[str], cells: Sequence[str]) -> bool:
    """Return whether cells can be under these headings; another list may follow below."""
    pairs = zip(columns, cells, strict=False)
    return len(cells) <= len(columns) and not any(
        "@" in cell and column not in ("email", "username", "") for column, cell in pairs
    )


def _unused(line: str, separator: str, columns: Sequence[str]) -> list[str]:
    pairs = zip(split(line, separator), columns, strict=True)
    return [cell for cell, field in pairs if cell and not field and _heading(cell) not in FIELDS]


def _heading(cell: str) -> str:
    return EXPLANATION.sub("", fold(cell)).strip(" :*")
