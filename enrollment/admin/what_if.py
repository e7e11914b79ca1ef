"""Show the consequences of a save before it is made: apply it, apply it without letters, or go back to the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django import forms
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from enrollment.admin_site.deleting import CONFIRMED, ask_again
from enrollment.admin_site.log import WITHOUT_LETTERS
from enrollment.admin_site.site import AdminMixin
from enrollment.rehearsal.answering import QUIETLY, AnswerForm
from enrollment.rehearsal.consequences import Consequences
from enrollment.rehearsal.showing import entries_of, goes_back, saved_or_shown


class ShowsConsequences(AdminMixin):
    """Mixin for a ``ModelAdmin``. List it first."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return with_consequences(
            self,
            request,
            self.opts.verbose_name or "",
            partial(super().changeform_view, request, object_id, *args, **kwargs),
            key=object_id,
        )

    def delete_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if goes_back(request):
            return redirect(request.get_full_path())
        return with_consequences(
            self,
            request,
            _("Delete"),
            partial(super().delete_view, request, object_id, *args, **kwargs),
            key=object_id,
        )

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if goes_back(request):
            if CONFIRMED not in request.POST:
                return redirect(request.get_full_path())
            # Back to the page of the action.
            ask_again(request)
        return with_consequences(
            self,
            request,
            self.opts.verbose_name_plural or "",
            partial(super().changelist_view, request, *args, **kwargs),
        )

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        return type(form.__name__, (NotToBeSaved, form), {}) if goes_back(request) else form

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_addition(request, obj, with_reason(request, message))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, with_reason(request, message))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        if reason := with_reason(request, []):
            for row in queryset:
                super().log_change(request, row, reason)
        return super().log_deletions(request, queryset)


class NotToBeSaved(forms.BaseForm):
    """Mixin for a form that is only shown again."""

    def is_valid(self) -> bool:
        super().is_valid()
        return False


def with_reason(request: HttpRequest, message: Any) -> Any:
    """Add to a log message why no letters were sent."""
    reason = AnswerForm(request.POST).reason
    return [*message, {WITHOUT_LETTERS: reason}] if reason else message


Admin = TypeVar("Admin", bound=AdminMixin)
P = ParamSpec("P")
Request = TypeVar("Request", bound=HttpRequest)
View = Callable[Concatenate[Admin, Request, P], HttpResponse]
# What a save does, in words; as a function if it depends on the entries.
About = str | StrPromise | Callable[[HttpRequest], str | StrPromise]


def shows_consequences(
    about: About,
) -> Callable[[View[Admin, Request, P]], View[Admin, Request, P]]:
    """Decorate a view of a ``ModelAdmin`` that answers a save with a redirect.

    ``about`` says what it does; the row with the key ``pk`` in the address is named too.
    """

    def decorate(view: View[Admin, Request, P]) -> View[Admin, Request, P]:
        @wraps(view)
        def wrapped(
            model_admin: Admin, request: Request, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            return with_consequences(
                model_admin,
                request,
                about,
                lambda: view(model_admin, request, *args, **kwargs),
                key=kwargs.get("pk"),
            )

        return wrapped

    return decorate


def with_consequences(
    model_admin: Any,
    request: HttpRequest,
    about: About,
    save: Callable[[], HttpResponse],
    *,
    key: object = None,
    has_quiet: bool = True,
) -> HttpResponse:
    """Answer as the view does, or show the consequences first and save nothing.

    ``key`` is that of the row it is about, if it is about one. ``has_quiet`` is false where nothing but letters comes of
    it.
    """
    if request.method != "POST" or goes_back(request):
        return save()
    form = AnswerForm(request.POST)
    show = partial(_page, model_admin, request, about, form, key=key, has_quiet=has_quiet)
    return saved_or_shown(request, form.consent, save, show)


def _page(
    model_admin: Any,
    request: HttpRequest,
    about: About,
    form: AnswerForm,
    found: Consequences,
    *,
    key: object,
    has_quiet: bool,
) -> HttpResponse:
    if form.choice != QUIETLY or form.consent.seen:
        form = AnswerForm(None)
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("What this does"),
        "subtitle": _heading(model_admin, request, about, key),
        "found": found,
        "entries": entries_of(request),
        "form": form,
        "has_quiet": has_quiet,
    }
    return TemplateResponse(request, "admin/enrollment/what_if.html", context)


def _heading(model_admin: Any, request: HttpRequest, about: About, key: object) -> str:
    """Say what is about to be done, and to which row, as it is now."""
    words = capfirst(str(about(request) if callable(about) else about))
    row = None if key is None else model_admin.get_object(request, unquote(str(key)))
    return words if row is None else f"{words} · {row}"
