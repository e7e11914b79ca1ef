from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from enrollment.languages import text_of

from . import stays


class Language(models.TextChoices):
    """The languages of seminars, meetings and essays; for those of pages and letters see ``languages``."""

    BOKMAL = "nb", _("Norwegian")
    ENGLISH = "en", _("English")


class Named(models.Model):
    """Abstract base for models with a name in several languages."""

    name_en = models.CharField(_("name in English"), max_length=200)
    name_nb = models.CharField(_("name in Norwegian"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return text_of(self, "name")


class Campus(models.Model):
    name = models.CharField(_("name"), max_length=50, unique=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("campus")
        verbose_name_plural = _("campuses")

    def __str__(self) -> str:
        return self.name


class Faculty(Named):
    code = models.CharField(_("code"), max_length=20, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("faculty")
        verbose_name_plural = _("faculties")


class Department(Named):
    faculty = models.ForeignKey(
        Faculty, models.PROTECT, related_name="departments", verbose_name=_("faculty")
    )
    code = models.CharField(_("code"), max_length=20, unique=True)
    campus = models.ForeignKey(
        Campus, models.PROTECT, related_name="departments", verbose_name=_("campus")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        triggers = [stays.DEPARTMENT_CODE]


class Course(Named):
    code = models.CharField(_("code"), max_length=20, unique=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="courses", verbose_name=_("department")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        triggers = [stays.COURSE_CODE]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
