"""Compare the essays of a module by the word runs they share, for staff."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b

from django.db import transaction

from enrollment.letters.writing import Announcement
from enrollment.plain_text import in_latin
from modules.models import Essay
from modules.online.words import words_of

WORDS_IN_A_RUN = 5
# Keep one run in three, chosen by its hash: the same run is kept in every essay or in none.
KEPT_OF = 3
AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Compared:
    """An essay and the fingerprint of its text."""

    essay: Essay
    runs: set[int]


announcement = Announcement("modules.tasks.compare_essays", seconds=5)


def compare_new() -> int:
    """Compare each new essay with all others of its module, and return how many were compared.

    Running it again changes nothing.
    """
    compared = 0
    while some := _compare_some():
        compared += some
    return compared


def fingerprint(text: str) -> set[int]:
    """Return the hashes of a third of the text's word runs, below 2**56."""
    words = [in_latin(word).lower() for word in words_of(text)]
    runs = {
        " ".join(words[at : at + WORDS_IN_A_RUN]) for at in range(len(words) - WORDS_IN_A_RUN + 1)
    }
    numbers = {int.from_bytes(blake2b(run.encode(), digest_size=7).digest()) for run in runs}
    return {number for number in numbers if number % KEPT_OF == 0}


def similarity(runs: set[int], other: set[int]) -> int:
    """Return the share of the smaller set found in the larger, in percent."""
    shorter = min(len(runs), len(other))
    return round(100 * len(runs & other) / shorter) if shorter else 0


def _compare_some() -> int:
    with transaction.atomic():
        new = list(
            Essay.objects.exclude(handed_in_at=None)
            .filter(fingerprint=None)
            # Locked in pk order, so that workers take turns: side by side, they would not see each other's essays.
            .select_for_update(no_key=True, of=("self",))
            .order_by("pk")[:AT_A_TIME]
        )
        if not new:
            return 0
        known: dict[int, list[Compared]] = defaultdict(list)
        others = Essay.objects.filter(module__in={essay.module_id for essay in new})
        for other in others.exclude(fingerprint=None).defer("text").order_by("pk"):
            known[other.module_id].append(Compared(other, set(other.fingerprint or ())))
        for essay in new:
            runs = fingerprint(essay.text)
            # Do not compare an essay with earlier ones by the same author.
            others_of_module = (
                compared
                for compared in known[essay.module_id]
                if essay.author_id is None or compared.essay.author_id != essay.author_id
            )
            nearest = max(
                others_of_module, key=lambda compared: similarity(runs, compared.runs), default=None
            )
            essay.fingerprint = sorted(runs)
            essay.similarity = similarity(runs, nearest.runs) if nearest else 0
            essay.similar_to = nearest.essay if nearest and essay.similarity else None
            known[essay.module_id].append(Compared(essay, runs))
        Essay.objects.bulk_update(new, ["fingerprint", "similar_to", "similarity"])
        return len(new)
