from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant
from enrollment.models.stays import in_use

from .catalogue import OnlineModule

# On handing in: copies the pass mark, and the questions and options in the paper's order.
KEEP_WHAT_WAS_ASKED = """
    IF NEW.handed_in_at IS NULL OR TG_OP = 'UPDATE' AND OLD.handed_in_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    SELECT pass_mark INTO NEW.pass_mark FROM modules_onlinemodule WHERE id = NEW.module_id;
    SELECT coalesce(jsonb_agg(
        jsonb_build_object(
            'id', question.id, 'text_en', question.text_en, 'text_nb', question.text_nb,
            'options', (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_object(
                        'id', option.id, 'text_en', option.text_en, 'text_nb', option.text_nb,
                        'is_right', option.is_right,
                        'feedback_en', option.feedback_en, 'feedback_nb', option.feedback_nb
                    ) ORDER BY shown.place
                ), '[]')
                FROM jsonb_array_elements_text(asked.one -> 1) WITH ORDINALITY shown (id, place)
                JOIN modules_option option ON option.id = shown.id::bigint
            )
        ) ORDER BY asked.place
    ), '[]')
    INTO NEW.record
    FROM jsonb_array_elements(NEW.paper) WITH ORDINALITY asked (one, place)
    JOIN modules_question question ON question.id = (asked.one ->> 0)::bigint;
    RETURN NEW;
"""


class TestAttempt(models.Model):
    """One attempt at a module's test. All attempts are kept, and one that is handed in never changes."""

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="test_attempts",
        verbose_name=_("learning assistant"),
    )
    module = models.ForeignKey(
        OnlineModule, models.PROTECT, related_name="attempts", verbose_name=_("online module")
    )
    started_at = models.DateTimeField(_("started"))
    # Primary keys in the order shown: [[question, [option, …]], …].
    paper = models.JSONField(_("paper"))
    # The options chosen, by question: {"question": [option, …]}.
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    asked = models.PositiveSmallIntegerField(_("questions"), null=True, blank=True)
    right = models.PositiveSmallIntegerField(_("answered correctly"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), default=False)
    # Copied by the trigger on handing in: questions with options, and the pass mark in percent.
    record: Any = models.JSONField(null=True, blank=True, editable=False)
    pass_mark = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("test attempt")
        verbose_name_plural = _("test attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "module"],
                condition=Q(handed_in_at=None),
                name="test_attempt_one_open_per_module",
                violation_error_message=_("The test is already begun."),
            ),
            models.CheckConstraint(
                name="test_attempt_scored_when_handed_in",
                condition=Q(handed_in_at=None, asked=None, right=None, passed=False)
                | Q(handed_in_at__isnull=False, asked__gte=1, right__lte=F("asked")),
                violation_error_message=_("A test is scored when it is handed in."),
            ),
        ]
        triggers = [
            in_use("assistant_id"),
            pgtrigger.Trigger(
                name="test_attempt_keeps_what_was_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=KEEP_WHAT_WAS_ASKED,
            ),
            pgtrigger.Protect(
                name="test_attempt_handed_in_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__handed_in_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assistant}: {self.module.code}"
