from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .people import LearningAssistant
from .sessions import CoreModule, CoreSession
from .stays import in_use


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def open(self) -> ExchangeQuerySet:
        return self.filter(closed_at=None)


class Exchange(models.Model):
    """An offer to two learning assistants who each hold the session that the other wants."""

    class Outcome(models.TextChoices):
        OPEN = "", _("offered")
        DONE = "done", _("done")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("expired")
        LAPSED = "lapsed", _("no longer possible")

    core_module = models.PositiveSmallIntegerField(_("core module"), choices=CoreModule)
    offered_at = models.DateTimeField(_("offered"))
    expires_at = models.DateTimeField(_("expires"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        constraints = [
            models.CheckConstraint(
                name="exchange_is_closed_with_an_outcome",
                condition=Q(outcome="", closed_at=None)
                | (~Q(outcome="") & Q(closed_at__isnull=False)),
                violation_error_message=_("An exchange that is over has an outcome."),
            ),
            models.CheckConstraint(
                name="exchange_expires_after_it_is_offered",
                condition=Q(expires_at__gt=F("offered_at")),
                violation_error_message=_("The offer expires before it is made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_core_module_display()}, {self.get_outcome_display()}"

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None and at < self.expires_at


class ExchangeSide(models.Model):
    """One participant's side: the session given, the session received, and whether they have agreed."""

    exchange = models.ForeignKey(
        Exchange, models.CASCADE, related_name="sides", verbose_name=_("exchange")
    )
    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="exchanges",
        verbose_name=_("learning assistant"),
    )
    # Copied from the exchange, like closed_at, for the constraint of one open offer per core module.
    core_module = models.PositiveSmallIntegerField(_("core module"), choices=CoreModule)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    gives = models.ForeignKey(
        CoreSession, models.PROTECT, related_name="+", verbose_name=_("date given")
    )
    takes = models.ForeignKey(
        CoreSession, models.PROTECT, related_name="+", verbose_name=_("date wished")
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    shows_name = models.BooleanField(_("shows their name"), default=False)

    class Meta:
        ordering = ["exchange", "pk"]
        verbose_name = _("side of an exchange")
        verbose_name_plural = _("sides of an exchange")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "core_module"],
                condition=Q(closed_at=None),
                name="exchange_side_one_open_per_core_module",
                violation_error_message=_("This learning assistant already has an open offer."),
            ),
            models.UniqueConstraint(
                fields=["exchange", "assistant"],
                name="exchange_side_once_per_exchange",
                violation_error_message=_("A person cannot exchange with themselves."),
            ),
            models.CheckConstraint(
                name="exchange_side_shows_a_name_only_after_a_yes",
                condition=Q(shows_name=False) | Q(agreed_at__isnull=False),
                violation_error_message=_("A name is shown only by who has said yes."),
            ),
        ]
        triggers = [in_use("assistant_id")]

    def __str__(self) -> str:
        return f"{self.assistant}: {self.gives} → {self.takes}"
