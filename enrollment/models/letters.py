from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from .people import LearningAssistant


class Letter(models.Model):
    """A letter to a learning assistant. The unique constraint ensures that each is written only once."""

    class Kind(models.TextChoices):
        PLACE_HELD = "place-held", _("Somebody has registered")
        WAITLISTED = "waitlisted", _("Somebody is on a waitlist")
        PROMOTED = "promoted", _("Somebody got a place from the waitlist")
        SWAPPED = "swapped", _("Somebody got another date in place of the one they held")
        GIVEN_UP = "given-up", _("A place was given up or taken away")
        SESSION_CHANGED = "session-changed", _("A session has another time, room or link")
        SESSION_CANCELLED = "session-cancelled", _("A session is cancelled")
        EXCHANGE_OFFERED = "exchange-offered", _("Two people hold each other's wished dates")
        EXCHANGE_DONE = "exchange-done", _("An exchange is done")
        EXCHANGE_DECLINED = "exchange-declined", _("An exchange came to nothing")
        REGISTRATION_OPEN = "registration-open", _("Reminder: registration has opened")
        REGISTRATION_CLOSING = (
            "registration-closing",
            _("Reminder: registration is about to close"),
        )
        SEMINAR_AHEAD = "seminar-ahead", _("Reminder: a seminar ahead, with its preparation")
        SEMINAR_TOMORROW = "seminar-tomorrow", _("Reminder: a seminar tomorrow")
        PREPARATION_MISSING = (
            "preparation-missing",
            _("Reminder: the preparation is not confirmed"),
        )
        MODULE_CHOSEN = "module-chosen", _("Somebody has chosen an online module")
        MODULE_COMPLETED = "module-completed", _("Somebody has completed an online module")
        EVALUATIONS_RECEIVED = (
            "evaluations-received",
            _("The evaluations of somebody's essay are in"),
        )
        ESSAY_SET_ASIDE = "essay-set-aside", _("Somebody's essay is set aside")
        FLAG_ANSWERED = "flag-answered", _("Staff have answered about an evaluation")
        EVALUATIONS_WANTED = (
            "evaluations-wanted",
            _("Somebody is asked to help with one more evaluation"),
        )
        MODULE_DUE = "module-due", _("Reminder: an online module is due")
        MODULE_DUE_SOON = "module-due-soon", _("Reminder: an online module is due in a few days")
        ESSAYS_WAITING = "essays-waiting", _("Reminder: there is an essay to evaluate")
        LEASE_ENDING = "lease-ending", _("Reminder: the time to evaluate an essay runs out")
        GREETING = "greeting", _("Somebody who has never logged in was appointed")
        FROM_COORDINATOR = "from-coordinator", _("A coordinator writes")

        MEETING_PLANNED = "meeting-planned", _("Meetings are planned")
        MEETING_CHANGED = "meeting-changed", _("A meeting has another time, place or content")
        MEETING_CANCELLED = "meeting-cancelled", _("A meeting is cancelled")
        OBJECTION_ANSWERED = "objection-answered", _("An objection to a mark is answered")
        MEETING_TOMORROW = "meeting-tomorrow", _("Reminder: a meeting tomorrow")

        EQUIVALENT_APPROVED = "equivalent-approved", _("Somebody is exempt")
        EQUIVALENT_REJECTED = "equivalent-rejected", _("An application to be exempt is rejected")
        EXEMPTION_WITHDRAWN = "exemption-withdrawn", _("Somebody is exempt no more")
        CERTIFICATE_ISSUED = "certificate-issued", _("Somebody has completed LAOS")
        CERTIFICATE_REVOKED = "certificate-revoked", _("A certificate is revoked")
        WHAT_IS_MISSING = "what-is-missing", _("Reminder: what is missing to complete LAOS")

    recipient = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="letters",
        verbose_name=_("learning assistant"),
    )
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    # The subject of the letter, such as “registration:17”.
    key = models.CharField(_("about"), max_length=200)
    # The plain values for the text, in the recipient's language.
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    # None until the letter is queued, which happens outside the request.
    email = models.OneToOneField(
        Email, models.PROTECT, null=True, related_name="letter", verbose_name=_("e-mail")
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
                fields=["recipient", "kind", "key"],
                name="letter_once_per_recipient_kind_and_key",
                violation_error_message=_("This letter is already written."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"
