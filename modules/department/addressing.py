"""Letters from a coordinator to learning assistants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from django.db.models import Min, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from post_office.models import EmailTemplate

from enrollment.letters.combining import Rendered
from enrollment.letters.kinds import SAMPLE_SENTENCE
from enrollment.letters.recipients import address_of, language_of
from enrollment.letters.rendering import render_usable
from enrollment.letters.writing import Draft, write_missing
from enrollment.models import LearningAssistant, Letter, Term, User
from enrollment.models.kinds import LetterKind
from enrollment.plain_text import NameOrder
from modules.scope import Scope

FROM_COORDINATOR = LetterKind(
    "from-coordinator",
    _("Letter from a coordinator"),
    lambda: {
        "about": SAMPLE_SENTENCE,
        "words": SAMPLE_SENTENCE,
        "sender": "Guro Haugdal",
        "reply_to": "guro.haugdal@example.org",
        "department": gettext("Department of Physics"),
        "term": Term(code="2031H").name,
    },
)


def write_to(
    *,
    assistants: Iterable[LearningAssistant],
    subject: str,
    text: str,
    by: User,
    scope: Scope,
    term: Term,
    at: datetime,
) -> list[Letter]:
    """Write to each learning assistant, once a day for the same text, and return the letters written."""
    said = "\0".join([subject, text, str(localdate(at))])
    key = f"{_key_of(scope, term)}user:{by.pk}:{sha256(said.encode()).hexdigest()[:32]}"
    reply_to = address_of(by)
    facts = partial(_facts, subject, text, by, reply_to, scope, term)
    drafts = [Draft(assistant, FROM_COORDINATOR, key, facts) for assistant in assistants]
    return write_missing(drafts, at)


def preview(
    *,
    assistant: LearningAssistant,
    subject: str,
    text: str,
    by: User,
    scope: Scope,
    term: Term,
) -> Rendered:
    """Return the letter as one of its recipients gets it, with the greeting and the signature."""
    language = language_of(assistant)
    with override(language):
        facts = _facts(subject, text, by, address_of(by), scope, term)
    template = EmailTemplate.objects.get(name=FROM_COORDINATOR.code, language=language)
    return render_usable(template, {"name": assistant.name, **facts})[0]


def _facts(
    subject: str, text: str, by: User, reply_to: str, scope: Scope, term: Term
) -> dict[str, object]:
    return {
        "about": subject,
        "words": text,
        "sender": str(by),
        "reply_to": reply_to,
        "department": scope.department.name,
        "term": term.name,
    }


def _key_of(scope: Scope, term: Term) -> str:
    """Return the beginning of the keys of a department's letters in a term."""
    return f"department:{scope.department.pk}:term:{term.pk}:"


@dataclass(frozen=True, slots=True)
class SentMessage:
    """What was written at once to a group: the letters differ only in their recipient."""

    letters: Sequence[Letter]

    @property
    def sent_at(self) -> datetime:
        return self.letters[0].written_at

    @property
    def sender(self) -> str:
        return str(self.letters[0].facts["sender"])

    @property
    def subject(self) -> str:
        return str(self.letters[0].facts["about"])

    @property
    def text(self) -> str:
        return str(self.letters[0].facts["words"])

    @property
    def recipients(self) -> list[LearningAssistant]:
        return [letter.assistant for letter in self.letters if letter.assistant is not None]


def messages_sent(scope: Scope, term: Term) -> QuerySet[Any]:
    """Return the keys of the messages to people in the scope, the newest first."""
    found = _letters_in(scope, term).order_by().values("key")
    return found.annotate(sent_at=Min("written_at")).order_by("-sent_at", "key")


def read_messages(scope: Scope, term: Term, keys: Collection[str]) -> list[SentMessage]:
    """Load messages by their keys, the newest first. A scope of courses sees its own recipients."""
    by_key: dict[str, list[Letter]] = defaultdict(list)
    letters = _letters_in(scope, term).filter(key__in=keys).select_related("assistant")
    for letter in letters.order_by(NameOrder("assistant__name"), "pk"):
        by_key[letter.key].append(letter)
    return [SentMessage(by_key[key]) for key in keys if key in by_key]


def _letters_in(scope: Scope, term: Term) -> QuerySet[Letter]:
    letters = Letter.objects.filter(
        kind=FROM_COORDINATOR.code, key__startswith=_key_of(scope, term)
    )
    if scope.is_whole:
        return letters
    own = scope.appointments(term).order_by().values("assistant")
    return letters.filter(assistant__in=own)
