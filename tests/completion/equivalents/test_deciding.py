"""Uniped decides once, with a reason; an exemption ends only when it is withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from completion.equivalents import applying, deciding
from completion.models import Decision, EquivalentQualification, Kind
from enrollment.models import Letter, Registration, WaitlistEntry
from enrollment.places.promoting import freeing
from enrollment.refusals import Refusal
from tests.completion.factories import APPROVABLE, ApplicationFactory
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, WaitlistEntryFactory
from tests.modules.rules import refused

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def application(ada):
    return ApplicationFactory(assistant=ada)


def decide(application, staff, decision="approved", reason="It shows all we ask for.", at=NOW):
    return deciding.decide(
        application=application, decision=Decision(decision), reason=reason, by=staff, at=at
    )


def withdraw(application, staff, because="The diploma was forged.", at=NOW):
    return deciding.withdraw_exemption(application=application, because=because, by=staff, at=at)


def written(kind=None):
    letters = Letter.objects.filter(kind=kind) if kind else Letter.objects.all()
    return list(letters.order_by("pk"))


def test_approved_one_exempts_from_today_on(ada, application, staff):
    decide(application, staff)
    ada.refresh_from_db()
    kept = EquivalentQualification.objects.get()
    assert ada.exempt_since == localdate(NOW)
    assert (kept.decision, kept.reason, kept.decided_by, kept.decided_at) == (
        "approved",
        "It shows all we ask for.",
        staff,
        NOW,
    )


def test_who_is_exempt_gives_up_places_and_queues_and_the_next_gets_the_place(
    ada, application, staff
):
    full, other = CoreSessionFactory(capacity=1), CoreSessionFactory(core_module=2)
    RegistrationFactory(assistant=ada, session=full)
    WaitlistEntryFactory(assistant=ada, session=other)
    waiting = WaitlistEntryFactory(session=full)
    decide(application, staff)
    assert not Registration.objects.live().filter(assistant=ada).exists()
    assert not WaitlistEntry.objects.filter(assistant=ada).exists()
    assert Registration.objects.live().get(session=full).assistant == waiting.assistant


def test_application_that_was_withdrawn_meanwhile_is_not_decided(ada, application, staff):
    applying.withdraw(application=EquivalentQualification.objects.get())
    with refused("application_gone"):
        decide(application, staff)
    ada.refresh_from_db()
    assert (ada.exempt_since, written()) == (None, [])


def test_what_was_attended_stays(ada, application, staff):
    past = CoreSessionFactory(starts_at=NOW - timedelta(days=3))
    RegistrationFactory(assistant=ada, session=past, mark="present", marked_by=staff, marked_at=NOW)
    decide(application, staff)
    assert Registration.objects.live().get().mark == "present"


def test_rejected_application_exempts_no_one(ada, application, staff):
    place = RegistrationFactory(assistant=ada)
    decide(application, staff, "rejected", "The practice is missing.")
    ada.refresh_from_db()
    place.refresh_from_db()
    assert ada.exempt_since is None
    assert place.withdrawn_at is None


@pytest.mark.parametrize(
    ("decision", "kind"),
    [("approved", "equivalent-approved"), ("rejected", "equivalent-rejected")],
)
def test_applicant_is_told_once_and_why(ada, application, staff, decision, kind):
    for at in (NOW, LATER):
        decide(application, staff, decision, "Because.", at)
    (letter,) = written()
    assert (letter.recipient, letter.kind, letter.facts["because"]) == (ada, kind, "Because.")
    # Another test may have left a different language active.
    with override(ada.language):
        assert letter.facts["qualification"] == application.get_kind_display()


def test_deciding_the_same_again_changes_nothing(application, staff, ben):
    decide(application, staff)
    decide(application, ben.user, at=LATER)
    with refused("decided"):
        decide(application, ben.user, reason="Other.", at=LATER)
    kept = EquivalentQualification.objects.get()
    assert (kept.reason, kept.decided_by, kept.decided_at) == (
        "It shows all we ask for.",
        staff,
        NOW,
    )


def test_exemption_that_was_withdrawn_for_another_reason_is_told(application, staff, ben):
    decide(application, staff)
    withdraw(application, staff)
    with refused("withdrawn"):
        withdraw(application, ben.user, "Other.", LATER)
    assert EquivalentQualification.objects.get().revoked_because == "The diploma was forged."


@pytest.mark.parametrize(("first", "second"), [("approved", "rejected"), ("rejected", "approved")])
def test_decision_is_not_reversed_by_another(ada, application, staff, first, second):
    decide(application, staff, first)
    with refused("decided"):
        decide(application, staff, second)
    ada.refresh_from_db()
    assert (ada.exempt_since is not None) == (first == "approved")


@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_no_one_decides_on_their_own_application(ada, application, decision):
    with refused("own_application"):
        decide(application, ada.user, decision)
    assert EquivalentQualification.objects.get().is_open


def test_withdrawn_exemption_is_told_with_its_reason_and_ends(ada, application, staff):
    decide(application, staff)
    for _ in range(2):
        withdraw(application, staff)
    ada.refresh_from_db()
    kept = EquivalentQualification.objects.get()
    assert ada.exempt_since is None
    assert (kept.decision, kept.revoked_by, kept.revoked_because) == (
        "approved",
        staff,
        "The diploma was forged.",
    )
    (letter,) = written("exemption-withdrawn")
    assert (letter.recipient, letter.facts["because"]) == (ada, "The diploma was forged.")


def test_places_given_up_do_not_come_back_with_the_withdrawal(ada, application, staff):
    RegistrationFactory(assistant=ada)
    decide(application, staff)
    withdraw(application, staff)
    assert not Registration.objects.live().exists()


def test_who_has_another_qualification_in_force_stays_exempt(ada, application, staff):
    ApplicationFactory(assistant=ada, kind=Kind.TEACHER_EDUCATION_YEAR_2, approved=True)
    decide(application, staff)
    withdraw(application, staff)
    ada.refresh_from_db()
    assert ada.exempt_since is not None
    assert not written("exemption-withdrawn")


@pytest.mark.parametrize("state", [{}, {"rejected": True}])
def test_an_application_that_exempts_no_one_cannot_be_withdrawn_as_an_exemption(ada, staff, state):
    application = ApplicationFactory(assistant=ada, **state)
    assert withdraw(application, staff).revoked_at is None
    assert not written()


def test_no_one_withdraws_their_own_exemption(ada, application, staff):
    decide(application, staff)
    with refused("own_application"):
        withdraw(application, ada.user)


def test_who_lost_an_exemption_may_apply_and_be_approved_again(ada, application, staff):
    decide(application, staff)
    withdraw(application, staff)
    decide(ApplicationFactory(assistant=ada), staff)
    ada.refresh_from_db()
    assert ada.exempt_since is not None


class TestWhatAFileRecords:
    def record(self, ada, decision="approved", kind=APPROVABLE, by=None):
        rows = [(ada, Kind(kind), Decision(decision))]
        with freeing(NOW):
            (outcome,) = deciding.record(rows, by=by, at=NOW)
        if isinstance(outcome, Refusal):
            raise outcome
        return outcome

    def test_approved_one_exempts_and_is_told(self, ada):
        for _ in range(2):
            self.record(ada)
        ada.refresh_from_db()
        assert ada.exempt_since == localdate(NOW)
        assert EquivalentQualification.objects.get().source == "file"
        assert [letter.kind for letter in written()] == ["equivalent-approved"]

    def test_rejection_of_long_ago_is_told_to_no_one(self, ada):
        self.record(ada, "rejected", "eit")
        ada.refresh_from_db()
        assert ada.exempt_since is None
        assert not written()

    @pytest.mark.parametrize("decision", ["approved", "rejected"])
    def test_open_application_is_decided_by_it_and_told(self, application, ada, staff, decision):
        self.record(ada, decision, by=staff)
        kept = EquivalentQualification.objects.get()
        assert (kept.decision, kept.decided_by) == (decision, staff)
        assert [letter.kind for letter in written()] == [f"equivalent-{decision}"]

    def test_rejection_does_not_end_an_exemption(self, ada):
        self.record(ada)
        with refused("decided"):
            self.record(ada, "rejected")

    def test_approval_after_a_rejection_is_another_one(self, ada):
        self.record(ada, "rejected")
        self.record(ada, "approved")
        assert EquivalentQualification.objects.count() == 2

    def test_no_one_imports_their_own(self, ada):
        with refused("own_application"):
            self.record(ada, by=ada.user)
