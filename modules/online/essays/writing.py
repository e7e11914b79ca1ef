"""The reflection essay: saved as a draft, handed in within its word limits, withdrawn until it is opened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import LearningAssistant
from enrollment.places.taking import lock_assistant
from enrollment.refusals import Refusal
from modules.models import Choice, Essay, OnlineModule, PeerEvaluation, TestAttempt
from modules.online.completing import complete_if_done
from modules.online.refusals import (
    AlreadyHandedIn,
    DoneElsewhere,
    ModuleAlreadyCompleted,
    NotChosen,
    Opened,
    SavedElsewhere,
    TestNotPassed,
    WordLimits,
)
from modules.online.words import count_words

from .similarity import announcement

# Longer than any essay; stops text pasted by mistake.
LONGEST = 50_000  # characters


def lock_module(module: OnlineModule) -> OnlineModule:
    """Lock a module: required, before any other lock, to change which essays can be evaluated or to lease one."""
    return OnlineModule.objects.select_for_update(no_key=True).get(pk=module.pk)


def save(
    *,
    assistant: LearningAssistant,
    module: OnlineModule,
    text: str,
    language: str,
    version: int,
    at: datetime,
) -> Essay:
    """Save a draft, new or existing. ``version`` is the one the page was opened with, 0 for a new draft.

    Saving the same text again changes nothing.

    Raises ``NotChosen``, ``ModuleAlreadyCompleted``, ``DoneElsewhere``, ``AlreadyHandedIn`` or ``SavedElsewhere``.
    """
    with transaction.atomic():
        locked = lock_assistant(assistant)
        refusal = refusal_to_write(locked, module)
        if refusal is not None:
            raise refusal
        return _save(locked, module, text, language, version, at)


def hand_in(
    *,
    assistant: LearningAssistant,
    module: OnlineModule,
    text: str,
    language: str,
    version: int,
    at: datetime,
) -> Essay:
    """Save an essay and hand it in. Handing in the same text again changes nothing.

    Raises the refusals of ``save``, and ``TestNotPassed`` or ``WordLimits``; with these two, the draft is saved.
    """
    refusal: Refusal | None
    with transaction.atomic():
        lock_module(module)
        locked = lock_assistant(assistant)
        refusal = refusal_to_write(locked, module)
        if refusal is not None:
            raise refusal
        essay = _save(locked, module, text, language, version, at)
        if essay.handed_in_at is not None:
            return essay
        refusal = refusal_to_hand_in(locked, module, text)
        if refusal is None:
            essay.handed_in_at = at
            essay.save(update_fields=["handed_in_at"])
            transaction.on_commit(announcement.make, robust=True)
            complete_if_done(locked, module, at)
    if refusal is not None:
        raise refusal
    return essay


def withdraw(*, essay: Essay, at: datetime) -> Essay:
    """Make an essay a draft again, to be changed and handed in later. Withdrawing again changes nothing.

    Raises ``Opened`` if the essay was ever given to an evaluator, and ``ModuleAlreadyCompleted``.
    """
    with transaction.atomic():
        lock_module(essay.module)
        # A concurrent last evaluation by the author completes the module under this lock.
        locked = lock_assistant(author_of(essay))
        current = Essay.objects.select_for_update(no_key=True).get(pk=essay.pk)
        if current.handed_in_at is None:
            return current
        if PeerEvaluation.objects.filter(essay=current).exists():
            raise Opened
        if Choice.objects.completed().filter(assistant=locked, module=essay.module).exists():
            raise ModuleAlreadyCompleted(essay.module)
        current.handed_in_at, current.saved_at = None, at
        current.fingerprint = current.similar_to = current.similarity = None
        current.save()
        return current


def author_of(essay: Essay) -> LearningAssistant:
    """Return the author. Call it under the lock of the module: records of one person are merged under it too."""
    return LearningAssistant.objects.get(essays=essay)


def refusal_to_write(assistant: LearningAssistant, module: OnlineModule) -> Refusal | None:
    """Return why no essay can be written, or None: ``NotChosen``, ``ModuleAlreadyCompleted`` or ``DoneElsewhere``."""
    choice = Choice.objects.filter(assistant=assistant, module=module).first()
    if choice is None:
        return NotChosen(module)
    if choice.completed_on is not None:
        return ModuleAlreadyCompleted(module)
    return None if module.is_done_here else DoneElsewhere(module)


def refusal_to_hand_in(
    assistant: LearningAssistant, module: OnlineModule, text: str
) -> Refusal | None:
    """Return why the text cannot be handed in, or None: ``TestNotPassed`` or ``WordLimits``."""
    passed = TestAttempt.objects.filter(assistant=assistant, module=module, passed=True)
    if not passed.exists():
        return TestNotPassed()
    words = count_words(text)
    if not module.essay_min_words <= words <= module.essay_max_words:
        return WordLimits(module, words)
    return None


def current_essay(assistant: LearningAssistant, module: OnlineModule) -> Essay | None:
    """Return the essay that is not set aside, draft or handed in, or None."""
    return Essay.objects.current().filter(author=assistant, module=module).first()


def _save(
    assistant: LearningAssistant,
    module: OnlineModule,
    text: str,
    language: str,
    version: int,
    at: datetime,
) -> Essay:
    essay = current_essay(assistant, module) or Essay(author=assistant, module=module)
    if (essay.text, essay.language) == (text, language):
        return essay
    if essay.handed_in_at is not None:
        raise AlreadyHandedIn
    if essay.version != version:
        raise SavedElsewhere
    essay.text, essay.language, essay.saved_at = text, language, at
    essay.version += 1
    essay.save()
    return essay
