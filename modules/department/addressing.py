"""Letters from a coordinator to learning assistants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.letters.kinds import SAMPLE_SENTENCE
from enrollment.letters.recipients import address_of
from enrollment.letters.writing import Draft, write_missing
from enrollment.models import LearningAssistant, Letter, Term, User
from enrollment.models.kinds import LetterKind
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
    key = f"user:{by.pk}:{sha256(said.encode()).hexdigest()[:32]}"

    reply_to = address_of(by)

    def facts() -> dict[str, object]:
        return {
            "about": subject,
            "words": text,
            "sender": str(by),
            "reply_to": reply_to,
            "department": scope.department.name,
            "term": term.name,
        }

    drafts = [Draft(assistant, FROM_COORDINATOR, key, facts) for assistant in assistants]
    return write_missing(drafts, at)
