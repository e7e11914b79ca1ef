"""Pasted lines are matched to people: each line gets an answer, and no match is guessed."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrollment.people.matching import (
    MOST_SUGGESTIONS,
    Index,
    KnownPerson,
    MatchOutcome,
    is_one_typo_off,
    match,
)
from enrollment.plain_text import fold

ADA = KnownPerson(1, "adaaa", "Ada Aas", "ada.aas@example.org")
KARE = KnownPerson(2, "karim", "Kåre Moe", "kare@example.org")
BERIT = KnownPerson(3, "beritb", "Berit Bøe", "berit@example.org")
NAMESAKE = KnownPerson(4, "bboe", "Berit Bøe", "bb@example.org")
LI = KnownPerson(5, "lixu", "Li Xu", "li@example.org")
LONG = KnownPerson(6, "olajm", "Ola Johan Moe", "ola@example.org")
GROUP = [ADA, KARE, BERIT, NAMESAKE, LI, LONG]
EVA = KnownPerson(7, "evae", "Eva Eik", "eva@example.org")


def answer(text):
    (line,) = match([text], GROUP, [EVA])
    return line


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("adaaa", ADA),
        ("  ADAAA ", ADA),
        ("ada.aas@example.org", ADA),
        ("Ada.Aas@Example.org", ADA),
        ("Ada Aas", ADA),
        ("ada  aas", ADA),
        ("Aas, Ada", ADA),
        ("Aas Ada", ADA),
        ("Kåre Moe", KARE),
        ("KÅRE MOE", KARE),
        ("Ka\N{COMBINING RING ABOVE}re Moe", KARE),
        ("kare moe", KARE),
        ("Xu, Li", LI),
        ("1\tadaaa\tAda Aas\tTFY4104", ADA),
        ("Ada;Aas;3", ADA),
        ("Aas\tAda", ADA),
        ('"Ada Aas";"x"', ADA),
        ("Ada Aas <ada.aas@example.org>", ADA),
        ("adaaa, Ada Aas, TFY4104", ADA),
        ("аdaаa", ADA),
        ("ａｄａａａ", ADA),
        ("adaaa\u00a0", ADA),
        ("a\u200bda\u00adaa", ADA),
        ("Ada\u00a0\u2003Aas", ADA),
        ("Ada Aas <ada.аas＠example.org>", ADA),
        # A certain match in one cell outweighs an inconclusive cell.
        ("bboe\tBerit Bøe", NAMESAKE),
        ("Berit Boe <berit@example.org>", BERIT),
        ("Ola Johan Moe", LONG),
    ],
)
def test_line_names_one_person(text, person):
    line = answer(text)
    assert (line.outcome, line.person, line.suggestions) == (MatchOutcome.FOUND, person, ())


@pytest.mark.parametrize(
    ("text", "outcome", "suggestions"),
    [
        ("Berit Bøe", MatchOutcome.SEVERAL, {BERIT, NAMESAKE}),
        ("berit boe", MatchOutcome.SEVERAL, {BERIT, NAMESAKE}),
        # The cells disagree: one of the two is wrong.
        ("adaaa\tKåre Moe", MatchOutcome.SEVERAL, {ADA, KARE}),
        ("adaaa;karim", MatchOutcome.SEVERAL, {ADA, KARE}),
        ("Adda Aas", MatchOutcome.NEARLY, {ADA}),
        ("Kaare Moe", MatchOutcome.NEARLY, {KARE}),
        ("Kåer Moe", MatchOutcome.NEARLY, {KARE}),
        ("KåreMoe", MatchOutcome.NEARLY, {KARE}),
        ("karin", MatchOutcome.NEARLY, {KARE}),
        ("ada.as@example.org", MatchOutcome.NEARLY, {ADA}),
        ("Ola Moe", MatchOutcome.NEARLY, {LONG}),
        ("Berit", MatchOutcome.NEARLY, {BERIT, NAMESAKE}),
        ("Karree Moee", MatchOutcome.UNKNOWN, set()),
        ("Nobody Atall", MatchOutcome.UNKNOWN, set()),
        ("17", MatchOutcome.UNKNOWN, set()),
        (";;", MatchOutcome.UNKNOWN, set()),
        ("Username;Name", MatchOutcome.UNKNOWN, set()),
    ],
)
def test_line_that_names_no_one_for_certain_takes_no_one(text, outcome, suggestions):
    line = answer(text)
    assert (line.outcome, line.person, {*line.suggestions}) == (outcome, None, suggestions)


def test_a_person_on_record_outside_the_group_is_told_by_name():
    line = answer("Eva Eik")
    assert (line.outcome, line.person) == (MatchOutcome.ELSEWHERE, EVA)
    assert "Eva Eik" in line.sentence


def test_same_person_twice_counts_once_whatever_the_lines_call_them():
    lines = match(["adaaa", "", "Ada Aas"], GROUP)
    assert [(line.number, line.outcome) for line in lines] == [
        (1, MatchOutcome.FOUND),
        (3, MatchOutcome.AGAIN),
    ]


def test_at_most_five_are_suggested():
    many = [KnownPerson(key, f"u{key}ser", f"Berit Nr{key}", "") for key in range(9)]
    (line,) = match(["Berit"], many)
    assert len(line.suggestions) == 5


@pytest.mark.parametrize("outcome", MatchOutcome)
def test_every_answer_is_said_in_words(outcome):
    texts = ["adaaa", "adaaa", "Adda Aas", "Berit Bøe", "Eva Eik", "nobody"]
    said = {line.outcome: line.sentence for line in match(texts, GROUP, [EVA])}
    assert said[outcome]


@pytest.mark.parametrize(
    ("written", "meant", "is_off"),
    [
        ("karim", "karim", False),
        ("karim", "karin", True),
        ("karim", "arim", True),
        ("karim", "kari", True),
        ("karim", "karrim", True),
        ("karim", "kraim", True),
        ("karim", "akrim", True),
        ("karim", "karmi", True),
        ("karim", "krami", False),
        ("karim", "kar", False),
        ("karim", "korin", False),
        ("abc", "abd", False),
    ],
)
def test_one_typo_is_one_letter_or_two_that_changed_places(written, meant, is_off):
    assert is_one_typo_off(written, meant) is is_off
    assert is_one_typo_off(meant, written) is is_off


LETTERS = st.text("abcdeåøæéüABC", min_size=1, max_size=8)
NAMES = st.builds("{} {}".format, LETTERS, LETTERS)
PEOPLE = st.lists(st.tuples(LETTERS, NAMES), max_size=6).map(
    lambda rows: [
        KnownPerson(key, f"{stem}{key}", name, f"{stem}{key}@example.org")
        for key, (stem, name) in enumerate(rows)
    ]
)
TEXTS = st.lists(st.one_of(st.text(max_size=20), NAMES, LETTERS), max_size=6)


@given(TEXTS, PEOPLE)
def test_every_line_is_answered_once_and_only_people_of_the_group_are_found(texts, people):
    lines = match(texts, people)
    assert [line.number for line in lines] == [
        number for number, text in enumerate(texts, 1) if text.strip()
    ]
    found = [line.person for line in lines if line.outcome is MatchOutcome.FOUND]
    assert len(found) == len({*found})
    assert {*found} <= {*people}
    for line in lines:
        assert (line.person is None) == (
            line.outcome not in (MatchOutcome.FOUND, MatchOutcome.AGAIN)
        )


@given(PEOPLE, st.data())
def test_user_name_and_address_always_find_their_owner(people, data):
    if not people:
        return
    person = data.draw(st.sampled_from(people))
    for text in (person.username.upper(), person.email.upper()):
        (line,) = match([text], people)
        assert line.person == person or fold(person.name) == fold(text)


@given(TEXTS, PEOPLE)
def test_a_person_who_is_found_is_called_so_letter_for_letter(texts, people):
    for line in match(texts, people):
        if line.outcome is MatchOutcome.FOUND:
            words = fold(line.text).replace(";", " ").replace(",", " ").split()
            person = line.person
            assert (
                fold(person.username) in fold(line.text)
                or fold(person.email) in fold(line.text)
                or {*fold(person.name).split()} <= {*words}
                or fold(person.name) in fold(line.text)
            )


@given(st.text("abcø ", min_size=3, max_size=7), st.lists(st.text("abcø ", min_size=3, max_size=7)))
@example("abcd", ["abca", "abcb", "bacd"])
def test_everyone_one_typo_away_is_suggested_however_many_there_are(text, usernames):
    people = [KnownPerson(key, name, "", "") for key, name in enumerate(usernames)]
    near = {person for person in people if is_one_typo_off(fold(text), fold(person.username))}
    suggested = Index(people).nearly_meant(text)
    assert set(suggested) <= near
    assert len(suggested) == min(len(near), MOST_SUGGESTIONS)


def test_thousand_misspelt_lines_are_answered_before_anyone_tires_of_waiting():
    people = [
        KnownPerson(n, f"user{n:03}", f"Forename{n} Surname{n}", f"n{n}@x.no") for n in range(300)
    ]
    lines = [f"Forenam{n} Surnam{n} <nobody{n}@example.org>" for n in range(1000)]
    begun = time.process_time()
    assert {line.outcome for line in match([*lines, "a" * 40_000], people)} == {
        MatchOutcome.UNKNOWN
    }
    assert time.process_time() - begun < 3
