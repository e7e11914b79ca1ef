"""Applying for exemption: with all documents or not at all, and only with an approved kind of qualification."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.utils import timezone

from completion.equivalents import applying, documents
from completion.models import Document, EquivalentQualification, Kind
from completion.models.equivalents import private_storage
from enrollment.places import exempting
from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import APPROVABLE, ApplicationFactory, a_file, a_jpeg
from tests.factories import NOW, UserFactory
from tests.modules.rules import refused

pytestmark = pytest.mark.django_db


def apply(assistant, *files, kind=APPROVABLE, text="") -> EquivalentQualification:
    sent = list(files) or [a_file()]
    return applying.apply(assistant=assistant, kind=kind, files=sent, text=text, at=NOW)


def history():
    return apps.get_model("completion", "EquivalentQualificationEvent")


def test_application_is_kept_with_its_documents(ada, lying):
    sent = [a_file(), a_file(a_jpeg(), "praksis.jpg")]
    apply(ada, *sent, text="I had my practice at Nidelva.")
    kept = EquivalentQualification.objects.get()
    assert (kept.assistant, kept.kind, kept.text, kept.applied_at, kept.decision) == (
        ada,
        APPROVABLE,
        "I had my practice at Nidelva.",
        NOW,
        "",
    )
    assert [
        (document.position, document.name, document.type) for document in kept.documents.all()
    ] == [
        (1, "vitnemål.pdf", "pdf"),
        (2, "praksis.jpg", "jpeg"),
    ]
    assert sorted(path.read_bytes() for path in lying()) == sorted([a_jpeg(), bytes_of(sent[0])])


def bytes_of(file) -> bytes:
    file.seek(0)
    return file.read()


def test_file_lies_under_a_name_of_its_own_and_is_its_owners_only(ada, lying):
    apply(ada, a_file(name="../../ada.html.pdf"))
    apply(ApplicationFactory(rejected=True).assistant, a_file(name="../../ada.html.pdf"))
    names = {path.name for path in lying()}
    assert len(names) == 2
    assert all(len(name) == 32 and int(name, 16) for name in names)
    assert {oct(os.stat(path).st_mode & 0o777) for path in lying()} == {"0o600"}


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.is_approvable])
def test_kind_that_is_not_approved_is_told_at_once_and_leaves_nothing(ada, lying, kind):
    with refused("not_approved") as refusal:
        apply(ada, a_file(b"not even looked at"), kind=kind)
    assert str(kind.label) in str(refusal.value)
    assert refusal.value.next_step
    assert not EquivalentQualification.objects.exists()
    assert not lying()


def test_a_person_who_has_completed_laos_has_nothing_to_be_exempt_from(ada):
    report = CompletionReportFactory(assistant=ada)
    with refused("completed"):
        apply(ada)
    report.revoked_at, report.revoked_by, report.revoked_because = NOW, UserFactory(), "A mistake."
    report.save()
    apply(ada)


def test_only_these_two_are_approved():
    assert Kind.approvable() == ["teacher_education_year_2", "teacher_education_with_practice"]


@pytest.mark.parametrize("number", [1, 3])
def test_one_bad_document_keeps_all_out(ada, lying, number):
    files = [a_file() for _ in range(3)]
    files.insert(number, a_file(b"<html>", "x.pdf"))
    with refused("wrong_type"):
        apply(ada, *files)
    assert not EquivalentQualification.objects.exists()
    assert not lying()


def test_where_the_database_refuses_the_last_nothing_is_left_on_disk(ada, lying, monkeypatch):
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", 6)
    with pytest.raises(IntegrityError):
        apply(ada, *[a_file() for _ in range(6)])
    assert not EquivalentQualification.objects.exists()
    assert not lying()


def test_who_is_exempt_need_not_apply(ada):
    exempting.exempt(assistant=ada, at=NOW)
    with refused("exempt"):
        apply(ada)


def test_who_has_applied_waits_for_that(ada, lying):
    apply(ada)
    with refused("application_open"):
        apply(ada, kind=Kind.TEACHER_EDUCATION_YEAR_2)
    assert len(lying()) == 1


def test_who_was_rejected_may_apply_again(ada):
    ApplicationFactory(assistant=ada, rejected=True)
    assert apply(ada).is_open


def test_one_who_applied_elsewhere_while_the_files_were_looked_at_is_refused(
    ada, lying, monkeypatch
):
    """The check under the lock decides."""
    look = documents.check

    def meanwhile(files):
        checked = look(files)
        ApplicationFactory(assistant=ada)
        return checked

    monkeypatch.setattr(documents, "check", meanwhile)
    with refused("application_open"):
        apply(ada)
    assert not lying()


def test_withdrawn_application_is_gone_with_its_documents(
    ada, lying, django_capture_on_commit_callbacks
):
    application = apply(ada)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            applying.withdraw(application=application)
    assert not EquivalentQualification.objects.exists()
    assert not Document.objects.exists()
    assert not lying()


def test_documents_stay_where_the_withdrawal_is_undone(ada, lying):
    """Files cannot be rolled back, so they are deleted last."""
    application = apply(ada)
    applying.withdraw(application=application)
    assert len(lying()) == 1


@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_decided_application_is_not_withdrawn(ada, decision):
    application = ApplicationFactory(assistant=ada, **{decision: True})
    with refused("decided"):
        applying.withdraw(application=application)
    assert EquivalentQualification.objects.exists()


def test_history_tells_of_an_application_that_was_withdrawn(ada):
    applying.withdraw(application=apply(ada))
    events = history().objects.order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "delete"]


def test_what_a_killed_process_left_behind_is_removed_once(ada, lying):
    apply(ada)
    kept = {path.name for path in lying()}
    for name, age in (("0" * 32, timedelta(hours=2)), ("1" * 32, timedelta(minutes=5))):
        lies_at = private_storage().save(name, a_file())
        old = (NOW - age).timestamp()
        os.utime(private_storage().path(lies_at), (old, old))
    assert documents.remove_left_over(NOW) == ["0" * 32]
    assert documents.remove_left_over(NOW) == []
    assert {path.name for path in lying()} == {*kept, "1" * 32}


@pytest.fixture
def disk(own_documents):
    """The document disk, which tests can take away; making it read-only would not stop root."""

    class Disk:
        elsewhere = own_documents.with_name("elsewhere")

        def take_away(self) -> None:
            if own_documents.exists():
                own_documents.rename(self.elsewhere)
            own_documents.write_text("A file in place of the folder.")

        def give_back(self) -> None:
            own_documents.unlink()
            self.elsewhere.rename(own_documents)

    return Disk()


def test_withdrawn_on_a_disk_that_cannot_be_written_to_its_documents_are_removed_by_night(
    ada, lying, disk, django_capture_on_commit_callbacks
):
    application = apply(ada, a_file(), a_file(a_jpeg(), "praksis.jpg"))
    disk.take_away()
    with django_capture_on_commit_callbacks(execute=True):
        applying.withdraw(application=application)
    assert not EquivalentQualification.objects.exists()
    disk.give_back()
    assert len(lying()) == 2
    # The files have the machine's time, which may be hours after the tests'.
    assert len(documents.remove_left_over(timezone.now() + timedelta(hours=2))) == 2
    assert not lying()


def test_where_the_disk_takes_nothing_the_applicant_is_told(ada, disk):
    disk.take_away()
    with refused("cannot_store"):
        apply(ada)
    assert not EquivalentQualification.objects.exists()


def test_by_night_nothing_is_missing_before_the_first_application(own_documents):
    assert documents.remove_left_over(NOW) == []
    assert not own_documents.exists()


def test_what_the_applicant_said_is_gone_with_a_withdrawn_application(ada):
    application = apply(ada, text="About my health.")
    applying.withdraw(application=application)
    events = history().objects.filter(pgh_obj_id=application.pk)
    assert [event["pgh_label"] for event in events.values()] == ["insert", "delete"]
    assert not any("About my health." in event.values() for event in events.values())
