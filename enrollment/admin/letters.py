from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from post_office.models import STATUS, Attachment, Email, EmailTemplate, Log

from enrollment import clock, languages
from enrollment.access import runs_sessions
from enrollment.admin_site.log import done
from enrollment.letters import delivering, queueing
from enrollment.letters.engine import TextRefused
from enrollment.letters.rendering import check, known, render_usable, unusable
from enrollment.letters.texts import sample_facts
from enrollment.models import Exchange, ExchangeSide, Letter
from enrollment.models.kinds import LETTER_KINDS

from .base import Kept, ShownInline, ShownOnly, in_short, moments

# The library's own admin lets staff write and send arbitrary e-mails; unregister it.
for model in (Attachment, Email, EmailTemplate, Log):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


STATES = {
    STATUS.sent: _("sent"),
    STATUS.failed: _("failed"),
    STATUS.queued: _("waiting to be sent"),
    STATUS.requeued: _("will be tried again"),
    None: _("waiting to be sent"),
}

REFUSED = "refused"
LATELY = "lately"
SENT_AGAIN = gettext_noop("Sent again")
# Of a recipient.
SEARCHED = ("name", "username", "email")


class StatusFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Letter]
    ) -> list[tuple[str, Any]]:
        states = [(str(status), STATES[status]) for status in STATES if status is not None]
        return [
            *states,
            (REFUSED, _("failed: the address is refused")),
            (LATELY, _("failed in the last seven days")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Letter]) -> QuerySet[Letter]:
        if self.value() == REFUSED:
            return queryset.filter(email__in=delivering.refused_for_their_address().values("pk"))
        if self.value() == LATELY:
            return queryset.filter(email__in=delivering.failed_lately(clock.now()).values("pk"))
        chosen = {str(status): status for status in STATES}.get(self.value() or "")
        if chosen is None:
            return queryset
        not_queued = Q(email=None) if chosen == STATUS.queued else Q()
        return queryset.filter(Q(email__status=chosen) | not_queued)


@admin.register(Letter)
class LetterAdmin(ShownOnly, Kept, admin.ModelAdmin[Letter]):
    """Letters with recipient, text and delivery status."""

    list_display = ["recipient", "kind", "written", "status"]
    list_select_related = ["assistant", "user", "email"]
    list_filter = [StatusFilter, "kind"]
    search_fields = [
        *(f"{person}__{field}" for person in ("assistant", "user") for field in SEARCHED),
        "key",
    ]
    date_hierarchy = "written_at"
    show_full_result_count = False
    actions = ["send_again"]
    written = moments("written_at", _("written"))
    fields = ["recipient", "kind", "written_at", "status", "subject", "text", "log"]
    readonly_fields = ["recipient", "status", "subject", "text", "log"]

    @admin.display(description=_("to"))
    def recipient(self, letter: Letter) -> str:
        return str(letter.recipient)

    def has_send_permission(self, request: HttpRequest) -> bool:
        return runs_sessions(request.user)

    @admin.action(description=_("Send failed letters again"), permissions=["send"])
    def send_again(self, request: HttpRequest, letters: QuerySet[Letter]) -> None:
        """Queue letters again after an address was corrected or a mail server was down for days."""
        number = queueing.send_again(letters)
        if not number:
            messages.warning(
                request, gettext("None of these has failed, so nothing is sent again.")
            )
            return
        again = ngettext(
            "%(count)d letter is sent again.", "%(count)d letters are sent again.", number
        )
        messages.success(request, again % {"count": number})

    def get_urls(self) -> list[URLPattern]:
        again = path(
            "<int:pk>/send-again/",
            self.admin_site.admin_view(require_POST(self.send_one_again)),
            name="enrollment_letter_send_again",
        )
        urls: list[URLPattern] = super().get_urls()
        return [again, *urls]

    def send_one_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send one letter again, to the address that its recipient has now."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        letter = get_object_or_404(self.get_queryset(request).select_related("assistant"), pk=pk)
        if queueing.send_once_more(letter):
            self.log_change(request, letter, done(SENT_AGAIN))
            messages.success(request, gettext("The letter is sent again."))
        else:
            messages.warning(
                request, gettext("The letter waits to be sent already, so nothing is changed.")
            )
        if letter.assistant is None:
            return redirect("admin:enrollment_letter_change", pk)
        return redirect("admin:enrollment_learningassistant_person", letter.assistant.pk)

    @admin.display(description=_("state"))
    def status(self, letter: Letter) -> str:
        return str(STATES[letter.email.status if letter.email else STATUS.queued])

    @admin.display(description=_("subject"))
    def subject(self, letter: Letter) -> str:
        return (letter.email and letter.email.subject) or "–"

    @admin.display(description=_("text"))
    def text(self, letter: Letter) -> str:
        made = letter.email and letter.email.message
        return made or gettext("The text is created when the letter is sent.")

    @admin.display(description=_("failed tries"))
    def log(self, letter: Letter) -> str:
        failures = letter.email.logs.all() if letter.email else []
        return (
            "\n".join(f"{in_short(failure.date)}: {failure.message}" for failure in failures) or "–"
        )


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


class SideInline(ShownInline):
    model = ExchangeSide
    fields = ["assistant", "gives", "takes", "agreed", "shows_name"]
    readonly_fields = ["agreed"]
    agreed = moments("agreed_at", _("agreed"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExchangeSide]:
        dates = ("gives__campus", "gives__term", "takes__campus", "takes__term")
        return super().get_queryset(request).select_related("assistant", *dates)


@admin.register(Exchange)
class ExchangeAdmin(ShownOnly, Kept, admin.ModelAdmin[Exchange]):
    """Offered exchanges and their outcome."""

    list_display = ["core_module", "who", "outcome", "offered", "expires", "closed"]
    list_filter = ["outcome", "core_module"]
    show_full_result_count = False
    inlines = [SideInline]
    offered = moments("offered_at", _("offered"))
    expires = moments("expires_at", _("expires"))
    closed = moments("closed_at", _("closed"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exchange]:
        return super().get_queryset(request).prefetch_related("sides__assistant")

    @admin.display(description=_("between"))
    def who(self, exchange: Exchange) -> str:
        return ", ".join(str(side.assistant) for side in exchange.sides.all())
