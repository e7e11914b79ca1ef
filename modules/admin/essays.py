from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.admin.base import Kept, in_short
from enrollment.admin.states import NamedStatesFilter
from enrollment.admin.what_if import ShowsConsequences, shows_consequences
from enrollment.admin_site.log import log_changes
from enrollment.refusals import Refusal
from enrollment.rehearsal.showing import goes_back
from modules.models import Essay, PeerEvaluation
from modules.models.evaluations import with_evaluations
from modules.online import formatting
from modules.online.essays import examples, setting_aside

from .base import page
from .forms import ExampleForm, SetAsideForm


class EssayStateFilter(NamedStatesFilter):
    states = {
        "current": (
            _("by learning assistants"),
            lambda essays: essays.filter(set_aside_at=None).exclude(author=None),
        ),
        "examples": (_("examples"), lambda essays: essays.filter(set_aside_at=None, author=None)),
        "set_aside": (_("set aside"), lambda essays: essays.exclude(set_aside_at=None)),
    }


@admin.register(Essay)
class EssayAdmin(ShowsConsequences, Kept, admin.ModelAdmin[Essay]):
    """Essays handed in: staff can read them and set them aside, but cannot see drafts. Examples are written here."""

    form = ExampleForm
    change_form_template = "admin/modules/essay/change_form.html"
    list_display = ["by", "module", "handed_in", "evaluations", "alike", "state"]
    list_select_related = ["author", "module", "similar_to"]
    list_filter = [EssayStateFilter, "module", "language"]
    search_fields = ["author__found_by"]
    search_help_text = _("Search for an author.")
    show_full_result_count = False
    actions = None
    fields = [
        "module",
        "by",
        "language",
        "handed_in_at",
        "evaluations",
        "alike",
        "formatted",
    ]
    set_aside_fields = ["set_aside_at", "set_aside_by", "set_aside_because"]
    readonly_fields = ["by", "evaluations", "alike", "formatted"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        handed_in = Essay.objects.exclude(handed_in_at=None)
        essays: QuerySet[Any] = with_evaluations(handed_in, clock.now()).annotate(
            percent=Coalesce("similarity", 0),
            opened=Exists(PeerEvaluation.objects.filter(essay=OuterRef("pk"))),
        )
        return essays.defer("fingerprint", "similar_to__fingerprint", "similar_to__text")

    @admin.display(description=_("author"), ordering="author__name")
    def by(self, essay: Essay) -> str:
        return str(essay.author or gettext("example"))

    @admin.display(description=_("handed in"), ordering="handed_in_at")
    def handed_in(self, essay: Essay) -> str:
        return in_short(essay.handed_in_at)

    @admin.display(description=_("evaluations"), ordering="given")
    def evaluations(self, essay: Any) -> int:
        given: int = essay.given
        return given

    @admin.display(description=_("similarity"), ordering="-percent")
    def alike(self, essay: Essay) -> str:
        """Return the similarity in percent, with a link to compare the essays unless the other is a draft again."""
        if essay.similarity is None:
            return gettext("not compared yet")
        percent = f"{essay.similarity} %"
        if essay.similar_to is None or essay.similar_to.handed_in_at is None:
            return percent
        url = reverse("admin:modules_essay_similar", args=[essay.pk])
        hint = gettext("see both")
        return format_html('{} <a href="{}">{}</a>', percent, url, hint)

    @admin.display(description=_("state"))
    def state(self, essay: Essay) -> str:
        return gettext("set aside") if essay.set_aside_at else ""

    @admin.display(description=_("text"))
    def formatted(self, essay: Essay) -> SafeString:
        return format_html('<div lang="{}">{}</div>', essay.language, formatting.essay(essay.text))

    # Examples

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_open = obj is None or (
            obj.author_id is None
            and obj.set_aside_at is None
            # An example that was just added has no annotation, and is not opened.
            and not getattr(obj, "opened", False)
        )
        return is_open and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Essay | None = None) -> bool:
        """Never: an essay is set aside instead."""
        return False

    def get_fields(self, request: HttpRequest, obj: Essay | None = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return ["module", "language", "text"]
        return [*self.fields, *(self.set_aside_fields if obj.set_aside_at else [])]

    def save_model(
        self, request: HttpRequest, obj: Essay, form: ModelForm[Essay], change: bool
    ) -> None:
        examples.provide(essay=obj, at=clock.now())

    # Pages of our own

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls: list[URLPattern] = super().get_urls()
        return [
            path(
                "<int:pk>/similar/", view(require_safe(self.similar)), name="modules_essay_similar"
            ),
            path("<int:pk>/set-aside/", view(self.set_aside), name="modules_essay_set_aside"),
            *urls,
        ]

    def may_set_aside(self, request: HttpRequest) -> bool:
        return request.user.has_perm("modules.change_essay")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"can_set_aside": self.may_set_aside(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def similar(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show an essay beside the most similar one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        essays = self.get_queryset(request).select_related("author", "module")
        essay = get_object_or_404(essays, pk=pk)
        other = get_object_or_404(essays, pk=essay.similar_to_id)
        pair = [(shown, formatting.essay(shown.text)) for shown in (essay, other)]
        return page(
            self,
            request,
            "essay/similar",
            title=gettext("Two essays side by side"),
            essay=essay,
            pair=pair,
            can_set_aside=self.may_set_aside(request),
        )

    @shows_consequences(_("Set the essay aside"))
    def set_aside(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Explain the consequences, ask for a reason, and set the essay aside."""
        if not self.may_set_aside(request):
            raise PermissionDenied
        essays = self.get_queryset(request)
        if request.method != "POST":
            essays = essays.filter(set_aside_at=None)
        essay = get_object_or_404(essays.select_related("author", "module"), pk=pk)
        form = SetAsideForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not goes_back(request):
            because = form.cleaned_data["because"]
            try:
                setting_aside.set_aside(
                    essay=essay, by=request.user, because=because, at=clock.now()
                )
            except Refusal as refusal:
                form.add_error(None, refusal.in_full)
            else:
                log_changes(self, request, essay, "set_aside_at", "set_aside_because")
                messages.success(request, gettext("The essay is set aside."))
                return redirect("admin:modules_essay_change", pk)
        title = gettext("Set the essay aside")
        return page(self, request, "essay/set_aside", title=title, essay=essay, form=form)
