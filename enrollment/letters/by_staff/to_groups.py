"""Letters that staff write to a group of learning assistants, and the copies kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Min, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from post_office.models import EmailTemplate

from enrollment import languages
from enrollment.letters.combining import Rendered
from enrollment.letters.kinds import SAMPLE_SENTENCE
from enrollment.letters.recipients import languages_of
from enrollment.letters.rendering import render_usable
from enrollment.letters.writing import Draft, write_missing
from enrollment.models import LearningAssistant, Letter, User
from enrollment.models.kinds import LetterKind
from enrollment.plain_text import NameOrder

FROM_UNIPED = LetterKind(
    "from-uniped",
    _("Letter from Uniped"),
    lambda: {"about": SAMPLE_SENTENCE, "words": SAMPLE_SENTENCE, "sender": "Guro Haugdal"},
)

# The keeper of the copies of these.
UNIPED = "uniped:"


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter to a group says, in one language."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class GroupLetter:
    """What is written at once to a group: the letters differ only in their recipient and their language."""

    kind: LetterKind
    # The beginning of the keys of all letters of which the same readers keep copies.
    keeper: str
    # By language code: one is enough.
    said: Mapping[str, Said]
    by: User
    # The facts of the signature beside the sender, in the active language.
    signature: Callable[[], dict[str, object]] = dict

    def facts(self) -> dict[str, object]:
        said = languages.in_language(self.said)
        return {
            "about": said.subject,
            "words": said.text,
            "sender": str(self.by),
            **self.signature(),
        }

    def key_on(self, day: object) -> str:
        """Return the key of its letters: the same words are written once a day to each person."""
        words = [part for said in self.said.values() for part in (said.subject, said.text)]
        said = "\0".join([*words, str(day)])
        return f"{self.keeper}user:{self.by.pk}:{sha256(said.encode()).hexdigest()[:32]}"


def from_uniped(said: Mapping[str, Said], by: User) -> GroupLetter:
    return GroupLetter(FROM_UNIPED, UNIPED, said, by)


def write_to(
    assistants: Iterable[LearningAssistant], letter: GroupLetter, at: datetime
) -> list[Letter]:
    """Write to each learning assistant, once a day for the same words, and return the letters written."""
    key = letter.key_on(localdate(at))
    drafts = [Draft(assistant, letter.kind, key, letter.facts) for assistant in assistants]
    return write_missing(drafts, at)


@dataclass(frozen=True, slots=True)
class Preview:
    """The letter as one of its recipients gets it, with the greeting and the signature."""

    recipient: LearningAssistant
    language: str
    letter: Rendered

    @property
    def language_name(self) -> str:
        return languages.own_name(self.language)


def previews(assistants: Iterable[LearningAssistant], letter: GroupLetter) -> list[Preview]:
    """Return the letter to the first recipient of each language, in the order of the recipients."""
    first: dict[str, LearningAssistant] = {}
    for assistant, (language, *_others) in languages_of(assistants).items():
        assert isinstance(assistant, LearningAssistant)
        first.setdefault(language, assistant)
    templates = {
        template.language: template
        for template in EmailTemplate.objects.filter(name=letter.kind.code, language__in=first)
    }
    return [
        Preview(assistant, language, _rendered(templates[language], assistant, letter))
        for language, assistant in first.items()
    ]


def _rendered(
    template: EmailTemplate, assistant: LearningAssistant, letter: GroupLetter
) -> Rendered:
    with override(template.language):
        facts = letter.facts()
    return render_usable(template, {"name": assistant.name, **facts})[0]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """What was written at once to a group, with those who got it."""

    letters: Sequence[Letter]

    @property
    def sent_at(self) -> datetime:
        return self.letters[0].written_at

    @property
    def sender(self) -> str:
        return str(self.letters[0].facts["sender"])

    @property
    def said(self) -> list[Said]:
        """The words in each language in which they were written."""
        words = (
            Said(str(letter.facts["about"]), str(letter.facts["words"])) for letter in self.letters
        )
        return [*dict.fromkeys(words)]

    @property
    def recipients(self) -> list[LearningAssistant]:
        return [letter.assistant for letter in self.letters if letter.assistant is not None]


def kept(kind: LetterKind, keeper: str) -> QuerySet[Letter]:
    """Return the letters to groups whose copies one department, or Uniped, keeps."""
    return Letter.objects.filter(kind=kind.code, key__startswith=keeper)


def keys_of(letters: QuerySet[Letter]) -> QuerySet[Any]:
    """Return the keys of the messages that the letters are of, the newest first."""
    found = letters.order_by().values("key")
    return found.annotate(sent_at=Min("written_at")).order_by("-sent_at", "key")


def read(letters: QuerySet[Letter], keys: Collection[str]) -> list[SentMessage]:
    """Load messages by their keys, in that order."""
    by_key: dict[str, list[Letter]] = defaultdict(list)
    found = letters.filter(key__in=keys).select_related("assistant")
    for letter in found.order_by(NameOrder("assistant__name"), "pk"):
        by_key[letter.key].append(letter)
    return [SentMessage(by_key[key]) for key in keys if key in by_key]
