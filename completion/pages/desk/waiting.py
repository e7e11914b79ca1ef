"""What waits for the staff, each as a number that leads to its list in the admin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Func, IntegerField, Model, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from completion.models import EquivalentQualification
from enrollment.letters import delivering
from enrollment.models import CoreSession, Letter, User
from enrollment.sessions.left_without import with_people_left
from modules.models import FollowUpAttendance, PeerEvaluation

Sees = Callable[[type[Model]], bool]


@dataclass(frozen=True, slots=True)
class TaskKind:
    model: type[Model]
    # The rows that wait.
    rows: Callable[[datetime], QuerySet[Any]]
    # The filter that lists them, as in the address of the list.
    narrowed: str
    words: Any

    @property
    def url(self) -> str:
        listing = reverse(f"admin:{self.model._meta.label_lower.replace('.', '_')}_changelist")
        return f"{listing}?{self.narrowed}"


KINDS = (
    TaskKind(
        CoreSession,
        lambda at: CoreSession.objects.lacking_marks(at),
        "needs=marks",
        ngettext_lazy(
            "Attendance is not recorded for everyone in %(number)d past session",
            "Attendance is not recorded for everyone in %(number)d past sessions",
            "number",
        ),
    ),
    TaskKind(
        CoreSession,
        lambda at: with_people_left(CoreSession.objects.all(), at),
        "needs=dates",
        ngettext_lazy(
            "%(number)d cancelled session has people without another date",
            "%(number)d cancelled sessions have people without another date",
            "number",
        ),
    ),
    TaskKind(
        CoreSession,
        lambda at: CoreSession.objects.with_untaken_places(at),
        "needs=places",
        ngettext_lazy(
            "%(number)d coming session has a waitlist although places are free",
            "%(number)d coming sessions have a waitlist although places are free",
            "number",
        ),
    ),
    TaskKind(
        CoreSession,
        lambda at: CoreSession.objects.without_leader(at),
        "needs=leader",
        ngettext_lazy(
            "%(number)d coming session has no seminar leader",
            "%(number)d coming sessions have no seminar leader",
            "number",
        ),
    ),
    TaskKind(
        EquivalentQualification,
        lambda _at: EquivalentQualification.objects.open(),
        "state=open",
        ngettext_lazy(
            "%(number)d application for exemption waits for a decision",
            "%(number)d applications for exemption wait for a decision",
            "number",
        ),
    ),
    TaskKind(
        FollowUpAttendance,
        lambda _at: FollowUpAttendance.objects.objected(),
        "objection=unanswered",
        ngettext_lazy(
            "%(number)d objection to a mark waits for its department",
            "%(number)d objections to marks wait for their departments",
            "number",
        ),
    ),
    TaskKind(
        PeerEvaluation,
        lambda _at: PeerEvaluation.objects.unanswered(),
        "flag=unanswered",
        ngettext_lazy(
            "%(number)d evaluation that an author finds unfair waits for your answer",
            "%(number)d evaluations that authors find unfair wait for your answer",
            "number",
        ),
    ),
    TaskKind(
        Letter,
        lambda at: Letter.objects.filter(email__in=delivering.failed_lately(at).values("pk")),
        "state=lately",
        ngettext_lazy(
            "%(number)d letter could not be sent in the last seven days",
            "%(number)d letters could not be sent in the last seven days",
            "number",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class WaitingTask:
    words: str
    number: int
    url: str


def tasks(reader: User, sees: Sees, at: datetime) -> list[WaitingTask]:
    """Return what waits in the tables that the reader may see, in one query."""
    kinds = [kind for kind in KINDS if sees(kind.model)]
    # The row of the reader carries the counts. A union of them would begin with a bracket, which pghistory takes for
    # a statement that writes.
    counts = User.objects.filter(pk=reader.pk).values_list(
        *(_number_of(kind.rows(at)) for kind in kinds)
    )
    return [
        WaitingTask(str(kind.words % {"number": number}), number, kind.url)
        for kind, number in zip(kinds, counts.get() if kinds else (), strict=True)
        if number
    ]


def _number_of(rows: QuerySet[Any]) -> Subquery:
    bare = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk")).order_by()
    # As a plain function: an aggregate would group by the annotations.
    count = Func("pk", function="COUNT", output_field=IntegerField())
    return Subquery(bare.annotate(number=count).values("number"))
