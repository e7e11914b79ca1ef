"""An author flags an evaluation as unfair, and Uniped answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import User
from enrollment.refusals import SavedMeanwhile
from modules.models import PeerEvaluation
from modules.online.letters import write_flag_answered
from modules.online.refusals import NotReadable, OwnFlag

from .writing import lock_module


def flag(*, evaluation: PeerEvaluation, because: str, at: datetime) -> None:
    """Flag an evaluation as unfair, for staff. Flagging again changes nothing.

    Raises ``NotReadable`` if the author cannot read the evaluation yet.
    """
    if not PeerEvaluation.objects.readable().filter(pk=evaluation.pk).exists():
        raise NotReadable
    PeerEvaluation.objects.filter(pk=evaluation.pk, flagged_at=None).update(
        flagged_at=at, flagged_because=because
    )


def answer_flag(
    *,
    evaluation: PeerEvaluation,
    by: User,
    answer: str,
    withhold: bool,
    seen: tuple[str, bool] | None = None,
    at: datetime,
) -> None:
    """Answer a flag, and withhold the evaluation if it is unfair. It still counts for its evaluator.

    An answer may be corrected; the same answer again changes nothing. ``seen`` is the answer and the ``is_withheld``
    that the user had on the page.

    Raises ``NotReadable`` if the evaluation is not flagged, ``OwnFlag`` if ``by`` has written the essay or the
    evaluation, and ``SavedMeanwhile`` if ``seen`` is out of date.
    """
    with transaction.atomic():
        lock_module(evaluation.module)
        current = PeerEvaluation.objects.select_for_update(no_key=True).get(pk=evaluation.pk)
        if current.flagged_at is None:
            raise NotReadable
        if not PeerEvaluation.objects.of_others(by).filter(pk=current.pk).exists():
            raise OwnFlag
        if (current.answer, current.is_withheld) == (answer, withhold):
            return
        if seen not in (None, (current.answer, current.is_withheld)):
            raise SavedMeanwhile
        current.answered_at, current.answered_by = at, by
        current.answer, current.is_withheld = answer, withhold
        current.save(update_fields=["answered_at", "answered_by", "answer", "is_withheld"])
        write_flag_answered(current, at)
