"""The texts of letters: one page for each kind, with all its languages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import ndiff
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, F, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from post_office.models import EmailTemplate

from enrollment import languages
from enrollment.admin_site.log import compared
from enrollment.forms.conflicts import ConflictAware
from enrollment.letters.combining import Rendered
from enrollment.letters.engine import TextRefused
from enrollment.letters.rendering import check, known, render, render_usable, unusable
from enrollment.letters.texts import Text, sample_facts, shipped
from enrollment.models.kinds import LETTER_KINDS
from enrollment.plain_text import name_order

from . import names

# The library's model names, which it does not translate to Norwegian; English: `locale/en`.
WORDS = [
    gettext_noop("Post Office"),
    gettext_noop("Email Template"),
    gettext_noop("Email Templates"),
]
FIELDS = ("subject", "content")


class LetterTextForm(ConflictAware, forms.Form):
    """The text of a letter in one language."""

    subject = forms.CharField(
        label=_("Subject"),
        max_length=EmailTemplate._meta.get_field("subject").max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    content = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField"})
    )

    def __init__(self, data: Any, template: EmailTemplate) -> None:
        self.template = template
        super().__init__(
            data,
            prefix=template.language,
            initial={name: getattr(template, name) for name in FIELDS},
        )
        for field in self.fields.values():
            field.widget.attrs["lang"] = template.language

    @property
    def changes(self) -> dict[str, str]:
        """The new texts. Browsers send other line breaks, which are no change."""
        sent = {name: "\n".join(self.cleaned_data[name].splitlines()) for name in FIELDS}
        return {
            name: text
            for name, text in sent.items()
            if text.split("\n") != getattr(self.template, name).strip().splitlines()
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for field in FIELDS:
            try:
                check(self.template.name, data.get(field, ""))
            except TextRefused as refused:
                self.add_error(field, str(refused))
        return data


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A text of one language with its form, what differs from the original, and what it looks like filled in."""

    template: EmailTemplate
    form: LetterTextForm
    text: Text
    preview: Rendered | None
    # Why the stored text cannot be sent.
    refused: TextRefused | None

    @property
    def name(self) -> str:
        return languages.own_name(self.template.language)

    @property
    def is_original(self) -> bool:
        return _tidy(self.text) == _tidy(self._original)

    @property
    def differences(self) -> list[tuple[str, str]]:
        """The lines that the original has and this text has not (``-``), and the reverse (``+``)."""
        lines = ndiff(_tidy(self._original), _tidy(self.text))
        return [(line[0], line[2:]) for line in lines if line[0] in "+-" and line[2:].strip()]

    @property
    def _original(self) -> Text:
        return shipped(self.template.name, self.template.language)


def _tidy(text: Text) -> list[str]:
    return [text.subject.strip(), *(line.rstrip() for line in text.body.strip().splitlines())]


def _is_original(template: EmailTemplate) -> bool:
    original = shipped(template.name, template.language)
    return _tidy(original) == _tidy(Text(template.subject, template.content))


def _column(template: EmailTemplate, form: LetterTextForm, *, is_shown: bool) -> TextColumn:
    kind, language = template.name, template.language
    facts = sample_facts(kind, language)
    if not form.is_bound:
        text = Text(template.subject, template.content)
        preview, refused = render_usable(template, facts)
        return TextColumn(template, form, text, preview, refused)
    text = Text(*(str(form[name].value() or "") for name in FIELDS))
    shown = render(kind, text.subject, text.body, facts, language) if is_shown else None
    return TextColumn(template, form, text, shown, None)


def names_in(known: Mapping[str, Any], language: str) -> SafeString:
    """Return an HTML list of the names that a text may use: what each is, with a sample in the language of the text."""
    return _listed(_rows_of(known, language))


