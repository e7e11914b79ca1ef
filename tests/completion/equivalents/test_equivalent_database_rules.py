"""Database rules for applications for exemption."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from django.db.models import ProtectedError

from completion.models import Document, EquivalentQualification
from tests.completion.factories import ApplicationFactory, DocumentFactory
from tests.enrollment.test_database_rules import violates
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db


def change(application, **changes) -> None:
    EquivalentQualification.objects.filter(pk=application.pk).update(**changes)


BROKEN: dict[str, list[Callable[[], object]]] = {
    "equivalent_one_open_application": [
        lambda: ApplicationFactory(assistant=ApplicationFactory().assistant)
    ],
    "equivalent_in_force_once_per_kind": [
        lambda: ApplicationFactory(
            assistant=ApplicationFactory(approved=True).assistant, approved=True
        )
    ],
    "equivalent_kind_and_decision_are_known": [
        lambda: ApplicationFactory(rejected=True, kind="law"),
        lambda: ApplicationFactory(by_file=True, decision="perhaps"),
    ],
    "equivalent_not_approved_kind_is_rejected": [
        lambda: ApplicationFactory(approved=True, kind="eit"),
        lambda: ApplicationFactory(by_file=True, kind="theoretical_pedagogy"),
        lambda: ApplicationFactory(kind="officer_candidate_school"),
    ],
    "equivalent_decided_with_author_and_reason": [
        lambda: ApplicationFactory(approved=True, reason=""),
        lambda: ApplicationFactory(rejected=True, decided_by=None),
        lambda: ApplicationFactory(rejected=True, decided_at=None),
        lambda: ApplicationFactory(decided=True),
        lambda: ApplicationFactory(reason="Because."),
        lambda: ApplicationFactory(source="file"),
        lambda: ApplicationFactory(by_file=True, decided_at=None),
    ],
    "equivalent_exemption_withdrawn_with_author_and_reason": [
        lambda: ApplicationFactory(revoked=True, revoked_because=""),
        lambda: ApplicationFactory(revoked=True, revoked_by=None),
        lambda: ApplicationFactory(approved=True, revoked_because="Because."),
        lambda: ApplicationFactory(
            rejected=True, revoked_at=NOW, revoked_by=UserFactory(), revoked_because="Because."
        ),
    ],
    "equivalent_decided_stays": [
        lambda: change(ApplicationFactory(rejected=True), decision="approved"),
        lambda: change(ApplicationFactory(approved=True), decision="rejected"),
        lambda: change(ApplicationFactory(approved=True), decision="", reason="", decided_at=None),
        lambda: change(ApplicationFactory(approved=True), reason="Other."),
        lambda: change(ApplicationFactory(approved=True), text="Other."),
        lambda: change(ApplicationFactory(approved=True), decided_by=UserFactory()),
        lambda: change(ApplicationFactory(by_file=True), source="here"),
        lambda: change(ApplicationFactory(revoked=True), revoked_because="Other."),
        lambda: change(
            ApplicationFactory(revoked=True), revoked_at=None, revoked_by=None, revoked_because=""
        ),
        lambda: ApplicationFactory(rejected=True).delete(),
        lambda: ApplicationFactory(revoked=True).delete(),
    ],
    "document_one_per_position": [
        lambda: DocumentFactory(application=DocumentFactory().application)
    ],
    "document_is_one_of_five": [
        lambda: DocumentFactory(position=0),
        lambda: DocumentFactory(position=6),
    ],
    "document_has_a_known_type_and_size": [
        lambda: DocumentFactory(type="html"),
        lambda: DocumentFactory(size=0),
        lambda: DocumentFactory(size=10 * 2**20 + 1),
    ],
}
CASES = [
    pytest.param(name, break_it, id=f"{name}-{number}")
    for name, ways in BROKEN.items()
    for number, break_it in enumerate(ways)
]


@pytest.mark.parametrize(("name", "break_it"), CASES)
def test_rule_is_kept(name, break_it):
    with violates(name):
        break_it()


def test_every_rule_has_a_case():
    ours = [EquivalentQualification, Document]
    rules = {constraint.name for model in ours for constraint in model._meta.constraints}
    triggers = {trigger.name for model in ours for trigger in getattr(model._meta, "triggers", ())}
    history = {"insert_insert", "update_update", "delete_delete"}
    # The same for all tables: tried in tests/completion/merging.
    held_elsewhere = {"record_is_in_use"}
    assert (rules | triggers) - history - held_elsewhere == set(BROKEN)


def test_an_open_one_changes_freely_and_a_decided_one_is_withdrawn_once():
    change(ApplicationFactory(), text="Other.")
    application = ApplicationFactory(approved=True)
    change(application, revoked_at=NOW, revoked_by=UserFactory(), revoked_because="Forged.")
    application.refresh_from_db()
    assert application.revoked_because == "Forged."


def test_person_with_an_application_is_not_deleted():
    application = ApplicationFactory()
    application.assistant.appointments.all().delete()
    with pytest.raises((ProtectedError, DatabaseError)):
        application.assistant.delete()
