"""Texts as people see them: what comes in is tidied, and names are found and sorted as a reader expects."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.models import CharField, Func, Lookup, TextField

# Fillers that are letters to Unicode, and a joiner that is a mark.
INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
# They join or part letters in Persian, Indic scripts and pictures, where they can be seen.
JOINERS = "\u200c\u200d"
LATIN = re.compile(r"[\u0000-\u024f\u1e00-\u1eff]")
APOSTROPHES = "ʼ’‘‛´`′"
HYPHENS = "‐‑‒–—―−"
# Letters of Cyrillic and Greek that nobody can tell from a Latin one, each above what it looks like.
LOOK_ALIKE = "АВЕКМНОРСТУХІЈЅԌԚԜаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ"
LOOKS_LIKE = "ABEKMHOPCTYXIJSGQWaeopcyxijshdqwABEZHIKMNOPTYXocj"
AS_LATIN = str.maketrans(LOOK_ALIKE, LOOKS_LIKE)
# In both cases alike: who is found in capitals is found in small letters.
FOLDED = {
    sign: latin.lower()
    for pair in zip(LOOK_ALIKE[::-1], LOOKS_LIKE[::-1], strict=True)
    for sign, latin in ((pair[0], pair[1]), (pair[0].lower(), pair[1]), (pair[0].upper(), pair[1]))
}
# What no decomposition takes apart.
LETTERS = {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "þ": "th", "Þ": "th", "ς": "σ"}
FOLD = str.maketrans(LETTERS | FOLDED) | str.maketrans("øØðÐđĐłŁı", "ooddddlli")
AS_TYPED = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
# What an accent is; in Indic scripts and Hebrew, signs like these are letters.
MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Behind z stand æ, ø and å, and what is read as one of them.
ORDER = AS_TYPED | str.maketrans("æÆäÄøØöÖåÅðÐđĐłŁı", "{{{{||||}}dDdDlLi")
WORD = re.compile(r"\w+")


def tidy(text: str) -> str:
    """Return a text as it is stored: each letter in one form (NFC), each word in one script, no signs that cannot be seen.

    Line breaks and tabs stay.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    seen = "".join(sign for at, sign in enumerate(text) if not _is_invisible(text, at))
    return WORD.sub(lambda word: _in_latin(word[0]), seen)


def as_typed(text: str) -> str:
    """Return a text with the signs that a keyboard has: digits, hyphens, apostrophes and spaces, of full width or not."""
    if text.isascii():
        return text.replace("`", "'")
    text = unicodedata.normalize("NFKC", tidy(text).translate(AS_TYPED)).translate(AS_TYPED)
    return "".join(_as_digit(sign) for sign in text if sign not in JOINERS)


def as_code(text: str) -> str:
    """Return a user name, an address, a code, a number or a date as these are compared: in ASCII wherever it looks so."""
    typed = " ".join(as_typed(text).split())
    latin = in_latin(typed)
    return latin if latin.isascii() else typed


def in_latin(text: str) -> str:
    """Return a text with Latin letters for those of Cyrillic and Greek that look the same."""
    typed = as_typed(text)
    return typed if typed.isascii() else typed.translate(AS_LATIN)


def fold(text: str) -> str:
    """Return a text as names are compared: without accents and capitals, its spaces single, look-alikes the same.

    As the database's function ``laos_fold``.
    """
    letters = MARKS.sub("", unicodedata.normalize("NFKD", as_typed(text)))
    # Once more for the few letters that only a small one has.
    return " ".join(letters.translate(FOLD).lower().translate(FOLD).split())


def name_order(name: str) -> str:
    """Return a key to sort a name by in Norwegian order, as ``NameOrder`` does in the database."""
    letters = unicodedata.normalize("NFKD", tidy(name).translate(ORDER))
    return " ".join(MARKS.sub("", letters).lower().replace("aa", "}").split())


def finds(sought: str, *texts: str) -> bool:
    """Return whether each word that is sought stands in one of the texts: “surname, first name”, part of a code."""
    folded = [fold(text) for text in texts]
    return all(any(word in text for text in folded) for word in words_to_find(sought))


def words_to_find(sought: str) -> list[str]:
    return fold(sought.replace(",", " ")).split()


def _is_invisible(text: str, at: int) -> bool:
    sign = text[at]
    if sign in JOINERS:
        around = text[at - 1 : at] + text[at + 1 : at + 2]
        return len(around) < 2 or LATIN.search(around) is not None
    # Tags spell the flags of England, Scotland and Wales.
    return sign in INVISIBLE or (
        unicodedata.category(sign) == "Cf" and not "\U000e0020" <= sign <= "\U000e007f"
    )


def _in_latin(word: str) -> str:
    """Return a word of Latin letters and others that look so in Latin; a word in another script stays."""
    latin = word.translate(AS_LATIN)
    mixed = latin != word and any("a" <= sign.lower() <= "z" for sign in word)
    return latin if mixed and all(LATIN.match(sign) for sign in latin) else word


def _as_digit(sign: str) -> str:
    return sign if sign.isascii() or not sign.isdecimal() else str(unicodedata.decimal(sign))


def as_name(text: str) -> str:
    """Return the name of a person as it is stored: its spaces single."""
    return " ".join(tidy(text).split())


# By the last part of a field's name, in whichever form it stands.
AS_ENTERED = dict.fromkeys(["login", "username", "email", "email2", "code", "key"], as_code) | {
    "name": as_name
}


def as_entered(field: str, text: str) -> str:
    """Return what is entered in a field of a form as every view reads it."""
    return AS_ENTERED.get(field.rpartition("-")[2], tidy)(text)


def is_right_to_left(text: str) -> bool:
    """Return whether a text begins in Arabic, Hebrew or another script that is read from the right."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"


class NameOrder(Func):
    """Sort by a name in Norwegian order: å after ø after æ after z, without regard to accents and case.

    The function of the database ``laos_name_order`` decides it, for not every PostgreSQL is built with ICU.
    """

    function = "laos_name_order"
    template = '%(function)s(%(expressions)s) COLLATE "C"'
    output_field = CharField()


@CharField.register_lookup
@TextField.register_lookup
class Finds(Lookup[Any]):
    """``name__finds="odegard"``: ``finds`` in the database, of one word.

    ``tests/enrollment/test_plain_text.py`` holds that ``laos_fold`` there is ``fold`` here.
    """

    lookup_name = "finds"

    def get_prep_lookup(self) -> str:
        return fold(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        sql = f"strpos(laos_fold({lhs}::text), {rhs}::text) > 0"
        return sql, (*lhs_params, *rhs_params)
