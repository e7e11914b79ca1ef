"""Import places and marks from a file: check each row in the light of the rows before it, then write all together.

Each row is checked twice: first without locks while the file is read, since that takes seconds and would block
registrations; then again under the locks, just before everything is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from enrollment.eligibility import Standing, why_not_record
from enrollment.letters import telling
from enrollment.models import (
    Appointment,
    CoreSession,
    LearningAssistant,
    Registration,
    User,
    WaitlistEntry,
)
from enrollment.models.sessions import STANDING_MARKS, Mark
from enrollment.places import taking
from enrollment.refusals import Cancelled, NotBegun, NotHeld, OtherAttendance
from enrollment.sessions import marking


class Recording:
    """The places as they would be after the rows so far.

    Registration windows and deadlines do not apply, and an appointment is required only for a coming session; every
    other rule holds. There are no promotions from a waitlist before everything is written.
    """

    def __init__(
        self,
        assistants: Iterable[LearningAssistant],
        sessions: Iterable[CoreSession],
        at: datetime,
    ) -> None:
        self.at = at
        self._sessions = {one.pk: one for one in sessions}
        self._new: list[Registration] = []
        self._marked: list[Registration] = []
        self._freed: list[Registration] = []
        live = Registration.objects.live().order_by()
        self._held: dict[int, list[Registration]] = defaultdict(list)
        for one in live.filter(assistant__in=assistants).select_related(
            "assistant", "session__term", "session__campus"
        ):
            self._held[one.assistant_id].append(one)
        taken = live.filter(session__in=self._sessions)
        self._taken = Counter(taken.values_list("session", flat=True))
        appointments = Appointment.objects.live(at).filter(assistant__in=assistants).order_by()
        self._terms: dict[int, set[int]] = defaultdict(set)
        for assistant, term in appointments.values_list("assistant", "term"):
            self._terms[assistant].add(term)

    def record(self, registration: Registration) -> None:
        """Record a new place, with its mark if any. A place that exists by now is only marked.

        Raises the ``Refusal`` of the first broken rule, such as ``Full``, or ``NotBegun`` for a mark before the start.
        """
        held = self._held[registration.assistant_id]
        session = registration.session = self._sessions[registration.session_id]
        on_record = next((one for one in held if one.session_id == session.pk), None)
        if on_record is not None:
            registration.pk = on_record.pk
            if registration.mark:
                self.mark(registration)
            return
        standing = Standing(
            assistant=registration.assistant,
            appointed_terms=frozenset(self._terms[registration.assistant_id]),
            registrations={one.core_module: one for one in held if one.mark in STANDING_MARKS},
        )
        refusal = why_not_record(
            session, standing, registration.mark, self._taken[session.pk], self.at
        )
        if refusal is not None:
            raise refusal
        if registration.mark and not session.has_begun(self.at):
            raise NotBegun(session)
        held.append(registration)
        self._new.append(registration)
        self._taken[session.pk] += 1

    def mark(self, registration: Registration) -> None:
        """Record the mark of an existing place.

        Raises ``NotHeld``, ``Cancelled``, ``NotBegun`` or ``OtherAttendance``.
        """
        held = self._held[registration.assistant_id]
        own = next((one for one in held if one.pk == registration.pk), None)
        if own is None:
            # Ignore the row if an earlier row freed the place; otherwise it was given up in the
            # meantime.
            if registration not in self._freed:
                raise NotHeld(registration)
            return
        if own.session.cancelled_at is not None:
            raise Cancelled(own.session)
        if not own.session.has_begun(self.at):
            raise NotBegun(own.session)
        if own.mark not in STANDING_MARKS and registration.mark in STANDING_MARKS:
            for other in [one for one in held if self._stands_beside(own, one)]:
                attended = registration.mark == Mark.PRESENT
                if other.mark or other.session.has_begun(self.at) or not attended:
                    raise OtherAttendance(other)
                held.remove(other)
                self._freed.append(other)
                self._taken[other.session_id] -= 1
        own.mark = registration.mark
        self._marked.append(own)

    def write(self, by: User | None) -> None:
        """Write everything recorded.

        The caller holds the locks of ``places.taking``: all coming sessions, those in the file, and the learning assistants.
        Places are freed first, and marks that occupy a core module (``STANDING_MARKS``) are written after the others,
        so that no constraint is violated in between.
        """
        freed = [one for one in self._freed if one not in self._new]
        taking.free(freed, self.at)
        telling.given_up(freed, self.at)
        for standing in (False, True):
            marked = [one for one in self._marked if (one.mark in STANDING_MARKS) is standing]
            marking.note(marked, by, self.at)
        new = [one for one in self._new if one not in self._freed]
        taking.take(self._fill_in(one, by) for one in new)
        self._stop_waiting(new)

    def _fill_in(self, registration: Registration, by: User | None) -> Registration:
        registration.registered_at = self.at
        if registration.mark:
            registration.marked_by, registration.marked_at = by, self.at
        return registration

    def _stop_waiting(self, new: Iterable[Registration]) -> None:
        present: dict[int, set[int]] = defaultdict(set)
        for one in (*new, *self._marked):
            if one.mark == Mark.PRESENT:
                present[one.core_module].add(one.assistant_id)
        for core_module, assistants in present.items():
            taking.stop_waiting(assistants, core_module)
        taken = {(one.assistant_id, one.session_id) for one in new}
        entries = WaitlistEntry.objects.filter(assistant__in={one for one, _ in taken}).order_by()
        over = [
            key
            for key, *place in entries.values_list("pk", "assistant", "session")
            if tuple(place) in taken
        ]
        WaitlistEntry.objects.filter(pk__in=over).delete()

    def _stands_beside(self, own: Registration, other: Registration) -> bool:
        return (
            other is not own
            and other.core_module == own.core_module
            and other.mark in STANDING_MARKS
        )
