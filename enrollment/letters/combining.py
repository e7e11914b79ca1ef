"""Put what waits for one person into one e-mail: several letters as its parts, and a letter in several languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os.path import commonprefix

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from enrollment.models.kinds import LetterGroup
from enrollment.templatetags.letters import BETWEEN_LANGUAGES

PARAGRAPH = "\n\n"
PREFIX = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str
    headings: tuple[str, ...] = ()


def framed(subject: str, text: str, headings: Sequence[str] = ()) -> Rendered:
    """Return the letter with its HTML, in the active language. ``headings`` are lines of the text."""
    facts = {"subject": subject, "text": text, "headings": headings}
    return Rendered(subject, text, render_to_string("letters/_frame.html", facts), tuple(headings))


def in_all_languages(letters: Sequence[Rendered]) -> Rendered:
    """Return one letter in several languages, one below the other."""
    if len(letters) == 1:
        return letters[0]
    first, *others = (letter.subject for letter in letters)
    subject = " / ".join([first, *(other.removeprefix(PREFIX) for other in others)])
    text = BETWEEN_LANGUAGES.join(letter.text.strip() for letter in letters) + "\n"
    return framed(subject, text, [line for letter in letters for line in letter.headings])


def in_one_letter(letters: Sequence[Rendered], group: LetterGroup | None) -> Rendered:
    """Return letters of one group as the parts of one, in the active language.

    Each part has its subject as its heading. The greeting and the end that all of them share are there once.
    """
    letters = list({letter.text: letter for letter in letters}.values())
    if len(letters) == 1:
        return letters[0]
    greeting, bodies, ending = _shared([letter.text.strip() for letter in letters])
    headings = [letter.subject.removeprefix(PREFIX) for letter in letters]
    parts = [f"{heading}\n{body}" for heading, body in zip(headings, bodies, strict=True)]
    text = PARAGRAPH.join(filter(None, [greeting, *parts, ending])) + "\n"
    return framed(PREFIX + _subject_of(group, len(letters)), text, headings)


def _subject_of(group: LetterGroup | None, number: int) -> str:
    if group is LetterGroup.REMINDERS:
        text = ngettext("%(count)d thing to remember", "%(count)d things to remember", number)
    else:
        text = ngettext("%(count)d change to your dates", "%(count)d changes to your dates", number)
    return text % {"count": number}


def _shared(texts: Sequence[str]) -> tuple[str, list[str], str]:
    """Return the first paragraph if all texts share it, what is between, and the last lines that all share."""
    firsts = {text.partition(PARAGRAPH)[0] for text in texts}
    greeting = firsts.pop() if len(firsts) == 1 else ""
    bodies = [text.removeprefix(greeting).strip() for text in texts]
    ends = [body.rpartition(PARAGRAPH)[2].splitlines()[::-1] for body in bodies]
    ending = "\n".join(commonprefix(ends)[::-1])
    return greeting, [body.removesuffix(ending).strip() for body in bodies], ending
