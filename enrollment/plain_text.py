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


def tidy(text: str) -> str:
    """Return a text with each letter in one form (NFC), and without signs that cannot be seen.

    Line breaks and tabs stay.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(sign for at, sign in enumerate(text) if not _is_invisible(text, at))


def _is_invisible(text: str, at: int) -> bool:
    sign = text[at]
    if sign in JOINERS:
        around = text[at - 1 : at] + text[at + 1 : at + 2]
        return len(around) < 2 or LATIN.search(around) is not None
    # Tags spell the flags of England, Scotland and Wales.
    return sign in INVISIBLE or (
        unicodedata.category(sign) == "Cf" and not "\U000e0020" <= sign <= "\U000e007f"
    )


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
    """``name__finds="odegard"``: contains a text, without regard to accents, case and signs that look alike."""

    lookup_name = "finds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        sql = f"strpos(laos_fold({lhs}::text), laos_fold({rhs}::text)) > 0"
        return sql, (*lhs_params, *rhs_params)
