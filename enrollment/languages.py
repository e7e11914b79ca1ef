"""The languages of pages and letters (``settings.LANGUAGES``), and what is read where a text lacks one of them.

In which of them a person gets letters is decided in ``letters/recipients.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language, get_language_info

T = TypeVar("T")
# Nynorsk readers read bokmål before English; all others read English first.
FALLBACKS = {"nn": ("nb", "en")}
USUAL_FALLBACKS = ("en", "nb")


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def choices() -> list[tuple[str, str]]:
    """Return each language with its own name for itself."""
    return [(code, own_name(code)) for code in codes()]


def own_name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[0].upper() + name[1:]


def tried(language: str | None = None) -> list[str]:
    """Return the languages in which to look for a text, in order, for readers of ``language`` (by default the active)."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return list(dict.fromkeys([language, *FALLBACKS.get(language, USUAL_FALLBACKS)]))


def in_language(texts: Mapping[str, T], language: str | None = None) -> T:
    """Return the text, from texts by language code, in ``language`` or else in the first one that has it.

    Raises ``LookupError`` if none of these languages has it.
    """
    for code in tried(language):
        if text := texts.get(code):
            return text
    raise LookupError(language)


def teaching_language(language: str | None = None) -> str:
    """Return the language, of the two that seminars are held in, that readers of ``language`` follow: ``nb`` or ``en``."""
    return next(code for code in tried(language) if code in USUAL_FALLBACKS)


def text_of(row: Any, field: str, language: str | None = None) -> str:
    """Return a text that ``row`` has in several languages, as ``title_nb`` and ``title_en``."""
    found = (getattr(row, f"{field}_{code}", "") for code in tried(language))
    return next(filter(None, found), "")
