"""Staff edits to online modules and meetings do not change what was asked, answered and attended.

``docs/history.md`` has the full table.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import strip_tags

from modules.models import (
    Criterion,
    Level,
    OnlineModule,
    Option,
    Question,
    Rating,
    TestAttempt,
)
from modules.online import taking_test
from modules.online.essays import evaluating, writing
from tests.enrollment.admin.test_two_at_an_admin_form import Editor
from tests.enrollment.admin_pages import errors
from tests.enrollment.test_database_rules import violates
from tests.factories import NOW, CourseFactory, LearningAssistantFactory, TermFactory, UserFactory

from .admin_pages import change
from .factories import (
    ChoiceFactory,
    EssayFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
    words,
)
from .meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory, ObjectionFactory
from .online.test_admin_catalogue import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def module():
    return OnlineModuleFactory(tested=True, criterial=True)


@pytest.fixture
def page(ada):
    """Return a function that gives the text of a page as ada sees it."""
    ada.user = UserFactory()
    ada.save()
    client = Client()
    client.force_login(ada.user)
    client.cookies["django_language"] = "en"
    return lambda address: strip_tags(client.get(address).content.decode())


@pytest.fixture
def given(ada, module):
    """Ada's given evaluation, with the first level of each criterion."""
    evaluation = PeerEvaluationFactory(evaluator=ada, essay__module=module, leased=True)
    levels = {criterion.pk: criterion.levels.first().pk for criterion in module.criteria.all()}
    return evaluating.give(evaluation=evaluation, levels=levels, comment=words(5), at=NOW)


@pytest.fixture
def handed_in(ada, module):
    """Ada's test, with every answer right."""
    ChoiceFactory(assistant=ada, module=module)
    attempt = taking_test.begin(assistant=ada, module=module, at=NOW)
    answers = {
        asked.question.pk: [option.pk for option in asked.options if option.is_right]
        for asked in taking_test.questions_of(attempt)
    }
    return taking_test.hand_in(attempt=attempt, answers=answers, at=NOW)


def in_words(evaluation) -> list[str]:
    return [str(rating) for rating in evaluation.ratings.order_by("pk")]


class TestCriteriaAndLevels:
    def test_new_words_leave_what_was_judged_as_it_was(self, given, page, uniped):
        before = in_words(given)
        assert len(before) == 2
        Criterion.objects.update(text_en="Another criterion", text_nb="Et annet kriterium")
        Level.objects.update(text_en="Another level", text_nb="Et annet nivå", position=7)
        assert in_words(given) == before
        for shown in (
            page(f"/my/modules/evaluations/{given.pk}/"),
            uniped.get(change(given)).content.decode(),
        ):
            assert "Another" not in shown
            assert before[0].split(": ")[0] in shown

    def test_words_are_those_of_the_day_the_evaluation_is_given(self, ada, module):
        evaluation = PeerEvaluationFactory(evaluator=ada, essay__module=module, leased=True)
        levels = {criterion.pk: criterion.levels.first().pk for criterion in module.criteria.all()}
        evaluating.save(evaluation=evaluation, levels=levels, comment="", at=NOW)
        Criterion.objects.update(text_en="Put right")
        evaluating.give(evaluation=evaluation, levels=levels, comment=words(5), at=NOW)
        assert all(line.startswith("Put right: ") for line in in_words(evaluation))

    @pytest.mark.parametrize("what", [Criterion, Question])
    def test_part_stays_in_its_module(self, given, uniped, what):
        part, other = what.objects.first(), OnlineModuleFactory()
        editor = Editor(uniped, change(part))
        editor.open()
        editor.choose("module", str(other.pk))
        editor.choose("text_en", "Put right")
        assert editor.save()
        part.refresh_from_db()
        assert (part.module == other, part.text_en) == (False, "Put right")

    @pytest.mark.parametrize(
        ("what", "whose"),
        [(Criterion, "module"), (Question, "module"), (Level, "criterion"), (Option, "question")],
    )
    def test_no_writer_moves_a_part(self, given, what, whose):
        OnlineModuleFactory(tested=True, criterial=True)
        part, other = what.objects.first(), what.objects.last()
        with violates(f"{what.__name__.lower()}_stays_where_it_is"):
            what.objects.filter(pk=part.pk).update(**{whose: getattr(other, whose)})

    def test_one_with_ratings_is_not_deleted(self, given, uniped):
        criterion = Criterion.objects.first()
        uniped.post(change(criterion).replace("/change/", "/delete/"), {"because": "Not needed"})
        assert Criterion.objects.filter(pk=criterion.pk).exists()

    def test_ratings_of_a_given_evaluation_stay(self, given):
        rating = given.ratings.first()
        for break_it in (
            lambda: Rating.objects.filter(pk=rating.pk).update(
                level=rating.criterion.levels.last()
            ),
            rating.delete,
        ):
            with violates("rating_given_stays"):
                break_it()


