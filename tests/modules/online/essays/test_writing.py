"""An essay starts as a draft, is handed in within its limits, and is final once an evaluator opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.models import Essay
from modules.online.essays import writing
from modules.online.words import count_words
from tests.factories import NOW
from tests.modules.factories import (
    ChoiceFactory,
    EssayFactory,
    HandedInFactory,
    OnlineModuleFactory,
    PeerEvaluationFactory,
    TestAttemptFactory,
    words,
)
from tests.modules.rules import refused

LATER = NOW + timedelta(hours=1)


def save(assistant, module, text, version=0, language="nb", at=NOW) -> Essay:
    return writing.save(
        assistant=assistant, module=module, text=text, language=language, version=version, at=at
    )


def hand_in(assistant, module, text=None, version=0, language="nb", at=NOW) -> Essay:
    return writing.hand_in(
        assistant=assistant,
        module=module,
        text=words(10) if text is None else text,
        language=language,
        version=version,
        at=at,
    )


@pytest.mark.django_db
class TestSaving:
    def test_draft_is_kept_and_each_save_raises_its_version(self, ada, module, chosen):
        first = save(ada, module, "one")
        second = save(ada, module, "two", version=first.version, language="en", at=LATER)
        assert (first.pk, first.version) == (second.pk, 1)
        assert (second.version, second.text, second.language) == (2, "two", "en")
        assert (second.saved_at, second.handed_in_at) == (LATER, None)

    def test_draft_may_be_written_before_the_test_is_passed(self, ada, module, chosen):
        assert save(ada, module, "one").pk

    def test_same_text_again_is_harmless_from_any_page(self, ada, module, chosen):
        save(ada, module, "one")
        again = save(ada, module, "one", at=LATER)
        assert (again.version, again.saved_at) == (1, NOW)

    def test_older_page_does_not_write_over_a_newer_text(self, ada, module, chosen):
        save(ada, module, "one")
        save(ada, module, "two", version=1)
        for version in (0, 1, 3):
            with refused("saved_elsewhere"):
                save(ada, module, "other", version=version)
        assert Essay.objects.get().text == "two"

    def test_what_is_handed_in_is_not_written_on(self, ada, module, passed):
        hand_in(ada, module)
        with refused("essay_handed_in"):
            save(ada, module, "other", version=1)
        assert Essay.objects.get().text == words(10)

    def test_module_must_be_chosen_open_and_done_here(self, ada, ben, module, chosen):
        with refused("not_chosen"):
            save(ben, module, "one")
        elsewhere = OnlineModuleFactory(elsewhere=True)
        ChoiceFactory(assistant=ada, module=elsewhere, slot=2)
        with refused("done_elsewhere"):
            save(ada, elsewhere, "one")
        chosen.completed_on, chosen.source = NOW.date(), "file"
        chosen.save()
        with refused("completed"):
            save(ada, module, "one")

    @pytest.mark.parametrize("half", ["prompt_en", "prompt_nb"])
    def test_module_half_written_is_not_done_here_in_either_language(
        self, ada, module, chosen, half
    ):
        setattr(module, half, "")
        module.save()
        with refused("done_elsewhere"):
            save(ada, module, "one")


@pytest.mark.django_db
class TestHandingIn:
    @pytest.mark.parametrize(
        ("number", "taken"), [(9, False), (10, True), (20, True), (21, False), (0, False)]
    )
    def test_limits_of_words_are_the_first_and_the_last_that_are_taken(
        self, ada, module, passed, number, taken
    ):
        if taken:
            assert hand_in(ada, module, words(number)).handed_in_at == NOW
        else:
            with refused("word_limits"):
                hand_in(ada, module, words(number))

    def test_text_is_saved_though_it_is_too_short(self, ada, module, passed):
        with refused("word_limits") as refusal:
            hand_in(ada, module, "too short")
        essay = Essay.objects.get()
        assert (essay.text, essay.version, essay.handed_in_at) == ("too short", 1, None)
        assert "2" in refusal.value.sentence

    def test_text_is_saved_though_the_test_is_not_passed(self, ada, module, chosen):
        TestAttemptFactory(assistant=ada, module=module, failed=True)
        TestAttemptFactory(assistant=ada)
        TestAttemptFactory(module=module)
        with refused("test_not_passed"):
            hand_in(ada, module)
        assert Essay.objects.get().handed_in_at is None

    def test_handing_in_again_is_harmless(self, ada, module, passed):
        hand_in(ada, module)
        again = hand_in(ada, module, at=LATER)
        assert (again.handed_in_at, again.version) == (NOW, 1)
        with refused("essay_handed_in"):
            hand_in(ada, module, words(11), version=1)

    def test_older_page_does_not_hand_in_over_a_newer_text(self, ada, module, passed):
        save(ada, module, words(12))
        with refused("saved_elsewhere"):
            hand_in(ada, module, words(10))
        assert Essay.objects.get().handed_in_at is None

    def test_an_essay_that_was_set_aside_is_in_no_ones_way(self, ada, module, passed, staff):
        old = EssayFactory(
            author=ada, module=module, set_aside_at=NOW, set_aside_by=staff, set_aside_because="x"
        )
        new = hand_in(ada, module)
        assert (new.pk != old.pk, new.version) == (True, 1)


@pytest.mark.django_db
class TestWithdrawing:
    def test_essay_is_a_draft_again_and_can_be_handed_in_again(self, ada, module, passed):
        essay = hand_in(ada, module)
        Essay.objects.update(fingerprint=[1], similarity=3)
        for _ in range(2):
            essay = writing.withdraw(essay=essay, at=LATER)
        assert (essay.handed_in_at, essay.fingerprint, essay.similarity) == (None, None, None)
        assert hand_in(ada, module, words(11), version=1, at=LATER).handed_in_at == LATER

    @pytest.mark.parametrize("how", ["leased", "given back", "given"])
    def test_essay_that_an_evaluator_has_opened_stays(self, ada, module, how):
        essay = EssayFactory(author=ada, module=module)
        released = {"released_at": NOW} if how == "given back" else {}
        PeerEvaluationFactory(essay=essay, leased=how != "given", **released)
        with refused("opened"):
            writing.withdraw(essay=essay, at=NOW)

    def test_completed_module_keeps_its_essay(self, ada, module):
        """Otherwise the module would be completed without an essay, and no other could be handed in."""
        essay = HandedInFactory(author=ada, module=module)
        ada.module_choices.update(completed_on=NOW.date(), source="here")
        with refused("completed"):
            writing.withdraw(essay=essay, at=NOW)
        assert Essay.objects.get().handed_in_at


class TestCountingWords:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("", 0),
            (" \n\t", 0),
            ("— … ! ?", 0),
            ("don’t don't e-post", 3),
            ("and/or", 2),
            ("Ærlig talt, blåbær på øya.", 5),
            ("3,5 timer", 3),
            ("- one\n- two\n\n# three", 3),
            ("word\u00a0word\u2003word", 3),
            ("שלום עולם", 2),
            ("👍 fint", 1),
            ("kvalitets\u00adsikring e\u2011post e\u2010post", 3),
            ("donʼt don´t don\u2018t", 3),
            ("one\u200bword \ufeff\u200b one\u2060word", 2),
            ("می\u200cخواهم", 1),
            ("1914–18, fram—tilbake", 4),
        ],
    )
    def test_words_are_what_a_reader_would_count(self, text, number):
        assert count_words(text) == number

    @given(st.lists(st.from_regex(r"[a-zæøå0-9]+", fullmatch=True)), st.sampled_from(" \n\t,.;/"))
    def test_so_many_words_are_counted_as_were_put_together(self, some, between):
        assert count_words(between.join(some)) == len(some)

    @given(st.text(), st.text())
    def test_two_texts_have_together_as_many_as_apart(self, left, right):
        assert count_words(f"{left} {right}") == count_words(left) + count_words(right)

    @given(st.text())
    def test_no_text_has_more_words_than_letters(self, text):
        assert 0 <= count_words(text) <= sum(not character.isspace() for character in text)
