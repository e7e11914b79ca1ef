"""Import places and marks from a file: check each row in the light of the rows before it, then write all together.

Each row is checked twice: first without locks while the file is read, since that takes seconds and would block
registrations; then again under the locks, just before everything is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from enrollment.eligibility import RegistrationStatus, last_days, refusal_to_record
from enrollment.letters import about_places
from enrollment.marks import HOLDS, counts
from enrollment.models import (
    Appointment,
    CoreSession,
    LearningAssistant,
    Registration,
    User,
    WaitlistEntry,
)
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
        self._sessions = {session.pk: session for session in sessions}
        self._new: list[Registration] = []
        self._marked: list[Registration] = []
        self._freed: list[Registration] = []
        live = Registration.objects.live().order_by()
        self._held: dict[int, list[Registration]] = defaultdict(list)
        for registration in live.filter(assistant__in=assistants).select_related(
            "assistant", "session__term", "session__campus"
        ):
            self._held[registration.assistant_id].append(registration)
        registered = live.filter(session__in=self._sessions)
        self._taken = Counter(registered.values_list("session", flat=True))
        appointments = Appointment.objects.live(at).filter(assistant__in=assistants).order_by()
        self._appointed = last_days(appointments.values_list("assistant", "term", "ends_on"))

    def record(self, registration: Registration) -> None:
        """Record a new place, with its mark if any. A place that exists by now is only marked.

        Raises the ``Refusal`` of the first broken rule, such as ``Full``, or ``NotBegun`` for a mark before the start.
        """
        held = self._held[registration.assistant_id]
        session = registration.session = self._sessions[registration.session_id]
        on_record = next((place for place in held if place.session_id == session.pk), None)
        if on_record is not None:
            registration.pk = on_record.pk
            if registration.mark:
                self.mark(registration)
            return
        status = RegistrationStatus(
            assistant=registration.assistant,
            appointed_until=self._appointed[registration.assistant_id],
            registrations={place.core_module: place for place in held if place.stands},
        )
        refusal = refusal_to_record(
            session, status, registration.mark, self._taken[session.pk], self.at
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
        own = next((place for place in held if place.pk == registration.pk), None)
        if own is None:
            # Ignore the row if an earlier row freed the place; otherwise it was given up in the meantime.
            if registration not in self._freed:
                raise NotHeld(registration)
            return
        if own.session.cancelled_at is not None:
            raise Cancelled(own.session)
        if not own.session.has_begun(self.at):
            raise NotBegun(own.session)
        if not own.stands and registration.mark in HOLDS:
            for other in [place for place in held if self._stands_beside(own, place)]:
                attended = counts(registration.mark)
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
        Places are freed first, and marks that occupy a core module (``HOLDS``) are written after the others,
        so that no constraint is violated in between.
        """
        freed = [registration for registration in self._freed if registration not in self._new]
        taking.free(freed, self.at)
        about_places.write_given_up(freed, self.at, about_places.Why.ATTENDED)
        for stands in (False, True):
            marked = [
                registration
                for registration in self._marked
                if (registration.mark in HOLDS) is stands
            ]
            marking.note(marked, by, self.at)
        new = [registration for registration in self._new if registration not in self._freed]
        taking.take(self._fill_in(registration, by) for registration in new)
        to_come = [place for place in new if not place.session.has_begun(self.at)]
        about_places.write_place_held(to_come, self.at)
        self._stop_waiting(new)

    def _fill_in(self, registration: Registration, by: User | None) -> Registration:
        registration.registered_at = self.at
        if registration.mark:
            registration.marked_by, registration.marked_at = by, self.at
        return registration

    def _stop_waiting(self, new: Iterable[Registration]) -> None:
        present: dict[int, set[int]] = defaultdict(set)
        for registration in (*new, *self._marked):
            if counts(registration.mark):
                present[registration.core_module].add(registration.assistant_id)
        for core_module, assistants in present.items():
            taking.stop_waiting(assistants, core_module)
        places = {(registration.assistant_id, registration.session_id) for registration in new}
        entries = WaitlistEntry.objects.filter(
            assistant__in={assistant for assistant, _session in places}
        ).order_by()
        over = [
            key
            for key, *place in entries.values_list("pk", "assistant", "session")
            if tuple(place) in places
        ]
        WaitlistEntry.objects.filter(pk__in=over).delete()

    def _stands_beside(self, own: Registration, other: Registration) -> bool:
        return other is not own and other.core_module == own.core_module and other.stands
