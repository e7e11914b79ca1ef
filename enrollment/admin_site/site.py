"""The admin site. It is outside the ``admin`` package, because importing that package registers every model.

Every choice of a person or an account shows name, user name and e-mail address, to tell namesakes apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path, lookup_spawns_duplicates
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import ForeignKey, ManyToManyField, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.forms import Field as FormField
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import capfirst, smart_split, unescape_string_literal
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant, Term, User
from enrollment.plain_text import NameOrder, TermOrder, words_to_find

from .conflicts import ConflictAwareAdmin
from .deleting import DeletesWithReason
from .log import LoggedAdmin

# A real ModelAdmin as base would come before the methods of the mixins listed after it.
if TYPE_CHECKING:
    AdminMixin = admin.ModelAdmin[Any]
else:
    AdminMixin = object


def identity_of(thing: Model) -> str:
    """Return “Ada Aas (ada, ada@example.org)” for a person or an account, without repeats; ``str()`` for the rest."""
    if not isinstance(thing, LearningAssistant | User):
        return str(thing)
    others = ", ".join(dict.fromkeys(filter(None, (thing.username, thing.email))))
    return f"{thing.name} ({others})" if thing.name else others


class IdentityField(ModelChoiceField[Any]):
    def label_from_instance(self, obj: Model) -> str:
        return identity_of(obj)


class IdentitiesField(ModelMultipleChoiceField[Any]):
    def label_from_instance(self, obj: Model) -> str:
        return identity_of(obj)


class ShowsIdentity(AdminMixin):
    """Mixin for a ``ModelAdmin`` with fields that choose people or accounts."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("form_class", IdentityField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("form_class", IdentitiesField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class List(ChangeList):
    """Change list titled by its rows, which treats an impossible year as an invalid filter and not as an error 500."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = capfirst(str(self.opts.verbose_name_plural))

    def get_filters(self, request: HttpRequest) -> Any:
        try:
            return super().get_filters(request)
        except OverflowError as error:
            raise IncorrectLookupParameters(error) from error

    def get_ordering_field(self, field_name: Any) -> Any:
        """Sort a column of names in Norwegian order, and terms in order of time."""
        field = super().get_ordering_field(field_name)
        if self.model is Term and field == "code":
            return TermOrder(field)
        return NameOrder(field) if str(field).split("__")[-1] == "name" else field

    def url_for_result(self, result: Model) -> str:
        """Lead to the page that an admin has for reading a row (``page_of``), else to its form."""
        page_of = getattr(self.model_admin, "page_of", None)
        return page_of(result) if page_of else super().url_for_result(result)

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (OverflowError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class LenientQueries(AdminMixin):
    """Mixin for a ``ModelAdmin`` that ignores invalid values in the query string of its list and add pages.

    Django passes the initial values of an add page to the widgets unchecked, and the widgets of date-times and
    related rows fail on invalid ones.
    """

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return List

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Match the words in any order, so that “surname, first name” works; words in quotation marks stay together.

        An admin may have a ``find`` of its own instead. It cannot override this method, which comes before its own.
        """
        # Without words, for what an admin itself leaves out.
        rows, _may_repeat = super().get_search_results(request, queryset, "")
        find: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = getattr(self, "find", None)
        if find is not None:
            return find(rows, search_term), False
        fields = self.get_search_fields(request)
        words = [*smart_split(" ".join(words_to_find(search_term)))] if fields else []
        found = [
            Q.create([_finds(self.model, name, _unquoted(word)) for name in fields], connector=Q.OR)
            for word in dict.fromkeys(words)
        ]
        may_repeat = any(lookup_spawns_duplicates(self.opts, name.lstrip("^")) for name in fields)
        return rows.filter(*found), bool(words) and may_repeat

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        form = self.get_form(request, None, change=False)
        fields: dict[str, FormField] = form.base_fields
        return {
            name: value
            for name, value in initial.items()
            if name in fields and _takes(fields[name], value)
        }


def _unquoted(word: str) -> str:
    is_quoted = word[0] in "\"'" and word[0] == word[-1]
    return unescape_string_literal(word) if is_quoted else word


def _finds(model: type[Model], name: str, word: str) -> Q:
    """Return the condition that a field of ``search_fields`` contains a word or, after “^”, begins with it.

    Texts of another table are searched there: folding them again for each row that refers to them takes seconds.
    """
    if name.startswith("^"):
        return Q((f"{name[1:]}__istartswith", word))
    path, _separator, column = name.rpartition(LOOKUP_SEP)
    finds = Q((f"{column}__finds", word))
    if not path:
        return finds
    related = get_fields_from_path(model, name)[-1].model
    return Q((f"{path}__in", related._base_manager.filter(finds).values("pk")))


def _takes(field: FormField, value: Any) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True


class Suggestions(AutocompleteJsonView):
    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": identity_of(obj)}


class Site(admin.AdminSite):
    index_title = _("Admin")
    empty_value_display = "–"

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Register models of any app with the mixins that every list and form of the admin has."""
        base = admin_class or admin.ModelAdmin
        parents = (LenientQueries, LoggedAdmin, ConflictAwareAdmin, DeletesWithReason, base)
        ours = type(base.__name__, parents, {"__module__": base.__module__})
        super().register(model_or_iterable, ours, **options)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log in on allauth's page, where guesses are limited."""
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response

    def logout(  # type: ignore[override]  # it may redirect, which the stubs forget
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """Log out on POST only; a GET redirects to the admin index."""
        if request.method != "POST":
            return redirect("admin:index")
        response: HttpResponseBase = super().logout(request, extra_context)
        return response

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        response = Suggestions.as_view(admin_site=self)(request)
        assert isinstance(response, HttpResponse)
        return response
