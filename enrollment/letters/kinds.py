"""The kinds of letters, and the first version of their texts, which staff may edit afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from post_office.models import EmailTemplate

from enrollment.models import Language, Letter

KINDS = dict(Letter.Kind.choices)


@dataclass(frozen=True, slots=True)
class Text:
    """A letter as it is shipped: a line for the subject, an empty one, and the text."""

    subject: str
    body: str


def shipped(kind: str, language: str) -> Text:
    path = Path(settings.BASE_DIR, "templates", "letters", f"{kind}.{language}.txt")
    subject, _blank, body = path.read_text(encoding="utf-8").partition("\n")
    return Text(subject.strip(), body.strip() + "\n")


def add_missing_templates(sender: AppConfig, **kwargs: object) -> None:
    """Add the texts of kinds that are new; what staff have edited stays. Runs after every migration."""
    for kind, description in KINDS.items():
        first = None
        for language in Language.values:
            text = shipped(kind, language)
            template, _created = EmailTemplate.objects.get_or_create(
                name=kind,
                language=language,
                default_template=first,
                defaults={
                    "subject": text.subject,
                    "content": text.body,
                    "description": str(description),
                },
            )
            first = first or template
