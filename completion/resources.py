"""Import and export of decisions on applications for exemption (docs/tables.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment.models import LearningAssistant
from enrollment.places.promoting import freeing
from enrollment.refusals import Refusal
from enrollment.resources import RESOURCES as TABLES_OF_ENROLLMENT
from enrollment.resources.base import TableResource, cells_of
from enrollment.resources.cells import TableRow
from enrollment.resources.changes import LateChange, RowChange
from enrollment.resources.columns import Column
from enrollment.resources.table_files import shorten
from modules.resources import RESOURCES as TABLES_OF_MODULES

from .equivalents.deciding import last_of, record, refusal_to_record
from .models import Decision, EquivalentQualification, Kind

DECISIONS = {decision.value: decision for decision in (Decision.APPROVED, Decision.REJECTED)}


@dataclass(frozen=True, slots=True)
class Recorded(LateChange):
    """A new decision: checked with its row, and recorded after all rows are read."""

    instance: EquivalentQualification
    refusal: Refusal | None

    def save(self) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.put_off.append(self)


class EquivalentResource(TableResource):
    """The last decision on each qualification of each learning assistant, without withdrawn exemptions."""

    username = Column("assistant__username")
    kind = Column("kind", words=dict(Kind.choices))
    decision = Column("decision", words={code: code.label for code in DECISIONS.values()})

    beside = {"name": Column("assistant__name")}

    blamed = {"decided": "decision", "own_application": "username"}

    class Meta:
        model = EquivalentQualification
        name = gettext_lazy("applications for exemption")
        fields = ("username", "kind", "decision")

    def filter_export(
        self, queryset: QuerySet[EquivalentQualification], **kwargs: Any
    ) -> QuerySet[EquivalentQualification]:
        standing = queryset.exclude(decision=Decision.NONE).filter(revoked_at=None)
        last = standing.order_by("assistant_id", "kind", "-pk").distinct("assistant_id", "kind")
        return (
            EquivalentQualification.objects.filter(pk__in=last.values("pk"))
            .select_related("assistant")
            .order_by("assistant__username", "kind")
        )

    def prepare(self, dataset: Dataset) -> None:
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        self.assistants = {
            assistant.username: assistant
            for assistant in LearningAssistant.objects.filter(username__in=usernames)
        }
        self.late: list[Recorded] = []
        last = last_of(assistant.pk for assistant in self.assistants.values())
        self.last = {
            (application.assistant.username, application.kind): application
            for application in last.values()
        }

    def read(self, row: TableRow) -> dict[str, Any]:
        username = row["username"].lower()
        if row.given("username") and username not in self.assistants:
            row.wrong(
                "username",
                _(
                    "There is no learning assistant “%(username)s”. Correct the user name, or import the appointments "
                    "first."
                )
                % {"username": shorten(row["username"])},
            )
        kind = row.required_one_of("kind", {kind.value: kind for kind in Kind})
        decision = row.required_one_of("decision", DECISIONS)
        if kind is not None and not kind.is_approvable and decision == Decision.APPROVED:
            row.wrong(
                "decision", _("This qualification does not exempt from LAOS. Write rejected.")
            )
        return {"key": (username or None, kind), "decision": decision}

    def find(self, values: dict[str, Any]) -> EquivalentQualification | None:
        found = self.last.get(values["key"])
        # A different decision is a new application; ``refusal_to_record()`` may refuse it.
        is_same = found is not None and found.decision in {Decision.NONE, values["decision"]}
        return found if is_same else None

    def write(self, instance: EquivalentQualification, values: dict[str, Any]) -> list[RowChange]:
        if instance.decision == values["decision"]:
            return []
        is_new = instance._state.adding
        if is_new:
            username, kind = values["key"]
            instance.assistant, instance.kind = self.assistants[username], kind
        refusal = refusal_to_record(instance.assistant, self.last.get(values["key"]), self.user)
        instance.decision = values["decision"]
        return [Recorded(instance, ("decision",), is_new, self.place, self.late, refusal=refusal)]

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Record the decisions. Sessions are locked only here, so the import hardly delays registrations."""
        super().after_import(dataset, result, **kwargs)
        if self.dry_run or result.has_errors() or result.has_validation_errors():
            return
        rows = [
            (
                change.instance.assistant,
                Kind(change.instance.kind),
                Decision(change.instance.decision),
            )
            for change in self.late
        ]
        with freeing(self.at):
            outcomes = record(rows, by=self.user, at=self.at)
        for change, outcome in zip(self.late, outcomes, strict=True):
            if isinstance(outcome, Refusal):
                self.refuse(result, change.place, self.explain_refusal(outcome))
            else:
                change.instance.pk = outcome.pk

    def tell(self, refusal: Refusal) -> str:
        return refusal.in_full


# All tables, keyed by the KIND of `manage.py import_csv KIND FILE`.
TABLES: dict[str, type[TableResource]] = {
    **TABLES_OF_ENROLLMENT,
    **TABLES_OF_MODULES,
    "equivalents": EquivalentResource,
}
