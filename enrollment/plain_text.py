"""Normalise text input, search and sort names as readers expect, and keep spreadsheets from running text."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.models import CharField, Func, GeneratedField, IntegerField, Lookup, TextField, Value
from django.db.models.functions import Concat

# Invisible characters outside category Cf: fillers that Unicode calls letters, and a joiner that it
# calls a mark.
INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
# They have a visible effect in Persian, Indic scripts and emoji, so they are kept there.
JOINERS = "\u200c\u200d"
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff]")
APOSTROPHES = "ʼ’‘‛´`′"
HYPHENS = "‐‑‒–—―−"
# Cyrillic and Greek letters that look like a Latin one, each above that letter.
LOOK_ALIKE = "АВЕКМНОРСТУХІЈЅԌԚԜаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ"
LOOKS_LIKE = "ABEKMHOPCTYXIJSGQWaeopcyxijshdqwABEZHIKMNOPTYXocj"
AS_LATIN = str.maketrans(LOOK_ALIKE, LOOKS_LIKE)
# Both cases map to the same letter, so that a search ignores case.
FOLDED = {
    sign: latin.lower()
    for pair in zip(LOOK_ALIKE[::-1], LOOKS_LIKE[::-1], strict=True)
    for sign, latin in ((pair[0], pair[1]), (pair[0].lower(), pair[1]), (pair[0].upper(), pair[1]))
}
# Letters without a Unicode decomposition.
LETTERS = {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "þ": "th", "Þ": "th", "ς": "σ"}
FOLD = str.maketrans(LETTERS | FOLDED) | str.maketrans("øØðÐđĐłŁı", "ooddddlli")
AS_TYPED = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
# Combining accents only: in Indic scripts and Hebrew, other combining characters are part of the spelling.
MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Sort æ, ø and å, and the letters treated as one of them, after z: “{”, “|” and “}” follow z in ASCII.
ORDER = AS_TYPED | str.maketrans("æÆäÄøØöÖåÅðÐđĐłŁı", "{{{{||||}}dDdDlLi")
WORD = re.compile(r"\w+")
# How many characters of a search are read: each word is a condition, and a pasted list would keep the database busy.
LONGEST_SEARCH = 200
# A spreadsheet runs a cell that begins so; an apostrophe before it marks it as text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def tidy(text: str) -> str:
    """Return a text as it is stored: in NFC, with Latin look-alikes replaced and without invisible characters.

    Line breaks and tabs are kept.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    seen = "".join(sign for at, sign in enumerate(text) if not _is_invisible(text, at))
    return WORD.sub(lambda word: _in_latin(word[0]), seen)


def as_typed(text: str) -> str:
    """Return a text with ASCII digits, hyphens, apostrophes and spaces in place of their Unicode variants."""
    if text.isascii():
        return text.replace("`", "'")
    text = unicodedata.normalize("NFKC", tidy(text).translate(AS_TYPED)).translate(AS_TYPED)
    return "".join(_as_digit(sign) for sign in text if sign not in JOINERS)


def as_code(text: str) -> str:
    """Return a user name, address, code, number or date for comparison: in ASCII if look-alikes allow it."""
    typed = " ".join(as_typed(text).split())
    latin = in_latin(typed)
    return latin if latin.isascii() else typed


def in_latin(text: str) -> str:
    """Return a text with Latin letters in place of Cyrillic and Greek look-alikes."""
    typed = as_typed(text)
    return typed if typed.isascii() else typed.translate(AS_LATIN)


def fold(text: str) -> str:
    """Return a name for comparison: without accents, in lower case, with single spaces and look-alikes replaced.

    The database function ``laos_fold`` does the same.
    """
    letters = MARKS.sub("", unicodedata.normalize("NFKD", as_typed(text)))
    # Translate again after lower(): a few letters have a mapping only in lower case.
    return " ".join(letters.translate(FOLD).lower().translate(FOLD).split())


def name_order(name: str) -> str:
    """Return a key that sorts names in Norwegian order, as ``NameOrder`` does in the database."""
    letters = MARKS.sub("", unicodedata.normalize("NFKD", tidy(name).translate(ORDER)))
    # At the end of a word, Python would make a Σ another letter than the database does.
    return " ".join(letters.replace("Σ", "σ").lower().replace("aa", "}").split())


