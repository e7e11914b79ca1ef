"""Everything that “My page” shows of one learning assistant, from one loading of the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localdate

from completion.certificates import issuing
from completion.certificates.pdf import refusal_to_print
from completion.certificates.refusals import CannotBePrinted
from completion.certificates.snapshot import HOURS
from completion.models import CompletionReport, EquivalentQualification
from completion.pages.calendar_feed import FeedAddress, address_of_feed
from completion.verdicts.contacts import Contact
from completion.verdicts.personal import PersonalFacts, personal_facts
from completion.verdicts.results import Verdict
from completion.verdicts.rules import evaluate
from enrollment.models import Appointment, LearningAssistant, Term
from enrollment.statements.compiled import CompiledQuery
from modules.follow_up.wording import in_figures

from .dates import Dates, dates, places_held
from .hours import ShownRequirement, shown_hours
from .steps import ShownStep, shown_steps, uniped


@dataclass(frozen=True, slots=True)
class Certificate:
    # The valid one.
    report: CompletionReport | None
    is_revoked: bool
    # Why it cannot be issued yet, although LAOS is completed.
    refusal: CannotBePrinted | None


@dataclass(frozen=True, slots=True)
class MyPage:
    verdict: Verdict
    term: Term | None
    # Only appointments that have not ended.
    appointments: Sequence[Appointment]
    certificate: Certificate
    last_application: EquivalentQualification | None
    steps: Sequence[ShownStep]
    dates: Dates
    requirements: Sequence[ShownRequirement]
    # Of the appointments; Uniped if none is known.
    coordinators: Sequence[Contact]
    # Empty until the assistant has made one.
    calendar: FeedAddress

    @property
    def is_exempt(self) -> bool:
        """An exemption does not hide a completion."""
        return self.verdict.is_exempt and not self.verdict.is_completed

    @property
    def employers(self) -> list[tuple[str, str, str]]:
        """The course, department and term of each appointment."""
        return [
            (str(appointment.course), str(appointment.department.name), str(appointment.term.name))
            for appointment in self.appointments
        ]

    @property
    def hours(self) -> str:
        return in_figures(sum((requirement.had for requirement in self.requirements), Decimal(0)))

    @property
    def asked(self) -> int:
        return sum(HOURS.values())

    @property
    def has_evidence(self) -> bool:
        return any(requirement.evidence for requirement in self.requirements)

    @property
    def may_apply(self) -> bool:
        """Whether exemption is still of use, or there is an application to show."""
        return self.last_application is not None or self.certificate.report is None


_reports: CompiledQuery[CompletionReport] = CompiledQuery(
    lambda assistant: CompletionReport.objects.filter(assistant=assistant)
)
_last_application: CompiledQuery[EquivalentQualification] = CompiledQuery(
    lambda assistant: EquivalentQualification.objects.filter(assistant=assistant)[:1]
)


def my_page(assistant: LearningAssistant, at: datetime) -> MyPage:
    """Load the page in the active language, in a constant number of queries."""
    facts = personal_facts(assistant, at)
    verdict = evaluate(facts.record, at)
    reports = _reports(assistant=assistant.pk) if "reports" in facts.may_have else []
    applications = (
        _last_application(assistant=assistant.pk) if "applications" in facts.may_have else []
    )
    today = localdate(at)
    coordinators = coordinators_of(facts)
    # The first appointment has the feed, loaded with it.
    known = facts.appointments[0].assistant if facts.appointments else assistant
    return MyPage(
        verdict=verdict,
        term=facts.term,
        appointments=[
            appointment for appointment in facts.appointments if not appointment.has_ended(today)
        ],
        certificate=_certificate(assistant, verdict, reports, at),
        last_application=next(iter(applications), None),
        steps=shown_steps(verdict, places_held(facts), coordinators, at),
        dates=dates(facts, verdict, at),
        requirements=shown_hours(verdict),
        coordinators=coordinators or [uniped()],
        calendar=address_of_feed(known),
    )


def coordinators_of(facts: PersonalFacts) -> list[Contact]:
    """Return the coordinators to ask, those of the newest appointment first."""
    found = (
        contact
        for appointment in facts.appointments
        for contact in facts.coordinators[appointment.pk]
    )
    return list(dict.fromkeys(found))


def _certificate(
    assistant: LearningAssistant,
    verdict: Verdict,
    reports: Iterable[CompletionReport],
    at: datetime,
) -> Certificate:
    valid = next((report for report in reports if report.is_valid), None)
    due = issuing.due_to(assistant, verdict, reports, at)
    return Certificate(
        report=valid,
        is_revoked=bool(reports) and valid is None,
        refusal=refusal_to_print(due) if due else None,
    )
