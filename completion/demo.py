"""Demo data: completions, exemptions and applications, and a campus short of places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from itertools import islice, product

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import get_default_timezone, localdate
from PIL import Image, ImageDraw

from enrollment.demo import FIRST_NAMES, HISTORY_TERM, LAST_NAMES
from enrollment.models import (
    Appointment,
    CoreSession,
    Course,
    LearningAssistant,
    Registration,
    Term,
    User,
)
from enrollment.models.sessions import Mark
from enrollment.sessions import marking
from modules.demo import POPULAR
from modules.models import Choice, FollowUpAttendance, FollowUpMeeting, OnlineModule
from modules.models.attendance import AttendanceMark

from .certificates import issuing, revoking
from .equivalents.applying import apply
from .equivalents.deciding import decide
from .models import CompletionReport, Decision, EquivalentQualification, Kind

TEXTS = {
    Kind.TEACHER_EDUCATION_WITH_PRACTICE: "Jeg tok PPU i fjor. Praksisen står på side 2.",
    Kind.TEACHER_EDUCATION_YEAR_2: "Jeg går tredje året på lektorutdanningen.",
}
APPROVED = "Du har fullført andre året på lektorutdanningen. Det gir fritak."
REJECTED = (
    "Dokumentene viser ikke at utdanningen har praksis. Send gjerne en ny søknad med praksisattest."
)
REVOKED = "Oppmøtet på kjernemodul 2 var ført på feil person."
# Key, title, start in autumn 2024, hours.
MEETINGS = [
    ("forste-mote", "Første møte", datetime(2024, 9, 3, 12, 15), {"first_meeting_hours": 1}),
    ("oppfolging-1", "Oppfølging 1", datetime(2024, 10, 1, 12, 15), {"follow_up_hours": 2}),
    ("oppfolging-2", "Oppfølging 2", datetime(2024, 10, 29, 12, 15), {"follow_up_hours": 2}),
    (
        "sluttevaluering",
        "Sluttevaluering",
        datetime(2024, 12, 3, 12, 15),
        {"final_evaluation_hours": 1},
    ),
]
MODULES_DONE = datetime(2024, 11, 19)
# Appointed in Gjøvik without a registration: more people than places.
NEWLY_APPOINTED = 40


def load(at: datetime) -> None:
    """Load the demo data of this app."""
    staff = User.objects.get(username="uniped")
    term = Term.objects.current(at)
    assert term is not None
    oda = _appointed("completed", Term.objects.get(code=HISTORY_TERM))
    jonas = _appointed("exempt", term)
    _let_complete(oda, staff)
    _issue(oda, staff, at)
    _apply_and_decide(jonas, staff, at)
    _appoint_in_gjovik(term)


def _appointed(username: str, term: Term) -> LearningAssistant:
    """Create a learning assistant for an account, appointed in the demo coordinator's department."""
    user = User.objects.get(username=username)
    assistant = LearningAssistant.objects.create(
        user=user, username=username, name=user.name, email=user.email
    )
    course = Course.objects.filter(department__code="NV-IFY").earliest("code")
    Appointment.objects.create(
        assistant=assistant, course=course, department=course.department, term=term
    )
    return assistant


def _let_complete(oda: LearningAssistant, staff: User) -> None:
    """Let Oda, and all others present at both core modules in autumn 2024, complete LAOS that term."""
    seminars = CoreSession.objects.filter(term__code=HISTORY_TERM, campus__name="Trondheim")
    for number in (1, 2):
        seminar = seminars.filter(core_module=number).earliest("starts_at")
        place = Registration.objects.create(
            assistant=oda,
            session=seminar,
            core_module=number,
            registered_at=seminar.starts_at - timedelta(days=14),
        )
        marking.mark(session=seminar, marks={place.pk: Mark.PRESENT}, by=staff, at=seminar.ends_at)
    present = Registration.objects.filter(session__in=seminars, mark=Mark.PRESENT)
    people = LearningAssistant.objects.filter(
        pk__in=present.filter(core_module=1).values("assistant")
    ).filter(pk__in=present.filter(core_module=2).values("assistant"))
    _complete_modules(people)
    appointments = Appointment.objects.filter(term__code=HISTORY_TERM)
    _follow_up(appointments.filter(assistant__in=people), staff)


