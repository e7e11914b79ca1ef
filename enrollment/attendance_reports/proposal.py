"""What a report proposes for each person expected at a session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from enrollment.marks import ABSENT
from enrollment.people.matching import KnownPerson, MatchOutcome

from .identifying import IdentifiedParticipant, identify
from .proposing import TimeAttended, attended
from .reading import AttendanceReport, Participant, read_report
from .refusals import ReportOfAnotherTime


@dataclass(frozen=True, slots=True)
class Occasion:
    """A session or meeting as a report is measured against it."""

    starts_at: datetime
    ends_at: datetime
    # How much of it a person may miss and still be proposed as present.
    tolerance: timedelta
    people: tuple[KnownPerson, ...]
    # Known people who are not on the list, such as the leaders.
    others: tuple[KnownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportProposal:
    occasion: Occasion
    report: AttendanceReport
    identified: list[IdentifiedParticipant]
    # By the key of the person.
    times: Mapping[int, TimeAttended]
    # Who may be a participant that the user has not identified yet: no absence is proposed for them.
    in_doubt: frozenset[int]

    @property
    def unclear(self) -> list[IdentifiedParticipant]:
        """The participants to be asked about; a choice does not remove them, so that it can be changed."""
        return [participant for participant in self.identified if participant.is_unclear]

    @property
    def elsewhere(self) -> list[IdentifiedParticipant]:
        return [line for line in self.identified if line.outcome is MatchOutcome.ELSEWHERE]

    @property
    def missing(self) -> list[KnownPerson]:
        """The people expected who are not in the report."""
        return [person for person in self.occasion.people if not self.times[person.key].names]

    @property
    def ends_early(self) -> bool:
        """Whether the online meeting was so much shorter than the session that no one can have been at all of it."""
        starts_at, ends_at = self.report.starts_at, self.report.ends_at
        if starts_at is None or ends_at is None:
            return False
        late = max(starts_at - self.occasion.starts_at, timedelta())
        early = max(self.occasion.ends_at - ends_at, timedelta())
        return late + early > self.occasion.tolerance

    def mark_of(self, key: int) -> str:
        mark = self.times[key].proposed_mark(self.occasion.tolerance)
        return "" if mark == ABSENT and key in self.in_doubt else mark


def propose(text: str, occasion: Occasion, chosen: Mapping[int, int]) -> ReportProposal:
    """Read a report and propose a mark for each person.

    ``chosen`` has the keys of the people that the user has chosen for unclear participants, by number.
    Raises ``UnreadableReport`` or ``ReportOfAnotherTime``.
    """
    report = read_report(text, occasion.starts_at, occasion.ends_at)
    if not report.overlaps(occasion.starts_at, occasion.ends_at):
        assert report.starts_at is not None
        assert report.ends_at is not None
        raise ReportOfAnotherTime(
            (report.starts_at, report.ends_at), (occasion.starts_at, occasion.ends_at)
        )
    identified = identify(report.participants, occasion.people, occasion.others)
    names = _by_person(identified, chosen)
    times = {
        person.key: attended(names[person.key], occasion.starts_at, occasion.ends_at)
        for person in occasion.people
    }
    in_doubt = frozenset(
        person.key
        for line in identified
        if line.is_unclear and line.number not in chosen
        for person in line.suggestions
    )
    return ReportProposal(occasion, report, identified, times, in_doubt)


def _by_person(
    identified: Iterable[IdentifiedParticipant], chosen: Mapping[int, int]
) -> dict[int, list[Participant]]:
    by_person: dict[int, list[Participant]] = defaultdict(list)
    for line in identified:
        key = chosen.get(line.number) if line.person is None else line.person.key
        if key is not None and line.outcome is not MatchOutcome.ELSEWHERE:
            by_person[key].append(line.participant)
    return by_person
