from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enrollment.languages import text_of
from enrollment.models import Term
from enrollment.models.stays import stays

CODE_PATTERN = r"^[A-Z0-9]+$"
FORMATTED = _("Markdown: # heading, *emphasis*, - list, [text](https://address).")


class Bilingual(models.Model):
    """A model whose texts exist in several languages, as ``title_en`` and ``title_nb``."""

    class Meta:
        abstract = True

    def in_language(self, field: str) -> str:
        """Return the text of a field in the active language."""
        return text_of(self, field)


class OnlineModule(Bilingual):
    """A module done entirely online: a test, an essay, and evaluations of two essays by others."""

    code = models.CharField(
        _("code"),
        max_length=10,
        unique=True,
        validators=[
            RegexValidator(CODE_PATTERN, _("Write capital letters and digits, for example OM1."))
        ],
    )
    title_en = models.CharField(_("title in English"), max_length=200)
    title_nb = models.CharField(_("title in Norwegian"), max_length=200)
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=2,
        default=3,
        validators=[MinValueValidator(0)],
    )
    is_sample = models.BooleanField(
        _("sample content"),
        default=False,
        help_text=_(
            "Readers are told that the content is a sample. Untick it once your own is in place."
        ),
    )
    summary_en = models.CharField(_("what it is for, in English"), max_length=300, blank=True)
    summary_nb = models.CharField(_("what it is for, in Norwegian"), max_length=300, blank=True)
    introduction_en = models.TextField(
        _("introduction in English"), blank=True, help_text=FORMATTED
    )
    introduction_nb = models.TextField(
        _("introduction in Norwegian"), blank=True, help_text=FORMATTED
    )
    material_en = models.TextField(
        _("learning material in English"), blank=True, help_text=FORMATTED
    )
    material_nb = models.TextField(
        _("learning material in Norwegian"), blank=True, help_text=FORMATTED
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How many percent of the questions must be answered correctly."),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit."),
    )
    prompt_en = models.TextField(_("essay prompt in English"), blank=True, help_text=FORMATTED)
    prompt_nb = models.TextField(_("essay prompt in Norwegian"), blank=True, help_text=FORMATTED)
    essay_min_words = models.PositiveSmallIntegerField(
        _("fewest words of an essay"), default=300, validators=[MinValueValidator(1)]
    )
    essay_max_words = models.PositiveSmallIntegerField(_("most words of an essay"), default=600)
    comment_min_words = models.PositiveSmallIntegerField(
        _("fewest words of an evaluation's comment"),
        default=30,
        validators=[MinValueValidator(1)],
    )
    lease_days = models.PositiveSmallIntegerField(
        _("days to evaluate an essay"),
        default=4,
        validators=[MinValueValidator(1)],
        help_text=_("After that, someone else may be given the essay too."),
    )
    wait_days = models.PositiveSmallIntegerField(
        _("days to wait for others' essays"),
        default=5,
        help_text=_("Counted from handing in; then example essays fill up."),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("online module")
        verbose_name_plural = _("online modules")
        constraints = [
            models.CheckConstraint(
                name="online_module_code_is_plain",
                condition=Q(code__regex=CODE_PATTERN),
                violation_error_message=_("Write capital letters and digits, for example OM1."),
            ),
            models.CheckConstraint(
                name="online_module_hours_are_not_negative",
                condition=Q(hours__gte=0),
                violation_error_message=_("The hours are 0 or more."),
            ),
            models.CheckConstraint(
                name="online_module_pass_mark_is_a_percentage",
                condition=Q(pass_mark__gte=1, pass_mark__lte=100),
                violation_error_message=_("The pass mark is from 1 to 100 percent."),
            ),
            models.CheckConstraint(
                name="online_module_word_limits_are_in_order",
                condition=Q(essay_min_words__gte=1, essay_max_words__gte=F("essay_min_words")),
                violation_error_message=_(
                    "The most words of an essay are no fewer than the fewest, and those at least 1."
                ),
            ),
            models.CheckConstraint(
                name="online_module_allows_an_attempt",
                condition=Q(attempts_allowed=None) | Q(attempts_allowed__gte=1),
                violation_error_message=_("Allow one attempt or more, or leave it empty."),
            ),
            models.CheckConstraint(
                name="online_module_evaluations_take_time_and_words",
                condition=Q(lease_days__gte=1, comment_min_words__gte=1),
                violation_error_message=_(
                    "An evaluation has a day or more, and a comment of a word or more."
                ),
            ),
        ]
        triggers = [
            stays(
                "online_module_code_stays",
                "code",
                once=" OR ".join(
                    f"EXISTS (SELECT FROM modules_{table} WHERE module_id = OLD.id)"
                    for table in ("choice", "testattempt", "essay")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_done_here(self) -> bool:
        """Return whether the module has content here; otherwise it is done in a learning platform."""
        return bool(self.prompt_en and self.prompt_nb)

    @property
    def title(self) -> str:
        return self.in_language("title")

    @property
    def summary(self) -> str:
        return self.in_language("summary")

    @property
    def introduction(self) -> str:
        return self.in_language("introduction")

    @property
    def material(self) -> str:
        return self.in_language("material")

    @property
    def prompt(self) -> str:
        return self.in_language("prompt")


class Question(Bilingual):
    module = models.ForeignKey(
        OnlineModule, models.CASCADE, related_name="questions", verbose_name=_("online module")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text_en = models.TextField(_("question in English"))
    text_nb = models.TextField(_("question in Norwegian"))

    class Meta:
        ordering = ["module", "position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        triggers = [stays("question_stays_where_it_is", "module")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.in_language("text")


class Option(Bilingual):
    """An answer option. An answer is correct when exactly the right options are chosen."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="options", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text_en = models.CharField(_("option in English"), max_length=500)
    text_nb = models.CharField(_("option in Norwegian"), max_length=500)
    is_right = models.BooleanField(_("right"), default=False)
    feedback_en = models.CharField(_("feedback in English"), max_length=1000, blank=True)
    feedback_nb = models.CharField(_("feedback in Norwegian"), max_length=1000, blank=True)

    class Meta:
        ordering = ["question", "position", "pk"]
        verbose_name = _("option")
        verbose_name_plural = _("options")
        triggers = [stays("option_stays_where_it_is", "question")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.in_language("text")

    @property
    def feedback(self) -> str:
        return self.in_language("feedback")


class Criterion(Bilingual):
    """A criterion for evaluating an essay."""

    module = models.ForeignKey(
        OnlineModule, models.CASCADE, related_name="criteria", verbose_name=_("online module")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text_en = models.CharField(_("criterion in English"), max_length=300)
    text_nb = models.CharField(_("criterion in Norwegian"), max_length=300)

    class Meta:
        ordering = ["module", "position", "pk"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        triggers = [stays("criterion_stays_where_it_is", "module")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.in_language("text")


class Level(Bilingual):
    """A level of a criterion, from the lowest to the highest."""

    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="levels", verbose_name=_("criterion")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text_en = models.CharField(_("level in English"), max_length=300)
    text_nb = models.CharField(_("level in Norwegian"), max_length=300)

    class Meta:
        ordering = ["criterion", "position", "pk"]
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        triggers = [stays("level_stays_where_it_is", "criterion")]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.in_language("text")


class ModuleDates(models.Model):
    """Due dates of a module in a term. Late work is accepted, and counts in the term in which it is completed."""

    term = models.ForeignKey(
        Term, models.CASCADE, related_name="module_dates", verbose_name=_("term")
    )
    module = models.ForeignKey(
        OnlineModule,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="dates",
        verbose_name=_("online module"),
        help_text=_("Empty: all the modules that have no dates of their own."),
    )
    hand_in_by = models.DateField(_("essay handed in by"))
    complete_by = models.DateField(_("completed by"))

    class Meta:
        ordering = ["-term", F("module").asc(nulls_first=True)]
        verbose_name = _("due dates")
        verbose_name_plural = _("due dates")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "module"],
                nulls_distinct=False,
                name="module_dates_once_per_term_and_module",
                violation_error_message=_("These modules already have dates in this term."),
            ),
            models.CheckConstraint(
                name="module_dates_are_in_order",
                condition=Q(complete_by__gte=F("hand_in_by")),
                violation_error_message=_("The essay is handed in before the module is completed."),
            ),
        ]

    def __str__(self) -> str:
        about: Any = self.module.code if self.module else _("all online modules")
        return f"{self.term.code}: {about}"
