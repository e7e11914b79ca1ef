"""Complete records are read, for one person or many, in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from completion.verdicts.evaluating import verdict_of, verdicts_of_term
from completion.verdicts.facts import Name, Note, Record
from completion.verdicts.loading import records_of, records_of_term
from completion.verdicts.personal import personal_facts
from completion.verdicts.results import ToDo
from completion.verdicts.rules import State, evaluate
from enrollment.models import CoreSession, LearningAssistant, Term
from modules.models.meetings import HOURS_ASKED
from tests.completion import oracle
from tests.completion.drawn import followed_histories
from tests.completion.histories import ASKED, AT
from tests.completion.oracle import judge
from tests.completion.writing_down import as_stored, plan_as_stored, write, write_plan
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
    WaitlistEntryFactory,
)
from tests.modules.factories import ChoiceFactory, ModuleDatesFactory, OnlineModuleFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory
from tests.size import daily_or_all

from .test_oracle import plain

pytestmark = pytest.mark.django_db


def record_of(assistant, at) -> Record:
    return personal_facts(assistant, at).record


def term_of(ada) -> Term:
    return ada.appointments.get().term


def test_hours_asked_are_those_that_the_tests_of_the_rules_assume():
    assert HOURS_ASKED == ASKED == oracle.ASKED


@settings(max_examples=daily_or_all(10, 50))
@given(drawn=st.lists(followed_histories(), min_size=3, max_size=3))
def read_back_alike(drawn):
    shared = plan_as_stored(drawn[0].plan)
    histories = [as_stored(example, shared) for example in drawn]
    with transaction.atomic():
        recorder = UserFactory()
        term = write_plan(shared)
        people = [write(history, recorder) for history in histories]
        found = records_of(LearningAssistant.objects.all(), term, AT)
        for assistant, history in zip(people, histories, strict=True):
            assert plain(evaluate(found[assistant], AT)) == judge(history, AT)
        transaction.set_rollback(True)


def test_histories_in_the_database_are_judged_alike(db):
    read_back_alike()


def test_seminars_are_read_with_who_recorded_them(ada, staff):
    session = CoreSessionFactory(days_ahead=-9, campus__name="Gjøvik")
    RegistrationFactory(
        assistant=ada, session=session, mark="present", marked_by=staff, marked_at=NOW
    )
    (seminar,) = verdict_of(ada, NOW).core_modules.evidence
    assert (seminar.core_module, seminar.campus) == (1, "Gjøvik")
    assert seminar.day == session.starts_at.date()
    assert seminar.note == Note("Unni Uniped", NOW)


def test_place_given_up_is_none(ada):
    RegistrationFactory(assistant=ada, withdrawn_at=NOW)
    assert record_of(ada, NOW).seminars == ()


@pytest.mark.parametrize(
    ("is_required", "is_confirmed", "counts"),
    [(False, False, True), (True, False, False), (True, True, True)],
)
def test_seminar_counts_without_its_preparation_unless_its_term_requires_it(
    ada, staff, is_required, is_confirmed, counts
):
    RegistrationFactory(
        assistant=ada,
        session=CoreSessionFactory(
            days_ahead=-9, term=TermFactory(code="2030H", preparation_required=is_required)
        ),
        mark="present",
        marked_by=staff,
        marked_at=NOW,
        preparation_confirmed_at=NOW if is_confirmed else None,
    )
    assert verdict_of(ada, NOW).core_modules.attended == ((1,) if counts else ())


def test_modules_done_here_name_no_recorder_and_those_brought_in_may(ada, staff):
    ChoiceFactory(assistant=ada, module__code="OM1", slot=1, done=True)
    ChoiceFactory(assistant=ada, module__code="OM2", slot=2, brought_in=True, brought_in_by=staff)
    here, elsewhere = verdict_of(ada, NOW).online_modules.evidence
    assert (here.code, here.title) == ("OM1", Name("Giving feedback", "Å gi tilbakemelding"))
    assert (here.day, here.note) == (NOW.date(), None)
    assert elsewhere.note == Note("Unni Uniped", None)


def test_meetings_are_read_in_order_of_time_with_who_recorded_them(ada, cleo):
    appointment = ada.appointments.get()
    about = {"department": appointment.department, "term": appointment.term}
    later = FollowUpMeetingFactory(**about, days_ahead=-3, title="Later")
    first = FollowUpMeetingFactory(**about, days_ahead=-9, title="First", whole=True)
    FollowUpMeetingFactory(
        **about, days_ahead=-6, courses=[CourseFactory()], title="Of another course"
    )
    FollowUpMeetingFactory(days_ahead=-6, title="Of another department")
    for meeting in (later, first):
        FollowUpAttendanceFactory(
            meeting=meeting, appointment=appointment, marked_by=cleo.user, marked_at=NOW
        )
    found = verdict_of(ada, NOW).course_specific
    assert [meeting.title for meeting in found.evidence] == ["First", "Later"]
    assert {meeting.note for meeting in found.evidence} == {Note("Cleo Claussen", NOW)}
    assert found.department == Name(
        "Department of Mathematical Sciences", "Institutt for matematiske fag"
    )
    assert found.course == Name("Calculus 1", "Matematikk 1")
    assert (found.course_code, found.term) == ("TMA4100", "2031H")
    assert found.hours == {"first_meeting": 1, "follow_up": 5, "final_evaluation": 1}
    assert len(record_of(ada, NOW).appointments[0].follow_up.meetings) == 2


def test_mark_stays_when_a_meeting_is_for_other_courses_since(ada, cleo):
    appointment = ada.appointments.get()
    about = {"department": appointment.department, "term": appointment.term}
    meeting = FollowUpMeetingFactory(**about, whole=True)
    FollowUpMeetingFactory(**about, days_ahead=-20, is_mandatory=False)
    FollowUpAttendanceFactory(meeting=meeting, appointment=appointment)
    meeting.courses.set([CourseFactory()])
    found = verdict_of(ada, NOW).course_specific
    assert found.is_met
    (own,) = record_of(ada, NOW).appointments
    assert [found.key for found in own.follow_up.meetings][-1] == meeting.pk


def test_of_appointments_those_of_the_term_come_first_and_then_the_newest(ada):
    term = term_of(ada)
    for code, of_term in (("A", "2031V"), ("B", term.code), ("C", "2030H")):
        AppointmentFactory(
            assistant=ada,
            term=TermFactory(code=of_term, registration_opens_at=None, registration_closes_at=None),
            course=CourseFactory(code=code),
        )
    own = record_of(ada, NOW).appointments
    assert [appointment.course_code for appointment in own] == ["B", "TMA4100", "C", "A"]


def test_places_and_appointments_of_a_later_term_are_told_apart(ada):
    term = term_of(ada)
    none = {"registration_opens_at": None, "registration_closes_at": None}
    before, after = TermFactory(code="2031V", **none), TermFactory(code="2032V", **none)
    for number, of_term in ((1, before), (2, after)):
        session = CoreSessionFactory(term=of_term, core_module=number)
        RegistrationFactory(assistant=ada, session=session)
        AppointmentFactory(assistant=ada, term=of_term)
    found = records_of_term(term, NOW)[ada]
    assert [(seminar.core_module, seminar.is_later) for seminar in found.seminars] == [
        (1, False),
        (2, True),
    ]
    assert {appointment.term: appointment.is_later for appointment in found.appointments} == {
        "2031H": False,
        "2032V": True,
        "2031V": False,
    }


def test_plan_is_that_of_the_term(ada):
    term = term_of(ada)
    for code in ("OM1", "OM2", "OM3"):
        OnlineModuleFactory(code=code)
    last = NOW.date() + timedelta(days=40)
    own = last + timedelta(days=9)
    ModuleDatesFactory(term=term, complete_by=last)
    ModuleDatesFactory(term=term, module=OnlineModuleFactory(code="OM4"), complete_by=own)
    ModuleDatesFactory(term=TermFactory(code="2030H"), complete_by=own)
    session = CoreSessionFactory(term=term, days_ahead=20, core_module=2, capacity=1)
    CoreSessionFactory(term=term, cancelled_at=NOW)
    CoreSessionFactory(term=TermFactory(code="2030H"))
    RegistrationFactory(session=session)
    found = record_of(ada, NOW).plan
    assert (found.term, found.is_over, found.registration) == ("2031H", False, "open")
    assert found.closes_at == NOW + timedelta(days=60)
    assert found.due == {"OM1": last, "OM2": last, "OM3": last, "OM4": own}
    (date,) = found.dates
    assert (date.core_module, date.starts_at, date.has_place) == (2, session.starts_at, False)
    assert date.deadline == session.starts_at - timedelta(hours=48)


def test_registration_that_closes_at_midnight_is_open_until_the_day_before(ada):
    CoreSessionFactory(days_ahead=20)
    midnight = (NOW + timedelta(days=10)).replace(hour=0)
    closing = {midnight: None, midnight + timedelta(hours=11): midnight + timedelta(hours=11)}
    days = [midnight.date() - timedelta(days=1), midnight.date()]
    for (closes_at, moment), day in zip(closing.items(), days, strict=True):
        Term.objects.update(registration_closes_at=closes_at)
        (step, *_others) = verdict_of(ada, NOW).core_modules.steps
        assert (step.what, step.by, step.at) == (ToDo.REGISTER, day, moment)


def test_place_that_others_wait_for_is_not_free_once_nothing_moves_by_itself(ada):
    soon = CoreSessionFactory(days_ahead=1)
    later = CoreSessionFactory(days_ahead=9)
    for session in (soon, later):
        WaitlistEntryFactory(session=session)
    assert {
        core_date.starts_at: core_date.has_place for core_date in record_of(ada, NOW).plan.dates
    } == {
        soon.starts_at: False,
        later.starts_at: True,
    }


def test_place_that_one_waits_for_alone_is_free_for_oneself(ada, ben):
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(days_ahead=1))
    assert [core_date.has_place for core_date in record_of(ada, NOW).plan.dates] == [True]
    assert [core_date.has_place for core_date in record_of(ben, NOW).plan.dates] == [False]
    WaitlistEntryFactory(session=CoreSession.objects.get())
    assert [core_date.has_place for core_date in record_of(ada, NOW).plan.dates] == [False]


def test_waiting_oneself_is_read(ada):
    WaitlistEntryFactory(assistant=ada, session=CoreSessionFactory(capacity=1, core_module=2))
    WaitlistEntryFactory(session=CoreSessionFactory(capacity=1))
    assert record_of(ada, NOW).waits_for == {2}
    deadline = CoreSession.objects.get(core_module=2).deadline
    assert record_of(ada, deadline - timedelta(seconds=1)).waits_for == {2}
    assert record_of(ada, deadline).waits_for == set()


def test_exempt_is_read(ada):
    ada.exempt_since = NOW.date()
    ada.save()
    verdict = verdict_of(ada, NOW)
    assert (verdict.is_exempt, verdict.is_completed, verdict.state) == (True, False, State.EXEMPT)


def test_a_person_is_asked_about_the_term_to_speak_of_among_their_own(ada, ben):
    past = TermFactory(
        code="2029H",
        registration_opens_at=NOW - timedelta(days=700),
        registration_closes_at=NOW - timedelta(days=600),
    )
    AppointmentFactory(assistant=ada, term=past)
    assert record_of(ada, NOW).plan.term == "2031H"
    ada.appointments.exclude(term=past).delete()
    assert record_of(ada, NOW).plan.term == "2029H"
    ada.appointments.all().delete()
    assert record_of(ada, NOW).plan.term == "2031H"


def test_before_there_is_any_term_nothing_can_be_done():
    assistant = LearningAssistantFactory()
    verdict = verdict_of(assistant, NOW)
    assert verdict.state is State.OUT_OF_REACH
    assert ToDo.ASK_FOR_APPOINTMENT in {step.what for step in verdict.course_specific.steps}


def test_term_has_everyone_appointed_in_it_once_by_name(ada, ben):
    AppointmentFactory(assistant=ben, course=CourseFactory(code="SECOND"))
    LearningAssistantFactory()
    AppointmentFactory(term=TermFactory(code="2030H"))
    assert list(verdicts_of_term(term_of(ada), NOW)) == [ada, ben]


def test_of_a_term_and_of_one_person_the_verdict_is_the_same(ada, ben, staff):
    session = CoreSessionFactory(days_ahead=-9)
    for assistant, code in ((ada, "OM1"), (ben, "OM2")):
        ChoiceFactory(assistant=assistant, module__code=code, done=True)
        RegistrationFactory(
            assistant=assistant,
            session=session,
            mark="present",
            marked_by=staff,
            marked_at=NOW,
        )
    found = verdicts_of_term(term_of(ada), NOW)
    assert found == {assistant: verdict_of(assistant, NOW) for assistant in (ada, ben)}
    assert found[ada].online_modules.completed == ("OM1",)


def queries(term: Term) -> int:
    with CaptureQueriesContext(connection) as captured:
        records_of_term(term, NOW)
    return len(captured)


def do_everything(assistant, staff, days=-9) -> None:
    appointment = assistant.appointments.get()
    OnlineModuleFactory()
    ChoiceFactory(assistant=assistant, brought_in=True, brought_in_by=staff)
    RegistrationFactory(
        assistant=assistant,
        session=CoreSessionFactory(days_ahead=days),
        mark="present",
        marked_by=staff,
        marked_at=NOW,
    )
    WaitlistEntryFactory(assistant=assistant, session=CoreSessionFactory(core_module=2))
    for _ in range(3):
        meeting = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
        meeting.courses.set([appointment.course])
        FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, marked_by=staff)


def test_term_is_read_in_as_many_queries_as_one_person(ada, ben, staff):
    term = term_of(ada)
    do_everything(ada, staff)
    ben.appointments.update(term=TermFactory(code="2030H"))
    for_one = queries(term)
    ben.appointments.update(term=term)
    do_everything(ben, staff, days=-10)
    for number in range(5):
        assistant = AppointmentFactory(term=term).assistant
        do_everything(assistant, UserFactory(), days=-20 - number)
    assert queries(term) == for_one <= 20
