"""The preview of a report: a mark for each person, whom to ask about, and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from enrollment.attendance_reports.forms import write_chosen, write_offered
from enrollment.attendance_reports.identifying import IdentifiedParticipant
from enrollment.attendance_reports.proposal import ReportProposal
from enrollment.attendance_reports.proposing import TimeAttended, attended
from enrollment.attendance_reports.refusals import span_in_words
from enrollment.marks import ABSENT
from enrollment.models.sessions import Mark
from enrollment.people.matching import KnownPerson, MatchOutcome


@dataclass(frozen=True, slots=True)
class MarkToPropose:
    """A mark that a report may set. A person with two appointments has two."""

    # The key of the learning assistant.
    person: int
    field: str
    name: str
    about: str
    recorded: str
    can_be_marked: bool
    # Whether the person had to attend. If not, a report proposes no absence.
    is_required: bool = True

    def proposed(self, mark: str) -> str:
        return "" if mark == ABSENT and not self.is_required else mark


@dataclass(frozen=True, slots=True)
class PreviewRow:
    mark: MarkToPropose
    time: TimeAttended
    proposed: str
    # The mark to select: one already recorded stays until the user selects another.
    value: str

    @property
    def differs(self) -> bool:
        return bool(self.mark.recorded and self.proposed) and self.mark.recorded != self.proposed

    @property
    def recorded_label(self) -> str:
        return str(Mark(self.mark.recorded).label)

    @property
    def proposed_label(self) -> str:
        return str(Mark(self.proposed).label)

    @property
    def other_names(self) -> str:
        """The names in the report, if they are not the person's own."""
        return ", ".join(name for name in self.time.names if name != self.mark.name)


@dataclass(frozen=True, slots=True)
class WhoQuestion:
    """A participant whom the user is asked about."""

    line: IdentifiedParticipant
    time: TimeAttended
    chosen: int | None
    # Everyone who may be chosen: those not found in the report, and the one already chosen.
    people: list[KnownPerson]

    @property
    def offers_everyone(self) -> bool:
        return self.line.outcome is not MatchOutcome.SEVERAL


@dataclass(frozen=True, slots=True)
class ReportPreview:
    proposal: ReportProposal
    rows: list[PreviewRow]
    questions: list[WhoQuestion]
    chosen: str
    offered: str

    @property
    def different(self) -> list[PreviewRow]:
        return [row for row in self.rows if row.differs]

    @property
    def found(self) -> list[PreviewRow]:
        return [row for row in self.rows if row.time.names and not row.differs]

    @property
    def missing(self) -> list[PreviewRow]:
        return [row for row in self.rows if not row.time.names and not row.differs]

    @property
    def report_span(self) -> str:
        report = self.proposal.report
        if report.starts_at is None or report.ends_at is None:
            return ""
        return span_in_words(report.starts_at, report.ends_at)

    @property
    def session_span(self) -> str:
        return span_in_words(self.proposal.occasion.starts_at, self.proposal.occasion.ends_at)


def preview_report(
    proposal: ReportProposal,
    marks: list[MarkToPropose],
    chosen: dict[int, int],
    changed: Mapping[str, str],
) -> ReportPreview:
    """Return the preview. ``changed`` has the marks that the user has changed in an earlier one, by field."""
    rows = []
    offered = {}
    for mark in marks:
        proposed = mark.proposed(proposal.mark_of(mark.person))
        offered[mark.field] = mark.recorded or proposed
        value = changed.get(mark.field, offered[mark.field])
        rows.append(PreviewRow(mark, proposal.times[mark.person], proposed, value))
    occasion = proposal.occasion
    questions = [
        WhoQuestion(
            line,
            attended([line.participant], occasion.starts_at, occasion.ends_at),
            chosen.get(line.number),
            [
                person
                for person in occasion.people
                if not proposal.times[person.key].names or person.key == chosen.get(line.number)
            ],
        )
        for line in proposal.unclear
    ]
    asked = {question.line.number for question in questions}
    counted = {number: key for number, key in chosen.items() if number in asked}
    return ReportPreview(proposal, rows, questions, write_chosen(counted), write_offered(offered))
