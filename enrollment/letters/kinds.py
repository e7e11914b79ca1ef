"""The kinds of letters, and the default texts, which staff can edit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from post_office.models import EmailTemplate

from enrollment.models import Language, Letter

Kind = Letter.Kind
KINDS = dict(Kind.choices)

_MODULE = ("module", "module_page")
_DUE = (*_MODULE, "due", "test_passed", "handed_in")
_TERM = ("term", "closes", "modules")
_EQUIVALENT = ("qualification", "because", "equivalents_page")
_CERTIFICATE = ("serial", "certificate_page", "verify_page", "has_account")
# The facts that a text of each kind may use, besides the name and the links of all letters.
FACTS: dict[str, tuple[str, ...]] = {
    Kind.PLACE_HELD: ("dates",),
    Kind.WAITLISTED: ("date", "position"),
    Kind.PROMOTED: ("date",),
    Kind.SWAPPED: ("date", "old", "from_waitlist"),
    Kind.GIVEN_UP: ("date", "by_themselves"),
    Kind.SESSION_CHANGED: ("date", "waits"),
    Kind.SESSION_CANCELLED: ("date", "open", "waits", "holds"),
    Kind.EXCHANGE_OFFERED: ("date", "old", "expires", "exchange_page"),
    Kind.EXCHANGE_DONE: ("date", "old", "other_name"),
    Kind.EXCHANGE_DECLINED: ("date", "old", "lapsed"),
    Kind.REGISTRATION_OPEN: _TERM,
    Kind.REGISTRATION_CLOSING: _TERM,
    Kind.SEMINAR_AHEAD: ("date", "prepared"),
    Kind.SEMINAR_TOMORROW: ("date", "prepared"),
    Kind.PREPARATION_MISSING: ("date", "prepared"),
    Kind.MODULE_CHOSEN: (*_MODULE, "hand_in_by", "complete_by"),
    Kind.MODULE_COMPLETED: _MODULE,
    Kind.EVALUATIONS_RECEIVED: _MODULE,
    Kind.ESSAY_SET_ASIDE: (*_MODULE, "because"),
    Kind.FLAG_ANSWERED: (*_MODULE, "answer", "is_withheld"),
    Kind.EVALUATIONS_WANTED: _MODULE,
    Kind.MODULE_DUE: _DUE,
    Kind.MODULE_DUE_SOON: _DUE,
    Kind.ESSAYS_WAITING: _MODULE,
    Kind.LEASE_ENDING: (*_MODULE, "ends"),
    Kind.GREETING: ("department", "term", "courses", "address"),
    Kind.FROM_COORDINATOR: ("about", "words", "sender", "reply_to", "department", "term"),
    Kind.MEETING_PLANNED: ("meetings",),
    Kind.MEETING_CHANGED: ("meeting", "is_held"),
    Kind.MEETING_CANCELLED: ("meeting", "is_held"),
    Kind.OBJECTION_ANSWERED: ("meeting", "is_held", "answer", "mark"),
    Kind.MEETING_TOMORROW: ("meeting", "is_held"),
    Kind.EQUIVALENT_APPROVED: _EQUIVALENT,
    Kind.EQUIVALENT_REJECTED: _EQUIVALENT,
    Kind.EXEMPTION_WITHDRAWN: _EQUIVALENT,
    Kind.CERTIFICATE_ISSUED: _CERTIFICATE,
    Kind.CERTIFICATE_REVOKED: (*_CERTIFICATE, "because"),
    Kind.WHAT_IS_MISSING: ("requirements", "has_account"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """The default text of a letter. File format: subject line, blank line, body."""

    subject: str
    body: str


def shipped(kind: str, language: str) -> Text:
    path = Path(settings.BASE_DIR, "templates", "letters", f"{kind}.{language}.txt")
    subject, _blank, body = path.read_text(encoding="utf-8").partition("\n")
    return Text(subject.strip(), body.strip() + "\n")


def add_missing_templates(sender: AppConfig, **kwargs: object) -> None:
    """Add the default texts of new kinds; keep what staff have edited. Runs after every migration."""
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
