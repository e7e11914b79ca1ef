"""The weekly digest for coordinators, sent only when there is something to report.

It lists missing marks, open objections, people who cannot reach the hours with the meetings planned, and people at
risk of not completing the rest of LAOS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from completion.verdicts.labels import missing_in_words
from completion.verdicts.results import Missing, State, ToDo, Verdict
from enrollment import clock
from enrollment.letters.by_staff.stopping import write_due
from enrollment.letters.kinds import SAMPLE_PAGE
from enrollment.letters.recipients import addresses_of
from enrollment.letters.writing import Draft, foreseen, unwritten
from enrollment.models import Appointment, Coordinator, Letter, Term, User
from enrollment.models.kinds import LetterKind
from modules.models import FollowUpMeeting, Objection

from . import digest_times
from .lacking import needs_meetings
from .people import Person, people_of
from .waiting import held_by, unmarked

# A department is reported on until this long after its last meeting of the term.
LATELY = timedelta(days=120)


def _sample() -> dict[str, Any]:
    department = {
        "name": gettext("Department of Physics"),
        "course": gettext("TFY4104 Physics"),
        "unmarked": [
            {
                "title": gettext("First meeting"),
                "day": date_format(clock.today(), "DATE_FORMAT"),
                "number": 3,
            }
        ],
        "objections": 2,
        "cannot": ["Kari Lyngmo, TFY4104"],
        "at_risk": ["Nils Issund, TFY4104: " + gettext("core module 2")],
        "page": f"{SAMPLE_PAGE}/department/NV-IFY/2031H/",
    }
    return {"departments": [department]}


DIGEST = LetterKind("digest", _("Weekly digest for a coordinator"), _sample)


@dataclass(slots=True)
class News:
    """The digest's content about a department, or about one course of it, in a term."""

    coordinator: Coordinator
    term: str
    unmarked: dict[FollowUpMeeting, int] = field(default_factory=dict)
    objections: int = 0
    cannot: list[Appointment] = field(default_factory=list)
    # With what each of them may not complete this term.
    at_risk: list[tuple[Appointment, tuple[Missing, ...]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.unmarked or self.objections or self.cannot or self.at_risk)

    def facts(self) -> dict[str, object]:
        """Return the plain values for the digest, in the active language."""
        department, course = self.coordinator.department, self.coordinator.course
        page = reverse("completion:department", args=[department.code, self.term])
        return {
            "name": department.name,
            "course": str(course or ""),
            "unmarked": [
                {
                    "title": meeting.title,
                    "day": date_format(localtime(meeting.starts_at), "DATE_FORMAT"),
                    "number": number,
                }
                for meeting, number in self.unmarked.items()
            ],
            "objections": self.objections,
            "cannot": [_name(appointment) for appointment in self.cannot],
            "at_risk": [
                f"{_name(appointment)}: {missing_in_words(missing)}"
                for appointment, missing in self.at_risk
            ],
            "page": settings.SITE_URL + page,
        }


def digest(at: datetime) -> list[Letter]:
    """Write this week's digests, at most one to each coordinator. Running it again writes nothing."""
    return write_due(candidates(at), at)


def candidates(at: datetime) -> list[Draft]:
    """Return the digests of this week that are not written yet, stopped or not.

    They tell of the state in the morning, so that the same people get one at every hour of the day.
    """
    week = "week:{}-W{:02}".format(*localdate(at).isocalendar())
    had = Letter.objects.filter(kind=DIGEST.code, key=week).values("user")
    has = [letter.draft.recipient.pk for letter in foreseen(DIGEST) if letter.draft.key == week]
    coordinators = (
        Coordinator.objects.exclude(user__in=had)
        .exclude(user__in=has)
        .filter(user__is_active=True)
        .select_related("user", "department", "course")
        .order_by("user", "department", "course")
    )
    news = _by_user(news_for(coordinators, digest_times.morning_of(at)))
    addresses = addresses_of({user.pk for user in news})
    return unwritten(
        [
            Draft(user, DIGEST, week, partial(_facts, about))
            for user, about in news.items()
            if user.pk in addresses
        ]
    )


def news_for(coordinators: Iterable[Coordinator], at: datetime) -> list[News]:
    """Return the news of each coordinator, in a constant number of queries for each term."""
    coordinators = list(coordinators)
    # Skip a course that is part of a whole department the user coordinates.
    whole = {(role.user_id, role.department_id) for role in coordinators if role.course_id is None}
    roles = [
        role
        for role in coordinators
        if role.course_id is None or (role.user_id, role.department_id) not in whole
    ]
    if not roles:
        return []
    terms = [_TermNews(term, {role.department_id for role in roles}, at) for term in _terms(at)]
    return [news for role in roles for term in terms if (news := term.about(role))]


def _terms(at: datetime) -> list[Term]:
    """Return the terms with meetings planned or recently held, and those open or under way, in order of time."""
    lately = FollowUpMeeting.objects.live().filter(starts_at__gt=at - LATELY)
    planning = set(lately.order_by().values_list("term", flat=True))
    terms = Term.objects.filter(Q(pk__in=planning) | Q(registration_opens_at__lte=at))
    return [term for term in terms if term.pk in planning or not term.is_past(at)]


class _TermNews:
    """What there is to report of some departments in a term."""

    def __init__(self, term: Term, departments: Collection[int], at: datetime) -> None:
        self.term = term
        appointments = Appointment.objects.filter(
            term=term, department__in=departments, assistant__exempt_since=None
        )
        self.at = at
        self.of: defaultdict[int, list[tuple[Person, Appointment]]] = defaultdict(list)
        for person in people_of(appointments, term, at):
            for appointment in person.appointments:
                self.of[appointment.department_id].append((person, appointment))
        lately = FollowUpMeeting.objects.live().filter(term=term, starts_at__gt=at - LATELY)
        self.planning = set(lately.order_by().values_list("department", flat=True))
        self.held = held_by(self.planning, [term.pk], at)
        self.objected = _objected(term)
        opens_at = term.registration_opens_at
        self.is_open = opens_at is not None and opens_at <= at and not term.is_past(at)

    def about(self, coordinator: Coordinator) -> News:
        course = coordinator.course_id
        own = [
            (person, appointment)
            for person, appointment in self.of[coordinator.department_id]
            if course in (None, appointment.course_id)
        ]
        news = News(coordinator, self.term.code)
        if coordinator.department_id in self.planning:
            self._tell_of_meetings(news, own)
        if self.is_open:
            news.at_risk = list(self._at_risk(own))
        return news

    def _tell_of_meetings(self, news: News, own: Sequence[tuple[Person, Appointment]]) -> None:
        facts = [person.facts_of(appointment) for person, appointment in own]
        news.unmarked = unmarked(facts, self.held, self.at)
        news.objections = sum(self.objected[appointment.pk] for _person, appointment in own)
        news.cannot = [
            appointment
            for person, appointment in own
            if appointment in person.current
            and person.evaluated_appointment is person.facts_of(appointment)
            and needs_meetings(person.verdict)
        ]

    def _at_risk(
        self, own: Iterable[tuple[Person, Appointment]]
    ) -> Iterator[tuple[Appointment, tuple[Missing, ...]]]:
        for person, appointment in own:
            missing = tuple(_missing_at_risk(person.verdict))
            if missing and appointment in person.current:
                yield appointment, missing


def _name(appointment: Appointment) -> str:
    return f"{appointment.assistant.name}, {appointment.course.code}"


def _missing_at_risk(verdict: Verdict) -> Iterator[Missing]:
    """Yield what may be missed this term, without the hours for which too few meetings are planned."""
    for requirement in (verdict.core_modules, verdict.online_modules):
        # If no sessions are planned yet, a department can do nothing about it.
        can_act = any(step.what is not ToDo.AWAIT_DATES for step in requirement.steps)
        if requirement.state is State.AT_RISK and can_act:
            yield from requirement.missing
    if any(step.what is ToDo.COME_TO_MAKE_UP for step in verdict.course_specific.steps):
        yield Missing.MANDATORY_MEETING


def _objected(term: Term) -> Counter[int]:
    """Return the number of open objections by appointment."""
    unanswered = Objection.objects.filter(answered_at=None, attendance__appointment__term=term)
    return Counter(unanswered.values_list("attendance__appointment", flat=True))


def _by_user(news: Iterable[News]) -> dict[User, list[News]]:
    by_user: dict[User, list[News]] = defaultdict(list)
    for part in news:
        by_user[part.coordinator.user].append(part)
    return by_user


def _facts(news: Sequence[News]) -> dict[str, object]:
    return {"departments": [part.facts() for part in news]}
