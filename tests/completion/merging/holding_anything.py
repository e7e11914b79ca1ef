"""Two records with random holdings, as odd as the database allows, and what a merge must keep of them."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from completion.models import Decision, Kind
from enrollment.models import (
    Appointment,
    CalendarFeed,
    LearningAssistant,
    Registration,
    WaitlistEntry,
)
from modules.models import Choice, Essay, FollowUpAttendance, PeerEvaluation
from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import ApplicationFactory
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    LearningAssistantFactory,
    LetterFactory,
    LetterStopFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
    offer_exchange,
)
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

BEST_FIRST = ["present", "partial", "absent", ""]


class World:
    """Sessions, meetings and modules that two records of one person share."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.staff = UserFactory()
        self.letter_stop = LetterStopFactory()
        self.sessions = [
            CoreSessionFactory(core_module=number, days_ahead=days + number)
            for number in (1, 2)
            for days in (-20, -10, 10, 20)
        ]
        department = DepartmentFactory()
        self.courses = [CourseFactory(code=code, department=department) for code in ("A1", "B1")]
        self.meetings = [
            FollowUpMeetingFactory(whole=True, is_mandatory=False),
            FollowUpMeetingFactory(courses=self.courses[:1], is_mandatory=True),
            FollowUpMeetingFactory(days_ahead=-5, is_mandatory=False),
        ]
        self.modules = OnlineModuleFactory.create_batch(4)
        peers = AppointedFactory.create_batch(3)
        self.essays = [
            EssayFactory(author=peer, module=module) for peer in peers for module in self.modules
        ]
        self.peer = peers[0]
        self.records = [self.record("kept"), self.record("gone")]
        for one, other in (self.records, self.records[::-1]):
            self.evaluate(one, other)
        if self.some(4):
            self.exchange_with_each_other()

    def some(self, times: int) -> bool:
        return self.chance.randrange(times) == 0

    def record(self, name: str) -> LearningAssistant:
        record: LearningAssistant = LearningAssistantFactory(
            username=name, user=self.chance.choice([None, VerifiedUserFactory(username=name)])
        )
        self.appoint(record)
        self.place(record)
        self.study(record)
        for number in range(3):
            if self.some(2):
                waiting: dict[str, Any] = {"email": None} if self.some(2) else {}
                LetterFactory(assistant=record, key=f"registration:{number}", **waiting)
        if self.some(2):
            self.letter_stop.letters.create(assistant=record, key="term:2031H")
        self.apply(record)
        if record.user is not None and self.some(2):
            CalendarFeed.objects.create(assistant=record, created_at=NOW)
        return record

    def appoint(self, record: LearningAssistant) -> None:
        for course in self.courses:
            if self.some(2):
                continue
            days = self.chance.choice([None, None, NOW.date() + timedelta(days=30)])
            appointment = AppointmentFactory(assistant=record, course=course, ends_on=days)
            for meeting in self.meetings:
                mark = self.chance.choice(["", "present", "present", "partial", "absent"])
                expected = [*meeting.courses.all()] or [course]
                if mark and course in expected:
                    attendance = FollowUpAttendanceFactory(
                        meeting=meeting, appointment=appointment, mark=mark
                    )
                    if mark != "present" and self.some(4):
                        ObjectionFactory(attendance=attendance)

    def place(self, record: LearningAssistant) -> None:
        stands: set[int] = set()
        for session in self.chance.sample(self.sessions, len(self.sessions)):
            is_past = session.starts_at < NOW
            mark = self.chance.choice(["", "", "present", "partial", "absent"]) if is_past else ""
            state = self.chance.choice(["none", "given up", "held", "held"])
            about: dict[str, Any] = {"assistant": record, "session": session}
            number = session.core_module
            if state == "given up":
                RegistrationFactory(**about, withdrawn_at=NOW)
            elif state == "held" and not (mark in {"", "present"} and number in stands):
                marked = {"mark": mark, "marked_by": self.staff, "marked_at": NOW} if mark else {}
                prepared = self.chance.choice([None, NOW])
                RegistrationFactory(**about, **marked, preparation_confirmed_at=prepared)
                stands |= {number} if mark in {"", "present"} else set()
            elif not is_past and self.some(3) and not record.waits.filter(core_module=number):
                WaitlistEntryFactory(**about)

    def study(self, record: LearningAssistant) -> None:
        for slot, module in enumerate(
            self.chance.sample(self.modules, self.chance.randrange(3)), 1
        ):
            done = self.chance.choice([{}, {"done": True}, {"brought_in": True}])
            ChoiceFactory(assistant=record, module=module, slot=slot, **done)
        for module in self.modules:
            if self.some(3):
                TestAttemptFactory(assistant=record, module=module, begun=True)
            if self.some(3):
                TestAttemptFactory(assistant=record, module=module)
            if self.some(3):
                EssayFactory(author=record, module=module, draft=self.some(2))

    def evaluate(self, record: LearningAssistant, other: LearningAssistant) -> None:
        theirs = list(Essay.objects.filter(author=other, handed_in_at__isnull=False))
        open_in: set[int] = set()
        for essay in self.chance.sample(self.essays, 4) + theirs:
            state = self.chance.choice(["given", "open", "given back"])
            if state == "open" and essay.module_id in open_in:
                continue
            open_in |= {essay.module_id} if state == "open" else set()
            PeerEvaluationFactory(
                evaluator=record,
                essay=essay,
                leased=state != "given",
                released_at=NOW if state == "given back" else None,
            )

    def apply(self, record: LearningAssistant) -> None:
        kind = self.chance.choice(
            [Kind.TEACHER_EDUCATION_YEAR_2, Kind.TEACHER_EDUCATION_WITH_PRACTICE]
        )
        decision = self.chance.choice(["none"] * 4 + ["open", "rejected", "approved", "revoked"])
        if decision == "open":
            ApplicationFactory(assistant=record, kind=kind)
        elif decision != "none":
            ApplicationFactory(assistant=record, kind=kind, **{decision: True})
            if decision == Decision.APPROVED:
                record.exempt_since = NOW.date()
                record.save()
        if self.some(5):
            CompletionReportFactory(assistant=record, revoked=self.some(2))

    def exchange_with_each_other(self) -> None:
        places = [
            RegistrationFactory(assistant=record, session=session, withdrawn_at=NOW)
            for record, session in zip(self.records, self.sessions[2:4], strict=True)
        ]
        (side, _other) = offer_exchange(*places)
        if self.some(2):
            side.exchange.outcome, side.exchange.closed_at = "done", NOW
            side.exchange.save()
            side.exchange.sides.update(closed_at=NOW)


def best_marks(records) -> dict[object, str]:
    """Return the best mark at each session and meeting, of all the records together."""
    found: dict[object, str] = {}
    places = Registration.objects.live().filter(assistant__in=records)
    marks = FollowUpAttendance.objects.filter(appointment__assistant__in=records)
    rows = [
        *(((place.session_id,), place.mark) for place in places),
        *(((row.meeting_id, row.appointment.course_id), row.mark) for row in marks),
    ]
    for key, mark in rows:
        found[key] = min(mark, found.get(key, ""), key=BEST_FIRST.index)
    return found


def modules_completed(records) -> set[int]:
    done = Choice.objects.completed().filter(assistant__in=records)
    return set(done.values_list("module", flat=True))


def evaluations_that_count(records) -> set[int]:
    """Return the essays of other people that have been evaluated."""
    given = PeerEvaluation.objects.given().filter(evaluator__in=records)
    return set(given.exclude(essay__author__in=records).values_list("essay", flat=True))


def appointed_in(records) -> set[int]:
    return set(Appointment.objects.filter(assistant__in=records).values_list("course", flat=True))


def waits_for(records) -> set[int]:
    return set(
        WaitlistEntry.objects.filter(assistant__in=records).values_list("session", flat=True)
    )
