"""Database rules for certificates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from completion.models import CompletionReport
from tests.completion.certificate_factories import CompletionReportFactory
from tests.enrollment.test_database_rules import violates
from tests.factories import NOW, LearningAssistantFactory, UserFactory

pytestmark = pytest.mark.django_db

REVOKED = {"revoked_at": NOW, "revoked_because": "Wrong."}


def change(**fields) -> None:
    CompletionReportFactory()
    CompletionReport.objects.update(**fields)


def change_revoked(**fields) -> None:
    CompletionReportFactory(revoked=True)
    CompletionReport.objects.update(**fields)


def delete() -> None:
    CompletionReportFactory()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM completion_completionreport")


# For each rule, writes that break it.
BROKEN: dict[str, list[Callable[[], object]]] = {
    "completion_report_one_valid_per_assistant": [
        lambda: CompletionReportFactory(assistant=CompletionReportFactory().assistant),
    ],
    "completion_report_serial_is_its_own": [
        lambda: CompletionReportFactory(serial=CompletionReportFactory().serial),
    ],
    "completion_report_serial_is_readable": [
        lambda: CompletionReportFactory(serial="1"),
        lambda: CompletionReportFactory(serial="OOOO-OOOO-OOOO-OOOO-OOOO-OOOO-OOOO"),
        lambda: CompletionReportFactory(serial="0000-0000-0000-0000-0000-0000"),
    ],
    "completion_report_revoked_with_reason": [
        lambda: CompletionReportFactory(**REVOKED),
        lambda: CompletionReportFactory(revoked_at=NOW, revoked_by=UserFactory()),
        lambda: CompletionReportFactory(revoked_because="Wrong."),
        lambda: CompletionReportFactory(revoked_by=UserFactory(), revoked_because="Wrong."),
        lambda: CompletionReportFactory(
            issued_at=NOW + timedelta(hours=1), revoked_by=UserFactory(), **REVOKED
        ),
    ],
    "completion_report_stays": [
        lambda: change(evidence={"name": "Other"}),
        lambda: change(serial="0000-0000-0000-0000-0000-0000-0000"),
        lambda: change(issued_at=NOW),
        lambda: change(assistant=LearningAssistantFactory()),
        lambda: change(evidence={"name": "Other"}, revoked_by=UserFactory(), **REVOKED),
        lambda: change_revoked(revoked_because="Other."),
        lambda: change_revoked(revoked_at=None, revoked_by=None, revoked_because=""),
        delete,
    ],
}
CASES = [pytest.param(name, break_it, id=f"{name}-{number}") for name, ways in BROKEN.items() for number, break_it in enumerate(ways)]  # fmt: skip


@pytest.mark.parametrize(("name", "break_it"), CASES)
def test_rule_is_kept(name, break_it):
    with violates(name):
        break_it()


def test_every_rule_has_a_case():
    rules = {constraint.name for constraint in CompletionReport._meta.constraints}
    triggers = {trigger.name for trigger in getattr(CompletionReport._meta, "triggers", ())}
    history = {"insert_insert", "update_update", "delete_delete"}
    # The same for all tables: tried in tests/completion/merging.
    held_elsewhere = {"record_is_in_use"}
    assert (rules | triggers) - history - held_elsewhere == set(BROKEN)


def test_a_certificate_may_be_revoked_once_and_followed_by_another():
    first = CompletionReportFactory()
    CompletionReport.objects.update(revoked_by=UserFactory(), **REVOKED)
    CompletionReportFactory(assistant=first.assistant)
    assert CompletionReport.objects.valid().count() == 1


def test_history_is_kept_of_every_write():
    report = CompletionReportFactory()
    CompletionReport.objects.update(revoked_by=UserFactory(), **REVOKED)
    events = apps.get_model("completion", "CompletionReportEvent").objects.filter(pgh_obj=report)
    assert [event.revoked_because for event in events.order_by("pgh_id")] == ["", "Wrong."]


def test_it_does_not_go_with_the_person_or_with_who_revoked_it():
    report = CompletionReportFactory(revoked=True)
    for person in (report.assistant, report.revoked_by):
        with pytest.raises(DatabaseError), transaction.atomic():
            person.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        report.delete()
    assert CompletionReport.objects.get() == report
