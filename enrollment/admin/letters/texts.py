"""The texts of letters, which staff edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from post_office.models import EmailTemplate

from enrollment import languages
from enrollment.letters.engine import TextRefused
from enrollment.letters.rendering import check, known, render_usable, unusable
from enrollment.letters.texts import sample_facts
from enrollment.models.kinds import LETTER_KINDS

# The library's model names, which it does not translate to Norwegian; English: `locale/en`.
WORDS = [
    gettext_noop("Post Office"),
    gettext_noop("Email Template"),
    gettext_noop("Email Templates"),
]


class LetterTextForm(forms.ModelForm[EmailTemplate]):
    """Edit a template. Both fields are required, unlike in the library."""

    class Meta:
        model = EmailTemplate
        fields = ["subject", "content"]
        labels = {"subject": _("Subject"), "content": _("Text")}
        help_texts = {
            "content": _(
                "Names in {{ }} are filled in when the letter is sent. All names that this letter can use are "
                "listed below. Save, then preview it with sample values."
            )
        }
        widgets = {"content": forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for field in ("subject", "content"):
            try:
                check(self.instance.name, data.get(field, ""))
            except TextRefused as refused:
                self.add_error(field, str(refused))
        return data


def names_in(
    known: Mapping[str, Any], language: str, whole: str = "", depth: int = 0
) -> SafeString:
    """Return an HTML list of the names that a text may use, each with a sample in the language of the text."""
    rows = [*_rows_of(known, language, whole, depth)]
    return format_html("<ul>{}</ul>", format_html_join("", "<li><code>{}</code> {}{}</li>", rows))


def _rows_of(
    known: Mapping[str, Any], language: str, whole: str, depth: int
) -> Iterator[tuple[str, str, str]]:
    for name, sample in known.items():
        if isinstance(sample, Mapping):
            yield from _rows_of(sample, language, f"{whole}{name}.", depth)
        elif isinstance(sample, list):
            item = "item" if depth == 0 else "part"
            written = f"{{% for {item} in {whole}{name} %}} … {{% endfor %}}"
            inner = names_in({item: sample[0]}, language, depth=depth + 1)
            yield written, gettext("for each of them:"), inner
        elif isinstance(sample, bool):
            written = f"{{% if {whole}{name} %}} … {{% else %}} … {{% endif %}}"
            yield written, gettext("yes or no"), ""
        else:
            shown = format_html('<span lang="{}">{}</span>', language, sample)
            yield f"{{{{ {whole}{name} }}}}", "", shown


def what_is_told(template: EmailTemplate) -> str:
    return str(LETTER_KINDS[template.name].title)


def what_it_is(template: EmailTemplate) -> str:
    """Return a readable name for a template; the library's name for it is an internal key."""
    return f"{what_is_told(template)} ({languages.own_name(template.language)})"


class LanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[EmailTemplate]
    ) -> list[tuple[str, Any]]:
        return languages.choices()

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[EmailTemplate]
    ) -> QuerySet[EmailTemplate]:
        return queryset.filter(language=self.value()) if self.value() else queryset


class UsableFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "usable"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[EmailTemplate]
    ) -> list[tuple[str, Any]]:
        return [("no", _("cannot be sent"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[EmailTemplate]
    ) -> QuerySet[EmailTemplate]:
        if self.value() != "no":
            return queryset
        return queryset.filter(pk__in=[template.pk for template in unusable()])


@admin.register(EmailTemplate)
class LetterTemplateAdmin(admin.ModelAdmin[EmailTemplate]):
    """The texts of the letters in each language. Letters already sent keep their text."""

    form = LetterTextForm
    # The library's own template loads an editor from an external site.
    change_form_template = "admin/change_form.html"
    list_display = ["what", "in_language", "subject", "preview_link"]
    list_filter = [LanguageFilter, UsableFilter]
    search_fields = ["name", "subject", "content"]
    ordering = ["name", "language"]
    fields = ["what", "in_language", "subject", "content", "names", "preview_link"]
    readonly_fields = ["what", "in_language", "names", "preview_link"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[EmailTemplate]:
        return super().get_queryset(request).filter(name__in=LETTER_KINDS)

    @admin.display(description=_("letter"), ordering="name")
    def what(self, template: EmailTemplate) -> str:
        return what_is_told(template)

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, template: EmailTemplate) -> str:
        return str(languages.own_name(template.language))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: EmailTemplate | None = None) -> bool:
        return False

    @admin.display(description=_("names it can use"))
    def names(self, template: EmailTemplate) -> str:
        return names_in(known(template.name, template.language), template.language)

    @admin.display(description=_("preview"))
    def preview_link(self, template: EmailTemplate) -> str:
        url = reverse("admin:post_office_emailtemplate_preview", args=[template.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Preview"))

    def get_urls(self) -> list[URLPattern]:
        preview = path(
            "<int:pk>/preview/",
            self.admin_site.admin_view(require_safe(self.preview)),
            name="post_office_emailtemplate_preview",
        )
        urls: list[URLPattern] = super().get_urls()
        return [preview, *urls]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        template = self.get_object(request, object_id)
        context = {"subtitle": what_it_is(template)} if template else {}
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        template = self.get_object(request, object_id)
        name = what_it_is(template) if template else ""
        context = {"subtitle": name, "title": gettext("Change history: %s") % name}
        return super().history_view(request, object_id, {**(extra_context or {}), **context})

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the letter with sample values."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        template = get_object_or_404(self.get_queryset(request), pk=pk)
        facts = sample_facts(template.name, template.language)
        letter, refused = render_usable(template, facts)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{what_is_told(template)} ({languages.own_name(template.language)})",
            "template": template,
            "letter": letter,
            "refused": refused,
        }
        return TemplateResponse(request, "admin/enrollment/letter_preview.html", context)
