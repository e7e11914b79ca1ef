"""Counting the words of a text."""

from __future__ import annotations

import re

# Letters and digits, with what joins them: “don’t” and “e-post” are one word each, “and/or” is two.
WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def count_words(text: str) -> int:
    return sum(1 for _word in WORD.finditer(text))
