"""The weekly digest for coordinators, sent only when there is something to report.

It lists missing marks, open objections, people who cannot reach the hours with the meetings planned, and people at
risk of not completing the rest of LAOS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from post_office.models import Email

from enrollment.letters.queueing import new_email
from enrollment.letters.recipients import addresses_of
from enrollment.letters.writing import announcement
from enrollment.models import Appointment, Coordinator, Language, Term, User
from enrollment.plain_text import NameOrder, name_order
from modules.follow_up.loading import Followed, follow
from modules.models import CoordinatorDigest, FollowUpMeeting, Objection

from .what_waits import unmarked

ONE_WRITER = 0x1AC6
# A department is reported on until this long after its last meeting of the term.
LATELY = timedelta(days=120)

Place = tuple[int, int]
# An appointment, and what the learning assistant may not complete this term.
AtRisk = tuple[Appointment, str]
# Risks by the key of the learning assistant, for some departments. The function is set in
# LAOS_AT_RISK, because its app builds on this one and cannot be imported here.
WhatOf = Callable[[Collection[int], Term, datetime], Mapping[int, str]]


@dataclass(slots=True)
class News:
    """The digest's content about a department, or about one course of it, in a term."""

    coordinator: Coordinator
    term: str
    unmarked: dict[FollowUpMeeting, int] = field(default_factory=dict)
    objections: int = 0
    cannot: list[Appointment] = field(default_factory=list)
    # With what each of them may not complete this term.
    at_risk: list[AtRisk] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.unmarked or self.objections or self.cannot or self.at_risk)

    @property
    def url(self) -> str:
        page = reverse("modules:department", args=[self.coordinator.department.code, self.term])
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
        told = {user: theirs for user, theirs in news.items() if user.pk in addresses}
        emails = Email.objects.bulk_create(
            [_email(user, addresses[user.pk], theirs) for user, theirs in told.items()]
        )
        digests = CoordinatorDigest.objects.bulk_create(
            CoordinatorDigest(user=user, week=week, email=email)
            for user, email in zip(told, emails, strict=True)
        )
        if digests:
            transaction.on_commit(announcement.make, robust=True)
    return digests


def news_for(coordinators: Iterable[Coordinator], at: datetime) -> list[News]:
    """Return the news of each coordinator, in a constant number of queries for each term."""
    coordinators = list(coordinators)
    # Skip a course that is part of a whole department the user coordinates.
    whole = {(one.user_id, one.department_id) for one in coordinators if one.course_id is None}
    departments = {one.department_id for one in coordinators}
    planned = _under_way(departments, at)
    at_risk = _at_risk(departments, at)
    followed = _followed(planned, at)
    met = {
        one.appointment.assistant_id
        for those in followed.values()
        for one in those
        if one.result.is_met
    }
    objected = _objected()
    places = planned | {place: those[0][0].term.code for place, those in at_risk.items()}
    return [
        news
        for one in coordinators
        if one.course_id is None or (one.user_id, one.department_id) not in whole
        for place, code in places.items()
        if place[0] == one.department_id
        if (
            news := _news(
                News(one, code),
                followed[place] if place in planned else (),
                at_risk.get(place, ()),
                objected,
                met,
                at,
            )
        )
    ]


def _under_way(departments: Collection[int], at: datetime) -> dict[Place, str]:
    """Return the departments and terms with meetings planned or recently held, with the code of the term."""
    meetings = FollowUpMeeting.objects.live().filter(
        department__in=departments, starts_at__gt=at - LATELY
    )
    rows = meetings.order_by().values_list("department", "term", "term__code")
    return {(department, term): code for department, term, code in rows}


def _at_risk(departments: Collection[int], at: datetime) -> dict[Place, list[AtRisk]]:
    """Return people at risk by department and term, for terms whose registration has opened and that are not past."""
    what_of: WhatOf = import_string(settings.LAOS_AT_RISK)
    found: dict[Place, list[AtRisk]] = defaultdict(list)
    for term in Term.objects.filter(registration_opens_at__lte=at):
        if term.is_past(at):
            continue
        lacking = what_of(departments, term, at)
        appointments = (
            Appointment.objects.live(at)
            .filter(term=term, department__in=departments, assistant__in=lacking)
            .select_related("assistant", "course", "term")
            .order_by(NameOrder("assistant__name"), "course__code")
        )
        for one in appointments:
            found[one.department_id, term.pk].append((one, lacking[one.assistant_id]))
    return found


def _followed(places: Mapping[Place, str], at: datetime) -> dict[Place, list[Followed]]:
    appointed = Appointment.objects.filter(
        department__in={department for department, _term in places},
        term__in={term for _department, term in places},
        assistant__exempt_since=None,
    )
    # Include their appointments elsewhere and in other terms: meeting the requirements once is enough.
    appointments = Appointment.objects.filter(
        assistant__in=appointed.order_by().values("assistant")
    ).select_related("assistant", "course")
    found: dict[Place, list[Followed]] = defaultdict(list)
    for one in follow(appointments, at):
        found[one.appointment.department_id, one.appointment.term_id].append(one)
    return found


def _objected() -> Counter[int]:
    """Return the number of open objections by appointment."""
    unanswered = Objection.objects.filter(answered_at=None)
    return Counter(unanswered.values_list("attendance__appointment", flat=True))


def _news(
    news: News,
    followed: Sequence[Followed],
    at_risk: Iterable[AtRisk],
    objected: Counter[int],
    met: Collection[int],
    at: datetime,
) -> News:
    course = news.coordinator.course_id
    own = [one for one in followed if course in (None, one.appointment.course_id)]
    news.unmarked = unmarked(own, at)
    for one in own:
        appointment = one.appointment
        news.objections += objected[appointment.pk]
        is_over = appointment.ends_on is not None and appointment.ends_on < localdate(at)
        if not one.result.can_still and not is_over and appointment.assistant_id not in met:
            news.cannot.append(appointment)
    news.cannot.sort(key=lambda one: (name_order(one.assistant.name), one.course.code))
    news.at_risk = [one for one in at_risk if course in (None, one[0].course_id)]
    return news


def _by_user(news: Iterable[News]) -> dict[User, list[News]]:
    told: dict[User, list[News]] = defaultdict(list)
    for one in news:
        told[one.coordinator.user].append(one)
    return told


def _email(user: User, address: str, news: Sequence[News]) -> Email:
    """Write the digest in the coordinator's language, or in all languages until one is chosen."""
    subjects, texts = [], []
    for language in [user.language] if user.language else Language.values:
        with override(language):
            subjects.append(gettext("This week in your department"))
            texts.append(
                render_to_string(
                    "modules/digest.txt",
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
