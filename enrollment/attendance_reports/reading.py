"""Read the report of an online meeting: who came and left when, as Teams and Zoom write it in any language.

A table of participants is known by its heading for names; what else a cell is shows in its form. So a heading may be in
any language, and the order of the columns does not matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

from enrollment.plain_text import as_typed, fold

from .cells import SEPARATORS, Row, read_rows
from .moments import read_duration, read_moment, writes_month_first
from .refusals import UnreadableReport

NAME = re.compile(
    r"(full |display |user |participant |fullt |visnings|bruker|deltakers? ?)?(name|navn|namn)( \(.*\))?"
)
DURATION = ("duration", "varighet", "varigheit")
ACTION = ("action", "handling")
# Times in the waiting room are not attendance.
WAITING = ("waiting room", "venterom")
YES = {"yes", "ja", "true"}
LEAVING = ("left", "leave", "forl", "gikk", "dro")
# Whole minutes are all that some reports write.
ROUNDING = timedelta(minutes=1)
SHOWN = 60  # characters of what cannot be read


@dataclass(frozen=True, slots=True)
class Stay:
    """One time that a person was in the meeting; ``left`` is None if the report does not say."""

    joined: datetime
    left: datetime | None


@dataclass(slots=True)
class Participant:
    """A person with an address and their stays, which may overlap; without an address, one row of the report.

    Rows of the same name may be of several people: ``identifying`` decides.
    """

    name: str
    # In lower case: of e-mail, and of the account, which has the user name.
    addresses: tuple[str, ...]
    stays: list[Stay] = field(default_factory=list)
    # The total that the report gives, which knows of breaks between the first and the last moment.
    duration: timedelta = timedelta()

    @property
    def most(self) -> timedelta | None:
        """The time attended at most, or None if the stays say it all."""
        known = [stay.left - stay.joined for stay in self.stays if stay.left]
        if len(known) < len(self.stays) or not self.duration:
            return None
        whole = sum(known, timedelta())
        return self.duration if not known or self.duration + len(known) * ROUNDING < whole else None


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    # In the order of the report, those of one name beside each other.
    participants: list[Participant]
    # None if the report gives no times at all.
    starts_at: datetime | None
    ends_at: datetime | None

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Return whether the report may be of a meeting at this time."""
        if self.starts_at is None or self.ends_at is None:
            return True
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the cells of a table of participants are that their form alone does not tell."""

    name: int
    durations: frozenset[int]
    action: int | None
    waiting: int | None

    @classmethod
    def of(cls, row: Row) -> Columns | None:
        """Return the columns if the row is the heading of such a table."""
        headings = [fold(cell) for cell in row]
        names = [at for at, heading in enumerate(headings) if NAME.fullmatch(heading)]
        if not names or sum(map(bool, headings)) < 2:
            return None

        def named(words: Iterable[str]) -> list[int]:
            return [
                at for at, heading in enumerate(headings) if any(word in heading for word in words)
            ]

        actions, waiting = named(ACTION), named(WAITING)
        return cls(
            names[0],
            frozenset(named(DURATION)),
            actions[0] if actions else None,
            waiting[0] if waiting else None,
        )


def read_report(text: str, starts_at: datetime, ends_at: datetime) -> AttendanceReport:
    """Read a report of a meeting at this time. Raises ``UnreadableReport``.

    Where a date such as 1/11/27 can be read in two ways, the way that its report is usually written comes first, and the
    other one only if the first does not fit the meeting.
    """
    month_first = writes_month_first(text)
    readings = [
        report
        for order in (month_first, not month_first)
        if (report := _read(text, order)) is not None
    ]
    if not readings:
        raise UnreadableReport(_beginning(text))
    return next((report for report in readings if report.overlaps(starts_at, ends_at)), readings[0])


def _beginning(text: str) -> str:
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    first = " ".join(next(filter(None, lines), "").split())
    return first if len(first) <= SHOWN else f"{first[: SHOWN - 1]}…"


def _read(text: str, month_first: bool) -> AttendanceReport | None:
    """Return the report, or None if there is none, or if a date is impossible in this order."""
    for separator in SEPARATORS:
        reading = Reading(month_first)
        try:
            for row in read_rows(text, separator):
                reading.take(row)
        except (ValueError, OverflowError):
            continue
        if reading.participants:
            return reading.report()
    return None


class Reading:
    """What is read so far. The tables of a report follow each other; a later one is more exact."""

    def __init__(self, month_first: bool) -> None:
        self.month_first = month_first
        self.columns: Columns | None = None
        self.tables: list[dict[str, list[Participant]]] = []
        # The addresses in earlier tables, by each of them and by name.
        self.earlier: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        # Of the meeting: its start and its end come before the tables.
        self.moments: list[datetime] = []

    def take(self, row: Row) -> None:
        if columns := Columns.of(row):
            self.columns = columns
            self._begin_table()
        elif self.columns is None:
            self.moments += self._moments(row)
        elif sum(map(bool, row)) == 1:
            # The title of the next section.
            self.columns = None
        elif len(row) > self.columns.name and row[self.columns.name]:
            self._take_participant(row, self.columns)

    def _moments(self, row: Iterable[str]) -> list[datetime]:
        moments = (read_moment(cell, month_first=self.month_first) for cell in row)
        return [moment for moment in moments if moment is not None]

    def _take_participant(self, row: Row, columns: Columns) -> None:
        cells = [cell for at, cell in enumerate(row) if at != columns.name]
        if _cell(row, columns.waiting) in YES:
            return
        action = _cell(row, columns.action)
        is_leaving = action.startswith(LEAVING)
        participant = self._participant(row[columns.name], addresses_in(cells), is_leaving)
        moments = self._moments(cells)
        if columns.action is not None:
            _act(participant, moments, is_leaving)
        elif moments:
            participant.stays.append(Stay(moments[0], moments[1] if len(moments) > 1 else None))
        for at in columns.durations & {*range(len(row))}:
            participant.duration += read_duration(row[at]) or timedelta()

    def _participant(self, name: str, addresses: tuple[str, ...], is_leaving: bool) -> Participant:
        """Return the participant of a row in the present table, with the addresses that an earlier table gives as well."""
        earlier = chain.from_iterable(self.earlier[key] for key in addresses or [fold(name)])
        addresses = tuple(dict.fromkeys([*chain.from_iterable(earlier), *addresses]))
        key = addresses[0] if addresses else fold(name)
        known = self.tables[-1].setdefault(key, [])
        continued = known if addresses else filter(_is_there, known) if is_leaving else ()
        found = next(iter(continued), None)
        if found is None:
            found = Participant(name, addresses)
            known.append(found)
        return found

    def _begin_table(self) -> None:
        table = self.tables[-1].values() if self.tables else ()
        for participant in chain.from_iterable(table):
            for key in (*participant.addresses, fold(participant.name)):
                self.earlier[key].add(participant.addresses)
        # What two people are called tells neither of them.
        for key in [key for key, known in self.earlier.items() if len(known) > 1]:
            del self.earlier[key]
        self.tables.append({})

    @property
    def participants(self) -> list[Participant]:
        """The participants who have times; those of a later table replace those of an earlier one."""
        merged: dict[str, list[Participant]] = {}
        for table in self.tables:
            for key, known in table.items():
                if timed := [person for person in known if person.stays or person.duration]:
                    merged[key] = timed
        return list(chain.from_iterable(merged.values()))

    def report(self) -> AttendanceReport:
        people = self.participants
        stays = list(chain.from_iterable(person.stays for person in people))
        moments = [*(stay.joined for stay in stays), *(stay.left for stay in stays if stay.left)]
        start, end = self.moments[:2] if len(self.moments) > 1 else (None, None)
        if start is None or end is None or end <= start:
            start, end = (min(moments), max(moments)) if moments else (None, None)
        return AttendanceReport(people, start, end)


def _cell(row: Row, at: int | None) -> str:
    return fold(row[at]) if at is not None and at < len(row) else ""


def _is_there(participant: Participant) -> bool:
    return bool(participant.stays) and participant.stays[-1].left is None


def _act(participant: Participant, moments: list[datetime], is_leaving: bool) -> None:
    """Add what the older reports of Teams write: one row for coming, and one for leaving."""
    stays = participant.stays
    for moment in moments[:1]:
        if not is_leaving:
            stays.append(Stay(moment, None))
        elif _is_there(participant):
            stays[-1] = Stay(stays[-1].joined, moment)


def addresses_in(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the e-mail addresses among the cells, in lower case."""
    found = (as_typed(cell).lower() for cell in cells if re.fullmatch(r"[^\s@]+@[^\s@]+", cell))
    return tuple(dict.fromkeys(found))
