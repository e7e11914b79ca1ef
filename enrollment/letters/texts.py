"""The default texts of letters, which staff can edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import override
from post_office.models import EmailTemplate

from enrollment import languages
from enrollment.models.kinds import LETTER_KINDS


@dataclass(frozen=True, slots=True)
class Text:
    """The default text of a letter. File format: subject line, blank line, body."""

    subject: str
    body: str


def shipped(kind: str, language: str) -> Text:
    """Return the default text in a language, or in the first one that its readers read instead."""
    folder = Path(settings.BASE_DIR, "templates", "letters")
    paths = (folder / f"{kind}.{code}.txt" for code in languages.tried(language))
    path = next(path for path in paths if path.exists())
    subject, _blank, body = path.read_text(encoding="utf-8").partition("\n")
    return Text(subject.strip(), body.strip() + "\n")


def sample_facts(kind: str, language: str) -> dict[str, Any]:
    """Return sample facts for a kind of letter, as they are stored."""
    with override(language):
        return {**LETTER_KINDS[kind].samples(), "name": "Kari Lyngmo"}


def add_missing_templates(sender: AppConfig, **kwargs: object) -> None:
    """Add the default texts of new kinds, and bring those that staff have never edited up to date.

    Runs after every migration.
    """
    for kind, registered in LETTER_KINDS.items():
        first = None
        for language in languages.codes():
            text = shipped(kind, language)
            template, created = EmailTemplate.objects.get_or_create(
                name=kind,
                language=language,
                default_template=first,
                defaults={
                    "subject": text.subject,
                    "content": text.body,
                    "description": str(registered.title),
                },
            )
            if not created and _is_unedited(template):
                EmailTemplate.objects.filter(pk=template.pk).update(
                    subject=text.subject, content=text.body
                )
            first = first or template


def _is_unedited(template: EmailTemplate) -> bool:
    # Both are set when a row is created, one just after the other; saving sets only the second.
    return bool(template.last_updated - template.created < timedelta(seconds=1))
