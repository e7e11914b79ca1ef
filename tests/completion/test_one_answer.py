"""How far, what next and by when: My page, the letter, the department and the verdicts in the shell say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from completion.department.people import Lack, Person, people_of
from completion.management.commands.verdicts import plain
from completion.pages.my_page.page import MyPage, my_page
from completion.reminders.about_completion import about_what_is_missing
from completion.verdicts.evaluating import verdicts_of_term
from completion.verdicts.labels import STATES, TAKES_PLACE, in_words, missing_in_words
from completion.verdicts.results import State, Verdict
from enrollment.models import Appointment, LearningAssistant, ReminderTiming, Term
from tests.completion.drawn import followed_histories
from tests.completion.histories import AT, TODAY
from tests.completion.writing_down import as_stored, plan_as_stored, write, write_plan
from tests.factories import AppointmentFactory, UserFactory
from tests.size import daily_or_all

PARTS = ("_outcome", "_steps", "_dates", "_hours", "_past", "_more")


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def rendered(page: MyPage, assistant: LearningAssistant) -> str:
    context = {"page": page, "assistant": assistant}
    return words(
        " ".join(render_to_string(f"completion/my_page/{part}.html", context) for part in PARTS)
    )


def letters(at: datetime) -> dict[LearningAssistant, dict]:
    """Return the facts of the letters of what is missing that are due, by recipient."""
    return {
        draft.recipient: draft.facts()
        for draft in about_what_is_missing(at)
        if isinstance(draft.recipient, LearningAssistant)
    }


def in_the_department(term: Term, at: datetime) -> dict[LearningAssistant, Person]:
    """Return the rows of the table that a coordinator of all departments would see."""
    rows = people_of(Appointment.objects.filter(term=term), term, at)
    return {row.assistant: row for row in rows}


def department_says(row: Person, page: MyPage) -> None:
    assert row.verdict == page.verdict
    assert row.state is page.verdict.state
    # The table leaves out what is on track, and says something of all that is not.
    not_on_track = {State.AT_RISK, State.OUT_OF_REACH}
    concerns = [
        requirement
        for requirement in page.verdict.requirements
        if requirement.state in not_on_track
    ]
    assert bool(row.missing) >= bool(concerns and not page.verdict.is_exempt)
    lacks_online = bool(page.verdict.online_modules.missing) and not page.verdict.is_exempt
    assert (Lack.ONLINE in row.lacks) == lacks_online


def page_says(page: MyPage, shown: str, verdict: Verdict) -> None:
    """Every step is told once: in the list of what to do, or among the dates if it is an event."""
    steps = {step for requirement in verdict.requirements for step in requirement.steps}
    to_do = sorted(in_words(step) for step in steps if step.what not in TAKES_PLACE)
    assert sorted(step.text for step in page.steps) == to_do
    list_shown = shown.split("What to do")[1].split("hours done")[0] if page.steps else ""
    assert all(text in list_shown for text in to_do)
    days = [step.by for step in page.steps if step.by is not None]
    assert days == sorted(days)
    to_come = {localday(session.starts_at) for session in page.dates.to_come}
    assert {step.by for step in steps if step.what in TAKES_PLACE} <= to_come
    for section, requirement in zip(page.requirements, verdict.requirements, strict=True):
        missing = () if requirement.state is State.EXEMPT else requirement.missing
        assert section.missing == missing_in_words(missing)
        assert not missing or f"Missing: {section.missing}." in shown
        assert section.state.word == str(STATES[requirement.state])


def localday(moment: datetime):
    return moment.astimezone(AT.tzinfo).date()


def letter_says(letter: dict | None, page: MyPage, verdict: Verdict) -> None:
    """The letter lists what is missing with the same steps, and with the same days as the page."""
    if letter is None:
        return
    assert [section["missing"] for section in letter["requirements"]] == [
        missing_in_words(requirement.missing)
        for requirement in verdict.requirements
        if requirement.missing
    ]
    told = [step for section in letter["requirements"] for step in section["steps"]]
    on_page = {f"{step.text} {step.when}." if step.when else step.text for step in page.steps}
    events = [
        in_words(step)
        for requirement in verdict.requirements
        for step in requirement.steps
        if step.what in TAKES_PLACE
    ]
    assert set(told) - on_page == {line for line in told if line.startswith(tuple(events))}
    assert on_page <= set(told)


def shell_says(verdict: Verdict, shell: dict, page: MyPage) -> None:
    assert shell["state"] == str(verdict.state)
    assert shell["completed"] == page.verdict.is_completed
    assert shell["missing"] == [str(lack) for lack in page.verdict.missing]
    assert shell["course_specific"]["course"] == page.verdict.course_specific.course_code


def written(drawn) -> Iterator[LearningAssistant]:
    shared = plan_as_stored(drawn[0].plan)
    recorder = UserFactory()
    term = write_plan(shared)
    days = (term.last_day - TODAY).days
    ReminderTiming.objects.create(term=term, kind="what-is-missing", days_before=days)
    for example in drawn:
        history = as_stored(example, shared)
        yield write(history, recorder)


@settings(max_examples=daily_or_all(6, 200))
@given(drawn=st.lists(followed_histories(), min_size=3, max_size=3))
def say_the_same(drawn):
    with transaction.atomic(), translation.override("en"):
        people = list(written(drawn))
        term = Term.objects.get(code="2031H")
        for assistant in people:
            # The page is about the current term among the person's own.
            if not assistant.appointments.filter(term=term).exists():
                AppointmentFactory(
                    assistant=assistant, term=term, course__code=f"OWN{assistant.pk}"
                )
        verdicts = verdicts_of_term(term, AT)
        due = letters(AT)
        table = in_the_department(term, AT)
        for assistant in people:
            page = my_page(assistant, AT)
            if page.term != term:
                continue
            assert page.verdict == verdicts[assistant]
            department_says(table[assistant], page)
            page_says(page, rendered(page, assistant), page.verdict)
            letter_says(due.get(assistant), page, page.verdict)
            shell_says(page.verdict, plain(assistant.username, verdicts[assistant]), page)
            compared.append((page.verdict.state, assistant in due))
        transaction.set_rollback(True)


compared: list[tuple[State, bool]] = []


# A few dozen random histories can be alike: more are drawn until there are several states and a letter.
ROUNDS = 20


def test_no_one_is_told_two_things(db):
    compared.clear()
    for _ in range(ROUNDS):
        say_the_same()
        if are_varied():
            break
    assert are_varied()


def are_varied() -> bool:
    """Return whether letters were compared too, and more than two states."""
    states = {state for state, _has_letter in compared}
    return len(states) > 2 and any(has_letter for _state, has_letter in compared)
