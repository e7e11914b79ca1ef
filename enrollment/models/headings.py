from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadHeading(models.Model):
    """A heading that a person's files have, and the column of a table that the person reads it as."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="read_headings",
        verbose_name=_("user"),
    )
    table = models.CharField(_("table"), max_length=100)
    # As ``reading.synonyms.plain`` writes it.
    heading = models.CharField(_("heading"), max_length=200)
    column = models.CharField(_("column"), max_length=100)

    class Meta:
        verbose_name = _("heading in files")
        verbose_name_plural = _("headings in files")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "table", "heading"], name="read_heading_means_one_column"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.column}"