def _complete_modules(people: Iterable[LearningAssistant]) -> None:
    modules = OnlineModule.objects.filter(code__in=POPULAR).order_by("code")
    done = MODULES_DONE.replace(tzinfo=get_default_timezone())
    Choice.objects.bulk_create(
        Choice(
            assistant=assistant,
            module=module,
            slot=slot,
            chosen_at=done - timedelta(weeks=4),
            completed_on=localdate(done),
            source=Choice.Source.HERE,
        )
        for assistant in people
        for slot, module in enumerate(modules, start=1)
    )


def _follow_up(appointments: Iterable[Appointment], staff: User) -> None:
    for appointment in appointments:
        for key, title, begins, hours in MEETINGS:
            starts_at = begins.replace(tzinfo=get_default_timezone())
            ends_at = starts_at + timedelta(hours=sum(hours.values()))
            meeting, _ = FollowUpMeeting.objects.get_or_create(
                department_id=appointment.department_id,
                term_id=appointment.term_id,
                key=key,
                defaults={
                    "title": title,
                    "starts_at": starts_at,
                    "ends_at": ends_at,
                    "place": "R7",
                    **hours,
                },
            )
            FollowUpAttendance.objects.create(
                meeting=meeting,
                appointment=appointment,
                mark=AttendanceMark.PRESENT,
                marked_by=staff,
                marked_at=ends_at,
            )


def _issue(oda: LearningAssistant, staff: User, at: datetime) -> None:
    """Issue the certificates, and revoke one that is not Oda's, so that Uniped can issue a new one."""
    issuing.issue_all(at)
    others = CompletionReport.objects.exclude(assistant=oda)
    revoking.revoke(report=others.earliest("pk"), by=staff, because=REVOKED, at=at)


def _apply_and_decide(jonas: LearningAssistant, staff: User, at: datetime) -> None:
    """Create four applications with a document each: two undecided, one rejected, and Jonas' approved."""
    others = LearningAssistant.objects.filter(user=None, completion_reports=None).order_by("-pk")
    for days, (assistant, kind) in enumerate(zip(others[:2], TEXTS, strict=True), 1):
        _apply(assistant, kind, at - timedelta(days=days))
    approved = _apply(jonas, Kind.TEACHER_EDUCATION_YEAR_2, at - timedelta(days=9))
    rejected = _apply(others[2], Kind.TEACHER_EDUCATION_WITH_PRACTICE, at - timedelta(days=8))
    for application, decision, reason in (
        (approved, Decision.APPROVED, APPROVED),
        (rejected, Decision.REJECTED, REJECTED),
    ):
        decide(
            application=application,
            decision=decision,
            reason=reason,
            by=staff,
            at=at - timedelta(days=5),
        )


def _apply(assistant: LearningAssistant, kind: Kind, at: datetime) -> EquivalentQualification:
    document = SimpleUploadedFile("Vitnemål.png", a_document(assistant.name))
    return apply(assistant=assistant, kind=kind, files=[document], text=TEXTS[kind], at=at)


def a_document(name: str) -> bytes:
    page = Image.new("L", (620, 877), "white")
    ImageDraw.Draw(page).text((60, 80), f"Vitnemål (et eksempel)\n\n{name}", "black", font_size=24)
    file = BytesIO()
    page.save(file, "PNG")
    return file.getvalue()


def _appoint_in_gjovik(term: Term) -> None:
    course = Course.objects.filter(department__campus__name="Gjøvik").earliest("code")
    people = LearningAssistant.objects.bulk_create(
        LearningAssistant(
            username=f"new{number:02}", name=f"{first} {last}", email=f"new{number:02}@example.org"
        )
        for number, (first, last) in enumerate(
            islice(product(FIRST_NAMES, LAST_NAMES), NEWLY_APPOINTED), 1
        )
    )
    Appointment.objects.bulk_create(
        Appointment(assistant=assistant, course=course, department=course.department, term=term)
        for assistant in people
    )