class TestQuestionsAndOptions:
    def test_new_words_and_answers_leave_what_was_answered_as_it_was(self, handed_in, page):
        before = page(f"/my/modules/tests/{handed_in.pk}/")
        Question.objects.update(text_en="Another question")
        Option.objects.filter(is_right=False).update(text_en="Another option")
        Option.objects.update(is_right=False, feedback_en="Another feedback")
        OnlineModule.objects.update(pass_mark=100)
        assert page(f"/my/modules/tests/{handed_in.pk}/") == before
        assert "80 % are needed" in before

    def test_deleting_them_leaves_what_was_answered_as_it_was(self, handed_in):
        handed_in.refresh_from_db()
        before = taking_test.questions_of(handed_in)
        Question.objects.all().delete()
        assert [
            (asked.question.text, asked.chosen, asked.is_right)
            for asked in taking_test.questions_of(handed_in)
        ] == [(asked.question.text, asked.chosen, True) for asked in before]
        assert len(before) == 5

    def test_what_is_put_right_before_handing_in_counts(self, ada, module):
        ChoiceFactory(assistant=ada, module=module)
        attempt = taking_test.begin(assistant=ada, module=module, at=NOW)
        Question.objects.update(text_en="Put right")
        assert {asked.question.text_en for asked in taking_test.questions_of(attempt)} == {
            "Put right"
        }


class TestPrompts:
    def test_essay_keeps_the_prompt_that_it_was_written_to(self, given, page):
        OnlineModule.objects.update(prompt_en="Write of something else.")
        shown = page(f"/my/modules/evaluations/{given.pk}/")
        assert "Write of what you have done." in shown
        assert "something else" not in shown

    def test_draft_is_written_to_the_prompt_of_today(self, ada):
        essay = EssayFactory(author=ada)
        OnlineModule.objects.update(prompt_en="Write of something else.")
        writing.withdraw(essay=essay, at=NOW)
        essay.refresh_from_db()
        assert essay.prompt == ""
        essay.handed_in_at = NOW
        essay.save()
        essay.refresh_from_db()
        assert essay.prompt == "Write of something else."

    def test_saving_an_older_copy_of_the_row_does_not_take_it_away(self):
        essay = EssayFactory()
        essay.prompt_en = ""
        essay.save()
        essay.refresh_from_db()
        assert essay.prompt_en == "Write of what you have done."


class TestModules:
    @pytest.mark.parametrize("use", [ChoiceFactory, TestAttemptFactory, EssayFactory])
    def test_code_stays_once_a_person_does_it(self, uniped, module, use):
        use(module=module)
        sent = uniped.post(change(module), filled(module, code="OM99"))
        assert "This can no longer be changed" in errors(sent)
        with violates("online_module_code_stays"):
            OnlineModule.objects.filter(pk=module.pk).update(code="OM99")

    def test_code_that_no_one_uses_is_put_right(self, uniped, module):
        assert uniped.post(change(module), filled(module, code="OM99")).status_code == 302

    def test_higher_pass_mark_and_fewer_attempts_leave_who_has_passed(self, handed_in, module):
        OnlineModule.objects.update(pass_mark=100, attempts_allowed=1)
        attempt = TestAttempt.objects.get()
        assert (attempt.passed, attempt.right, attempt.pass_mark) == (True, 5, 80)


class TestMeetings:
    @pytest.mark.parametrize(
        "changes",
        [
            {"follow_up_hours": 2},
            {"is_mandatory": False},
            {"term": lambda: TermFactory(code="2030H")},
            {
                "department": lambda: (
                    CourseFactory(code="HIST1500", department__code="HF-IHK").department
                )
            },
            {"cancelled_at": NOW},
        ],
    )
    def test_what_was_attended_stays_what_it_counts_as(self, changes):
        meeting = FollowUpAttendanceFactory().meeting
        changes = {name: value() if callable(value) else value for name, value in changes.items()}
        with violates("meeting_attended_stays"):
            type(meeting).objects.filter(pk=meeting.pk).update(**changes)

    def test_mark_stays_at_its_meeting(self):
        mark = FollowUpAttendanceFactory()
        other = FollowUpMeetingFactory(department=mark.meeting.department, term=mark.meeting.term)
        with violates("attendance_stays_where_it_is"):
            type(mark).objects.filter(pk=mark.pk).update(meeting=other)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("objection_stays", {"text": "I was not."}),
        ("objection_stays", {"mark": "partial"}),
        ("objection_answered_stays", {"answer": "Another answer."}),
        ("objection_answered_stays", {"answer": "", "answered_by": None, "answered_at": None}),
    ],
)
def test_objection_and_its_answer_stay(staff, name, changes):
    objection = ObjectionFactory(answer="Yes.", answered_by=staff, answered_at=NOW)
    with violates(name):
        type(objection).objects.filter(pk=objection.pk).update(**changes)


class TestAppointments:
    @pytest.mark.parametrize("field", ["assistant", "term", "course"])
    def test_what_was_attended_is_not_given_to_another(self, uniped, field):
        appointment = FollowUpAttendanceFactory().appointment
        if field == "course":
            appointment.attendance.get().meeting.courses.set([appointment.course])
        other = {
            "assistant": lambda: LearningAssistantFactory(),
            "term": lambda: TermFactory(code="2032V"),
            "course": lambda: CourseFactory(code="TMA4999", department=appointment.department),
        }[field]()
        fields = ("assistant", "term", "department", "course")
        sent = {name: getattr(appointment, f"{name}_id") for name in fields}
        address = f"/admin/enrollment/appointment/{appointment.pk}/change/"
        response = uniped.post(address, sent | {"starts_on": "", "ends_on": "", field: other.pk})
        assert "This can no longer be changed" in errors(response)
        assert "attendance at meetings" in errors(response)
        rule = "course_fits_attendance" if field == "course" else "attended_stays"
        with violates(f"appointment_{rule}"):
            type(appointment).objects.filter(pk=appointment.pk).update(**{field: other})
