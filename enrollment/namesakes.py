"""Tell people of one name apart: their user name stands beside it, where both are on the same page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from enrollment.models.letters import Recipient


def shared_names(people: Iterable[Recipient]) -> set[str]:
    """Return the names that more than one of these people has."""
    counted = Counter(person.name for person in set(people))
    return {name for name, number in counted.items() if number > 1}


def told_apart(person: Recipient, shared: Collection[str]) -> str:
    """Return the name of a person, with the user name if others share it."""
    return f"{person.name} ({person.username})" if person.name in shared else person.name