def finds(sought: str, *texts: str) -> bool:
    """Return whether every word of ``sought`` is part of one of the texts, such as “surname, first name”."""
    folded = [fold(text) for text in texts]
    return all(any(word in text for text in folded) for word in words_to_find(sought))


def words_to_find(sought: str) -> list[str]:
    return fold(sought[:LONGEST_SEARCH].replace(",", " ")).split()


def _is_invisible(text: str, at: int) -> bool:
    sign = text[at]
    if sign in JOINERS:
        around = text[at - 1 : at] + text[at + 1 : at + 2]
        return len(around) < 2 or LATIN.search(around) is not None
    # Keep tag characters, which encode the flags of England, Scotland and Wales.
    return sign in INVISIBLE or (
        unicodedata.category(sign) == "Cf" and not "\U000e0020" <= sign <= "\U000e007f"
    )


def _in_latin(word: str) -> str:
    """Replace look-alikes in a word that is otherwise Latin; leave words in other scripts alone."""
    latin = word.translate(AS_LATIN)
    mixed = latin != word and any("a" <= sign.lower() <= "z" for sign in word)
    return latin if mixed and all(LATIN.match(sign) for sign in latin) else word


def _as_digit(sign: str) -> str:
    return sign if sign.isascii() or not sign.isdecimal() else str(unicodedata.decimal(sign))


def as_name(text: str) -> str:
    """Return a person's name as it is stored: tidied, with single spaces."""
    return " ".join(tidy(text).split())


# By the last part of the field name, after any form prefix.
AS_ENTERED = dict.fromkeys(["login", "username", "email", "email2", "code", "key"], as_code) | {
    "name": as_name
}


def as_entered(field: str, text: str) -> str:
    """Return a form field's input, normalised according to the field's name."""
    return AS_ENTERED.get(field.rpartition("-")[2], tidy)(text)


def is_right_to_left(text: str) -> bool:
    """Return whether a text begins in a right-to-left script, such as Arabic or Hebrew."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return (
        next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"
    )


class NameOrder(Func):
    """Order by a name in Norwegian order (z, æ, ø, å), ignoring accents and case.

    It uses the database function ``laos_name_order``, since not every PostgreSQL is built with ICU.
    """

    function = "laos_name_order"
    template = '%(function)s(%(expressions)s) COLLATE "C"'
    output_field = CharField()


class Fold(Func):
    """The ``fold`` function in the database."""

    function = "laos_fold"
    output_field = TextField()


def folded(*names: str) -> GeneratedField:
    """Return a stored column with these columns folded, for searches among thousands of rows.

    A migration that replaces ``laos_fold`` must write such columns again.
    """
    parts = [part for name in names for part in (name, Value(" "))]
    return GeneratedField(
        expression=Fold(Concat(*parts[:-1], output_field=TextField())),
        output_field=TextField(),
        db_persist=True,
    )


class TermOrder(Func):
    """Order by a term's code in order of time: within a year, spring (V) comes before autumn (H)."""

    template = "translate(%(expressions)s, 'VH', '12')::integer"
    output_field = IntegerField()


def term_order(code: str) -> int:
    """Return the sort key that ``TermOrder`` gives a code in the database."""
    return int(code.translate(str.maketrans("VH", "12")))


@CharField.register_lookup
@TextField.register_lookup
class Finds(Lookup[Any]):
    """The ``finds`` function for one word, as a lookup: ``name__finds="odegard"``.

    ``tests/enrollment/test_plain_text.py`` checks that ``laos_fold`` in the database equals ``fold``. A column of
    ``folded()`` is folded already.
    """

    lookup_name = "finds"

    def get_prep_lookup(self) -> str:
        return fold(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        is_folded = isinstance(getattr(self.lhs, "target", None), GeneratedField)
        text = lhs if is_folded else f"laos_fold({lhs}::text)"
        sql = f"strpos({text}, {rhs}::text) > 0"
        return sql, (*lhs_params, *rhs_params)


def guard_cell(cell: Any) -> str:
    """Return the cell as text, with an apostrophe before it if it looks like a formula.

    A cell with apostrophes of its own before a formula gets one more, so that ``unguard_cell`` restores it.
    """
    text = str(cell)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguard_cell(text: str) -> str:
    """Return the text that ``guard_cell`` was given."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS)
    return text[1:] if is_guarded else text
