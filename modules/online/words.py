"""The words of a text, and how many they are."""

from __future__ import annotations

import re

from enrollment.plain_text import AS_TYPED, JOINERS, tidy

# Dashes part words: “1914–18” is two, as it looks.
READ = AS_TYPED | str.maketrans("–—―−", "    ", JOINERS)
# Letters and digits, with what joins them: “don’t” and “e-post” are one word each, “and/or” is two.
WORD = re.compile(r"\w+(?:['\-]\w+)*")


def words_of(text: str) -> list[str]:
    """Return the words as they are compared, with the hyphens and apostrophes of a keyboard."""
    return WORD.findall(tidy(text).translate(READ))


def count_words(text: str) -> int:
    return len(words_of(text))
