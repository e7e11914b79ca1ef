"""Admin pages for progress, for shortages of evaluations, and for asking people to help."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Letter
from modules.online.essays import asking_to_help
from tests.enrollment.admin_pages import apply
from tests.factories import NOW, AppointmentFactory, TermFactory
from tests.modules.admin_factories import (
    a_choice,
    a_flagged_evaluation,
    a_module,
    an_attempt,
    an_essay,
    an_evaluation,
)
from tests.modules.admin_pages import HOW_IT_GOES, own

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def short():
    """A module where two people have given both evaluations and received none, and no one owes any more."""
    module = a_module()
    examples = [an_essay(module, author=None) for _number in range(2)]
    for _number in range(2):
        helper = an_essay(module).author
        for example in examples:
            an_evaluation(example, helper)
    return module


def helpers_of(module):
    return {essay.author for essay in module.essays.exclude(author=None)}


def numbers(page) -> list[int]:
    (row,) = page.context["rows"]
    return row["numbers"]


def test_people_are_counted_at_the_step_they_are_at(uniped):
    module = a_module()
    a_choice(module)
    tested = a_choice(module)
    an_attempt(module, tested.assistant)
    failed = a_choice(module)
    an_attempt(module, failed.assistant, right=1)
    essay = an_essay(module)
    an_evaluation(essay, an_essay(module).author)
    a_choice(module, completed_on="2024-10-01", source="file")
    page = uniped.get(HOW_IT_GOES)
    assert numbers(page) == [2, 1, 1, 1, 1]
    assert page.context["rows"][0]["total"] == 6


def test_people_are_counted_in_the_terms_they_are_appointed_in(uniped):
    module, term = a_module(), TermFactory(code="2040V")
    both = a_choice(module)
    a_choice(module)
    for code in ("TMA4100", "HIST1500"):
        AppointmentFactory(assistant=both.assistant, term=term, course__code=code)
    assert numbers(uniped.get(HOW_IT_GOES, {"term": "2040V"}))[0] == 1
    assert numbers(uniped.get(HOW_IT_GOES, {"term": "2031H"}))[0] == 2
    assert uniped.get(HOW_IT_GOES, {"term": "made up"}).status_code == 200


def test_before_there_is_a_term_the_page_stands(uniped):
    a_module()
    assert "There is no term yet" in uniped.get(HOW_IT_GOES).content.decode()


def test_modules_that_run_short_are_named_with_who_could_help(uniped, short):
    page = uniped.get(HOW_IT_GOES).content.decode()
    assert "There will be too few evaluations: no one can give 4 " in page
    assert all(helper.email in page for helper in helpers_of(short))
    assert own("ask", short) in page


def test_modules_with_too_few_examples_are_named(uniped):
    a_module("OM1", examples=1)
    a_module("OM2", examples=2)
    page = uniped.get(HOW_IT_GOES).content.decode()
    assert page.count("There is 1 example essay") == 1
    assert "2 example essays are ready" in page


def test_modules_done_elsewhere_are_not_forecast(uniped):
    a_module(prompt_en="", prompt_nb="")
    assert uniped.get(HOW_IT_GOES).context["forecasts"] == []


def test_flags_that_wait_are_told(uniped):
    a_flagged_evaluation(an_essay(a_module()))
    assert "1 evaluation that an author finds unfair" in uniped.get(HOW_IT_GOES).content.decode()


def test_helpers_are_asked_once_a_week_and_how_many_is_told(uniped, short):
    assert uniped.get(own("ask", short)).status_code == 302
    page = apply(uniped, own("ask", short), follow=True).content.decode()
    assert "2 people are asked to help with OM1" in page
    letters = Letter.objects.filter(kind="evaluations-wanted")
    assert {letter.recipient for letter in letters} == helpers_of(short)
    again = apply(uniped, own("ask", short), follow=True).content.decode()
    assert "No one was asked" in again
    assert Letter.objects.count() == 2


def test_helpers_are_asked_again_the_week_after(short):
    for days in (0, 7):
        assert len(asking_to_help.ask_to_help(module=short, at=NOW + timedelta(days=days))) == 2


def test_no_one_is_asked_where_nothing_runs_short(short):
    for essay in short.essays.exclude(author=None):
        for _number in range(2):
            an_evaluation(essay)
    assert asking_to_help.ask_to_help(module=short, at=NOW) == []


def test_unknown_module_is_not_found(uniped, short):
    url = own("ask", short).replace(str(short.pk), "99999")
    assert uniped.post(url).status_code == 404
