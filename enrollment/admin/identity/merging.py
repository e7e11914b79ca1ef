"""Merge two records of one person: find the other record, look at what moves, confirm."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.db.models.lookups import Exact
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.admin_site.log import log_changes
from enrollment.admin_site.site import AdminMixin, identity_of
from enrollment.forms.fields import keys_among
from enrollment.models import LearningAssistant, Registration
from enrollment.people.merging.merging import MergeReport, merge_records
from enrollment.people.merging.places import choices_of
from enrollment.people.merging.refusals import NotYetSeen
from enrollment.plain_text import NameOrder
from enrollment.refusals import Refusal, name_session
from enrollment.refusals.base import capitalised
from enrollment.rehearsal.consequences import Consequences
from enrollment.rehearsal.rehearsing import Consent, Unseen, carry_out, foresee

from .comparing import claimants_of

# What a search shows at most.
LONGEST_SEARCH = 20
# The reason of a merge that is only rehearsed: the database wants one.
NOT_YET = "–"


class MergeForm(forms.Form):
    """Ask which account and which places stay, why, and whether staff have compared the records."""

    other = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    because = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It is kept with the record that is merged."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    compared = forms.BooleanField(
        label=_("I have compared the two records and their accounts: they belong to one person."),
        error_messages={"required": _("Tick this once you have compared them.")},
    )

    def __init__(
        self, data: Any, kept: LearningAssistant, gone: LearningAssistant, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.accounts = {
            str(user.pk): user for record in (kept, gone) if (user := record.user) is not None
        }
        self.places = choices_of(kept, gone)
        choices: dict[str, forms.ChoiceField] = {}
        if len(self.accounts) > 1:
            choices["account"] = forms.ChoiceField(
                label=_("The account that stays linked"),
                widget=forms.RadioSelect,
                initial=next(iter(self.accounts)),
                choices=[(key, identity_of(user)) for key, user in self.accounts.items()],
            )
        for number, places in enumerate(self.places):
            choices[f"place_{number}"] = _choice_of_place(places)
        # The choices change what the preview shows, so they come before the confirmation.
        self.fields = {**choices, **self.fields}

    @property
    def has_choices(self) -> bool:
        return len(self.accounts) > 1 or bool(self.places)

    def chosen(self) -> dict[str, Any]:
        """Return the account and places chosen so far, for the preview too; else the first of each."""
        account = str(self.data.get("account", ""))
        first = next(iter(self.accounts.values()), None)
        given = {str(self.data.get(f"place_{number}")) for number in range(len(self.places))}
        offered = {str(place.pk) for places in self.places for place in places}
        return {
            "account": self.accounts.get(account, first),
            "chosen": [int(key) for key in given & offered],
        }


def _in_short(name: str) -> str:
    """Return the first and last word of a name: another record may leave out what is between."""
    words = name.split()
    return " ".join(dict.fromkeys([*words[:1], *words[-1:]]))


def _choice_of_place(places: list[Registration]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("The date that stays"),
        widget=forms.RadioSelect,
        initial=str(places[0].pk),
        choices=[(str(place.pk), capitalised(name_session(place.session))) for place in places],
    )


class MergesRecords(AdminMixin):
    """Mixin for the admin of learning assistants: a page to merge another record into one."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge)
        urls: list[URLPattern] = super().get_urls()
        return [path("<int:pk>/merge/", view, name="enrollment_learningassistant_merge"), *urls]

    def merge(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Show other records to choose from; on POST, show what the merge does, and do it once confirmed."""
        records = LearningAssistant.objects.filter(merged_into=None).select_related("user")
        kept = get_object_or_404(records, pk=pk)
        if not self.has_change_permission(request, kept):
            raise PermissionDenied
        if request.method != "POST":
            return self._search(request, kept, records.exclude(pk=pk))
        keys = keys_among(request.POST.getlist("other"))
        gone = records.exclude(pk=pk).filter(pk__in=keys).first()
        if gone is None:
            messages.error(request, gettext("Choose the other record of this person."))
            return redirect("admin:enrollment_learningassistant_merge", pk)
        is_confirmed = "confirm" in request.POST
        form = MergeForm(request.POST.copy(), kept, gone)
        if is_confirmed and form.is_valid() and self._merged(request, kept, gone, form):
            return redirect("admin:enrollment_learningassistant_person", pk)
        return self._preview(request, kept, gone, form, is_confirmed=is_confirmed)

    def _search(
        self, request: SignedInRequest, kept: LearningAssistant, others: QuerySet[Any]
    ) -> HttpResponse:
        sought = request.GET.get("q", _in_short(kept.name))
        found, _has_duplicates = self.get_search_results(request, others, sought)
        # One more, to tell that there are more.
        alike = Exact(F("name"), kept.name).desc()
        ordered = found.distinct().order_by(alike, NameOrder("name"), "pk")
        rows = list(ordered[: LONGEST_SEARCH + 1])
        return self._page(
            request,
            kept,
            sought=sought,
            found=rows[:LONGEST_SEARCH],
            has_more=len(rows) > LONGEST_SEARCH,
        )

    def _merged(
        self,
        request: SignedInRequest,
        kept: LearningAssistant,
        gone: LearningAssistant,
        form: MergeForm,
    ) -> bool:
        """Merge the records, or note on the form why not."""
        seen, _space, seen_of_others = form.cleaned_data["seen"].partition(" ")
        merge = partial(
            merge_records,
            kept=kept,
            gone=gone,
            by=request.user,
            at=clock.now(),
            because=form.cleaned_data["because"],
            seen=seen,
            **form.chosen(),
        )
        try:
            carry_out(merge, Consent(seen_of_others), clock.now(), has_saved=bool, asks_always=True)
        except (NotYetSeen, Unseen):
            form.add_error(None, NotYetSeen().in_full)
            return False
        except Refusal:
            # The preview meets it again, and shows it.
            return False
        log_changes(self, request, gone, "merged_into", "merged_because")
        log_changes(self, request, kept, "user", "exempt_since")
        sentence = gettext("%(gone)s is merged into %(kept)s.") % {"gone": gone, "kept": kept}
        messages.success(request, sentence)
        return True

    def _preview(
        self,
        request: SignedInRequest,
        kept: LearningAssistant,
        gone: LearningAssistant,
        form: MergeForm,
        *,
        is_confirmed: bool,
    ) -> HttpResponse:
        outcome: MergeReport | None = None
        found, refused, seen = Consequences(), "", ""
        try:
            report, found = foresee(
                partial(
                    merge_records,
                    kept=kept,
                    gone=gone,
                    by=request.user,
                    at=clock.now(),
                    because=NOT_YET,
                    seen=None,
                    **form.chosen(),
                ),
                clock.now(),
            )
            # What happens to the two, and to others.
            outcome, seen = report, f"{report.digest} {found.digest}"
            # What moves of the two themselves is decided in words.
            found = found.without({kept, gone})
        except Refusal as refusal:
            refused = refusal.in_full
        sent: Any = form.data
        sent["seen"] = seen
        if not is_confirmed:
            # What is not filled in yet is no error.
            form = MergeForm(None, kept, gone, initial=sent.dict())
        return self._page(
            request,
            kept,
            gone=gone,
            form=form,
            outcome=outcome,
            found=found,
            refused=refused,
            records=[
                (f"record-{record.pk}", record, identity_of(record), claimants_of(record))
                for record in (kept, gone)
            ],
        )

    def _page(
        self, request: SignedInRequest, kept: LearningAssistant, **context: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Merge another record into this one"),
            "kept": kept,
            **context,
        }
        template = "preview_merge" if "gone" in context else "find_merge"
        return TemplateResponse(
            request, f"admin/enrollment/learningassistant/{template}.html", context
        )
