"""Admin pages for essays, their similarity, evaluations and flags; tests and choices are read-only."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment.models import Letter
from modules.admin.essays import EssayAdmin
from modules.models import Choice
from modules.online import bringing_in
from modules.online.essays import setting_aside
from tests.enrollment.admin_pages import apply, errors, shown
from tests.factories import NOW, AppointmentFactory, TermFactory
from tests.modules.admin_factories import (
    a_choice,
    a_criterion,
    a_flagged_evaluation,
    a_module,
    an_attempt,
    an_essay,
    an_evaluation,
)
from tests.modules.admin_pages import change, listing, own

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def essay(ada):
    module = a_module()
    a_choice(module, ada, completed_on="2024-10-01", source="here")
    return an_essay(module, author=ada)


# Essays


def test_drafts_are_their_authors_alone(uniped, essay):
    draft = an_essay(essay.module, handed_in_at=None)
    assert shown(uniped.get(listing("essay"))) == {essay.pk}
    assert uniped.get(change(draft)).status_code == 302
    for page in ("set_aside", "similar"):
        assert uniped.get(own(page, draft)).status_code == 404


def test_essays_are_found_by_what_they_are(uniped, essay, staff):
    example = an_essay(essay.module, author=None)
    gone = an_essay(essay.module)
    setting_aside.set_aside(essay=gone, by=staff, because="Copied.", at=NOW)
    found = {"current": essay, "examples": example, "set_aside": gone}
    for state, shown_essay in found.items():
        assert shown(uniped.get(listing("essay"), {"state": state})) == {shown_essay.pk}, state
    assert len(shown(uniped.get(listing("essay"), {"state": "made up"}))) == 3


def test_most_alike_come_first_and_lead_to_both_texts(uniped, essay):
    copy = an_essay(essay.module, text="The same.", similar_to=essay, similarity=90)
    an_essay(essay.module, similar_to=essay, similarity=10)
    not_compared = an_essay(essay.module)
    page = uniped.get(listing("essay"), {"o": EssayAdmin.list_display.index("alike")})
    in_order = [essay.similarity for essay in page.context["cl"].result_list]
    assert in_order[:2] == [90, 10]
    assert own("similar", copy) in page.content.decode()
    pair = uniped.get(own("similar", copy)).content.decode()
    assert "The same." in pair
    assert "I <em>asked</em> the group." in pair
    assert uniped.get(own("similar", not_compared)).status_code == 404


def test_essay_that_is_a_draft_again_is_not_shown_beside_another(uniped, essay):
    copy = an_essay(essay.module, similar_to=essay, similarity=90)
    essay.handed_in_at = None
    essay.save()
    assert own("similar", copy) not in uniped.get(listing("essay")).content.decode()
    assert uniped.get(own("similar", copy)).status_code == 404


def test_text_is_shown_formatted_and_harmless(uniped, essay):
    essay.text = "I *asked* <script>alert(1)</script>"
    essay.save()
    page = uniped.get(change(essay)).content.decode()
    assert "<em>asked</em>" in page
    assert "<script>alert" not in page


def test_setting_aside_says_what_it_means_and_changes_nothing_yet(uniped, essay):
    page = uniped.get(own("set_aside", essay)).content.decode()
    assert "The author is told why" in page
    assert "still count for their evaluators" in page
    essay.refresh_from_db()
    assert essay.set_aside_at is None


def test_essay_is_set_aside_for_a_reason_that_its_author_is_told(uniped, staff, essay):
    assert "required" in errors(uniped.post(own("set_aside", essay), {"because": " "}))
    sent = apply(uniped, own("set_aside", essay), {"because": "It is copied."}, follow=True)
    assert "It is copied." in sent.content.decode()
    essay.refresh_from_db()
    assert (essay.set_aside_by, essay.set_aside_because) == (staff, "It is copied.")
    assert Choice.objects.get(assistant=essay.author).completed_on is None
    assert Letter.objects.get().recipient == essay.author
    assert uniped.get(own("set_aside", essay)).status_code == 404


def test_second_of_two_who_set_an_essay_aside_is_told_the_reason_of_the_first(uniped, essay):
    apply(uniped, own("set_aside", essay), {"because": "Theirs."})
    page = uniped.post(own("set_aside", essay), {"because": "Mine."}).content.decode()
    assert "has set this essay aside: “Theirs.”" in page
    assert "Mine." in page
    essay.refresh_from_db()
    assert essay.set_aside_because == "Theirs."


# Evaluations


def test_evaluation_being_written_is_not_shown(uniped, essay):
    given = an_evaluation(essay)
    an_evaluation(essay, given_at=None)
    assert shown(uniped.get(listing("peerevaluation"))) == {given.pk}


def test_flags_that_wait_for_an_answer_are_found(uniped, staff, essay):
    waits = a_flagged_evaluation(essay)
    answers = {"answered_at": NOW, "answered_by": staff, "answer": "It stays."}
    answered = a_flagged_evaluation(essay, **answers)
    an_evaluation(essay)
    for state, evaluation in {"unanswered": waits, "answered": answered}.items():
        assert shown(uniped.get(listing("peerevaluation"), {"flag": state})) == {evaluation.pk}, (
            state
        )


def test_flag_is_answered_and_the_evaluation_withheld(uniped, staff, essay):
    a_criterion(essay.module)
    evaluation = a_flagged_evaluation(essay)
    page = uniped.get(own("answer", evaluation)).content.decode()
    for told in ("I <em>asked</em>", "Is it concrete?", "Fully", "You describe", "It is about me."):
        assert told in page
    assert "required" in errors(uniped.post(own("answer", evaluation), {"answer": ""}))
    sent = {"answer": "You are right.", "withhold": "on"}
    done = apply(uniped, own("answer", evaluation), sent, follow=True)
    assert "You are right." in done.content.decode()
    evaluation.refresh_from_db()
    assert (evaluation.answered_by, evaluation.is_withheld) == (staff, True)
    assert Letter.objects.get().recipient == essay.author


def test_answer_is_put_right(uniped, staff, essay):
    answers = {"answered_at": NOW, "answered_by": staff, "answer": "It stays."}
    evaluation = a_flagged_evaluation(essay, **answers)
    assert "It stays." in str(uniped.get(own("answer", evaluation)).context["form"])
    apply(uniped, own("answer", evaluation), {"answer": "It goes.", "withhold": "on"})
    evaluation.refresh_from_db()
    assert (evaluation.answer, evaluation.is_withheld) == ("It goes.", True)


def test_only_what_was_flagged_is_answered(uniped, essay):
    evaluation = an_evaluation(essay)
    assert uniped.post(own("answer", evaluation), {"answer": "Well."}).status_code == 404


# Choices and tests


def test_choices_tell_how_far_a_person_is(uniped, essay):
    beginner = a_choice(essay.module)
    rows = uniped.get(listing("choice")).content.decode()
    assert "not started" in rows
    assert "done here" in rows
    found = uniped.get(listing("choice"), {"q": beginner.assistant.username})
    assert shown(found) == {beginner.pk}


def test_choices_are_filtered_by_the_terms_of_appointment(uniped, essay):
    term = TermFactory(code="2040V")
    other = a_choice(essay.module)
    for code in ("TMA4100", "HIST1500"):
        AppointmentFactory(assistant=other.assistant, term=term, course__code=code)
    query = {"assistant__appointments__term__id__exact": term.pk}
    page = uniped.get(listing("choice"), query)
    assert [choice.pk for choice in page.context["cl"].result_list] == [other.pk]


def test_choice_has_its_history(uniped, ada):
    module = a_module()
    choice = a_choice(module, ada)
    bringing_in.bring_in(assistant=ada, module=module, on=NOW.date(), by=None, at=NOW)
    Choice.objects.update(completed_on=None, source="")
    told = [row.what for row in uniped.get(change(choice)).context["changes"]]
    assert told[::2] == ["No longer completed", "Chosen"]
    assert "brought in by file" in told[1]
    assert uniped.post(change(choice), {"slot": 2}).status_code == 403


def test_attempts_tell_how_many_answers_were_right(uniped, ada):
    attempt = an_attempt(a_module(), ada, right=3)
    page = uniped.get(listing("testattempt"))
    assert shown(page) == {attempt.pk}
    assert "3 of 5" in page.content.decode()
    assert uniped.get(change(attempt)).status_code == 200
    delete = reverse("admin:modules_testattempt_delete", args=[attempt.pk])
    assert uniped.post(delete, {"post": "yes"}).status_code == 403
