"""The weekly digest for coordinators, sent only when there is something to report.

It lists missing marks, open objections, people who cannot reach the hours with the meetings planned, and people at
risk of not completing the rest of LAOS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from post_office.models import Email

from completion.verdicts.labels import missing_in_words
from completion.verdicts.results import Missing, State, ToDo, Verdict
from enrollment import languages
from enrollment.letters.queueing import new_email
from enrollment.letters.recipients import addresses_of
from enrollment.letters.writing import announcement
from enrollment.models import Appointment, Coordinator, Term, User
from modules.models import CoordinatorDigest, FollowUpMeeting, Objection

from .lacking import needs_meetings
from .people import Person, people_of
from .waiting import held_by, unmarked

ONE_WRITER = 0x1AC6
# A department is reported on until this long after its last meeting of the term.
LATELY = timedelta(days=120)

# Lazy, because digests are written in the language of each coordinator.
in_any_language = lazy(missing_in_words, str)


@dataclass(slots=True)
class News:
    """The digest's content about a department, or about one course of it, in a term."""

    coordinator: Coordinator
    term: str
    unmarked: dict[FollowUpMeeting, int] = field(default_factory=dict)
    objections: int = 0
    cannot: list[Appointment] = field(default_factory=list)
    # With what each of them may not complete this term.
    at_risk: list[tuple[Appointment, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.unmarked or self.objections or self.cannot or self.at_risk)

    @property
    def url(self) -> str:
        page = reverse("completion:department", args=[self.coordinator.department.code, self.term])
        return settings.SITE_URL + page


def digest(at: datetime) -> list[CoordinatorDigest]:
    """Queue this week's digests, at most one for each coordinator. Running it again writes nothing."""
    week = "{}-W{:02}".format(*localdate(at).isocalendar())
    with transaction.atomic():
        # Serialise, because two concurrent runs would both find the same digest missing.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])
        had = CoordinatorDigest.objects.filter(week=week).values("user")
        coordinators = (
            Coordinator.objects.exclude(user__in=had)
            .filter(user__is_active=True)
            .select_related("user", "department", "course")
            .order_by("user", "department", "course")
        )
        news = _by_user(news_for(coordinators, at))
        addresses = addresses_of({user.pk for user in news})
        reachable = {user: about for user, about in news.items() if user.pk in addresses}
        emails = Email.objects.bulk_create(
            [_email(user, addresses[user.pk], about) for user, about in reachable.items()]
        )
        digests = CoordinatorDigest.objects.bulk_create(
            CoordinatorDigest(user=user, week=week, email=email)
            for user, email in zip(reachable, emails, strict=True)
        )
        if digests:
            transaction.on_commit(announcement.make, robust=True)
    return digests


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
        employments = [person.employment_in(appointment) for person, appointment in own]
        news.unmarked = unmarked(employments, self.held, self.at)
        news.objections = sum(self.objected[appointment.pk] for _person, appointment in own)
        news.cannot = [
            appointment
            for person, appointment in own
            if appointment in person.current
            and person.employment is person.employment_in(appointment)
            and needs_meetings(person.verdict)
        ]

    def _at_risk(
        self, own: Iterable[tuple[Person, Appointment]]
    ) -> Iterator[tuple[Appointment, str]]:
        for person, appointment in own:
            missing = tuple(_missing_at_risk(person.verdict))
            if missing and appointment in person.current:
                yield appointment, in_any_language(missing)


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


def _email(user: User, address: str, news: Sequence[News]) -> Email:
    """Write the digest in the coordinator's language, or in all languages until one is chosen."""
    subjects, texts = [], []
    for language in [user.language] if user.language else languages.codes():
        with override(language):
            subjects.append(gettext("This week in your department"))
            texts.append(
                render_to_string(
                    "completion/department/digest.txt",
                    {
                        "name": user.name,
                        "news": news,
                        "contact_name": settings.LAOS_CONTACT_NAME,
                        "contact_email": settings.LAOS_CONTACT_EMAIL,
                    },
                ).strip()
            )
    return new_email(
        address,
        subject=f"LAOS: {' / '.join(subjects)}",
        message="\n\n—\n\n".join(texts) + "\n",
    )
