from __future__ import annotations

import re
import secrets
import string
from typing import Any
from urllib.parse import unquote

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant, User
from enrollment.models.stays import in_use
from enrollment.plain_text import in_latin

# Digits and capital letters without lookalikes; 32 characters, so 5 bits each.
ALPHABET = "".join(sign for sign in string.digits + string.ascii_uppercase if sign not in "ILOU")
GROUPS, GROUP = 7, 4
SERIAL_PATTERN = rf"^([{ALPHABET}]{{{GROUP}}}-){{{GROUPS - 1}}}[{ALPHABET}]{{{GROUP}}}$"
# The serial in the printed URL.
IN_ADDRESS = re.compile(r"verify/+([^/?#]+)", re.IGNORECASE)
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_serial() -> str:
    """Return a random serial of 140 bits, in groups that are easy to read aloud."""
    return _grouped("".join(secrets.choice(ALPHABET) for _one in range(GROUPS * GROUP)))


def tidy_serial(typed: str) -> str:
    """Normalize a typed serial, or the pasted URL of the certificate, to the printed form."""
    plain = "".join(in_latin(unquote(typed)).split())
    in_address = IN_ADDRESS.search(plain)
    serial = in_address[1] if in_address else plain
    letters = (
        sign for sign in serial.upper().translate(MISREAD) if sign.isascii() and sign.isalnum()
    )
    return _grouped("".join(letters)[: GROUPS * GROUP + 1])


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


class CompletionReportQuerySet(models.QuerySet["CompletionReport"]):
    def valid(self) -> CompletionReportQuerySet:
        return self.filter(revoked_at=None)

    def revoked(self) -> CompletionReportQuerySet:
        return self.exclude(revoked_at=None)


# A report records the state at the time of issue: a wrong one is revoked, never changed.
REPORT_STAYS = """
    IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL AND
        ROW(OLD.id, OLD.assistant_id, OLD.serial, OLD.evidence, OLD.issued_at)
        IS NOT DISTINCT FROM ROW(NEW.id, NEW.assistant_id, NEW.serial, NEW.evidence, NEW.issued_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A completion report is never changed but to revoke it, and never deleted.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'completion_report_stays';
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CompletionReport(models.Model):
    """A completion of LAOS with a snapshot of the evidence, from which the certificate is printed."""

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="completion_reports",
        verbose_name=_("learning assistant"),
    )
    serial = models.CharField(_("serial number"), max_length=40, default=new_serial)
    # Made by ``certificates.snapshot.snapshot_of()``.
    evidence: Any = models.JSONField(_("evidence"))
    issued_at = models.DateTimeField(_("issued"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_because = models.CharField(_("reason"), max_length=500, blank=True)

    objects = CompletionReportQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant"],
                condition=Q(revoked_at=None),
                name="completion_report_one_valid_per_assistant",
                violation_error_message=_("This learning assistant has a valid certificate."),
            ),
            models.UniqueConstraint(
                fields=["serial"],
                name="completion_report_serial_is_its_own",
                violation_error_message=_("Another certificate has this serial number."),
            ),
            models.CheckConstraint(
                name="completion_report_serial_is_readable",
                condition=Q(serial__regex=SERIAL_PATTERN),
                violation_error_message=_("The serial number is seven groups of four."),
            ),
            models.CheckConstraint(
                name="completion_report_revoked_with_reason",
                condition=Q(revoked_at=None, revoked_by=None, revoked_because="")
                | (
                    # A comparison with NULL is not false, so it would satisfy the constraint.
                    Q(revoked_at__isnull=False, revoked_at__gte=F("issued_at"))
                    & Q(revoked_by__isnull=False)
                    & ~Q(revoked_because="")
                ),
                violation_error_message=_("Say why a certificate is revoked, and who did it."),
            ),
        ]
        triggers = [
            in_use("assistant_id"),
            pgtrigger.Trigger(
                name="completion_report_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=REPORT_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.serial}"

    @property
    def name(self) -> str:
        """The holder's name at the time of issue."""
        name: str = self.evidence["name"]
        return name

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None
