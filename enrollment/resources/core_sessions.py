"""Import and export the timetable of the core modules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment.models import Campus, CoreModule, CoreSession, Language, Term, User
from enrollment.places import exchanging, promoting, taking
from enrollment.plain_text import TermOrder
from enrollment.resources.base import TableResource, cells_of, constraint_sentences
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import RowChange, change
from enrollment.resources.columns import (
    WEEKDAY_WORDS,
    WEEKDAYS_IN_ENGLISH,
    YES_AND_NO,
    Column,
    ValueKind,
)
from enrollment.resources.reading.values import names_of_weekday
from enrollment.resources.table_files import shorten
from enrollment.sessions import leading, scheduling

CORE_MODULES = {str(value): value for value in CoreModule.values}
LANGUAGES = {value: value for value in Language.values}

Key = tuple[str, int, str, datetime]
# Where a session is held: its room, or its link.
Room = tuple[str, str]


def show_date(moment: datetime) -> str:
    return localtime(moment).date().isoformat()


def show_time(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M}"


def show_weekday(moment: datetime) -> str:
    return WEEKDAYS_IN_ENGLISH[localtime(moment).weekday()]


def show_draft(is_draft: bool) -> str:
    return "yes" if is_draft else ""


def show_leaders(leaders: Any) -> str:
    return names_of_leaders(leaders.all())


def names_of_leaders(leaders: Iterable[User]) -> str:
    return ";".join(sorted(leader.username for leader in leaders))


@dataclass(frozen=True, slots=True)
class LeadersChange(RowChange):
    """New leaders of a session, set after all rows, so that each person gets one letter."""

    leaders: list[User]
    put_off: dict[CoreSession, list[User]]

    @property
    def cells(self) -> dict[str, str]:
        return {"leaders": names_of_leaders(self.leaders)}

    def save(self) -> None:
        assert isinstance(self.instance, CoreSession)
        self.put_off[self.instance] = self.leaders


class SessionRow:
    """Read the columns that identify a session; shared by all tables that refer to one."""

    def read_session_key(self, row: TableRow, campuses: dict[str, Campus]) -> Key | None:
        term = row.term_code("term")
        core_module = row.required_one_of("core_module", CORE_MODULES)
        campus = row.required_one_of("campus", campuses)
        day, start = row.required_date("date"), row.required_time("start")
        if term is None or core_module is None or campus is None or day is None or start is None:
            return None
        return term, core_module, campus.name, make_aware(datetime.combine(day, start))


def room_of(session: CoreSession) -> Room:
    """Return what tells parallel sessions apart."""
    return session.place, session.online_url


def key_of(session: CoreSession) -> Key:
    return session.term.code, session.core_module, session.campus.name, session.starts_at


class CoreSessionResource(SessionRow, TableResource):
    """Core sessions, identified by term, core module, campus and start. Cancelled ones are left out.

    Parallel sessions share all of these, and are identified by their room or link as well. Columns missing from the file
    keep the values on record. A file makes drafts, and never publishes one.
    """

    term = Column("term__code")
    core_module = Column("core_module", kind=ValueKind.NUMBER)
    campus = Column("campus__name")
    date = Column("starts_at", show_date, ValueKind.DATE)
    weekday = Column("starts_at", show_weekday, words=WEEKDAY_WORDS)
    start = Column("starts_at", show_time, ValueKind.TIME)
    end = Column("ends_at", show_time, ValueKind.TIME)
    language = Column("language", words=dict(Language.choices))
    capacity = Column("capacity", kind=ValueKind.NUMBER)
    place = Column("place")
    online_url = Column("online_url")
    leaders = Column("leaders", show_leaders)
    draft = Column("is_draft", show_draft, words=YES_AND_NO)

    optional = frozenset({"weekday", "place", "online_url", "leaders", "draft"})
    added = frozenset({"leaders", "draft"})
    blamed = {"core_session_capacity_covers_places_taken": "capacity"}
    trigger_sentences = {
        "core_session_capacity_covers_places_taken": gettext_lazy(
            "More places are already taken. Write a higher number, or move participants first."
        )
    }

    class Meta:
        model = CoreSession
        name = gettext_lazy("core sessions")
        fields = (
            "term",
            "core_module",
            "campus",
            "date",
            "weekday",
            "start",
            "end",
            "language",
            "capacity",
            "place",
            "online_url",
            "leaders",
            "draft",
        )

    def filter_export(
        self, queryset: QuerySet[CoreSession], **kwargs: Any
    ) -> QuerySet[CoreSession]:
        return (
            queryset.filter(cancelled_at=None)
            .select_related("term", "campus")
            .prefetch_related("leaders")
            .order_by(TermOrder("term__code"), "campus", "core_module", "starts_at")
        )

    def prepare(self, dataset: Dataset) -> None:
        # Changes may free or fill places, so follow the locking rule (`places`).
        taking.lock_all(self.at)
        self.terms = {term.code: term for term in Term.objects.all()}
        self.campuses = {campus.name: campus for campus in Campus.objects.all()}
        named = (
            CoreSession.objects.filter(term__code__in=cells_of(dataset, "term"))
            .select_related("term", "campus")
            .prefetch_related("leaders")
        )
        self.led: dict[CoreSession, list[User]] = {}
        cells = cells_of(dataset, "leaders") if "leaders" in (dataset.headers or ()) else ()
        self.accounts = leading.accounts_named(
            name for cell in cells for name in leading.names_in(cell)
        )
        self.sessions: defaultdict[Key, list[CoreSession]] = defaultdict(list)
        for session in named:
            if session.cancelled_at is None:
                self.sessions[key_of(session)].append(session)
        rows = (TableRow(dict(zip(dataset.headers, cells, strict=True))) for cells in dataset)
        self.rows_of = Counter(self.read_session_key(row, self.campuses) for row in rows)
        self.cancelled = {key_of(session) for session in named if session.cancelled_at is not None}

    def read(self, row: TableRow) -> dict[str, Any]:
        key = self.read_session_key(row, self.campuses)
        values: dict[str, Any] = {
            "language": row.required_one_of("language", LANGUAGES),
            "capacity": row.required_whole_number("capacity", CoreSession),
        }
        values |= {
            name: row.text(name, CoreSession) for name in ("place", "online_url") if name in row
        }
        if "leaders" in row:
            values["leaders"] = self._read_leaders(row)
        end = row.required_time("end")
        if key is not None:
            starts_at = localtime(key[-1])
            self._check_weekday(row, starts_at)
            if end is not None:
                ends_at = make_aware(datetime.combine(starts_at.date(), end))
                values["ends_at"] = ends_at
                if ends_at <= starts_at:
                    row.wrong("end", constraint_sentences()["core_session_ends_after_it_starts"])
            if key in self.cancelled and key not in self.sessions:
                row.wrong(
                    "date",
                    _("This session is cancelled. Remove the row, or choose another date."),
                )
        room = row["place"], row["online_url"]
        is_parallel = key is not None and (
            self.rows_of[key] > 1 or len(self.sessions.get(key, ())) > 1
        )
        on_record = self._on_record(row, key, room if is_parallel else None)
        if "draft" in row:
            self._read_draft(row, values, on_record)
        place = values.get("place", on_record.place if on_record else "")
        online_url = values.get("online_url", on_record.online_url if on_record else "")
        if place and online_url:
            row.wrong(
                "online_url" if "online_url" in row else "place",
                constraint_sentences()["core_session_in_a_room_or_online"],
            )
        return {
            "key": (key, room if is_parallel else ("", "")),
            "values": values,
            "on_record": on_record,
        }

    def _on_record(self, row: TableRow, key: Key | None, room: Room | None) -> CoreSession | None:
        """Return the session that the row is about. ``room`` tells parallel ones apart."""
        found = self.sessions.get(key, []) if key else []
        if room is None:
            return found[0] if found else None
        if len(found) > 1 and not any(room) and all(any(room_of(other)) for other in found):
            row.wrong(
                "place",
                _(
                    "There are several sessions of this core module on this campus at this time. Give the room or the "
                    "link of the one meant."
                ),
            )
        return next((session for session in found if room_of(session) == room), None)

    def _read_draft(
        self, row: TableRow, values: dict[str, Any], on_record: CoreSession | None
    ) -> None:
        is_draft = row.one_of("draft", {"yes": True, "no": False})
        if is_draft is None or (on_record is not None and on_record.is_draft == is_draft):
            return
        if on_record is None:
            values["is_draft"] = is_draft
        elif is_draft:
            row.wrong("draft", _("This session is published, and stays so."))
        else:
            row.wrong("draft", _("A file does not publish a draft. Publish it in the admin."))

    def _read_leaders(self, row: TableRow) -> list[User]:
        names = leading.names_in(row["leaders"])
        for name in names:
            if name.lower() not in self.accounts:
                row.wrong(
                    "leaders",
                    _("No account has the user name “%(name)s”. Correct it.")
                    % {"name": shorten(name)},
                )
        return [self.accounts[name.lower()] for name in names if name.lower() in self.accounts]

    def _check_weekday(self, row: TableRow, starts_at: datetime) -> None:
        names = names_of_weekday(starts_at.weekday())
        if not row["weekday"] or row["weekday"].lower().strip(".") in names:
            return
        sentence = _("%(date)s is a %(weekday)s, but the row says “%(said)s”.") % {
            "date": show_date(starts_at),
            "weekday": WEEKDAYS[starts_at.weekday()],
            "said": shorten(row["weekday"]),
        }
        if self.accept_weekday_mismatch:
            self.warn("weekday", sentence + " " + _("The date is what counts."))
        else:
            row.wrong("weekday", sentence + " " + _("Correct the one that is wrong."))

    def after_write(self, changes: list[RowChange]) -> None:
        for written in changes:
            if isinstance(written.instance, CoreSession) and not written.is_new:
                noted = getattr(written.instance, "before", {})
                before = {name: noted[name] for name in written.fields}
                scheduling.announce(session=written.instance, before=before, at=self.at)
                exchanging.lapse(written.instance, written.fields, self.at)

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        super().after_import(dataset, result, **kwargs)
        leading.assign(self.led, self.at)
        promoting.promote_all(self.at)

    def find(self, values: dict[str, Any]) -> CoreSession | None:
        found: CoreSession | None = values["on_record"]
        return found

    def write(self, instance: CoreSession, values: dict[str, Any]) -> list[RowChange]:
        code, core_module, campus, starts_at = values["key"][0]
        leaders = values["values"].pop("leaders", None)
        term = self.terms.setdefault(code, Term(code=code))
        return [
            *change(term),
            *change(
                instance,
                term=term,
                core_module=core_module,
                campus=self.campuses[campus],
                starts_at=starts_at,
                **values["values"],
            ),
            *self._changed_leaders(instance, leaders),
        ]

    def _changed_leaders(self, session: CoreSession, leaders: list[User] | None) -> list[RowChange]:
        is_new = session._state.adding
        had = set() if is_new else {*session.leaders.all()}
        if leaders is None or {*leaders} == had:
            return []
        return [LeadersChange(session, (), False, leaders, self.led)]
