from __future__ import annotations

from datetime import datetime
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant, User
from enrollment.models.stays import in_use

from .catalogue import Bilingual, Criterion, Level, OnlineModule
from .essays import EVALUATIONS_WANTED, Essay, EssayQuerySet


class PeerEvaluationQuerySet(models.QuerySet["PeerEvaluation"]):
    def given(self) -> PeerEvaluationQuerySet:
        return self.exclude(given_at=None)

    def open(self) -> PeerEvaluationQuerySet:
        """Return the evaluations in progress, including those with an expired lease: late ones are accepted."""
        return self.filter(given_at=None, released_at=None)

    def readable(self) -> PeerEvaluationQuerySet:
        """Return what authors may read: all evaluations of an essay that has ``EVALUATIONS_WANTED``, else none."""
        others = self.model._default_manager.exclude(given_at=None).filter(essay=OuterRef("essay"))
        number = others.order_by().values("essay").annotate(number=Count("pk")).values("number")
        return self.given().alias(in_all=Subquery(number)).filter(in_all__gte=EVALUATIONS_WANTED)

    def unanswered(self) -> PeerEvaluationQuerySet:
        """Return the evaluations flagged as unfair that staff have not answered yet."""
        return self.exclude(flagged_at=None).filter(answered_at=None)

    def of_others(self, user: User) -> PeerEvaluationQuerySet:
        """Return the evaluations that the user has neither given nor received."""
        return self.exclude(evaluator__user=user).exclude(essay__author__user=user)

    def leased(self, at: datetime) -> PeerEvaluationQuerySet:
        """Return the open evaluations whose lease has not expired."""
        return self.open().filter(lease_ends_at__gt=at)


def with_evaluations(essays: EssayQuerySet, at: datetime) -> models.QuerySet[Any]:
    """Annotate essays with the number of evaluations ``given`` and of running leases ``leased``; neither is stored."""
    evaluations = PeerEvaluation.objects.filter(essay=OuterRef("pk"))
    return essays.annotate(given=_count(evaluations.given()), leased=_count(evaluations.leased(at)))


