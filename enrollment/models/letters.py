from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from .kinds import letter_choices
from .people import LearningAssistant, User
from .stays import in_use

Recipient = LearningAssistant | User


class Letter(models.Model):
    """A letter to a person: a learning assistant, who may have no account, or else an account.

    The unique constraints ensure that each is written only once.
    """

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        null=True,
        blank=True,
        # The name it was created under: servers of the release before write it while this one is deployed.
        db_column="recipient_id",
        related_name="letters",
        verbose_name=_("learning assistant"),
    )
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("account"),
    )
    kind = models.CharField(_("kind"), max_length=40, choices=letter_choices)
    # The subject of the letter, such as “registration:17”.
    key = models.CharField(_("about"), max_length=200)
    # The plain values for the text, in the recipient's language.
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    # None until the letter is queued, which happens outside the request. Letters of one group share an e-mail.
    email = models.ForeignKey(
        Email,
        models.PROTECT,
        null=True,
        related_name="letters",
        related_query_name="letter",
        verbose_name=_("e-mail"),
    )
    # The attached calendar files, as in ``letters.writing.Draft``.
    calendars = models.JSONField(_("calendar files"), default=list, blank=True)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "kind", "key"],
                name="letter_once_per_recipient_kind_and_key",
                violation_error_message=_("This letter is already written."),
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "key"],
                name="letter_once_per_account_kind_and_key",
                violation_error_message=_("This letter is already written."),
            ),
            models.CheckConstraint(
                name="letter_to_one_person",
                condition=Q(assistant=None, user__isnull=False)
                | Q(assistant__isnull=False, user=None),
                violation_error_message=_(
                    "A letter is either to a learning assistant or to an account."
                ),
            ),
        ]
        triggers = [in_use("recipient_id")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"

    @property
    def recipient(self) -> Recipient:
        person = self.assistant or self.user
        assert person is not None
        return person


class LetterStop(models.Model):
    """A decision that letters of one kind, due on one day, are not sent, until it is taken back. It is kept."""

    kind = models.CharField(_("kind"), max_length=40, choices=letter_choices)
    day = models.DateField(_("day"))
    # Whether it also holds for letters that become due later on that day.
    is_whole = models.BooleanField(_("all letters of this kind on this day"))
    because = models.CharField(_("reason"), max_length=300)
    stopped_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("stopped by")
    )
    stopped_at = models.DateTimeField(_("stopped"))
    resumed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resumed by")
    )
    resumed_at = models.DateTimeField(_("resumed"), null=True, blank=True)

    class Meta:
        ordering = ["-stopped_at", "-pk"]
        verbose_name = _("stop of letters")
        verbose_name_plural = _("stops of letters")
        constraints = [
            models.CheckConstraint(
                name="letter_stop_has_a_reason",
                condition=~Q(because=""),
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                name="letter_stop_resumed_by_a_person",
                condition=Q(resumed_at=None, resumed_by=None)
                | Q(resumed_at__isnull=False, resumed_by__isnull=False),
                violation_error_message=_("Say who resumes the letters, and when."),
            ),
            models.UniqueConstraint(
                fields=["kind", "day"],
                condition=Q(is_whole=True, resumed_at=None),
                name="letter_stop_once_per_kind_and_day",
                violation_error_message=_("All these letters are stopped already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"


class StoppedLetter(models.Model):
    """A letter that a stop holds back, written or not. With the kind of the stop, it has the natural key of a letter."""

    stop = models.ForeignKey(
        LetterStop, models.PROTECT, related_name="letters", verbose_name=_("stop of letters")
    )
    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stopped_letters",
        verbose_name=_("learning assistant"),
    )
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stopped_letters",
        verbose_name=_("account"),
    )
    key = models.CharField(_("about"), max_length=200)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stopped letter")
        verbose_name_plural = _("stopped letters")
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "assistant", "key"],
                name="stopped_letter_once_per_assistant",
                violation_error_message=_("This letter is already stopped."),
            ),
            models.UniqueConstraint(
                fields=["stop", "user", "key"],
                name="stopped_letter_once_per_account",
                violation_error_message=_("This letter is already stopped."),
            ),
            models.CheckConstraint(
                name="stopped_letter_to_one_person",
                condition=Q(assistant=None, user__isnull=False)
                | Q(assistant__isnull=False, user=None),
                violation_error_message=_(
                    "A letter is either to a learning assistant or to an account."
                ),
            ),
        ]
        triggers = [in_use("assistant_id")]

    def __str__(self) -> str:
        return f"{self.stop.get_kind_display()}: {self.recipient}"

    @property
    def recipient(self) -> Recipient:
        person = self.assistant or self.user
        assert person is not None
        return person
