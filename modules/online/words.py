"""Split a text into words, and count them."""

from __future__ import annotations

import re

from enrollment.plain_text import AS_TYPED, JOINERS, tidy

# Dashes separate words: “1914–18” is two words.
READ = AS_TYPED | str.maketrans("–—―−", "    ", JOINERS)
# Letters and digits with hyphens or apostrophes inside: “don’t” and “e-post” are one word each,
# “and/or” is two.
WORD = re.compile(r"\w+(?:['\-]\w+)*")


def words_of(text: str) -> list[str]:
    """Return the words for comparison, with typographic hyphens and apostrophes replaced by plain ones."""
    return WORD.findall(tidy(text).translate(READ))


def count_words(text: str) -> int:
    """Return the number of words, as the word limits count them."""
    return len(words_of(text))
