"""Find out who the participants of a report are: the address decides, then the name; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.conf import settings

from enrollment.people.matching import MOST_SUGGESTIONS, Index, KnownPerson, MatchOutcome
from enrollment.plain_text import as_typed, fold

from .reading import Participant

BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
# Between a name and an organisation. A hyphen inside a name has no spaces around it.
DIVIDERS = re.compile(r"\s+[-/]\s+|\s*[|•·]\s*")
# A broken connection may be noticed after the person is back.
DROPPED = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class IdentifiedParticipant:
    """A participant of a report, and the person on the list they are, or may be."""

    number: int
    participant: Participant
    outcome: MatchOutcome
    person: KnownPerson | None = None
    suggestions: tuple[KnownPerson, ...] = ()
    # Whether the name is there more than once at the same time: several people, or one with several devices.
    is_doubled: bool = False

    @property
    def is_unclear(self) -> bool:
        return self.person is None


def identify(
    participants: Iterable[Participant],
    people: Iterable[KnownPerson],
    others: Iterable[KnownPerson] = (),
) -> list[IdentifiedParticipant]:
    """Identify each participant among the people expected; ``others`` are known, such as the leaders.

    Rows of one name without an address are one person who came and went, unless they overlap or several people here
    have the name. Then each of them is asked about.
    """
    group, elsewhere = Index(people), Index(others)
    lines: list[IdentifiedParticipant] = []
    for _key, alike in groupby(participants, _by_name_alone):
        rows = list(alike)
        line = _identify(len(lines), together(rows), group, elsewhere)
        are_several = line.outcome is MatchOutcome.SEVERAL
        overlap = len(rows) > 1 and are_at_once(rows)
        if line.outcome is MatchOutcome.ELSEWHERE or not (are_several or overlap):
            lines.append(line)
            continue
        suggestions = (line.person,) if line.person else line.suggestions
        outcome = MatchOutcome.SEVERAL if suggestions else line.outcome
        lines += [
            IdentifiedParticipant(number, row, outcome, None, suggestions, overlap)
            for number, row in enumerate(rows, len(lines))
        ]
    return lines


def _by_name_alone(participant: Participant) -> tuple[str, tuple[str, ...]]:
    return fold(participant.name), participant.addresses


def together(rows: Sequence[Participant]) -> Participant:
    """Return the rows of one participant as one."""
    if len(rows) == 1:
        return rows[0]
    stays = [stay for row in rows for stay in row.stays]
    duration = sum((row.duration for row in rows), timedelta())
    return Participant(rows[0].name, rows[0].addresses, stays, duration)


def are_at_once(rows: Iterable[Participant]) -> bool:
    """Return whether rows overlap for longer than a dropped connection, or have totals without times."""
    reached = None
    rows = list(rows)
    for stay in sorted((stay for row in rows for stay in row.stays), key=lambda stay: stay.joined):
        if reached is not None and stay.joined + DROPPED < reached:
            return True
        reached = max(reached or stay.joined, stay.left or stay.joined)
    return any(not row.stays for row in rows)


def _identify(
    number: int, participant: Participant, group: Index, elsewhere: Index
) -> IdentifiedParticipant:
    for index, outcome in (group, MatchOutcome.FOUND), (elsewhere, MatchOutcome.ELSEWHERE):
        by_account = _meant(index, accounts_of(participant))
        if len(by_account) == 1:
            return IdentifiedParticipant(number, participant, outcome, by_account[0])
    spelt = spellings(participant.name)
    found = _meant(group, spelt)
    # A user name that is not on the list belongs to another person, perhaps a namesake.
    is_certain = len(found) == 1 and not has_username(participant)
    if is_certain:
        return IdentifiedParticipant(number, participant, MatchOutcome.FOUND, found[0])
    if not found and len(known := _meant(elsewhere, spelt)) == 1:
        return IdentifiedParticipant(number, participant, MatchOutcome.ELSEWHERE, known[0])
    outcome = MatchOutcome.SEVERAL if len(found) > 1 else MatchOutcome.NEARLY
    near = found or _nearly_meant(group, spelt)
    return IdentifiedParticipant(
        number, participant, outcome if near else MatchOutcome.UNKNOWN, suggestions=near
    )


def accounts_of(participant: Participant) -> list[str]:
    """Return what names an account for certain: the addresses, and the user names in those of the university."""
    return [*participant.addresses, *_usernames(participant)]


def has_username(participant: Participant) -> bool:
    """Return whether an address has a user name; given.surname@ntnu.no has none for most people."""
    return any("." not in username for username in _usernames(participant))


def _usernames(participant: Participant) -> Iterator[str]:
    for address in participant.addresses:
        local, _at, domain = address.partition("@")
        if domain in settings.LAOS_USERNAME_DOMAINS:
            yield local


def spellings(name: str) -> list[str]:
    """Return what may be the name: without brackets, in brackets, and on either side of a dash or before a comma."""
    typed = " ".join(as_typed(name).split())
    texts = [BRACKETS.sub(" ", typed), *BRACKETS.findall(typed)]
    parts = [part for text in texts for part in (text, *DIVIDERS.split(text))]
    parts += [part.partition(",")[0] for part in parts]
    tidied = (" ".join(part.split()) for part in parts)
    return [part for part in dict.fromkeys(tidied) if part]


def _meant(index: Index, texts: Iterable[str]) -> tuple[KnownPerson, ...]:
    return tuple(dict.fromkeys(person for text in texts for person in index.meant(text)))


def _nearly_meant(index: Index, texts: Iterable[str]) -> tuple[KnownPerson, ...]:
    near = dict.fromkeys(person for text in texts for person in index.nearly_meant(text))
    return tuple(near)[:MOST_SUGGESTIONS]
