"""Online module pages: choosing, the test and the essay."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from modules.models import Choice, Essay, Option, TestAttempt
from modules.online import taking_test
from tests.factories import NOW, VerifiedUserFactory
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    OnlineModuleFactory,
    TestAttemptFactory,
    words,
)
from tests.modules.pages import content, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(ada, module, chosen):
    """Ada's attempt at the test."""
    return taking_test.begin(assistant=ada, module=module, at=NOW)


def answers(attempt, *, right=True, but=()):
    """Return the form data for all questions except those in ``but``, answered rightly or wrongly."""
    return {
        f"question_{asked.question.pk}": [
            asked.place(option.pk) for option in asked.options if option.is_right is right
        ][:1]
        for asked in taking_test.questions_of(attempt)
        if asked.number not in but
    }


# Choosing


def test_two_modules_are_chosen_and_a_third_is_refused_in_words(page, ada, module):
    second, third = OnlineModuleFactory(code="OM2"), OnlineModuleFactory(code="OM3")
    for wanted in (module, second):
        assert page.post(url("choose", wanted.code)).headers["Location"] == url(
            "module", wanted.code
        )
    answer = page.post(url("choose", third.code), follow=True)
    assert "You have already chosen two online modules" in content(answer)
    assert "undo one of your two" in content(answer)
    assert set(Choice.objects.values_list("assistant", "module")) == {
        (ada.pk, module.pk),
        (ada.pk, second.pk),
    }


def test_a_choice_is_taken_back_until_something_is_handed_in(page, ada, module, chosen):
    assert "undone the choice" in content(page.post(url("take_back", module.code), follow=True))
    assert not Choice.objects.exists()
    page.post(url("choose", module.code))
    EssayFactory(author=ada, module=module)
    answer = content(page.post(url("take_back", module.code), follow=True))
    assert "so you cannot undo this choice" in answer
    assert "Undo this choice" not in answer
    assert Choice.objects.get().module == module


def test_a_person_who_is_not_appointed_may_read_and_is_told_who_chooses(client, module):
    client.force_login(VerifiedUserFactory())
    client.cookies["django_language"] = "en"
    answer = content(client.get(url("overview")))
    assert module.title_en in answer
    assert "You can read everything here" in answer
    assert url("choose", module.code) not in answer
    assert client.get(url("module", module.code)).status_code == 200


def test_my_page_asks_who_is_exempt_for_nothing_in_a_module(page, ada, chosen):
    ada.exempt_since = NOW.date()
    ada.save()
    assert "Take the test" not in page.get("/my/").content.decode()


def test_my_page_has_the_next_step_and_the_module_a_line_of_progress(page, ada, module, chosen):
    TestAttemptFactory(assistant=ada, module=module)
    answer = content(page.get(reverse("enrollment:my")))
    assert f"Write your essay in online module {module.code}." in answer
    assert "Choose one more online module." in answer
    answer = content(page.get(url("module", module.code)))
    line = answer[
        answer.index('<ol class="progress"') : answer.index(
            "</ol>", answer.index('<ol class="progress"')
        )
    ]
    assert re.sub(r"<[^>]*>", " ", line).split() == (
        [
            "Test",
            "done",
            "Essay",
            "not",
            "done",
            "Evaluation",
            "1",
            "not",
            "done",
            "Evaluation",
            "2",
            "not",
            "done",
        ]
    )


def test_a_module_done_elsewhere_says_so(page, ada):
    module = OnlineModuleFactory(code="OM7", elsewhere=True)
    ChoiceFactory(assistant=ada, module=module)
    assert "Once you have completed it, Uniped records it in LAOS" in content(
        page.get(url("module", module.code))
    )
    answer = page.post(url("begin_test", module.code), follow=True)
    assert "in another system, not in LAOS" in content(answer)


# The test


def test_nothing_on_the_paper_tells_which_options_are_right(page, paper):
    def shown():
        text = content(page.get(url("test", paper.pk)))
        return text[text.index('<form class="paper"') :].partition("csrfmiddlewaretoken")[2][90:]

    before = shown()
    for asked in taking_test.questions_of(paper):
        wrong = next(option for option in asked.options if not option.is_right)
        asked.question.options.update(is_right=False, feedback_en="Because of the moon.")
        Option.objects.filter(pk=wrong.pk).update(is_right=True)
    assert shown() == before


def test_answers_are_kept_when_a_person_leaves_the_page(page, paper):
    page.post(url("test", paper.pk), answers(paper, but={2, 3}) | {"save": ""})
    again = content(page.get(url("test", paper.pk)))
    assert again.count("checked") == len(taking_test.questions_of(paper)) - 2
    assert page.post(url("begin_test", paper.module.code)).headers["Location"] == url(
        "test", paper.pk
    )


