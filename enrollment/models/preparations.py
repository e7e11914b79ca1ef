from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .keys import TermKey
from .organisation import Language
from .sessions import CoreModule, CoreSession
from .terms import Term


class Preparation(models.Model):
    """The mandatory preparation for a core module in a term, for the sessions held in a language."""

    term = models.ForeignKey(
        Term, models.CASCADE, related_name="preparations", verbose_name=_("term")
    )
    core_module = models.PositiveSmallIntegerField(_("core module"), choices=CoreModule)
    language = models.CharField(_("language of the session"), max_length=2, choices=Language)
    text = models.TextField(
        _("text"),
        max_length=2000,
        blank=True,
        help_text=_("What to read, watch or think through. It is also in letters and calendars."),
    )
    url = models.URLField(_("link"), blank=True)

    class Meta:
        ordering = ["term", "core_module", "language"]
        verbose_name = _("mandatory preparation")
        verbose_name_plural = _("mandatory preparation")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "core_module", "language"],
                name="preparation_once_per_term_core_module_and_language",
                violation_error_message=_(
                    "This core module already has a preparation in this language."
                ),
            ),
            models.CheckConstraint(
                name="preparation_has_a_text_or_a_link",
                condition=~Q(text="") | ~Q(url=""),
                violation_error_message=_("Write a text, or give a link."),
            ),
            models.CheckConstraint(
                name="preparation_is_for_a_core_module",
                condition=Q(core_module__in=CoreModule.values),
                violation_error_message=_("There are core modules 1 and 2."),
            ),
            models.CheckConstraint(
                name="preparation_language_is_known",
                condition=Q(language__in=Language.values),
                violation_error_message=_("The language is nb or en."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term.code}: {self.get_core_module_display()}, {self.get_language_display()}"


class Preparations:
    """What to prepare, by term, core module and language."""

    def __init__(self, found: Iterable[Preparation]) -> None:
        self._found = {(row.term_id, row.core_module, row.language): row for row in found}

    @classmethod
    def in_terms(cls, terms: Collection[TermKey]) -> Preparations:
        """Load those of some terms, in one query."""
        return cls(Preparation.objects.filter(term__in=terms) if terms else ())

    def of(self, session: CoreSession) -> Preparation | None:
        """Return the preparation in the session's language, else in another."""
        languages = sorted(Language.values, key=lambda language: language != session.language)
        keys = ((session.term_id, session.core_module, language) for language in languages)
        return next((self._found[key] for key in keys if key in self._found), None)
