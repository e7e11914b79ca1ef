"""Every LAOS string has a bokmål translation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.contrib import admin

from laos.words import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%\(\w+\)\.\d+f|%%|</?\w+>")


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def catalog(request):
    return messages.read_catalog(request.param)


@pytest.fixture(scope="module")
def found():
    """Extract the messages of the source once for all languages: it takes seconds."""
    return messages.found_messages()


def test_no_string_is_untranslated_or_guessed(catalog):
    assert messages.untranslated(catalog) == []


def test_the_catalogue_has_the_strings_of_the_source_and_no_others(catalog, found):
    assert ids(catalog) == ids(found)


def test_bringing_the_file_up_to_date_again_changes_nothing(catalog):
    path = messages.po_file(str(catalog.locale))
    before = path.read_bytes()
    try:
        messages.update(str(catalog.locale))
        assert path.read_bytes() == before
    finally:
        path.write_bytes(before)


def test_a_translation_keeps_the_placeholders(catalog):
    lost = [
        message.id
        for message in catalog
        if message.id
        for source, translated in zip(forms(message.id), forms(message.string), strict=True)
        if placeholders(translated) != placeholders(source)
    ]
    assert lost == []


def test_a_new_string_is_noticed(catalog):
    catalog.add("A string that no one has translated")
    assert messages.untranslated(catalog) == ["A string that no one has translated"]
    catalog.delete("A string that no one has translated")


def test_what_djangos_administration_says_is_translated_by_django_or_by_us(catalog):
    folder = Path(admin.__file__).parent
    with (folder / f"locale/{catalog.locale}/LC_MESSAGES/django.po").open("rb") as file:
        known = ids(read_po(file)) | ids(catalog)
    found = extract_from_dir(
        folder / "templates", [("**.html", messages.METHOD["html"])], {}, messages.KEYWORDS
    )
    said = {(context, message) for _file, _line, message, _comments, context in found}
    assert len(said) > 100
    assert said - known == set()


def ids(catalog) -> set:
    return {(message.context, message.id) for message in catalog if message.id}


def forms(text) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_the_file_of_a_new_language_can_be_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    messages.update("nn")
    messages.po_file("nn").rename(tmp_path / "written.po")
    with (tmp_path / "written.po").open("rb") as file:
        written = read_po(file, locale="nn")
    assert not written.fuzzy
    assert "PROJECT" not in (tmp_path / "written.po").read_text()
