"""Writing to a group of learning assistants, and reading later what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import clock, languages
from enrollment.access import SignedInRequest, runs_sessions
from enrollment.admin_site.site import AdminMixin, identity_of
from enrollment.forms.fields import keys_among
from enrollment.forms.group_letters import LONGEST_SUBJECT, LONGEST_TEXT, GroupLetterForm
from enrollment.letters.by_staff import to_groups
from enrollment.letters.by_staff.to_groups import FROM_UNIPED, UNIPED, Said
from enrollment.models import CoreSession, LearningAssistant, Letter
from enrollment.plain_text import NameOrder

MESSAGES_ON_A_PAGE = 20
PLACES, WAITLIST = "places", "waitlist"


class NoteForm(GroupLetterForm):
    """A letter from Uniped, in as many languages as it is written in. The others read the one nearest to theirs.

    ``session`` is what it is about, and its subject in each language until another is written.
    """

    # The keys of those who can be ticked.
    people = forms.CharField(widget=forms.HiddenInput, max_length=100_000)
    session = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,
        people: Iterable[LearningAssistant],
        chosen: Iterable[int],
        session: CoreSession | None = None,
    ) -> None:
        people = list(people)
        offered = [(person.pk, identity_of(person)) for person in people]
        super().__init__(data, offered, [*chosen])
        self.initial["people"] = ",".join(str(person.pk) for person in people)
        if session:
            self.initial["session"] = session.pk
        for code, name in languages.choices():
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Subject, %(language)s") % {"language": name},
                max_length=LONGEST_SUBJECT,
                required=False,
                initial=_subject(session, code),
                widget=forms.TextInput(attrs={"class": "vLargeTextField", "lang": code}),
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text, %(language)s") % {"language": name},
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField", "lang": code}),
            )
        self.order_fields([*(name for name in self.fields if name != "to"), "to"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for code in languages.codes():
            subject, text = f"subject_{code}", f"text_{code}"
            # The proposed subject alone is no letter in this language.
            if not given.get(text) and subject not in self.changed_data:
                continue
            parts = {name: given.get(name) for name in (subject, text)}
            for name, part in parts.items():
                if not part and any(parts.values()):
                    self.add_error(
                        name, _("Write this too, or empty both fields of this language.")
                    )
        if not self.said and not self.errors:
            self.add_error(None, _("Write a subject and a text in at least one language."))
        return given

    @property
    def said(self) -> Mapping[str, Said]:
        given = self.cleaned_data
        return {
            code: Said(given[f"subject_{code}"], given[f"text_{code}"])
            for code in languages.codes()
            if given.get(f"subject_{code}") and given.get(f"text_{code}")
        }


class WritesToGroups(AdminMixin):
    """Mixin for the admin of letters: the page that writes to a group, and the copies kept."""

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "enrollment_letter"
        write = require_http_methods(["GET", "HEAD", "POST"])(self.write)
        urls: list[URLPattern] = super().get_urls()
        return [
            path("write/", view(write), name=f"{name}_write"),
            path("to-groups/", view(require_safe(self.to_groups)), name=f"{name}_to_groups"),
            *urls,
        ]

    def write(self, request: SignedInRequest) -> HttpResponse:
        """Write to people chosen in a list, or to those of a session, once the letter was shown."""
        if not runs_sessions(request.user):
            raise PermissionDenied
        if request.method != "POST":
            session = _session(request.GET)
            if session is None:
                raise Http404
            people, chosen = _of_session(session, request.GET.get("to", PLACES))
            return self._form_of(request, NoteForm(None, people, chosen, session), session)
        keys = keys_among(request.POST.get("people", "").split(","))
        session = _session(request.POST)
        form = NoteForm(request.POST, _people(keys), (), session)
        if not form.is_valid():
            return self._form_of(request, form, session)
        recipients = _people(form.cleaned_data["to"])
        letter = to_groups.from_uniped(form.said, request.user)
        if "preview" in request.POST or not form.is_settled:
            form.note_shown(request)
            return self._form_of(
                request,
                form,
                session,
                previews=to_groups.previews(recipients, letter),
                number=len(recipients),
            )
        _tell(request, len(to_groups.write_to(recipients, letter, clock.now())))
        return redirect("admin:enrollment_letter_to_groups")

    def ask_what_to_write(
        self, request: HttpRequest, people: Iterable[LearningAssistant], chosen: Iterable[int]
    ) -> HttpResponse:
        return self._form_of(request, NoteForm(None, people, chosen))

    def _form_of(
        self,
        request: HttpRequest,
        form: NoteForm,
        session: CoreSession | None = None,
        **context: Any,
    ) -> HttpResponse:
        title = gettext("Write to learning assistants")
        if session:
            title = gettext("Write about %(session)s") % {"session": session}
        return self._page(request, "write", title=title, form=form, **context)

    def to_groups(self, request: HttpRequest) -> HttpResponse:
        """List what Uniped has written to groups, with recipients and texts."""
        if not runs_sessions(request.user):
            raise PermissionDenied
        letters = to_groups.kept(FROM_UNIPED, UNIPED)
        keys = to_groups.keys_of(letters)
        page = Paginator(keys, MESSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
        sent = to_groups.read(letters, [message["key"] for message in page])
        return self._page(request, "to_groups", title=_("Letters to groups"), page=page, sent=sent)

    def _page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/enrollment/letter/{name}.html", context)


class CanBeWrittenTo(AdminMixin):
    """Mixin for a list whose rows are, or are about, learning assistants (``person_field``): write to those selected."""

    person_field = "assistant"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        if runs_sessions(request.user):
            actions["write_to_selected"] = self.get_action("write_to_selected")
        return actions

    @admin.action(description=_("Write to the selected"))
    def write_to_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        people = _people(queryset.order_by().values(self.person_field))
        letters = self.admin_site.get_model_admin(Letter)
        assert isinstance(letters, WritesToGroups)
        return letters.ask_what_to_write(request, people, [person.pk for person in people])


def _people(keys: Iterable[int] | QuerySet[Any]) -> QuerySet[LearningAssistant]:
    people = LearningAssistant.objects.filter(pk__in=keys, merged_into=None)
    return people.select_related("user").order_by(NameOrder("name"), "pk")


def _subject(session: CoreSession | None, language: str) -> str:
    with override(language):
        return str(session) if session else ""


def _session(sent: QueryDict) -> CoreSession | None:
    keys = keys_among([sent.get("session", "")])
    return CoreSession.objects.select_related("campus").filter(pk__in=keys).first()


def _of_session(session: CoreSession, to: str) -> tuple[QuerySet[LearningAssistant], list[int]]:
    """Return the people of a session, and those to tick."""
    groups = {
        PLACES: set(session.registrations.live().values_list("assistant", flat=True)),
        WAITLIST: set(session.waitlist.values_list("assistant", flat=True)),
    }
    chosen = groups.get(to, set())
    return _people(set().union(*groups.values())), sorted(chosen)


def _tell(request: HttpRequest, number: int) -> None:
    sentence = ngettext(
        "The letter is on its way to %(number)d person. A copy is kept here.",
        "The letter is on its way to %(number)d people. A copy is kept here.",
        number,
    )
    if number:
        messages.success(request, sentence % {"number": number})
    else:
        messages.warning(
            request, gettext("All of them have got this letter today, so nothing is sent again.")
        )
