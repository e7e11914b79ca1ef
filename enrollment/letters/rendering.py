"""Render an editable template to subject, plain text and HTML."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override
from post_office.models import Email, EmailTemplate

from enrollment import calendar, clock, languages
from enrollment.models import (
    CoreModule,
    CoreSession,
    Language,
    Letter,
    Preparation,
    Preparations,
    Registration,
)
from enrollment.models.kinds import LETTER_KINDS, group_of

from .combining import Rendered, framed, in_all_languages, in_one_letter
from .engine import LetterText, TextRefused
from .recipients import language_of
from .texts import sample_facts, shipped
from .writing import OTHER_LANGUAGES

logger = logging.getLogger(__name__)

# The fact of a change that holds what was before it, and the end of its key, which counts the changes.
OLD = "old"
VERSION = re.compile(r"[.:]\d+$")
LONGEST_SUBJECT: int = Email._meta.get_field("subject").max_length


def render(kind: str, subject: str, body: str, facts: dict[str, object], language: str) -> Rendered:
    """Fill in a letter's subject and body. Raises ``TextRefused`` if they are invalid for this kind."""
    subject_text, body_text = _text(kind, subject), _text(kind, body)
    with override(language):
        values = _in_words(facts)
        # A subject too long for its column could not be saved, and the letter would be sent forever.
        line = " ".join(subject_text.fill(values).split())[:LONGEST_SUBJECT]
        text = body_text.fill(values).strip() + "\n"
        return framed(line, text)


def render_usable(
    template: EmailTemplate, facts: dict[str, object]
) -> tuple[Rendered, TextRefused | None]:
    """Fill in a template; if it is invalid, fill in the default text and return the error too.

    A template can become invalid when the template language or the facts of its kind change.
    """
    kind, language = template.name, template.language
    try:
        return render(kind, template.subject, template.content, facts, language), None
    except TextRefused as refused:
        text = shipped(kind, language)
        return render(kind, text.subject, text.body, facts, language), refused


def render_stored(kind: str, facts: dict[str, object], language: str) -> Rendered:
    """Fill in the stored text of a kind of letter."""
    template = EmailTemplate.objects.get(name=kind, language=language)
    return render_usable(template, facts)[0]


def check(kind: str, source: str) -> None:
    """Render a subject or a body with sample values in each language. Raises ``TextRefused``."""
    for language in languages.codes():
        _text(kind, source).fill(known(kind, language))


def known(kind: str, language: str) -> dict[str, Any]:
    """Return the facts that a text of this kind may use, with sample values in the given language."""
    with override(language):
        return _in_words(sample_facts(kind, language))


def unusable() -> list[EmailTemplate]:
    """Return the invalid templates, for which the default texts are sent."""
    return [
        template
        for template in EmailTemplate.objects.filter(name__in=LETTER_KINDS)
        if not _is_usable(template)
    ]


def _is_usable(template: EmailTemplate) -> bool:
    try:
        _text(template.name, template.subject)
        _text(template.name, template.content)
    except TextRefused:
        return False
    return True


@lru_cache(maxsize=256)
def _text(kind: str, source: str) -> LetterText:
    return LetterText(source, known(kind, settings.LANGUAGE_CODE))


def fill(email: Email, letters: Sequence[Letter]) -> None:
    """Render letters to one person into their e-mail, in the language of that person or, without one, in all."""
    if email.message and not letters[0].facts:
        # A digest of an earlier release, which kept its text in the e-mail alone.
        return
    rendered = as_read(letters, dict(email.context or {}))
    email.subject, email.message, email.html_message = (
        rendered.subject,
        rendered.text,
        rendered.html,
    )


def as_read(letters: Sequence[Letter], context: dict[str, Any]) -> Rendered:
    """Return letters as their recipient reads them. ``context`` has the ``name`` and the ``language`` of that person."""
    context = dict(context)
    language = str(context.pop("language", settings.LANGUAGE_CODE))
    others = [code for code in letters[0].facts.get(OTHER_LANGUAGES, {}) if code != language]
    return in_all_languages([_in_language(code, letters, context) for code in (language, *others)])


