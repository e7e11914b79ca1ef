"""What two records both hold is settled by stated rules, and what a rule takes away stays in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from completion.certificates.refusals import TwoValid, WouldLose
from completion.equivalents.refusals import TwoInForce, TwoOpen
from enrollment.models import ExchangeSide, Letter, Registration, WaitlistEntry
from enrollment.people.merging.merging import merge_records
from enrollment.refusals import Clash, WrongOrder
from modules.follow_up.refusals import TwoObjections
from modules.models import Choice, Essay, FollowUpAttendance, PeerEvaluation, TestAttempt
from tests.completion.certificate_factories import CompletionReportFactory, complete
from tests.completion.factories import ApplicationFactory
from tests.completion.merging.rehearsed import rehearse
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    LetterFactory,
    RegistrationFactory,
    UserFactory,
    WaitlistEntryFactory,
    offer_exchange,
)
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def kept(db):
    return AppointedFactory(username="kept")


@pytest.fixture
def gone(db):
    return AppointedFactory(username="gone")


@pytest.fixture
def merge(kept, gone, staff):
    def do(**choices):
        about = {"kept": kept, "gone": gone, "account": None, "by": staff, "at": NOW, **choices}
        seen = rehearse(**about).digest
        return merge_records(**about, because="One person.", seen=seen).decided

    return do


def marked(assistant, session, mark="present"):
    return RegistrationFactory(
        assistant=assistant, session=session, mark=mark, marked_by=UserFactory(), marked_at=NOW
    )


class TestPlaces:
    def test_attended_one_stays_and_the_place_to_come_goes_to_the_next_in_line(
        self, merge, kept, gone
    ):
        marked(gone, CoreSessionFactory(days_ahead=-3))
        coming = CoreSessionFactory(capacity=1)
        RegistrationFactory(assistant=kept, session=coming)
        next_in_line = WaitlistEntryFactory(session=coming).assistant
        (sentence, *_others) = merge()
        assert "is given up" in sentence
        assert Registration.objects.live().get(session=coming).assistant == next_in_line
        assert Letter.objects.get(kind="given-up").recipient == kept

    def test_of_two_places_to_come_the_earlier_stays(self, merge, kept, gone):
        later, earlier = (CoreSessionFactory(days_ahead=days) for days in (12, 10))
        RegistrationFactory(assistant=kept, session=later)
        RegistrationFactory(assistant=gone, session=earlier)
        merge()
        assert Registration.objects.live().get().session == earlier

    def test_of_two_attended_dates_one_counts_with_the_preparation_of_either(
        self, merge, kept, gone
    ):
        first, second = (CoreSessionFactory(days_ahead=days) for days in (-9, -3))
        marked(kept, first)
        other: Any = marked(gone, second)
        Registration.objects.filter(pk=other.pk).update(preparation_confirmed_at=NOW)
        merge()
        stays = Registration.objects.standing().get(assistant=kept)
        assert (stays.session, stays.preparation_confirmed_at) == (first, NOW)
        assert other.events.filter(mark="present").exists()

    @pytest.mark.parametrize(("one", "other"), [("partial", "present"), ("absent", "partial")])
    def test_of_two_marks_at_one_seminar_the_better_stays(self, merge, kept, gone, one, other):
        session = CoreSessionFactory(days_ahead=-3)
        marked(kept, session, one)
        marked(gone, session, other)
        merge()
        better = "present" if "present" in {one, other} else "partial"
        assert Registration.objects.live().get().mark == better

    @pytest.mark.parametrize(("days", "refusal"), [(8, WrongOrder), (10.05, Clash)])
    def test_dates_that_cannot_be_held_both_are_refused(self, merge, kept, gone, days, refusal):
        RegistrationFactory(assistant=kept, session=CoreSessionFactory(days_ahead=10))
        second = CoreSessionFactory(core_module=2, days_ahead=days)
        RegistrationFactory(assistant=gone, session=second)
        with pytest.raises(refusal):
            merge()

    def test_first_of_two_waitlist_entries_stays(self, merge, kept, gone):
        full = [
            RegistrationFactory(session=CoreSessionFactory(capacity=1)).session for _n in (1, 2)
        ]
        WaitlistEntryFactory(assistant=kept, session=full[0], created_at=NOW)
        first = WaitlistEntryFactory(
            assistant=gone, session=full[1], created_at=NOW - timedelta(days=1)
        )
        merge()
        assert WaitlistEntry.objects.get() == first

    def test_offers_of_an_exchange_lapse(self, merge, kept, gone):
        mine = RegistrationFactory(assistant=gone, session=CoreSessionFactory())
        offer_exchange(mine, RegistrationFactory(session=CoreSessionFactory()))
        merge()
        assert set(ExchangeSide.objects.values_list("exchange__outcome", flat=True)) == {"lapsed"}
        assert kept.exchanges.count() == 1


class TestFollowUp:
    @pytest.mark.parametrize(
        ("one", "other", "better"),
        [("partial", "present", "present"), ("absent", "partial", "partial")],
    )
    def test_better_mark_stays_and_the_other_is_in_the_history(
        self, merge, kept, gone, one, other, better
    ):
        meeting = FollowUpMeetingFactory()
        for record, mark in ((kept, one), (gone, other)):
            FollowUpAttendanceFactory(
                meeting=meeting, appointment=record.appointments.get(), mark=mark
            )
        merge()
        assert FollowUpAttendance.objects.get().mark == better
        assert kept.appointments.get().attendance.get().mark == better
        history = apps.get_model("modules", "FollowUpAttendanceEvent").objects
        assert set(history.values_list("mark", flat=True)) >= {one, other}

    def test_objection_stays_with_its_meeting(self, merge, kept, gone):
        meeting = FollowUpMeetingFactory()
        FollowUpAttendanceFactory(meeting=meeting, appointment=kept.appointments.get())
        theirs = FollowUpAttendanceFactory(
            meeting=meeting, appointment=gone.appointments.get(), mark="absent"
        )
        objection = ObjectionFactory(attendance=theirs)
        merge()
        stays = FollowUpAttendance.objects.get()
        assert (stays.mark, stays.objection) == ("present", objection)

    def test_two_objections_at_one_meeting_are_refused(self, merge, kept, gone):
        meeting = FollowUpMeetingFactory()
        for record in (kept, gone):
            appointment = record.appointments.get()
            mark = FollowUpAttendanceFactory(
                meeting=meeting, appointment=appointment, mark="absent"
            )
            ObjectionFactory(attendance=mark)
        with pytest.raises(TwoObjections):
            merge()

    def test_one_appointment_lasts_from_the_earlier_day_to_the_later(self, merge, kept, gone):
        days = [NOW.date() + timedelta(days=number) for number in range(4)]
        kept.appointments.update(starts_on=days[1], ends_on=days[2])
        gone.appointments.update(starts_on=days[0], ends_on=days[3])
        merge()
        appointment = kept.appointments.get()
        assert (appointment.starts_on, appointment.ends_on) == (days[0], days[3])
        assert not gone.appointments.exists()

    def test_longer_appointment_that_asks_for_more_is_refused(self, merge, kept, gone):
        complete(kept)
        kept.appointments.update(ends_on=NOW.date() - timedelta(days=1))
        FollowUpMeetingFactory(days_ahead=-0.1, is_mandatory=True)
        with pytest.raises(WouldLose):
            merge()


class TestModules:
    def test_completed_beats_open(self, merge, kept, gone):
        module = OnlineModuleFactory()
        ChoiceFactory(assistant=kept, module=module)
        ChoiceFactory(assistant=gone, module=module, done=True)
        merge()
        choice = Choice.objects.get()
        assert (choice.assistant, choice.completed_on) == (kept, NOW.date())

    def test_two_completed_stay_of_four_modules(self, merge, kept, gone):
        for record in (kept, gone):
            ChoiceFactory(assistant=record, slot=1)
            ChoiceFactory(assistant=record, slot=2, done=True)
        merge()
        choices = Choice.objects.filter(assistant=kept)
        assert [choice.completed_on for choice in choices] == [NOW.date()] * 2

    def test_module_is_completed_by_what_the_two_have_done(self, merge, kept, gone):
        module = OnlineModuleFactory()
        ChoiceFactory(assistant=kept, module=module)
        TestAttemptFactory(assistant=gone, module=module)
        EssayFactory(author=kept, module=module)
        for record in (kept, gone):
            PeerEvaluationFactory(evaluator=record, essay=EssayFactory(module=module))
        assert f"{module.code} is completed." in merge()
        assert Choice.objects.get().completed_on == NOW.date()

    def test_essay_handed_in_first_stays_and_the_other_is_set_aside(self, merge, kept, gone):
        module = OnlineModuleFactory()
        later = EssayFactory(author=kept, module=module)
        first = EssayFactory(author=gone, module=module, handed_in_at=NOW - timedelta(days=50))
        PeerEvaluationFactory(essay=later)
        merge()
        assert Essay.objects.current().get(author=kept) == first
        assert kept.essays.count() == 2

    def test_essay_evaluated_by_both_counts_once(self, merge, kept, gone):
        essay = EssayFactory()
        for record in (kept, gone):
            PeerEvaluationFactory(evaluator=record, essay=essay)
        merge()
        assert PeerEvaluation.objects.filter(evaluator=kept).count() == 1
        assert PeerEvaluation.objects.given().filter(essay=essay).count() == 2

    @pytest.mark.parametrize("author", ["kept", "gone"])
    def test_evaluation_of_ones_own_essay_counts_for_no_one(self, merge, kept, gone, author):
        records = {"kept": kept, "gone": gone}
        evaluator = next(record for name, record in records.items() if name != author)
        PeerEvaluationFactory(evaluator=evaluator, essay=EssayFactory(author=records[author]))
        merge()
        evaluation = PeerEvaluation.objects.get()
        assert (evaluation.evaluator, evaluation.essay.author) == (gone, kept)

    def test_given_evaluation_beats_an_unfinished_one(self, merge, kept, gone):
        essay = EssayFactory()
        PeerEvaluationFactory(evaluator=kept, essay=essay, leased=True)
        PeerEvaluationFactory(evaluator=gone, essay=essay)
        merge()
        assert PeerEvaluation.objects.get(evaluator=kept).given_at is not None

    def test_two_essays_to_evaluate_leave_one(self, merge, kept, gone):
        module = OnlineModuleFactory()
        for record in (kept, gone):
            PeerEvaluationFactory(evaluator=record, essay=EssayFactory(module=module), leased=True)
        merge()
        assert PeerEvaluation.objects.open().filter(evaluator=kept).count() == 1

    def test_tests_handed_in_move_and_one_open_test_goes_on(self, merge, kept, gone):
        module = OnlineModuleFactory()
        for record in (kept, gone):
            TestAttemptFactory(assistant=record, module=module)
            TestAttemptFactory(assistant=record, module=module, begun=True)
        merge()
        assert TestAttempt.objects.filter(assistant=kept).count() == 3
        assert TestAttempt.objects.get(assistant=gone).handed_in_at is None


class TestCompletion:
    def test_two_valid_certificates_are_refused(self, merge, kept, gone):
        for record in (kept, gone):
            CompletionReportFactory(assistant=record)
        with pytest.raises(TwoValid):
            merge()

    def test_revoked_certificate_moves(self, merge, kept, gone):
        CompletionReportFactory(assistant=kept)
        CompletionReportFactory(assistant=gone, revoked=True)
        merge()
        assert kept.completion_reports.count() == 2

    @pytest.mark.parametrize(
        ("state", "refusal"), [({}, TwoOpen), ({"approved": True}, TwoInForce)]
    )
    def test_two_applications_are_refused(self, merge, kept, gone, state, refusal):
        for record in (kept, gone):
            ApplicationFactory(assistant=record, **state)
        with pytest.raises(refusal):
            merge()

    def test_exemption_moves_and_frees_places_to_come(self, merge, kept, gone):
        ApplicationFactory(assistant=gone, approved=True)
        gone.exempt_since = NOW.date()
        gone.save()
        RegistrationFactory(assistant=kept, session=CoreSessionFactory())
        merge()
        kept.refresh_from_db()
        assert kept.exempt_since == NOW.date()
        assert not Registration.objects.live().exists()


def test_history_tells_each_move(merge, kept, gone):
    full = RegistrationFactory(session=CoreSessionFactory(capacity=1)).session
    moved = [
        gone.appointments.get(),
        RegistrationFactory(assistant=gone, session=CoreSessionFactory(core_module=2)),
        WaitlistEntryFactory(assistant=gone, session=full),
        ChoiceFactory(assistant=gone),
    ]
    kept.appointments.all().delete()
    merge()
    for row in moved:
        holders = [event.assistant for event in row.events.order_by("pgh_id")]
        assert holders == [gone, kept], row


def test_letter_that_waits_for_both_is_sent_once(merge, kept, gone):
    for record in (kept, gone):
        LetterFactory(assistant=record, key="registration:1", email=None)
    LetterFactory(assistant=gone, key="registration:2")
    merge()
    keys = kept.letters.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["registration:1", "registration:2"]
    assert not gone.letters.exists()


def test_letter_that_both_have_got_is_kept_with_each(merge, kept, gone):
    for record in (kept, gone):
        LetterFactory(assistant=record, key="registration:1")
    merge()
    assert (kept.letters.count(), gone.letters.count()) == (1, 1)