def test_a_change_is_saved_on_the_way(page, paper):
    answer = page.post(
        url("test", paper.pk), answers(paper, but={1}), headers={"HX-Request": "true"}
    )
    assert content(answer).split()[:2] == ["Saved", "at"]
    assert len(TestAttempt.objects.get().answers) == len(paper.paper) - 1


def test_saving_on_the_way_hands_nothing_in_whatever_button_is_pressed_next(page, paper):
    page.post(
        url("test", paper.pk), answers(paper) | {"hand_in": ""}, headers={"HX-Request": "true"}
    )
    assert TestAttempt.objects.get().handed_in_at is None


def test_handing_in_with_questions_unanswered_names_them_and_keeps_the_rest(page, paper):
    answer = content(page.post(url("test", paper.pk), answers(paper, but={2, 4}) | {"hand_in": ""}))
    assert "Questions 2, 4 have no answer." in answer
    attempt = TestAttempt.objects.get()
    assert attempt.handed_in_at is None
    assert len(attempt.answers) == len(paper.paper) - 2


@pytest.mark.parametrize(("right", "said"), [(True, "Passed."), (False, "Not passed.")])
def test_the_score_and_feedback_come_after_handing_in(page, paper, right, said):
    Option.objects.update(feedback_en="Think of the student.")
    answer = page.post(
        url("test", paper.pk), answers(paper, right=right) | {"hand_in": ""}, follow=True
    )
    assert said in content(answer)
    assert "Think of the student." in content(answer)
    assert TestAttempt.objects.get().passed is right


def test_what_is_handed_in_stays_whatever_is_sent_afterwards(page, paper):
    page.post(url("test", paper.pk), answers(paper, right=False) | {"hand_in": ""})
    page.post(url("test", paper.pk), answers(paper) | {"hand_in": ""})
    assert TestAttempt.objects.get().right == 0


# The essay


def sent(text, version=0, **more):
    return {"text": text, "language": "en", "version": version, **more}


def test_an_essay_is_saved_shown_as_others_see_it_and_handed_in(page, module, passed):
    text = f"*Truly* {words(module.essay_min_words)}"
    answer = content(page.post(url("essay", module.code), sent(text, save="")))
    assert "<em>Truly</em>" in answer
    assert f"{module.essay_min_words + 1} words" in answer
    answer = page.post(url("essay", module.code), sent(text, 1, hand_in=""), follow=True)
    assert "Your essay is handed in." in content(answer)
    assert Essay.objects.get().handed_in_at is not None


def test_an_essay_outside_its_limits_is_kept_and_refused_with_its_number_of_words(
    page, module, passed
):
    text = words(module.essay_max_words + 1)
    answer = content(page.post(url("essay", module.code), sent(text, hand_in="")))
    assert f"The essay has {module.essay_max_words + 1} words." in answer
    assert (Essay.objects.get().text, Essay.objects.get().handed_in_at) == (text, None)


def test_an_older_page_writes_nothing_over_and_both_texts_are_shown(page, ada, module, chosen):
    EssayFactory(author=ada, module=module, draft=True, text="From the phone.", version=3)
    answer = content(
        page.post(url("essay", module.code), sent("From the laptop.", version=2, save=""))
    )
    assert Essay.objects.get().text == "From the phone."
    assert "From the laptop." in answer
    assert "From the phone." in answer
    page.post(url("essay", module.code), sent("From both.", version=3, save=""))
    assert Essay.objects.get().text == "From both."


def test_saving_on_the_way_never_writes_over_what_another_window_wrote(page, ada, module, chosen):
    EssayFactory(author=ada, module=module, draft=True, text="From the phone.", version=3)
    for text in ("From the laptop", "From the laptop too"):
        answer = content(
            page.post(
                url("essay", module.code), sent(text, version=2), headers={"HX-Request": "true"}
            )
        )
        assert "changed in another window" in answer
        assert 'value="2"' in answer
    assert Essay.objects.get().text == "From the phone."


def test_what_is_written_after_handing_in_elsewhere_is_shown_and_not_saved(
    page, ada, module, chosen
):
    essay = EssayFactory(author=ada, module=module)
    answer = content(
        page.post(url("essay", module.code), sent("A late thought.", version=1, save=""))
    )
    assert "A late thought." in answer
    assert Essay.objects.get().text == essay.text


@pytest.mark.parametrize(
    ("text", "said"),
    [("x " * 500_000, "50000"), ("Hello\x00world", "Null characters are not allowed.")],
)
def test_a_text_that_is_none_is_refused_with_a_sentence(page, module, chosen, text, said):
    answer = page.post(url("essay", module.code), sent(text, save=""))
    assert answer.status_code == 200
    assert said in content(answer)
    assert not Essay.objects.exists()


def test_a_script_in_an_essay_is_shown_and_never_run(page, ada, module, chosen):
    EssayFactory(author=ada, module=module, draft=True, text="<script>alert(1)</script> <b>x</b>")
    raw = page.get(url("essay", module.code)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw
    assert "<script>alert" not in raw
