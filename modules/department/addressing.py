"""Letters from a coordinator to learning assistants of the department."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.letters.by_staff.to_groups import GroupLetter, Said, kept
from enrollment.letters.kinds import SAMPLE_SENTENCE
from enrollment.letters.recipients import address_of
from enrollment.models import Letter, Term, User
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


def from_coordinator(said: Said, by: User, scope: Scope, term: Term) -> GroupLetter:
    reply_to = address_of(by)

    def signature() -> dict[str, object]:
        return {"reply_to": reply_to, "department": scope.department.name, "term": term.name}

    said_in = {settings.LANGUAGE_CODE: said}
    return GroupLetter(FROM_COORDINATOR, _keeper(scope, term), said_in, by, signature)


def letters_kept(scope: Scope, term: Term) -> QuerySet[Letter]:
    """Return the letters to people in the scope. A scope of courses sees those to its own people."""
    letters = kept(FROM_COORDINATOR, _keeper(scope, term))
    if scope.is_whole:
        return letters
    own = scope.appointments(term).order_by().values("assistant")
    return letters.filter(assistant__in=own)


def _keeper(scope: Scope, term: Term) -> str:
    return f"department:{scope.department.pk}:term:{term.pk}:"
