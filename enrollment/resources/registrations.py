"""Import and export registrations and attendance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment.eligibility import refusal_of_state
from enrollment.marks import HOLDS
from enrollment.models import Campus, CoreSession, LearningAssistant, Registration, Term, User
from enrollment.models.sessions import Mark
from enrollment.places import promoting, taking
from enrollment.refusals import (
    AlreadyHolding,
    AppointmentEndsBefore,
    Completed,
    Exempt,
    NotAppointed,
    NotBegun,
    OtherAttendance,
    OwnAttendance,
    Refusal,
)
from enrollment.resources.base import TableResource, cells_of, constraint_sentences
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import LateChange, RowChange
from enrollment.resources.columns import Column, ValueKind
from enrollment.resources.core_sessions import (
    Key,
    SessionRow,
    key_of,
    room_of,
    show_date,
    show_time,
)
from enrollment.resources.recording import Recording
from enrollment.resources.table_files import shorten

MARKS = {value: Mark(value) for value in Mark.values if value}
MARKS_IN_WORDS = {value: mark.label for value, mark in MARKS.items()}
# The author of marks imported without a logged-in user. Personal user names contain no brackets.
FILE_USERNAME = "(file)"


@dataclass(frozen=True, slots=True)
class RecordedPlace(LateChange):
    """A new registration or mark: validated with its row, written after all rows."""

    instance: Registration
    recording: Recording

    def save(self) -> None:
        self.judge(self.recording)
        self.put_off.append(self)

    def judge(self, recording: Recording) -> None:
        (recording.record if self.is_new else recording.mark)(self.instance)


class RoomColumn(Column):
    """The room or link, only where it tells parallel sessions apart. Requires ``filter_export``."""

    def get_value(self, instance: Any) -> str:
        is_parallel = getattr(instance, "is_parallel", False)
        return "".join(room_of(instance.session)) if is_parallel else ""


class RegistrationResource(SessionRow, TableResource):
    """Registrations and their marks. Parallel sessions are told apart by ``place``: their room or link.

    Registration windows and deadlines do not apply; an appointment is required only for coming sessions. A blank mark
    keeps the one on record; marks are removed on the roll call.
    """

    term = Column("session__term__code")
    core_module = Column("core_module", kind=ValueKind.NUMBER)
    campus = Column("session__campus__name")
    date = Column("session__starts_at", show_date, ValueKind.DATE)
    start = Column("session__starts_at", show_time, ValueKind.TIME)
    username = Column("assistant__username")
    mark = Column("mark", words=MARKS_IN_WORDS)
    place = RoomColumn("session")

    beside = {"name": Column("assistant__name")}
    optional = frozenset({"mark", "place"})
    added = frozenset({"place"})
    blamed = {
        "full": "date",
        "cancelled": "date",
        "already_holding": "username",
        "completed": "username",
        "wrong_order": "date",
        "clash": "date",
        "exempt": "username",
        "not_appointed": "username",
        "other_attendance": "mark",
        "not_begun": "mark",
    }

    class Meta:
        model = Registration
        name = gettext_lazy("registrations")
        fields = ("term", "core_module", "campus", "date", "start", "username", "mark", "place")

    def filter_export(
        self, queryset: QuerySet[Registration], **kwargs: Any
    ) -> QuerySet[Registration]:
        parallel = CoreSession.objects.planned().filter(
            term=OuterRef("session__term"),
            core_module=OuterRef("core_module"),
            campus=OuterRef("session__campus"),
            starts_at=OuterRef("session__starts_at"),
        )
        others = parallel.exclude(pk=OuterRef("session"))
        return (
            queryset.filter(withdrawn_at=None)
            .annotate(is_parallel=Exists(others))
            .select_related("session__term", "session__campus", "assistant")
            .order_by("session__starts_at", "session", "assistant__username")
        )

    def prepare(self, dataset: Dataset) -> None:
        self.campuses = {campus.name: campus for campus in Campus.objects.all()}
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        self.assistants = {
            assistant.username: assistant
            for assistant in LearningAssistant.objects.filter(username__in=usernames)
        }
        self.terms = set(Term.objects.values_list("code", flat=True))
        named = CoreSession.objects.filter(term__code__in=cells_of(dataset, "term"))
        # A session may replace a cancelled one with the same key. NULLs sort first here, so live ones come first.
        in_order = named.select_related("term", "campus").order_by("-cancelled_at", "pk")
        self.sessions: defaultdict[Key, list[CoreSession]] = defaultdict(list)
        for session in in_order:
            found = self.sessions[key_of(session)]
            if session.cancelled_at is None or not found:
                found.append(session)
        self.recording = Recording(self.assistants.values(), self._all_sessions(), self.at)
        held = Registration.objects.live().filter(assistant__in=self.assistants.values())
        self.registrations = {
            (registration.session_id, registration.assistant.username): registration
            for registration in held.select_related("session__term", "session__campus", "assistant")
        }
        self.late: list[RecordedPlace] = []
        self._dates: dict[tuple[str, int], CoreSession] = {}

    def read(self, row: TableRow) -> dict[str, Any]:
        key = self.read_session_key(row, self.campuses)
        found = self.sessions.get(key, []) if key else []
        session = self._meant(row, found)
        if key is not None and not found:
            row.wrong(
                "date" if key[0] in self.terms else "term",
                _(
                    "There is no session of core module %(core_module)s in %(campus)s on %(date)s at %(start)s in "
                    "%(term)s. Correct the row, or import the core sessions first."
                )
                % {
                    "core_module": key[1],
                    "campus": key[2],
                    "date": show_date(key[3]),
                    "start": show_time(key[3]),
                    "term": key[0],
                },
            )
        username = row["username"].lower()
        if row.given("username") and username not in self.assistants:
            row.wrong(
                "username",
                _(
                    "There is no learning assistant “%(username)s”. Correct the user name, or import the appointments "
                    "first."
                )
                % {"username": shorten(row["username"])},
            )
        mark = row.one_of("mark", MARKS) or Mark.NONE
        if key is not None and session is not None:
            self._check_session(row, session, mark)
            on_record = self.registrations.get((session.pk, username))
            self._check_author(row, mark, on_record)
            # A place that another date was chosen instead of does not count, unless it is marked.
            if mark or on_record is None or on_record.stands:
                self._check_one_date(row, session, mark or (on_record.mark if on_record else mark))
        return {"key": (session and session.pk, username or None), "session": session, "mark": mark}

    def _meant(self, row: TableRow, found: list[CoreSession]) -> CoreSession | None:
        """Return the session of the row; parallel ones are told apart by the room or link."""
        if len(found) < 2:
            return found[0] if found else None
        named = [session for session in found if row["place"] in filter(None, room_of(session))]
        if not named:
            row.wrong(
                "place",
                _(
                    "There are several sessions of this core module on this campus at this time. Give the room or the "
                    "link of the one meant."
                ),
            )
        return named[0] if named else None

    def _all_sessions(self) -> list[CoreSession]:
        return [session for found in self.sessions.values() for session in found]

    def _check_session(self, row: TableRow, session: CoreSession, mark: str) -> None:
        refusal = refusal_of_state(session)
        if refusal is not None:
            row.wrong("date", refusal.sentence)
        elif mark and not session.has_begun(self.at):
            row.wrong("mark", NotBegun(session).sentence)

    def _check_author(self, row: TableRow, mark: str, on_record: Registration | None) -> None:
        changes = mark and (on_record is None or on_record.mark != mark)
        assistant = self.assistants.get(row["username"].lower())
        if changes and assistant and self.user and assistant.user_id == self.user.pk:
            row.wrong("mark", OwnAttendance().sentence)

    def _check_one_date(self, row: TableRow, session: CoreSession, mark: str) -> None:
        # Any other mark may free the place, so that a later row can name another date.
        if mark not in HOLDS:
            return
        person = row["username"].lower()
        first = self._dates.setdefault((person, session.core_module), session)
        if person and first != session:
            row.wrong(
                "username", constraint_sentences()["registration_one_live_place_per_core_module"]
            )

    def find(self, values: dict[str, Any]) -> Registration | None:
        return self.registrations.get(values["key"])

    def write(self, instance: Registration, values: dict[str, Any]) -> list[RowChange]:
        is_new = instance._state.adding
        if is_new:
            instance.assistant = self.assistants[values["key"][1]]
            instance.session = values["session"]
            instance.core_module = values["session"].core_module
        elif not values["mark"] or values["mark"] == instance.mark:
            return []
        instance.mark = values["mark"]
        return [
            RecordedPlace(
                instance, ("mark",), is_new, self.place, self.late, recording=self.recording
            )
        ]

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Write all rows. Locks are taken only here, so that reading the file does not block registrations."""
        super().after_import(dataset, result, **kwargs)
        if self.dry_run or result.has_errors() or result.has_validation_errors():
            return
        held = Registration.objects.live().filter(assistant__in=self.assistants.values())
        sessions = taking.lock_all(
            self.at,
            {session.pk for session in self._all_sessions()}
            | set(held.values_list("session", flat=True)),
        )
        taking.lock_assistants(assistant.pk for assistant in self.assistants.values())
        recording = Recording(self.assistants.values(), sessions.values(), self.at)
        for row in self.late:
            try:
                row.judge(recording)
            except Refusal as refusal:
                self.refuse(result, row.place, self.explain_refusal(refusal))
        if not result.has_validation_errors():
            marks = any(change.instance.mark for change in self.late)
            recording.write((self.user or file_account()) if marks else None)
            promoting.promote(sessions.values(), self.at)

    def tell(self, refusal: Refusal) -> str:
        # Reworded: the refusals address the learning assistant, but staff read these.
        if isinstance(refusal, AlreadyHolding):
            return OtherAttendance(refusal.held).sentence
        if isinstance(refusal, Completed):
            return OtherAttendance(refusal.attended).sentence
        if isinstance(refusal, Exempt):
            return _("This learning assistant is exempt and needs no place in a seminar to come.")
        if isinstance(refusal, NotAppointed) and refusal.term is not None:
            return _(
                "This learning assistant has no appointment in %(term)s. Correct the row, or import the appointment "
                "first."
            ) % {"term": refusal.term.name}
        if isinstance(refusal, AppointmentEndsBefore):
            return _(
                "The appointment of this learning assistant ends on %(day)s, before the seminar. Correct the row, or "
                "import the longer appointment first."
            ) % {"day": date_format(refusal.last_day, "DATE_FORMAT")}
        return super().tell(refusal)


def file_account() -> User:
    """Return the account recorded as author of an import without a logged-in user, created if missing."""
    account, created = User.objects.get_or_create(
        username=FILE_USERNAME, defaults={"name": _("Read from a file"), "is_active": False}
    )
    if created:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account