def lacking(essays: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return the essays, annotated by ``with_evaluations``, that need more evaluations than those given and leased."""
    return essays.filter(given__lt=EVALUATIONS_WANTED - F("leased"))


def _count(evaluations: PeerEvaluationQuerySet) -> Coalesce:
    number = evaluations.order_by().values("essay").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


# Last guard: the use cases check this first, so users never see the error.
OF_ANOTHERS_ESSAY = """
    IF NOT EXISTS (
        SELECT FROM modules_essay
        WHERE id = NEW.essay_id AND module_id = NEW.module_id AND handed_in_at IS NOT NULL
            AND set_aside_at IS NULL AND author_id IS DISTINCT FROM NEW.evaluator_id
    ) THEN
        RAISE EXCEPTION 'Only an essay of somebody else that is handed in can be evaluated.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'peer_evaluation_of_anothers_essay';
    END IF;
    RETURN NEW;
"""


class PeerEvaluation(models.Model):
    """A lease of an essay to an evaluator, and the evaluation they write."""

    evaluator = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="evaluations",
        verbose_name=_("evaluator"),
    )
    essay = models.ForeignKey(
        Essay, models.PROTECT, related_name="evaluations", verbose_name=_("reflection essay")
    )
    module = models.ForeignKey(
        OnlineModule, models.PROTECT, related_name="+", verbose_name=_("online module")
    )
    leased_at = models.DateTimeField(_("essay given to them"))
    lease_ends_at = models.DateTimeField(_("to be evaluated by"))
    # When the evaluator gave the essay back, or took another after the lease had expired.
    released_at = models.DateTimeField(_("essay given back"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    given_at = models.DateTimeField(_("evaluation given"), null=True, blank=True)
    flagged_at = models.DateTimeField(_("flagged"), null=True, blank=True)
    flagged_because = models.CharField(_("what the author says"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answer = models.CharField(_("answer to the author"), max_length=1000, blank=True)
    # Hides an unfair evaluation from the author; it still counts for its evaluator.
    is_withheld = models.BooleanField(
        _("withheld"), default=False, help_text=_("The author does not see it any more.")
    )

    objects = PeerEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-leased_at", "-pk"]
        verbose_name = _("peer evaluation")
        verbose_name_plural = _("peer evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluator", "essay"],
                name="peer_evaluation_once_per_evaluator_and_essay",
                violation_error_message=_("This person has had this essay already."),
            ),
            models.UniqueConstraint(
                fields=["evaluator", "module"],
                condition=Q(given_at=None, released_at=None),
                name="peer_evaluation_one_open_per_module",
                violation_error_message=_("This person has an essay to evaluate already."),
            ),
            models.CheckConstraint(
                name="peer_evaluation_lease_ends_after_it_begins",
                condition=Q(lease_ends_at__gt=models.F("leased_at")),
                violation_error_message=_("The lease ends before it begins."),
            ),
            models.CheckConstraint(
                name="peer_evaluation_given_with_comment",
                condition=Q(given_at=None) | (Q(released_at=None) & ~Q(comment="")),
                violation_error_message=_("An evaluation that is given has a comment."),
            ),
            models.CheckConstraint(
                name="peer_evaluation_flagged_with_reason",
                condition=Q(flagged_at=None, flagged_because="")
                | (Q(flagged_at__isnull=False, given_at__isnull=False) & ~Q(flagged_because="")),
                violation_error_message=_("Say what is unfair."),
            ),
            models.CheckConstraint(
                name="peer_evaluation_answered_with_author_and_words",
                condition=Q(answered_at=None, answered_by=None, answer="", is_withheld=False)
                | (
                    Q(
                        answered_at__isnull=False,
                        answered_by__isnull=False,
                        flagged_at__isnull=False,
                    )
                    & ~Q(answer="")
                ),
                violation_error_message=_("Answer what was flagged, in words."),
            ),
        ]
        triggers = [
            in_use("evaluator_id"),
            pgtrigger.Trigger(
                name="peer_evaluation_of_anothers_essay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("essay_id", "evaluator_id", "module_id"),
                func=OF_ANOTHERS_ESSAY,
            ),
            pgtrigger.Protect(
                name="peer_evaluation_given_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.given_at IS NOT NULL AND ROW(OLD.comment, OLD.given_at, OLD.essay_id, OLD.evaluator_id)"
                    " IS DISTINCT FROM ROW(NEW.comment, NEW.given_at, NEW.essay_id, NEW.evaluator_id)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator}: {self.essay}"


# Copies the texts of the criterion and the level: staff may edit them after the level is chosen.
KEEP_THE_WORDS = """
    SELECT criterion.text_en, criterion.text_nb, level.text_en, level.text_nb
        INTO NEW.criterion_en, NEW.criterion_nb, NEW.level_en, NEW.level_nb
        FROM modules_criterion criterion, modules_level level
        WHERE criterion.id = NEW.criterion_id AND level.id = NEW.level_id;
    RETURN NEW;
"""
OF_A_GIVEN_EVALUATION = """
    IF EXISTS (
        SELECT FROM modules_peerevaluation WHERE id = OLD.evaluation_id AND given_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'The ratings of an evaluation that is given stay.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rating_given_stays';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class Rating(Bilingual):
    """The level chosen for one criterion of an evaluation, with a copy of both texts."""

    evaluation = models.ForeignKey(
        PeerEvaluation, models.CASCADE, related_name="ratings", verbose_name=_("peer evaluation")
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, related_name="+", verbose_name=_("criterion")
    )
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("level"))
    criterion_en = models.CharField(max_length=300, db_default="", editable=False)
    criterion_nb = models.CharField(max_length=300, db_default="", editable=False)
    level_en = models.CharField(max_length=300, db_default="", editable=False)
    level_nb = models.CharField(max_length=300, db_default="", editable=False)

    class Meta:
        ordering = ["evaluation", "criterion__position", "pk"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "criterion"],
                name="rating_one_per_evaluation_and_criterion",
                violation_error_message=_("Each criterion has one level."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="rating_keeps_its_words",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=KEEP_THE_WORDS,
            ),
            pgtrigger.Trigger(
                name="rating_given_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=OF_A_GIVEN_EVALUATION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_text}: {self.level_text}"

    @property
    def criterion_text(self) -> str:
        return self.in_language("criterion")

    @property
    def level_text(self) -> str:
        return self.in_language("level")