def _in_language(language: str, letters: Sequence[Letter], context: dict[str, Any]) -> Rendered:
    parts = []
    for kind, facts in _latest(language, letters):
        template = EmailTemplate.objects.get(name=kind, language=language)
        part, refused = render_usable(template, {**context, **facts})
        if refused is not None:
            logger.error("%s (%s): the text shipped is sent. %s", kind, language, refused)
        parts.append(part)
    with override(language):
        return in_one_letter(parts, group_of(letters[0].kind))


def _latest(language: str, letters: Sequence[Letter]) -> list[tuple[str, dict[str, Any]]]:
    """Return the kind and facts of each letter; of several changes to one thing the last, as of the state before all."""
    latest: dict[object, tuple[str, dict[str, Any]]] = {}
    for letter in letters:
        facts = letter.facts.get(OTHER_LANGUAGES, {}).get(language, letter.facts)
        is_change = OLD in facts
        subject = (letter.kind, VERSION.sub("", letter.key)) if is_change else letter.pk
        if subject in latest:
            _kind, first = latest.pop(subject)
            facts = {**facts, OLD: first[OLD]}
        latest[subject] = letter.kind, facts
    return [*latest.values()]


def calendar_files(letter: Letter) -> list[tuple[str, str]]:
    """Return a letter's calendar files as (method, text). A place given up since is left out of PUBLISH."""
    with override(language_of(letter.recipient)):
        # Older letters have a third value, which their kind tells as well.
        return [
            (method, text)
            for method, keys, *_ in letter.calendars
            for text in _files(letter.kind, method, keys)
        ]


def _files(kind: str, method: str, keys: list[int]) -> list[str]:
    """Return one calendar file for each event, because some calendar programs read only the first of a file."""
    entries_of = LETTER_KINDS[kind].calendar_entries
    if entries_of is not None:
        return [calendar.file_of(method, entry) for entry in entries_of(method, keys)]
    found = (
        Registration.objects.filter(pk__in=keys)
        .select_related("session__campus", "session__term")
        .in_bulk()
    )
    return [
        calendar.file(method, found[key])
        for key in keys
        if method == calendar.CANCEL or found[key].withdrawn_at is None
    ]


def _in_words(facts: dict[str, object]) -> dict[str, Any]:
    """Return the facts of a letter formatted in the active language, plus the links common to all letters."""
    return {**{name: _fact_in_words(fact) for name, fact in facts.items()}, **_links()}


def _fact_in_words(fact: Any) -> Any:
    """Format a session recorded by ``dates.date_of``; return any other fact unchanged."""
    if isinstance(fact, list):
        return [_fact_in_words(item) for item in fact]
    if not isinstance(fact, dict) or "core_module" not in fact:
        return fact
    starts, ends, deadline = (
        localtime(datetime.fromisoformat(fact[name]))
        for name in ("starts_at", "ends_at", "deadline")
    )
    spoken = fact.get("language")
    preparation = _preparation_for(fact)
    return {
        "module": str(CoreModule(fact["core_module"]).label),
        "day": date_format(starts, "DATE_FORMAT"),
        "start": date_format(starts, "TIME_FORMAT"),
        "end": date_format(ends, "TIME_FORMAT"),
        "where": calendar.where(fact["place"], fact["online_url"], fact["campus"]),
        "campus": fact["campus"],
        "preparation": preparation.text if preparation else "",
        "preparation_link": preparation.url if preparation else "",
        # Given only if it differs from the reader's language. Older letters lack it.
        "language": str(Language(spoken).label)
        if spoken and spoken != languages.teaching_language()
        else "",
        # Never ask for something by a deadline that has passed.
        "deadline": date_format(deadline, "DATETIME_FORMAT") if clock.now() < deadline else "",
    }


def _preparation_for(fact: dict[str, Any]) -> Preparation | None:
    # Older letters lack the term, and samples have none.
    if not (term := fact.get("term")):
        return None
    names = ("core_module", "language")
    session = CoreSession(term_id=term, **{name: fact[name] for name in names})
    return Preparations.in_terms([term]).of(session)


def _links() -> dict[str, object]:
    return {
        "my_page": settings.SITE_URL + reverse("enrollment:my"),
        "register_page": settings.SITE_URL + reverse("enrollment:register"),
        "sign_up_page": settings.SITE_URL + reverse("account_signup"),
        "contact_name": settings.LAOS_CONTACT_NAME,
        "contact_email": settings.LAOS_CONTACT_EMAIL,
    }
