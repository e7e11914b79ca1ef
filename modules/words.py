"""The words of a text, and how many they are."""

from __future__ import annotations

import re
from unicodedata import normalize

# Letters and digits, with what joins them: “don’t” and “e-post” are one word each, “and/or” is two.
WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def words_of(text: str) -> list[str]:
    # A mark that stands apart from its letter, as in some copied texts, would end the word.
    return WORD.findall(normalize("NFC", text))


def count_words(text: str) -> int:
    return len(words_of(text))