def _listed(rows: Iterable[tuple[str, str | Promise, str]]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li><code>{}</code> {}{}</li>", rows))


def _rows_of(
    known: Mapping[str, Any], language: str, whole: str = "", path: str = "", depth: int = 0
) -> Iterator[tuple[str, str | Promise, str]]:
    """Yield how each name is written, what it is, and a sample. ``path`` names the lists that ``whole`` is an item of."""
    for name, sample in known.items():
        own_path = f"{path}{name}"
        if isinstance(sample, Mapping):
            yield from _rows_of(sample, language, f"{whole}{name}.", f"{own_path}.", depth)
            continue
        told = names.in_words(own_path)
        if isinstance(sample, list):
            item = "item" if depth == 0 else "part"
            written = f"{{% for {item} in {whole}{name} %}} … {{% endfor %}}"
            inner = _of_item(sample[0], item, language, f"{own_path}.", depth + 1)
            for_each = gettext("for each of them:")
            yield written, f"{told}, {for_each}", inner
        elif isinstance(sample, bool):
            yield f"{{% if {whole}{name} %}} … {{% else %}} … {{% endif %}}", told, ""
        else:
            yield f"{{{{ {whole}{name} }}}}", told, _sample(sample, language)


def _of_item(sample: Any, item: str, language: str, path: str, depth: int) -> SafeString:
    if isinstance(sample, Mapping):
        return _listed(_rows_of(sample, language, f"{item}.", path, depth))
    return format_html(" <code>{}</code>{}", f"{{{{ {item} }}}}", _sample(sample, language))


def _sample(sample: Any, language: str) -> SafeString | str:
    if sample == "":
        return ""
    return format_html(': <span lang="{}">{}</span>', language, sample)


def what_is_told(template: EmailTemplate) -> str:
    return str(LETTER_KINDS[template.name].title)


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
        return queryset.filter(name__in={template.name for template in unusable()})


@admin.register(EmailTemplate)
class LetterTemplateAdmin(admin.ModelAdmin[EmailTemplate]):
    """The texts of the letters, a row for each kind. Letters already sent keep their text."""

    list_display = ["what", "filled_in", "differs"]
    list_filter = [UsableFilter]
    search_fields = ["name", "subject", "content"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[EmailTemplate]:
        templates = super().get_queryset(request).filter(name__in=LETTER_KINDS)
        match = request.resolver_match
        if match is not None and match.url_name == "post_office_emailtemplate_changelist":
            return templates.filter(language=languages.teaching_language())
        return templates

    def get_ordering(self, request: HttpRequest) -> Any:
        """Order by what the reader sees: the titles, not the codes."""
        titles = {kind.code: name_order(str(kind.title)) for kind in LETTER_KINDS.values()}
        order = sorted(titles, key=titles.__getitem__)
        return [
            Case(*(When(name=code, then=number) for number, code in enumerate(order))),
            "language",
        ]

    @admin.display(description=_("letter"))
    def what(self, template: EmailTemplate) -> str:
        return what_is_told(template)

    @admin.display(description=_("subject"))
    def filled_in(self, template: EmailTemplate) -> str:
        facts = sample_facts(template.name, template.language)
        return render_usable(template, facts)[0].subject

    @admin.display(description=_("text"))
    def differs(self, template: EmailTemplate) -> str:
        return gettext("the original") if _is_original(template) else gettext("edited")

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        """Lead to the page of a text only those who may change it."""
        may_change = self.has_change_permission(request)
        return super().get_list_display_links(request, list_display) if may_change else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: EmailTemplate | None = None) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Edit the text in every language: preview it, take the original back, or save."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        found = self.get_object(request, object_id)
        if found is None:
            # Django redirects with a message.
            return super().change_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            templates = _texts_of(found.name)
            data = _with_original(request.POST, found.name) if request.method == "POST" else None
            text_forms = [LetterTextForm(data, template) for template in templates]
            is_valid = data is not None and all(form.is_valid() for form in text_forms)
            if is_valid and not {"_preview", "_restore"} & request.POST.keys():
                self._save(request, text_forms)
                return redirect(request.path if "_continue" in request.POST else _list())
        columns = [
            _column(form.template, form, is_shown=form.is_bound and form.is_valid())
            for form in text_forms
        ]
        return self._page(request, found, columns, is_valid=is_valid)

    def _save(self, request: HttpRequest, text_forms: Sequence[LetterTextForm]) -> None:
        for form in text_forms:
            template = form.template
            before = {name: getattr(template, name) for name in form.changes}
            if not before:
                continue
            for name, text in form.changes.items():
                setattr(template, name, text)
            template.save()
            if _is_original(template):
                # Like a text never edited, it follows the original when LAOS is upgraded.
                EmailTemplate.objects.filter(pk=template.pk).update(last_updated=F("created"))
            self.log_change(request, template, compared(template, before))
        said = gettext("The texts of “%(letter)s” are saved. Letters already sent do not change.")
        letter = what_is_told(text_forms[0].template)
        messages.success(request, said % {"letter": letter})

    def _page(
        self,
        request: HttpRequest,
        template: EmailTemplate,
        columns: Sequence[TextColumn],
        *,
        is_valid: bool,
    ) -> HttpResponse:
        first = columns[0].template
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": what_is_told(template),
            "columns": columns,
            "is_valid": is_valid,
            "is_sent": request.method == "POST",
            "names": names_in(known(first.name, first.language), first.language),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/enrollment/letter_texts.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        template = self.get_object(request, object_id)
        if template is None:
            raise Http404
        name = f"{what_is_told(template)} ({languages.own_name(template.language)})"
        context = {"subtitle": name, "title": gettext("Change history: %s") % name}
        return super().history_view(request, object_id, {**(extra_context or {}), **context})


def _list() -> str:
    return "admin:post_office_emailtemplate_changelist"


def _texts_of(kind: str) -> list[EmailTemplate]:
    """Lock and return the texts of a kind, in the order of the languages."""
    order = languages.codes()
    found = EmailTemplate.objects.filter(name=kind, language__in=order).select_for_update()
    return sorted(found, key=lambda template: order.index(template.language))


def _with_original(sent: Any, kind: str) -> Any:
    """Put the original text in the fields of the language whose button was pressed."""
    language = sent.get("_restore")
    if language not in languages.codes():
        return sent
    original, data = shipped(kind, language), sent.copy()
    data[f"{language}-subject"], data[f"{language}-content"] = original.subject, original.body
    return data
