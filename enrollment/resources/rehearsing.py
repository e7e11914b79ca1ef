"""What a file of registrations would come to.

It is told from what was read beforehand, and nothing is locked or written: a preview takes seconds, and whoever
registers meanwhile would have to wait for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from enrollment import registering
from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration
from enrollment.models.sessions import STANDING_MARKS, Mark
from enrollment.refusals import OtherAttendance
from enrollment.standing import Standing


class Rehearsal:
    """The places as the rows so far would leave them.

    Nobody is promoted from a waitlist here; where the import itself would, it tells what came in a row's way.
    """

    def __init__(
        self,
        assistants: Iterable[LearningAssistant],
        sessions: Iterable[CoreSession],
        at: datetime,
    ) -> None:
        self.at = at
        live = Registration.objects.live().order_by()
        self._held: dict[int, list[Registration]] = defaultdict(list)
        for one in live.filter(assistant__in=assistants).select_related(
            "assistant", "session__term"
        ):
            self._held[one.assistant_id].append(one)
        self._taken = Counter(live.filter(session__in=sessions).values_list("session", flat=True))
        appointments = Appointment.objects.live(at).filter(assistant__in=assistants).order_by()
        self._terms: dict[int, set[int]] = defaultdict(set)
        for assistant, term in appointments.values_list("assistant", "term"):
            self._terms[assistant].add(term)

    def record(self, registration: Registration) -> None:
        """Note a new place as ``registering.record`` would."""
        session, held = registration.session, self._held[registration.assistant_id]
        standing = Standing(
            assistant=registration.assistant,
            appointed_terms=frozenset(self._terms[registration.assistant_id]),
            registrations={one.core_module: one for one in held if one.mark in STANDING_MARKS},
        )
        taken = self._taken[session.pk]
        refusal = registering.why_not_record(session, standing, registration.mark, taken, self.at)
        if refusal is not None:
            raise refusal
        held.append(registration)
        self._taken[session.pk] += 1

    def mark(self, registration: Registration) -> None:
        """Note the mark for a place on record as ``marking.mark`` would."""
        held = self._held[registration.assistant_id]
        own = next((one for one in held if one.pk == registration.pk), None)
        # A row above may have freed the place.
        if own is None:
            return
        if own.mark not in STANDING_MARKS and registration.mark in STANDING_MARKS:
            for other in [one for one in held if self._stands_beside(own, one)]:
                attended = registration.mark == Mark.PRESENT
                if other.mark or other.session.has_begun(self.at) or not attended:
                    raise OtherAttendance(other)
                held.remove(other)
                self._taken[other.session_id] -= 1
        own.mark = registration.mark

    def _stands_beside(self, own: Registration, other: Registration) -> bool:
        return (
            other is not own
            and other.core_module == own.core_module
            and other.mark in STANDING_MARKS
        )
