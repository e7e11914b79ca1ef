"""What people call the columns of the tables, in English and Norwegian, and what Canvas calls them.

A heading counts whatever its case, accents and punctuation. Where a file has several names of one column, the first in
this list is read.
"""

from __future__ import annotations

import re
from functools import cache

from enrollment.plain_text import fold

SYNONYMS: dict[str, tuple[str, ...]] = {
    "term": ("semester", "semesterkode"),
    "username": (
        "user name", "brukernavn", "ntnu-brukernavn", "ntnu username", "feide-brukernavn", "feidenavn", "SIS Login ID",
        "login", "login id", "bruker", "user", "feide", "feide-id",
    ),
    "name": ("navn", "full name", "fullt navn", "fullstendig navn", "name of student", "student name", "studentnavn", "student"),
    "first_name": ("first name", "fornavn", "given name"),
    "last_name": ("last name", "etternavn", "surname", "family name"),
    "season": ("termin", "terminkode"),
    "year": ("år", "årstall"),
    "email": ("e-mail", "e-post", "e-mail address", "email address", "e-postadresse", "mail", "mailadresse"),
    "department": ("institutt", "instituttkode", "department code", "enhet"),
    "course": ("emne", "emnekode", "course code", "fag", "fagkode", "section"),
    "starts_on": ("starts", "start", "startdato", "start date", "fra", "fra dato", "fra og med", "ansatt fra", "from", "from date"),
    "ends_on": ("ends", "end", "slutt", "sluttdato", "end date", "til", "til dato", "til og med", "ansatt til", "to", "to date", "until"),
    "language": ("språk", "undervisningsspråk", "målform"),
    "core_module": ("kjernemodul", "modul", "module"),
    "campus": ("studiested", "studieby", "by", "city"),
    "date": ("dato", "day"),
    "weekday": ("ukedag", "dag", "day of week"),
    "start": ("start time", "starttid", "fra", "fra kl", "kl", "begynner", "from", "begins", "starts"),
    "end": ("end time", "sluttid", "slutttid", "til", "til kl", "slutt", "slutter", "to", "until", "ends"),
    "times": ("tid", "tidspunkt", "tider", "time", "klokkeslett"),
    "capacity": ("plasser", "antall plasser", "kapasitet", "places", "seats", "number of places"),
    "place": ("rom", "sted", "lokale", "room", "location"),
    "online_url": ("lenke", "link", "url", "nettlenke", "zoom", "zoom-lenke", "zoom link", "teams"),
    "draft": ("utkast", "kladd"),
    "leaders": ("seminarledere", "seminarleder", "ledere", "leder", "ledes av", "seminar leaders", "leader", "led by"),
    "mark": ("oppmøte", "attendance", "status", "til stede"),
    "module": ("modul", "nettmodul", "modulkode", "online module", "module code"),
    "completed_on": ("fullført", "fullført dato", "gjennomført", "dato", "completed", "date", "date completed"),
    "code": ("kode", "emnekode", "instituttkode", "modulkode", "course code", "department code", "module code"),
    "name_en": ("engelsk navn", "navn (engelsk)", "navn på engelsk", "english name", "name (english)", "name in english"),
    "name_nb": ("norsk navn", "navn (bokmål)", "navn (norsk)", "navn på norsk", "bokmålsnavn", "norwegian name", "name (norwegian)", "name (bokmål)"),
    "title_en": ("engelsk tittel", "tittel (engelsk)", "tittel på engelsk", "english title", "title (english)"),
    "title_nb": ("norsk tittel", "tittel (bokmål)", "tittel (norsk)", "tittel på norsk", "norwegian title", "title (norwegian)", "title (bokmål)"),
    "faculty_code": ("fakultet", "fakultetskode", "faculty"),
    "faculty_en": ("fakultet (engelsk)", "fakultet på engelsk", "faculty (english)", "faculty in english"),
    "faculty_nb": ("fakultet (bokmål)", "fakultet (norsk)", "fakultet på norsk", "faculty (norwegian)", "faculty (bokmål)"),
    "hours": ("timer", "antall timer", "number of hours"),
    "key": ("nøkkel", "møtenøkkel", "kode", "id"),
    "title": ("tittel", "navn", "name", "møte", "meeting"),
    "courses": ("emner", "emne", "for emner", "emnekoder", "course", "course codes"),
    "first_meeting_hours": ("første møte", "timer første møte", "første møte (timer)", "first meeting", "first meeting (hours)"),
    "follow_up_hours": ("oppfølging", "timer oppfølging", "oppfølging (timer)", "follow-up", "follow-up (hours)"),
    "final_evaluation_hours": ("sluttevaluering", "timer sluttevaluering", "sluttevaluering (timer)", "final evaluation", "final evaluation (hours)"),
    "mandatory": ("obligatorisk", "obligatory", "compulsory"),
    "makes_up_for": ("erstatter", "erstatning for", "tar igjen", "replaces", "make-up for"),
    "meeting": ("møte", "møtenøkkel", "nøkkel", "meeting key", "key"),
    "kind": ("type", "slag", "kvalifikasjon", "qualification"),
    "decision": ("vedtak", "avgjørelse", "resultat"),
}  # fmt: skip


def plain(heading: str) -> str:
    """Return a heading for comparison."""
    return " ".join(re.findall(r"[^\W_]+", fold(heading)))


@cache
def names_of(column: str) -> tuple[str, ...]:
    """Return the plain headings that mean a column, the canonical one first."""
    names = [plain(name) for name in (column, *SYNONYMS.get(column, ()))]
    return tuple(dict.fromkeys([*names, *(name.replace(" ", "") for name in names)]))
