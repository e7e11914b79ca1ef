"""Extract all translatable strings into locale/: ``python -m laos.words.messages``.

Uses Babel with Django's template parser, so GNU gettext need not be installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ["enrollment", "laos", "modules", "completion", "templates"]
LANGUAGES = ["nb"]
METHODS = [
    ("**/migrations/**.py", "ignore"),
    ("**.py", "python"),
    ("**.html", "html"),
    ("**.txt", "html"),
]
# Babel's keywords, and Django's lazy variants.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def extract_template(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterable[Any]:
    """Extract messages from a Django template, converted to Python as Django's makemessages does."""
    python = templatize(file.read().decode())
    # templatize() replaces other text by rows of X and keeps its indentation, which is invalid Python.
    lines = "\n".join(line.strip() for line in python.splitlines())
    yield from extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)


def found_messages() -> Catalog:
    """Return all messages in the source code."""
    catalog = Catalog(domain="django")
    for file, message, comments, context in _extracted():
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def _extracted() -> Iterator[tuple[str, Any, list[str], str | None]]:
    methods = [(pattern, METHOD.get(name, name)) for pattern, name in METHODS]
    for source in SOURCES:
        folder = ROOT / source
        if folder.is_dir():
            for file, _line, message, comments, context in extract_from_dir(
                folder, methods, {}, KEYWORDS, strip_comment_tags=True
            ):
                yield f"{source}/{file}", message, comments, context


METHOD: dict[str, Any] = {"html": extract_template}


def po_file(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def new_catalog(language: str) -> Catalog:
    # Babel marks a new catalogue as fuzzy, and never compiles one that is.
    return Catalog(
        locale=language,
        domain="django",
        header_comment="# Translations for LAOS. `make messages` keeps them in step with the source.",
        project="LAOS",
        last_translator="LAOS",
        msgid_bugs_address="",
        language_team=language,
        fuzzy=False,
    )


def read_catalog(language: str) -> Catalog:
    """Return the translations in the language's file, or an empty catalogue."""
    path = po_file(language)
    if not path.exists():
        return new_catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def update(language: str) -> Catalog:
    """Update a language's file from the source code and drop obsolete messages."""
    catalog = read_catalog(language)
    # A new date on every branch would cause a conflict in every merge.
    catalog.update(found_messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False
        )
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that have no translation or a fuzzy one."""
    return [
        str(message.id)
        for message in catalog
        if message.id
        and (
            message.fuzzy
            or not all(message.string if isinstance(message.string, tuple) else [message.string])
        )
    ]


if __name__ == "__main__":
    for language in LANGUAGES:
        missing = untranslated(update(language))
        print(f"{language}: {len(missing)} to translate")  # noqa: T201  # the answer to the command
