"""Every code in the rules has a text in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from completion.verdicts.labels import MISSING, STATES, TO_DO, in_words
from completion.verdicts.results import Missing, State, Step, ToDo


def test_every_code_has_its_words():
    assert set(STATES) == set(State)
    # Said together with the second: “two online modules”.
    assert {*MISSING, Missing.ONLINE_MODULE_1} == set(Missing)
    assert {*TO_DO, ToDo.CHOOSE_MODULES} == set(ToDo)


@pytest.mark.parametrize("what", ToDo)
def test_what_to_do_is_a_sentence_of_its_own_in_each_language(what):
    step = Step(what, about="2")
    with override("en"):
        english = in_words(step)
    with override("nb"):
        norwegian = in_words(step)
    assert english != norwegian
    for sentence in (english, norwegian):
        assert sentence.endswith(".")
        assert "%" not in sentence


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("1", "Choose one more online module."), ("2", "Choose your two online modules.")],
)
def test_choosing_one_or_two(number, sentence):
    with override("en"):
        assert in_words(Step(ToDo.CHOOSE_MODULES, about=number)) == sentence


def test_the_step_after_a_seminar_that_does_not_count_is_true_of_partial_attendance_too():
    with override("en"):
        assert in_words(Step(ToDo.REGISTER_AGAIN, about="1")) == (
            "You did not attend all of core module 1. Register for another date."
        )


def test_tells_what_it_is_about():
    with override("en"):
        assert in_words(Step(ToDo.COME_TO_MEETING, about="Start of term")) == (
            "Come to “Start of term” of your department."
        )
