from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enrollment.models import Language, LearningAssistant, User
from enrollment.models.stays import in_use

from .catalogue import Bilingual, OnlineModule

# Evaluations per essay, and so per learning assistant (docs/programme.md, “Online modules”).
EVALUATIONS_WANTED = 2


def languages_read(written: str) -> tuple[str, ...]:
    """Return the languages of essays for one who writes in ``written``: an English writer may not read Norwegian."""
    return (Language.ENGLISH,) if written == Language.ENGLISH else tuple(Language)


class EssayQuerySet(models.QuerySet["Essay"]):
    def current(self) -> EssayQuerySet:
        """Return the essays that are not set aside, drafts included."""
        return self.filter(set_aside_at=None)

    def handed_in(self) -> EssayQuerySet:
        return self.current().exclude(handed_in_at=None)

    def by_learning_assistants(self) -> EssayQuerySet:
        return self.exclude(author=None)

    def examples(self) -> EssayQuerySet:
        """Return the example essays provided by staff, used when too few essays are handed in."""
        return self.filter(author=None)


# The text must not change once the essay is given to an evaluator.
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


# Keeps the prompt of the day the essay was handed in.
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
    """A reflection essay, a draft until it is handed in. An essay without an author is an example provided by staff."""

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
    # Copied from the module by the trigger when the essay is handed in.
    prompt_en = models.TextField(db_default="", editable=False)
    prompt_nb = models.TextField(db_default="", editable=False)
    # Raised by every save, so that an older page cannot overwrite a newer text.
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
    # Hashes of a sample of its word runs, to compare it with other essays; None until computed.
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
            in_use("author_id"),
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
        author = self.author or _("example")
        return f"{self.module.code}: {author}"

    @property
    def prompt(self) -> str:
        """Return the prompt the essay was written to; empty for a draft, which uses the module's prompt."""
        return self.in_language("prompt")
