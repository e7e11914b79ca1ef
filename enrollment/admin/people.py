from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import in_doubt, link_assistant
from enrollment.accounts.owners import make_for
from enrollment.accounts.vouching import vouch
from enrollment.admin_site.site import ShowsIdentity, identity_of
from enrollment.models import Appointment, Coordinator, LearningAssistant, Registration, User
from enrollment.pages import plans
from enrollment.people import appointing, coordinating
from enrollment.places import promoting
from enrollment.resources import AppointmentResource, CoordinatorResource

from .base import Kept, ShownInline, moments
from .confirming import Confirmed
from .forms import (
    AccountForm,
    AdminPasswordForm,
    AppointmentForm,
    CoordinatorAdminForm,
    NewAccountForm,
)
from .identity.colleagues import AppointsColleagues
from .identity.comparing import LearningAssistantForm, addresses_of
from .identity.linking import compare
from .identity.merging import MergesRecords
from .letters.groups import CanBeWrittenTo
from .tables import TableMixin
from .what_if import ShowsConsequences


@admin.register(User)
class UserAdmin(AppointsColleagues, Kept, DjangoUserAdmin[User]):
    """Accounts. Only superusers manage them, because editing accounts allows taking over any account.

    Uniped appoints colleagues on a page of its own.
    """

    form = AccountForm
    change_password_form = AdminPasswordForm

    list_display = ["username", "name", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["found_by"]
    ordering = ["username"]
    readonly_fields = ["addresses", "last_login", "date_joined"]
    # There are few groups, and the double list with arrows does not work with screen readers.
    filter_horizontal = []
    public_fieldsets = [
        (None, {"fields": ["username", "name", "email", "addresses", "is_active", "is_staff"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["name", "email", "addresses"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_form = NewAccountForm
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "name", "email", "usable_password", "password1", "password2"]},
        ),
        (_("Rights"), {"fields": ["is_staff", "groups"]}),
    ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(
            db_field, request, **kwargs, widget=CheckboxSelectMultiple
        )

    @admin.display(description=_("addresses"))
    def addresses(self, user: User) -> str:
        return "\n".join(addresses_of(user)) or "–"

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if not request.user.is_superuser:
            return self.public_fieldsets
        return super().get_fieldsets(request, obj)

    def save_model(
        self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool
    ) -> None:
        """Save. If an administrator chose the password of a new account, confirm its address too."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            make_for(obj, form.initial["email"])
        elif not change and obj.has_usable_password():
            vouch(obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Deactivate accounts instead: deletion would also delete the log of their owner's changes."""
        return False


class AppointmentsShown(ShownInline):
    model = Appointment
    fields = ["term", "course", "department", "starts_on", "ends_on"]

    def get_queryset(self, request: HttpRequest) -> Any:
        related = ["assistant", "term", "course", "department"]
        return super().get_queryset(request).select_related(*related)


class RegistrationsShown(ShownInline):
    model = Registration
    fields = ["session", "registered", "withdrawn", "mark", "marked_by", "marked"]
    readonly_fields = ["registered", "withdrawn", "marked"]
    registered = moments("registered_at", _("registered"))
    withdrawn = moments("withdrawn_at", _("given up"))
    marked = moments("marked_at", _("recorded"))

    def get_queryset(self, request: HttpRequest) -> Any:
        related = ["assistant", "session__campus", "marked_by"]
        return super().get_queryset(request).select_related(*related)


class AccountFilter(admin.SimpleListFilter):
    title = _("account")
    parameter_name = "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("in-doubt", _("unclear: the record and the accounts do not match")),
            ("linked", _("linked")),
            ("none", _("none")),
            ("merged", _("merged into another record")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[LearningAssistant]
    ) -> QuerySet[LearningAssistant]:
        if self.value() == "in-doubt":
            return queryset.filter(pk__in=in_doubt())
        if self.value() in {"linked", "none"}:
            return queryset.filter(user__isnull=self.value() == "none", merged_into=None)
        if self.value() == "merged":
            return queryset.exclude(merged_into=None)
        return queryset


class LearningAssistantAdmin(
    CanBeWrittenTo, ShowsIdentity, MergesRecords, Kept, admin.ModelAdmin[LearningAssistant]
):
    """Learning assistants. If record and accounts disagree, staff compare them here and choose the account.

    Registered by ``completion.admin.people``, which adds the page with everything about a person.
    """

    form = LearningAssistantForm
    person_field = "pk"
    list_display = ["name", "username", "email", "language", "has_account", "exempt_since"]
    list_filter = [AccountFilter, "appointments__term", "appointments__department", "language"]
    search_fields = ["found_by"]
    autocomplete_fields = ["user"]
    readonly_fields = ["exempt_since", "merged_into", "merged", "merged_by", "merged_because"]
    inlines = [AppointmentsShown, RegistrationsShown]
    merged = moments("merged_at", _("merged"))

    def get_fields(self, request: HttpRequest, obj: LearningAssistant | None = None) -> Any:
        is_merged = obj is not None and obj.merged_into_id is not None
        own = ["name", "username", "email", "language", "user", "exempt_since"]
        return [*own, *(["merged_into", "merged", "merged_by", "merged_because"] * is_merged)]

    def has_change_permission(
        self, request: HttpRequest, obj: LearningAssistant | None = None
    ) -> bool:
        """A merged record stays as it was, so that lists with its user name or address find the one that stays."""
        is_merged = obj is not None and obj.merged_into_id is not None
        return not is_merged and super().has_change_permission(request, obj)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[LearningAssistant], search_term: str
    ) -> tuple[QuerySet[LearningAssistant], bool]:
        """Leave merged records out where a person is chosen for something."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(merged_into=None)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("has logged in"), boolean=True, ordering="user")
    def has_account(self, assistant: LearningAssistant) -> bool:
        return assistant.user_id is not None

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        form = context["adminform"].form
        if getattr(form, "must_compare", False):
            context["comparison"] = compare(form.instance, form.chosen)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self,
        request: HttpRequest,
        obj: LearningAssistant,
        form: ModelForm[LearningAssistant],
        change: bool,
    ) -> None:
        """Save. If no account is linked, link the one that has proven the new user name or address."""
        super().save_model(request, obj, form, change)
        if "user" in form.changed_data:
            # The previously linked account knows the calendar address.
            plans.revoke_calendar(obj)
        if obj.user is None and {"username", "email"} & set(form.changed_data):
            user = link_assistant(obj)
            if user is not None:
                linked = gettext("Linked to the account %(account)s.")
                messages.info(request, linked % {"account": identity_of(user)})


@admin.register(Appointment)
class AppointmentAdmin(
    ShowsConsequences,
    CanBeWrittenTo,
    ShowsIdentity,
    Confirmed,
    TableMixin,
    admin.ModelAdmin[Appointment],
):
    """Appointments. An appointment that justifies a place in a coming session cannot be deleted."""

    resource_classes = [AppointmentResource]
    form = AppointmentForm
    list_display = ["assistant", "course", "department", "term", "starts_on", "ends_on"]
    list_select_related = ["assistant", "course", "department", "term"]
    list_filter = ["term", "department__faculty", "department"]
    search_fields = ["assistant__found_by", "course__code"]
    autocomplete_fields = ["assistant", "course", "department"]

    def get_fields(self, request: HttpRequest, obj: Appointment | None = None) -> Any:
        # A new appointment justifies no place yet.
        return [
            name for name in super().get_fields(request, obj) if obj is not None or name != "frees"
        ]

    def save_model(
        self, request: HttpRequest, obj: Appointment, form: ModelForm[Appointment], change: bool
    ) -> None:
        at = clock.now()
        appointing.free(getattr(form, "freed", ()), at)
        super().save_model(request, obj, form, change)
        # The appointment may make someone on a waitlist eligible.
        promoting.promote_all(at)
        if not change:
            appointing.greet([obj], at)

    def get_deleted_objects(
        self, objs: Sequence[Appointment] | QuerySet[Appointment], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """List what prevents the deletion, and on POST lock the assistants until the transaction ends."""
        names, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        at = clock.now()
        if request.method == "POST":
            appointing.lock((appointment.assistant_id for appointment in objs), at)
        refusals = appointing.refusals_to_end(appointments=objs, at=at)
        return names, counts, forbidden, [*protected, *(refusal.in_full for refusal in refusals)]

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Appointment], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        # One transaction, so that the lock taken before a bulk deletion lasts until it is done.
        with transaction.atomic():
            return super().response_action(request, queryset, *args, **kwargs)


@admin.register(Coordinator)
class CoordinatorAdmin(ShowsIdentity, Confirmed, TableMixin, admin.ModelAdmin[Coordinator]):
    resource_classes = [CoordinatorResource]
    form = CoordinatorAdminForm
    list_display = ["user", "username", "email", "department", "course"]
    list_select_related = ["user", "department", "course"]
    list_filter = ["department__faculty", "department"]
    search_fields = ["user__found_by", "course__code", "department__code"]
    autocomplete_fields = ["user", "department", "course"]

    @admin.display(description=_("user name"), ordering="user__username")
    def username(self, coordinator: Coordinator) -> str:
        return coordinator.user.username

    @admin.display(description=_("e-mail address"), ordering="user__email")
    def email(self, coordinator: Coordinator) -> str:
        return coordinator.user.email

    def save_model(
        self, request: HttpRequest, obj: Coordinator, form: ModelForm[Coordinator], change: bool
    ) -> None:
        """Save, and send a letter to the account of a new or changed coordinator."""
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)
        if form.changed_data:
            coordinating.write_to([obj], request.user)
