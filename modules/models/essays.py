from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enrollment.models import Language, LearningAssistant, User

from .catalogue import Bilingual, OnlineModule

# How many evaluations each essay gets, and so how many everybody gives (docs/programme.md, “Online modules”).
EVALUATIONS_WANTED = 2


class EssayQuerySet(models.QuerySet["Essay"]):
    def current(self) -> EssayQuerySet:
        """Those not set aside, drafts too."""
        return self.filter(set_aside_at=None)

    def handed_in(self) -> EssayQuerySet:
        return self.current().exclude(handed_in_at=None)

    def by_learning_assistants(self) -> EssayQuerySet:
        return self.exclude(author=None)

    def examples(self) -> EssayQuerySet:
        """What staff have provided for when there are too few."""
        return self.filter(author=None)


# Its text belongs to the evaluations of it from the moment somebody has opened it.
OPENED_STAYS = """
    IF ROW(OLD.text, OLD.handed_in_at, OLD.author_id, OLD.module_id)
        IS DISTINCT FROM ROW(NEW.text, NEW.handed_in_at, NEW.author_id, NEW.module_id)
        AND EXISTS (SELECT FROM modules_peerevaluation WHERE essay_id = OLD.id)
    THEN
        RAISE EXCEPTION 'Somebody has opened this essay for evaluation.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'essay_opened_stays';
    END IF;
    RETURN NEW;
"""


# What was handed in was written to the prompt of that day.
KEEP_THE_PROMPT = """
    IF NEW.handed_in_at IS NULL THEN
        NEW.prompt_en = '';
        NEW.prompt_nb = '';
    ELSIF TG_OP = 'UPDATE' AND OLD.handed_in_at IS NOT NULL THEN
        NEW.prompt_en = OLD.prompt_en;
        NEW.prompt_nb = OLD.prompt_nb;
    ELSE
        SELECT prompt_en, prompt_nb INTO NEW.prompt_en, NEW.prompt_nb
            FROM modules_onlinemodule WHERE id = NEW.module_id;
    END IF;
    RETURN NEW;
"""


class Essay(Bilingual):
    """A reflection essay: a draft until it is handed in. One without an author is an example that staff provide."""

    author = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="essays",
        verbose_name=_("author"),
    )
    module = models.ForeignKey(
        OnlineModule, models.PROTECT, related_name="essays", verbose_name=_("online module")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.TextField(_("text"), blank=True)
    # A copy of the module's, from handing in on.
    prompt_en = models.TextField(db_default="", editable=False)
    prompt_nb = models.TextField(db_default="", editable=False)
    # Raised by every save, so that an older page does not write over a newer text.
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    set_aside_at = models.DateTimeField(_("set aside"), null=True, blank=True)
    set_aside_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set aside by"),
    )
    set_aside_because = models.CharField(_("reason"), max_length=500, blank=True)
    # Some of its runs of words, as numbers, to compare it with others by; None until they are made.
    fingerprint = ArrayField(models.BigIntegerField(), null=True, blank=True, editable=False)
    similar_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("most similar to"),
    )
    similarity = models.PositiveSmallIntegerField(
        _("similarity"),
        null=True,
        blank=True,
        help_text=_("Percent of its runs of words that stand in the other essay too."),
    )

    objects = EssayQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        verbose_name = _("reflection essay")
        verbose_name_plural = _("reflection essays")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "module"],
                condition=Q(set_aside_at=None, author__isnull=False),
                name="essay_one_per_author_and_module",
                violation_error_message=_("There is an essay of this module already."),
            ),
            models.CheckConstraint(
                name="essay_handed_in_has_text",
                condition=Q(handed_in_at=None) | ~Q(text=""),
                violation_error_message=_("An essay that is handed in has a text."),
            ),
            models.CheckConstraint(
                name="essay_example_is_handed_in",
                condition=Q(author__isnull=False) | Q(handed_in_at__isnull=False),
                violation_error_message=_("An example is there to be evaluated."),
            ),
            models.CheckConstraint(
                name="essay_set_aside_with_reason",
                condition=Q(set_aside_at=None, set_aside_by=None, set_aside_because="")
                | (
                    Q(set_aside_at__isnull=False, set_aside_by__isnull=False)
                    & ~Q(set_aside_because="")
                ),
                violation_error_message=_("Say why an essay is set aside, and who did it."),
            ),
            models.CheckConstraint(
                name="essay_language_is_known",
                condition=Q(language__in=Language.values),
                violation_error_message=_("The language is nb or en."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="essay_opened_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=OPENED_STAYS,
            ),
            pgtrigger.Trigger(
                name="essay_keeps_its_prompt",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=KEEP_THE_PROMPT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module.code}: {self.author or _('example')}"

    @property
    def prompt(self) -> str:
        """What it was written to; empty while it is a draft, which is written to the module's."""
        return self.in_language("prompt")
