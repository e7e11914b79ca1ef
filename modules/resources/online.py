"""The tables of online modules and their completions (docs/tables.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from enrollment.models import LearningAssistant, User
from enrollment.places.taking import lock_assistants
from enrollment.resources.base import TableResource, cells_of
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import RowChange, change
from enrollment.resources.columns import Column, ValueKind
from enrollment.resources.table_files import shorten
from modules.models import Choice, OnlineModule
from modules.online.bringing_in import bring_in


def show_hours(hours: Decimal | int) -> str:
    """Return the hours without trailing zeros, such as “3” or “1.5”."""
    # The default of an unsaved module is an int.
    return format(Decimal(hours).normalize(), "f")


class OnlineModuleResource(TableResource):
    code = Column("code")
    title_en = Column("title_en")
    title_nb = Column("title_nb")
    hours = Column("hours", show_hours, ValueKind.NUMBER)

    class Meta:
        model = OnlineModule
        name = gettext_lazy("online modules")
        fields = ("code", "title_en", "title_nb", "hours")

    def filter_export(
        self, queryset: QuerySet[OnlineModule], **kwargs: Any
    ) -> QuerySet[OnlineModule]:
        return queryset.order_by("code")

    def prepare(self, dataset: Dataset) -> None:
        self.modules = {module.code: module for module in OnlineModule.objects.all()}

    def read(self, row: TableRow) -> dict[str, Any]:
        code = row.required_text("code", OnlineModule)
        return {
            "key": (code or None,),
            "code": code,
            "title_en": row.required_text("title_en", OnlineModule),
            "title_nb": row.required_text("title_nb", OnlineModule),
            "hours": row.required_hours("hours", OnlineModule),
        }

    def find(self, values: dict[str, Any]) -> OnlineModule | None:
        return self.modules.get(values["code"])

    def write(self, instance: OnlineModule, values: dict[str, Any]) -> list[RowChange]:
        return change(instance, **{name: values[name] for name in self.columns()})


@dataclass(frozen=True, slots=True)
class BroughtIn(RowChange):
    """A completion to be recorded by ``bring_in``."""

    instance: Choice
    by: User | None
    at: datetime

    def save(self) -> None:
        assert self.instance.completed_on is not None
        noted = bring_in(
            assistant=self.instance.assistant,
            module=self.instance.module,
            on=self.instance.completed_on,
            by=self.by,
            at=self.at,
        )
        self.instance.pk = noted.pk


class OnlineCompletionResource(TableResource):
    """Completed modules, whether done here or in a learning platform."""

    username = Column("assistant__username")
    module = Column("module__code")
    completed_on = Column("completed_on", kind=ValueKind.DATE)

    beside = {"name": Column("assistant__name")}
    blamed = {"two_chosen": "module"}

    class Meta:
        model = Choice
        name = gettext_lazy("completed online modules")
        fields = ("username", "module", "completed_on")

    def filter_export(self, queryset: QuerySet[Choice], **kwargs: Any) -> QuerySet[Choice]:
        completed = queryset.exclude(completed_on=None).select_related("assistant", "module")
        return completed.order_by("assistant__username", "module__code")

    def prepare(self, dataset: Dataset) -> None:
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        self.assistants = {
            assistant.username: assistant
            for assistant in LearningAssistant.objects.filter(username__in=usernames)
        }
        # Lock them all at once: the first letter blocks other writers, who may already hold a lock
        # needed for a later row.
        lock_assistants(assistant.pk for assistant in self.assistants.values())
        self.modules = {module.code: module for module in OnlineModule.objects.all()}
        chosen = Choice.objects.filter(assistant__in=self.assistants.values())
        self.choices = {
            (choice.assistant.username, choice.module.code): choice
            for choice in chosen.select_related("assistant", "module")
        }

    def read(self, row: TableRow) -> dict[str, Any]:
        username, code = row["username"].lower(), row["module"]
        if row.given("username") and username not in self.assistants:
            row.wrong(
                "username",
                _(
                    "There is no learning assistant “%(username)s”. Correct the user name, or import the appointments "
                    "first."
                )
                % {"username": shorten(row["username"])},
            )
        unknown = _("There is no online module “%(value)s”. Correct the code, or import it first.")
        row.required_known("module", self.modules, unknown)
        completed_on = row.required_date("completed_on")
        if completed_on is not None and completed_on > localdate(self.at):
            row.wrong(
                "completed_on", _("This date is in the future. Enter the day it was completed.")
            )
        return {
            "key": (username or None, code or None),
            "completed_on": completed_on,
        }

    def find(self, values: dict[str, Any]) -> Choice | None:
        return self.choices.get(values["key"])

    def write(self, instance: Choice, values: dict[str, Any]) -> list[RowChange]:
        is_new = instance._state.adding
        if is_new:
            username, code = values["key"]
            instance.assistant, instance.module = self.assistants[username], self.modules[code]
        elif instance.source == Choice.Source.HERE:
            if instance.completed_on != values["completed_on"]:
                self.warn(
                    "completed_on", _("It was completed here on another day. That date is kept.")
                )
            return []
        elif instance.completed_on == values["completed_on"]:
            return []
        instance.completed_on = values["completed_on"]
        return [BroughtIn(instance, ("completed_on",), is_new, self.user, self.at)]
