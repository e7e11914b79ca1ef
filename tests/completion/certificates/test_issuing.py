"""Each person who completes LAOS automatically gets one certificate, from a frozen copy of the evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from completion.certificates import issuing, revoking
from completion.certificates.refusals import CannotBePrinted, NotCompleted
from completion.models import CompletionReport
from completion.tasks import issue_certificates
from enrollment.letters import delivering
from enrollment.models import Course, Language, LearningAssistant, Letter, Registration
from enrollment.places import exempting
from laos.celery import app
from modules.models import Choice, FollowUpAttendance, FollowUpMeeting, OnlineModule
from tests.completion.certificate_factories import complete, completed
from tests.factories import NOW
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def issued(ada):
    """The certificate of ada, who has completed LAOS."""
    complete(ada)
    assert issuing.issue_all(NOW) == 1
    return CompletionReport.objects.get()


@pytest.fixture
def revoked(issued, staff):
    return revoking.revoke(report=issued, by=staff, because="A mark was wrong.", at=NOW)


def test_a_person_who_has_completed_gets_one_and_no_one_else(ada, ben, issued):
    assert (issued.assistant, issued.issued_at, issued.is_valid) == (ada, NOW, True)
    assert issued.evidence["name"] == "Ada Aas"


def test_issuing_again_is_quiet(issued):
    assert issuing.issue_all(LATER) == 0
    issue_certificates()
    assert CompletionReport.objects.get() == issued
    assert Letter.objects.filter(kind="certificate-issued").count() == 1


def test_who_was_served_while_a_worker_looked_gets_no_second_one(ada, issued):
    """The worker found ada without a certificate, but locks her only now."""
    assert issuing._issue_batch([ada.pk], LATER).issued == []


def test_it_runs_by_itself_within_minutes():
    entries = [
        entry
        for entry in app.conf.beat_schedule.values()
        if entry["task"] == issue_certificates.name
    ]
    assert [entry["schedule"] <= 300 for entry in entries] == [True]


@pytest.mark.parametrize(
    "missing",
    [
        lambda: Registration.objects.filter(core_module=2).update(mark="partial"),
        lambda: Registration.objects.filter(core_module=1).update(mark="absent"),
        lambda: Choice.objects.filter(slot=2).update(completed_on=None, source=""),
        lambda: FollowUpAttendance.objects.update(mark="absent"),
    ],
)
def test_nothing_is_issued_while_something_is_missing(ada, missing):
    complete(ada)
    missing()
    assert issuing.issue_all(NOW) == 0


def test_who_is_exempt_gets_one_only_for_having_completed(ada, ben):
    complete(ada)
    complete(ben)
    Registration.objects.filter(assistant=ben, core_module=2).update(mark="partial")
    LearningAssistant.objects.update(exempt_since=NOW.date())
    assert issuing.issue_all(NOW) == 1
    assert CompletionReport.objects.get().assistant == ada


def test_who_is_exempt_and_has_completed_gets_a_new_one_for_one_revoked(ada, issued, staff):
    exempting.exempt(assistant=ada, at=LATER)
    revoking.revoke(report=issued, by=staff, because="a wrong name", at=LATER)
    assert issuing.reissue(report=issued, at=LATER).is_valid


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "LAOS: You have completed LAOS"), ("nb", "LAOS: Du har gjennomført LAOS")],
)
def test_letter_tells_where_to_find_it_in_ones_own_language(ada, settings, language, subject):
    ada.language = Language(language)
    ada.save()
    complete(ada)
    issuing.issue_all(NOW)
    delivering.deliver()
    (message,) = mail.outbox
    assert message.subject == subject
    assert f"{settings.SITE_URL}/my/certificate/" in message.body
    serial = CompletionReport.objects.get().serial
    assert f"{settings.SITE_URL}/verify/{serial}/" in message.body
    assert "/accounts/signup/" not in message.body


def test_who_has_no_account_is_told_to_make_one():
    completed(1)
    issuing.issue_all(NOW)
    delivering.deliver()
    assert "/accounts/signup/" in mail.outbox[0].body


def test_evidence_is_a_copy_in_both_languages(issued):
    (first, second) = issued.evidence["core_modules"]
    assert (first["core_module"], second["core_module"]) == (1, 2)
    assert first["day"] == (NOW - timedelta(days=19)).date().isoformat()
    assert first["campus"] == "Trondheim"
    titles = [module["title"] for module in issued.evidence["online_modules"]]
    assert titles == [{"en": "Giving feedback", "nb": "Å gi tilbakemelding"}] * 2
    specific = issued.evidence["course_specific"]
    assert specific["course"] == {
        "code": "TMA4100",
        "name": {"en": "Calculus 1", "nb": "Matematikk 1"},
    }
    assert specific["department"]["nb"] == "Institutt for matematiske fag"
    assert specific["term"] == "2031H"
    hours = {"first_meeting": 1.0, "follow_up": 4.0, "final_evaluation": 1.0}
    assert specific["hours"] == hours
    assert [meeting["hours"] for meeting in specific["meetings"]] == [hours]
    outcomes = issued.evidence["outcomes"]
    assert outcomes["en"][1]["outcomes"][1] == "can give constructive feedback"
    assert outcomes["nb"][1]["outcomes"][1] == "kan gi konstruktive tilbakemeldinger"
    assert issued.evidence["lead_in"]["nb"] == "En læringsassistent som har gjennomført LAOS"
    assert issued.evidence["signatory"] == {}


def test_correcting_a_mark_afterwards_changes_nothing(issued):
    Registration.objects.update(mark="absent")
    Course.objects.update(name_en="Other")
    assert issuing.issue_all(LATER) == 0
    assert CompletionReport.objects.get().evidence == issued.evidence


def test_revoked_one_is_not_issued_again_on_the_same_grounds(ada, revoked):
    OnlineModule.objects.update(title_en="In other words")
    LearningAssistant.objects.update(name="Ada Berg")
    assert issuing.issue_all(LATER) == 0


def test_revoked_certificate_is_issued_again_when_it_is_earned_again(ada, revoked):
    FollowUpAttendance.objects.update(mark="absent")
    assert issuing.issue_all(LATER) == 0
    appointment = ada.appointments.get()
    other = FollowUpMeetingFactory(
        department=appointment.department,
        term=appointment.term,
        whole=True,
        days_ahead=-3,
    )
    FollowUpAttendanceFactory(meeting=other, appointment=appointment)
    assert issuing.issue_all(LATER) == 1
    new = CompletionReport.objects.valid().get()
    assert new.serial != revoked.serial
    assert CompletionReport.objects.count() == 2


def test_staff_issue_it_again_where_it_was_revoked_by_mistake(ada, revoked):
    new = issuing.reissue(report=revoked, at=LATER)
    assert new.evidence == revoked.evidence
    assert issuing.reissue(report=revoked, at=LATER) == new
    assert issuing.issue_all(LATER) == 0
    assert Letter.objects.filter(kind="certificate-issued", assistant=ada).count() == 2


def test_no_certificate_is_issued_to_a_person_who_has_not_completed(revoked):
    Registration.objects.update(mark="partial")
    with pytest.raises(NotCompleted):
        issuing.reissue(report=revoked, at=LATER)
    assert not CompletionReport.objects.valid().exists()


def test_it_takes_as_many_statements_for_many_as_for_one():
    completed(2)
    with CaptureQueriesContext(connection) as few:
        assert issuing.issue_all(NOW) == 2
    completed(30)
    with CaptureQueriesContext(connection) as many:
        assert issuing.issue_all(NOW) == 30
    assert len(many) == len(few)


class TestWhatNoFontCanPrint:
    """None of our fonts has Tibetan."""

    @pytest.fixture
    def tenzin(self, ada):
        ada.name = "བསྟན་འཛིན Dorje"
        ada.save()
        complete(ada)
        return ada

    def test_waits_until_it_is_written_with_other_letters(self, tenzin):
        assert issuing.issue_all(NOW) == 0
        assert issuing.waiting() == {tenzin.pk: [tenzin.name]}
        tenzin.name = "Tenzin Dorje"
        tenzin.save()
        assert issuing.issue_all(LATER) == 1
        assert CompletionReport.objects.get().evidence["name"] == "Tenzin Dorje"
        assert issuing.waiting() == {}

    def test_keeps_no_one_else_waiting(self, tenzin):
        completed(2)
        assert issuing.issue_all(NOW) == 2

    @pytest.mark.parametrize("language", ["en", "nb"])
    def test_is_found_in_titles_of_either_language_too(self, ada, language):
        complete(ada)
        OnlineModule.objects.update(**{f"title_{language}": "འ"})
        assert issuing.issue_all(NOW) == 0
        (texts,) = issuing.waiting().values()
        assert all("འ" in text for text in texts)

    def test_does_not_matter_where_it_is_not_printed(self, ada):
        complete(ada)
        FollowUpMeeting.objects.update(title="འ")
        assert issuing.issue_all(NOW) == 1

    def test_is_not_issued_by_hand_either(self, ada, revoked):
        ada.name = "འ"
        ada.save()
        with pytest.raises(CannotBePrinted):
            issuing.reissue(report=revoked, at=LATER)
        assert not CompletionReport.objects.valid().exists()

    def test_is_told_on_my_page(self, client, tenzin):
        client.force_login(tenzin.user)
        client.cookies["django_language"] = "en"
        page = html.fromstring(client.get("/my/").content.decode())
        (refusal,) = page.xpath("//*[@data-refusal='cannot_be_printed']/..")
        assert "our fonts lack a character in “བསྟན་འཛིན Dorje”" in refusal.text_content()
        assert "laos@localhost" in refusal.text_content()
        assert "comes by itself within minutes" not in page.text_content()

    @pytest.mark.usefixtures("english")
    def test_is_told_on_the_front_page_of_uniped(self, uniped, tenzin):
        issuing.issue_all(NOW)
        page = html.fromstring(uniped.get(reverse("admin:index")).content.decode())
        (told,) = page.xpath("//ul[@class='messagelist']/li[contains(., 'certificate')]")
        assert "1 certificate waits" in told.text_content()
        assert tenzin.name in told.text_content()
        assert told.xpath("a/@href") == [
            reverse("admin:enrollment_learningassistant_change", args=[tenzin.pk])
        ]
