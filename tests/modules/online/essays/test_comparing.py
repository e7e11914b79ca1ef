"""Essays of a module are compared, so that staff can see which are similar."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unicodedata import normalize

import factory
import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from modules.models import Essay
from modules.online.essays import similarity
from modules.online.words import count_words
from modules.tasks import compare_essays
from tests.factories import NOW, AppointedFactory
from tests.modules.factories import EssayFactory, ExampleFactory, OnlineModuleFactory
from tests.servers.waiting import until_others_wait

HERE = [f"here{number}" for number in range(300)]
THERE = [f"there{number}" for number in range(300)]


def text(words) -> str:
    return " ".join(words)


@pytest.fixture
def module(db):
    return OnlineModuleFactory()


def compared(module, *texts) -> list[tuple[int | None, Any]]:
    """Return the position of the most similar essay and the similarity, for each text."""
    essays = [EssayFactory(module=module, text=text) for text in texts]
    assert similarity.compare_new() == len(texts)
    position = {essay.pk: number for number, essay in enumerate(essays)} | {None: None}
    found = Essay.objects.filter(pk__in=[essay.pk for essay in essays]).order_by("pk")
    return [(position[essay.similar_to_id], essay.similarity) for essay in found]


def test_copy_is_found_whole(module):
    assert compared(module, text(HERE), text(HERE)) == [(None, 0), (0, 100)]


def test_copy_is_found_in_other_clothes(module):
    dressed = ",\n\n".join(word.upper() for word in HERE)
    assert compared(module, text(HERE), dressed)[1] == (0, 100)


@pytest.mark.parametrize(
    "disguise",
    [
        lambda word: word.replace("e", "\u0435"),
        lambda word: word.replace("e", "\u0435").replace("h", "\u04bb"),
        lambda word: "\u200b".join(word),
        lambda word: "\u00ad".join(word),
        lambda word: "".join(chr(ord(letter) + 0xFEE0) for letter in word),
    ],
)
def test_copy_whose_letters_are_changed_for_look_alikes_is_found_whole(module, disguise):
    disguised = text(disguise(word) for word in HERE)
    assert compared(module, text(HERE), disguised)[1] == (0, 100)


def test_copy_whose_letters_are_composed_otherwise_is_found_whole(module):
    """Some programs copy “å” as “a” and a combining ring."""
    words = [f"måte{word}" for word in HERE]
    apart = normalize("NFD", text(words))
    assert compared(module, normalize("NFC", text(words)), apart)[1] == (0, 100)
    assert count_words(apart) == len(words)


def test_copy_with_its_paragraphs_in_another_order_is_nearly_whole(module):
    turned = [*HERE[200:], *HERE[100:200], *HERE[:100]]
    ((_, none), (nearest, alike)) = compared(module, text(HERE), text(turned))
    assert (none, nearest) == (0, 0)
    assert 90 <= alike <= 100


def test_essays_of_other_words_are_not_alike(module):
    assert compared(module, text(HERE), text(THERE)) == [(None, 0), (None, 0)]


def test_half_that_is_copied_is_about_half_alike_and_the_nearest_is_named(module):
    half = text([*HERE[:150], *THERE[:150]])
    quarter = text([*HERE[:75], *(f"own{number}" for number in range(225))])
    *_, (nearest, alike) = compared(module, quarter, text(HERE), half)
    assert nearest == 1
    assert 35 <= alike <= 65


def test_essays_of_other_modules_and_drafts_are_not_compared(module):
    EssayFactory(text=text(HERE))
    EssayFactory(module=module, text=text(HERE), draft=True)
    essay = EssayFactory(module=module, text=text(HERE))
    similarity.compare_new()
    essay.refresh_from_db()
    assert (essay.similar_to, essay.similarity) == (None, 0)


def test_examples_and_what_was_set_aside_can_be_copied_too(module, staff):
    aside = {"set_aside_at": NOW, "set_aside_by": staff, "set_aside_because": "A copy."}
    for source in [
        EssayFactory(module=module, text=text(HERE), **aside),
        EssayFactory(module=module, text=text(THERE), author=None),
    ]:
        copy = EssayFactory(module=module, text=source.text)
        compare_essays()
        copy.refresh_from_db()
        assert (copy.similar_to, copy.similarity) == (source, 100)


def test_run_twice_is_quiet(module, django_assert_num_queries):
    compared(module, text(HERE), text(HERE))
    before = list(Essay.objects.values())
    with django_assert_num_queries(3):  # two of them begin and end the transaction
        assert similarity.compare_new() == 0
    assert list(Essay.objects.values()) == before


def test_more_than_are_compared_in_one_go_are_all_compared(module):
    number = similarity.AT_A_TIME + 2
    texts = [text([f"own{essay}word{number}" for number in range(20)]) for essay in range(number)]
    ExampleFactory.create_batch(number - 1, module=module, text=factory.Iterator(texts))
    copy = ExampleFactory(module=module, text=texts[0])
    assert similarity.compare_new() == number
    copy.refresh_from_db()
    assert copy.similarity == 100


def test_two_workers_side_by_side_overlook_no_copy(committed):
    """The first has compared an essay but not committed when the second reaches its copy."""
    module = OnlineModuleFactory()
    original, author = EssayFactory(module=module, text=text(HERE)), AppointedFactory()

    def second_worker():
        try:
            EssayFactory(author=author, module=module, text=text(HERE))
            return similarity.compare_new()
        finally:
            connection.close()  # opened by this thread

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            assert similarity.compare_new() == 1
            second = pool.submit(second_worker)
            until_others_wait()
        assert second.result(timeout=60) == 1
    copy = Essay.objects.get(author=author)
    assert (copy.similar_to, copy.similarity) == (original, 100)


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=60).map(text)


@given(WORDS, WORDS)
def test_likeness_is_a_percentage_the_same_from_both_sides(left, right):
    first, second = similarity.fingerprint(left), similarity.fingerprint(right)
    alike = similarity.similarity(first, second)
    assert 0 <= alike <= 100
    assert alike == similarity.similarity(second, first)
    assert similarity.similarity(first, first) == (100 if first else 0)


def test_an_essay_handed_in_again_is_not_compared_with_its_authors_own_before(staff):
    mine = EssayFactory(set_aside_at=NOW, set_aside_by=staff, set_aside_because="Too short.")
    again = EssayFactory(author=mine.author, module=mine.module, text=mine.text)
    similarity.compare_new()
    again.refresh_from_db()
    assert (again.similar_to, again.similarity) == (None, 0)
