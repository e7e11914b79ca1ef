from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from enrollment.models import User

WEEK_PATTERN = r"^[0-9]{4}-W[0-9]{2}$"


class CoordinatorDigest(models.Model):
    """The weekly digest sent to a coordinator. A constraint allows one per coordinator and week."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="digests", verbose_name=_("account")
    )
    # An ISO 8601 week, such as “2031-W36”.
    week = models.CharField(_("week"), max_length=8)
    email = models.OneToOneField(
        Email, models.PROTECT, related_name="digest", verbose_name=_("e-mail")
    )

    class Meta:
        ordering = ["-week", "user"]
        verbose_name = _("digest for a coordinator")
        verbose_name_plural = _("digests for coordinators")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "week"],
                name="digest_once_per_coordinator_and_week",
                violation_error_message=_("This coordinator has had a digest this week."),
            ),
            models.CheckConstraint(
                name="digest_week_is_of_iso",
                condition=Q(week__regex=WEEK_PATTERN),
                violation_error_message=_("Write the week like 2031-W36."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.week}"
