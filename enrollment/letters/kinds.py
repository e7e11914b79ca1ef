"""The kinds of letters, and the first version of their texts, which staff may edit afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from post_office.models import EmailTemplate

from enrollment.models import Language

KINDS: dict[str, Promise] = {
    "place-held": _("Somebody has registered"),
    "waitlisted": _("Somebody is on a waitlist"),
    "promoted": _("Somebody got a place from the waitlist"),
    "swapped": _("Somebody got another date in place of the one they held"),
    "given-up": _("A place was given up or taken away"),
    "session-changed": _("A session has another time, room or link"),
    "session-cancelled": _("A session is cancelled"),
    "exchange-offered": _("Two people hold each other's wished dates"),
    "exchange-done": _("An exchange is done"),
    "exchange-declined": _("An exchange came to nothing"),
    "registration-open": _("Reminder: registration has opened"),
    "registration-closing": _("Reminder: registration is about to close"),
    "seminar-ahead": _("Reminder: a seminar ahead, with its preparation"),
    "seminar-tomorrow": _("Reminder: a seminar tomorrow"),
    "preparation-missing": _("Reminder: the preparation is not confirmed"),
}


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
