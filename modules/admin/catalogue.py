from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.admin.base import Kept, ShownInline, count_of
from enrollment.admin.tables import TableMixin
from modules.models import Choice, Criterion, Essay, ModuleDates, OnlineModule, Question
from modules.resources import OnlineModuleResource

from . import how_it_goes
from .forms import OnlineModuleForm


class PartsInline(ShownInline):
    """The parts of a module: a link to each part's own page, and one to add another."""

    template = "admin/modules/parts_inline.html"
    link = _("Edit")
    add: Any = ""


class QuestionsInline(PartsInline):
    model = Question
    add = _("Add a question")
    fields = ["position", "text", "answers"]
    readonly_fields = ["text", "answers"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        questions: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                option_count=Count("options"),
                right_count=Count("options", filter=Q(options__is_right=True)),
            )
        )
        return questions

    @admin.display(description=_("question"))
    def text(self, question: Question) -> str:
        return question.text

    @admin.display(description=_("options"))
    def answers(self, question: Any) -> str:
        numbers = {"right": question.right_count, "all": question.option_count}
        return gettext("%(all)d, of them %(right)d right") % numbers


class CriteriaInline(PartsInline):
    model = Criterion
    add = _("Add a criterion")
    fields = ["position", "text", "number"]
    readonly_fields = ["text", "number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        criteria: QuerySet[Any] = (
            super().get_queryset(request).annotate(level_count=Count("levels"))
        )
        return criteria

    @admin.display(description=_("criterion"))
    def text(self, criterion: Criterion) -> str:
        return criterion.text

    @admin.display(description=_("levels"))
    def number(self, criterion: Any) -> int:
        levels: int = criterion.level_count
        return levels


class DatesInline(PartsInline):
    model = ModuleDates
    add = _("Add due dates")
    fields = ["term", "hand_in_by", "complete_by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("term", "module")


@admin.register(OnlineModule)
class OnlineModuleAdmin(TableMixin, Kept, admin.ModelAdmin[OnlineModule]):
    """The catalogue of modules. A module without an essay prompt is done in a learning platform."""

    resource_classes = [OnlineModuleResource]
    form = OnlineModuleForm
    import_export_change_list_template = "admin/modules/onlinemodule/change_list.html"
    list_display = [
        "code",
        "title",
        "is_here",
        "is_sample",
        "questions",
        "criteria",
        "examples",
        "chosen",
    ]
    list_display_links = ["code", "title"]
    search_fields = ["code", "title_en", "title_nb"]
    fieldsets = [
        (None, {"fields": ["code", "title_en", "title_nb", "hours", "is_sample"]}),
        (_("What it is for"), {"fields": ["summary_en", "summary_nb"]}),
        (
            _("Introduction and learning material"),
            {"fields": ["introduction_en", "introduction_nb", "material_en", "material_nb"]},
        ),
        (_("Test"), {"fields": ["pass_mark", "attempts_allowed"]}),
        (
            _("Reflection essay"),
            {
                "description": _("Without a prompt, the module is done in a learning platform."),
                "fields": ["prompt_en", "prompt_nb", "essay_min_words", "essay_max_words"],
            },
        ),
        (_("Evaluation"), {"fields": ["comment_min_words", "lease_days", "wait_days"]}),
    ]
    inlines = [QuestionsInline, CriteriaInline, DatesInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        examples = Essay.objects.handed_in().examples()
        online_modules: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                question_count=count_of(Question.objects.all(), "module"),
                criterion_count=count_of(Criterion.objects.all(), "module"),
                example_count=count_of(examples, "module"),
                choice_count=count_of(Choice.objects.all(), "module"),
            )
        )
        return online_modules

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls: list[URLPattern] = super().get_urls()
        return [
            path(
                "how-it-goes/",
                view(how_it_goes.show),
                {"model_admin": self},
                name="modules_onlinemodule_how_it_goes",
            ),
            path(
                "<int:pk>/ask/",
                view(how_it_goes.ask),
                {"model_admin": self},
                name="modules_onlinemodule_ask",
            ),
            *urls,
        ]

    @admin.display(description=_("title"))
    def title(self, module: OnlineModule) -> str:
        return module.title

    @admin.display(description=_("done"))
    def is_here(self, module: OnlineModule) -> str:
        return gettext("here") if module.is_done_here else gettext("elsewhere")

    @admin.display(description=_("questions"), ordering="question_count")
    def questions(self, module: Any) -> int:
        number: int = module.question_count
        return number

    @admin.display(description=_("criteria"), ordering="criterion_count")
    def criteria(self, module: Any) -> int:
        number: int = module.criterion_count
        return number

    @admin.display(description=_("example essays"), ordering="example_count")
    def examples(self, module: Any) -> str:
        url = reverse("admin:modules_essay_changelist")
        query = "?state=examples&module__id__exact="
        return format_html('<a href="{}{}{}">{}</a>', url, query, module.pk, module.example_count)

    @admin.display(description=_("chosen by"), ordering="choice_count")
    def chosen(self, module: Any) -> str:
        url = reverse("admin:modules_choice_changelist")
        query = "?module__id__exact="
        return format_html('<a href="{}{}{}">{}</a>', url, query, module.pk, module.choice_count)


@admin.register(ModuleDates)
class ModuleDatesAdmin(Kept, admin.ModelAdmin[ModuleDates]):
    """Due dates, for all modules or for one."""

    list_display = ["term", "which", "hand_in_by", "complete_by"]
    list_display_links = ["term", "which"]
    list_select_related = ["term", "module"]
    list_filter = ["term", "module"]
    fields = ["term", "module", "hand_in_by", "complete_by"]

    @admin.display(description=_("online module"), ordering="module")
    def which(self, dates: ModuleDates) -> str:
        return str(dates.module or _("all that have no dates of their own"))
