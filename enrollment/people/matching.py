"""Find people by pasted lines: each line gets a result, and uncertain matches are only suggested."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from enrollment.plain_text import as_typed, fold, name_order

CELLS = re.compile(r"[\t;]")
# Starts only at the start of a word: otherwise a long word would be tried from each of its letters.
ADDRESS = re.compile(r"(?<![^\s<>,;\"()\[\]])[^\s<>,;\"()\[\]]+@[^\s<>,;\"()\[\]]+")
MOST_SUGGESTIONS = 5
# Too many shorter words are one letter apart.
SHORTEST_MISSPELT = 4

Key = TypeVar("Key", bound=Hashable)


class MatchOutcome(Enum):
    """What a pasted line was found to mean."""

    FOUND = "found"
    # The same person as on an earlier line.
    AGAIN = "again"
    # A near match, to be confirmed.
    NEARLY = "nearly"
    SEVERAL = "several"
    # Known, but not in the group.
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person on record; ``key`` is the primary key of a learning assistant."""

    key: int
    username: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class MatchedLine:
    """A pasted line with its result: the person found, or suggestions."""

    number: int
    text: str
    outcome: MatchOutcome
    person: KnownPerson | None = None
    suggestions: tuple[KnownPerson, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the result in words."""
        sentences = {
            MatchOutcome.FOUND: "%(name)s",
            MatchOutcome.AGAIN: _("%(name)s is also listed above and is counted once."),
            MatchOutcome.NEARLY: _("No one has exactly that name. Do you mean one of these?"),
            MatchOutcome.SEVERAL: _("Several people match. Choose one, or enter the user name."),
            MatchOutcome.ELSEWHERE: _("%(name)s is not in this group."),
            MatchOutcome.UNKNOWN: _("No one here has that name. Check the line."),
        }
        return sentences[self.outcome] % {"name": self.person.name if self.person else ""}


def match(
    lines: Iterable[str], people: Iterable[KnownPerson], others: Iterable[KnownPerson] = ()
) -> list[MatchedLine]:
    """Match each non-blank line against the people of the group.

    A line names a person by user name, e-mail address or name, alone or in a cell of a spreadsheet row. Accents,
    case and the order of names do not matter. A typo leads to a suggestion, never to a match. ``others`` are known
    people outside the group.
    """
    group, elsewhere = Index(people), Index(others)
    answered: list[MatchedLine] = []
    met: set[KnownPerson] = set()
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        line = _answer(number, text.strip(), group, elsewhere)
        if line.outcome is MatchOutcome.FOUND and line.person in met:
            line = MatchedLine(number, line.text, MatchOutcome.AGAIN, line.person)
        if line.person is not None:
            met.add(line.person)
        answered.append(line)
    return answered


def _answer(number: int, text: str, group: Index, elsewhere: Index) -> MatchedLine:
    found = group.meant(text)
    if len(found) == 1:
        return MatchedLine(number, text, MatchOutcome.FOUND, found[0])
    if found:
        return MatchedLine(number, text, MatchOutcome.SEVERAL, suggestions=found)
    if len(known := elsewhere.meant(text)) == 1:
        return MatchedLine(number, text, MatchOutcome.ELSEWHERE, known[0])
    if nearly := group.nearly_meant(text):
        return MatchedLine(number, text, MatchOutcome.NEARLY, suggestions=nearly)
    return MatchedLine(number, text, MatchOutcome.UNKNOWN)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name, sorted."""
    return tuple(sorted(re.findall(r"[\w'’-]+", fold(text))))


def is_one_typo_off(written: str, meant: str, shortest: int = SHORTEST_MISSPELT) -> bool:
    """Return whether one letter is wrong, missing, extra or swapped with its neighbour."""
    return (
        min(len(written), len(meant)) >= shortest
        and OSA.distance(written, meant, score_cutoff=1) == 1
    )


def is_one_word_off(words: Sequence[str], name: Sequence[str]) -> bool:
    """Return whether one word of the name has a typo, or a space is missing or extra."""
    if "".join(words) == "".join(name):
        return True
    wrong = list((Counter(words) - Counter(name)).elements())
    meant = list((Counter(name) - Counter(words)).elements())
    # Next to correct words, a short word can be recognised too.
    shortest = SHORTEST_MISSPELT if len(words) == 1 else 2
    return len(wrong) == len(meant) == 1 and is_one_typo_off(wrong[0], meant[0], shortest)


class Index:
    """An index of people by user name, e-mail address and name."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._by_account: dict[str, set[KnownPerson]] = defaultdict(set)
        self._by_name: dict[tuple[str, ...], set[KnownPerson]] = defaultdict(set)
        for person in people:
            for account in filter(None, (person.username, person.email)):
                self._by_account[fold(account)].add(person)
            if words := words_of(person.name):
                self._by_name[words].add(person)
        self._accounts = {account: account for account in self._by_account}
        self._joined_names = {name: "".join(name) for name in self._by_name}
        self._names_with: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in self._by_name:
            for word in name:
                self._names_with[word].add(name)

    def meant(self, text: str) -> tuple[KnownPerson, ...]:
        """Return who the line certainly refers to; several people if its cells disagree or a name is shared."""
        accounts: set[KnownPerson] = set()
        names: set[KnownPerson] = set()
        for cell in _cells(text):
            accounts |= self._by_account.get(fold(cell), set())
            names |= self._by_name.get(words_of(cell), set())
        # A user name tells namesakes apart; if it belongs to someone with another name, one of the
        # two is wrong.
        decided = (
            accounts
            if len(accounts) == 1 and (not names or accounts <= names)
            else accounts | names
        )
        return _in_order(decided)

    def nearly_meant(self, text: str) -> tuple[KnownPerson, ...]:
        """Return people one typo away, or whose longer name contains all words of the line."""
        near: set[KnownPerson] = set()
        for cell in _cells(text):
            account, words = fold(cell), words_of(cell)
            for known in _within_one_typo(account, self._accounts):
                if is_one_typo_off(account, known):
                    near |= self._by_account[known]
            names = _within_one_typo("".join(words), self._joined_names)
            for name in names.union(*map(self._with, words)):
                if {*words} < {*name} or is_one_word_off(words, name):
                    near |= self._by_name[name]
        return _in_order(near)[:MOST_SUGGESTIONS]

    def _with(self, word: str) -> set[tuple[str, ...]]:
        return self._names_with.get(word, set())


def _within_one_typo(text: str, known: Mapping[Key, str]) -> set[Key]:
    """Return the keys of the known texts that equal the text or are one typo away."""
    if not text:
        return set()
    found = process.extract(text, known, scorer=OSA.distance, score_cutoff=1, limit=None)
    return {key for _text, _distance, key in found}


def _in_order(people: Iterable[KnownPerson]) -> tuple[KnownPerson, ...]:
    return tuple(sorted(people, key=lambda person: (name_order(person.name), person.username)))


def _cells(text: str) -> Iterator[str]:
    """Yield what may name a person: cells, adjacent cells as first and last name, and addresses within them."""
    text = as_typed(text)
    cells = [cell.strip(" \"'") for cell in CELLS.split(text)]
    yield from cells
    yield from (f"{cell} {other}" for cell, other in zip(cells, cells[1:], strict=False))
    yield from ADDRESS.findall(text)
    for cell in cells:
        if "<" in cell:
            yield cell.partition("<")[0]
        if "," in cell:
            yield from (part.strip() for part in cell.split(","))
