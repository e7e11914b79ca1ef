"""Places in core sessions, and the attendance at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from enrollment import marking, places, registering
from enrollment.models import Campus, CoreSession, LearningAssistant, Registration, User
from enrollment.models.sessions import Mark
from enrollment.refusals import NotBegun
from enrollment.resources.base import Change, Column, TableResource, cells_of
from enrollment.resources.cells import Row
from enrollment.resources.core_sessions import SessionRow, key_of, show_date, show_time

MARKS = {value: Mark(value) for value in Mark.values if value}
# Who a mark is recorded by when a file is read where nobody is logged in. No user name of a person has brackets.
FILE_USERNAME = "(file)"


@dataclass(frozen=True, slots=True)
class Recording(Change):
    """A registration or a mark that is new, recorded by the use cases that the pages go through too."""

    instance: Registration
    by: User
    at: datetime

    def save(self) -> None:
        registration = self.instance
        if self.is_new:
            recorded = registering.record(
                assistant=registration.assistant,
                session=registration.session,
                mark=registration.mark,
                by=self.by,
                at=self.at,
            )
            registration.pk = recorded.pk
        else:
            marking.mark(
                session=registration.session,
                marks={registration.pk: registration.mark},
                by=self.by,
                at=self.at,
            )


class RegistrationResource(SessionRow, TableResource):
    """Places that are or were held, and the marks for them. No window, deadline or appointment is asked for.

    A blank mark leaves the one on record; a mark is taken back on the roll call.
    """

    term = Column("session__term__code")
    core_module = Column("core_module")
    campus = Column("session__campus__name")
    date = Column("session__starts_at", show_date)
    start = Column("session__starts_at", show_time)
    username = Column("assistant__username")
    mark = Column("mark")

    optional = frozenset({"mark"})
    blamed = {
        "full": "date",
        "cancelled": "date",
        "already_holding": "username",
        "completed": "username",
        "wrong_order": "date",
        "clash": "date",
        "other_attendance": "mark",
        "not_begun": "mark",
    }

    class Meta:
        model = Registration
        name = gettext_lazy("registrations")
        fields = ("term", "core_module", "campus", "date", "start", "username", "mark")

    def filter_export(
        self, queryset: QuerySet[Registration], **kwargs: Any
    ) -> QuerySet[Registration]:
        return (
            queryset.filter(withdrawn_at=None)
            .select_related("session__term", "session__campus", "assistant")
            .order_by("session__starts_at", "session", "assistant__username")
        )

    def prepare(self, dataset: Dataset) -> None:
        self.campuses = {one.name: one for one in Campus.objects.all()}
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        self.assistants = {
            one.username: one for one in LearningAssistant.objects.filter(username__in=usernames)
        }
        named = CoreSession.objects.live().filter(term__code__in=cells_of(dataset, "term"))
        self.sessions = {key_of(one): one for one in named.select_related("term", "campus")}
        held = Registration.objects.live().filter(assistant__in=self.assistants.values())
        # All that the rows may touch, in one call and before anything is read: the one locking rule.
        places.lock_all(
            self.at,
            {one.pk for one in self.sessions.values()}
            | set(held.values_list("session", flat=True)),
        )
        self.registrations = {
            (key_of(one.session), one.assistant.username): one
            for one in held.select_related("session__term", "session__campus", "assistant")
        }
        self.by = self.user or _file_account()

    def read(self, row: Row) -> dict[str, Any]:
        key = self.read_session_key(row, self.campuses)
        session = self.sessions.get(key) if key else None
        if key is not None and session is None:
            row.wrong(
                "date",
                _(
                    "There is no session of core module %(core_module)s in %(campus)s on %(date)s at %(start)s in "
                    "%(term)s. Correct the row, or import the core sessions first."
                )
                % {
                    "core_module": key[1],
                    "campus": key[2],
                    "date": show_date(key[3]),
                    "start": show_time(key[3]),
                    "term": key[0],
                },
            )
        username = row["username"].lower()
        if row.given("username") and username not in self.assistants:
            row.wrong(
                "username",
                _(
                    "There is no learning assistant “%(username)s”. Correct the user name, or import the appointments "
                    "first."
                )
                % {"username": row["username"][:40]},
            )
        mark = row.one_of("mark", MARKS) or Mark.NONE
        if mark and session is not None and not session.has_begun(self.at):
            row.wrong("mark", NotBegun(session).sentence)
        return {"key": (key, username or None), "session": session, "mark": mark}

    def find(self, values: dict[str, Any]) -> Registration | None:
        return self.registrations.get(values["key"])

    def write(self, instance: Registration, values: dict[str, Any]) -> list[Change]:
        is_new = instance._state.adding
        if is_new:
            instance.assistant = self.assistants[values["key"][1]]
            instance.session = values["session"]
            instance.core_module = values["session"].core_module
        elif not values["mark"] or values["mark"] == instance.mark:
            return []
        instance.mark = values["mark"]
        return [Recording(instance, ("mark",), is_new, self.by, self.at)]


def _file_account() -> User:
    account, created = User.objects.get_or_create(
        username=FILE_USERNAME, defaults={"name": _("Read from a file"), "is_active": False}
    )
    if created:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account
