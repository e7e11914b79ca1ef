"""Compare a learning assistant's record with every account that may belong to the same person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.access import Proof
from enrollment.admin.history import Change, changes_of, in_record
from enrollment.admin_site.site import identity_of
from enrollment.models import FeideName, LearningAssistant, User


@dataclass(frozen=True, slots=True)
class Claimant:
    """An account that is linked to a record, or may belong to the same person."""

    key: int
    name: str
    username: str
    addresses: list[str]
    made_at: datetime
    last_login: datetime | None
    coordinates: list[str]
    is_linked: bool
    is_active: bool
    # The other learning assistant that this account is linked to, if any.
    other_record: str
    # What the owner has proven: the user name, the address, both or neither.
    proof: str


def claimants_of(assistant: LearningAssistant, chosen: User | None = None) -> list[Claimant]:
    """Return the accounts that share a name or an address with the record or one merged into it, the linked one first."""
    merged = list(assistant.merged.all()) if assistant.pk else []
    similar = Q(pk__in=[assistant.user_id, chosen and chosen.pk])
    for record in (assistant, *merged):
        similar |= _similar_to(record)
    # One query with joins, because admin pages have a small query budget.
    accounts = (
        User.objects.filter(similar)
        .annotate(
            verified=_all("emailaddress__email", Q(emailaddress__verified=True)),
            unverified=_all("emailaddress__email", Q(emailaddress__verified=False)),
            by_feide=_all(
                "socialaccount__feidename__username",
                Q(socialaccount__feidename__isnull=False),
            ),
            departments=_all("coordinates__department__code", Q(coordinates__isnull=False)),
        )
        .select_related("assistant")
    )
    found = [_claimant(assistant, merged, account) for account in accounts]
    return sorted(
        found, key=lambda claimant: (not claimant.is_linked, not claimant.proof, claimant.username)
    )


def _similar_to(record: LearningAssistant) -> Q:
    university = [f"{record.username}@{domain}" for domain in settings.LAOS_USERNAME_DOMAINS]
    claims = EmailAddress.objects.filter(email__in=[record.email.lower(), *university])
    return (
        Q(pk__in=claims.values("user"))
        | Q(username__iexact=record.username)
        | Q(socialaccount__feidename__username=record.username)
        | Q(email__iexact=record.email)
    )


def _all(values: str, condition: Q) -> ArrayAgg:
    return ArrayAgg(values, filter=condition, distinct=True, default=[])


def _claimant(
    assistant: LearningAssistant, merged: Collection[LearningAssistant], account: Any
) -> Claimant:
    proof = Proof.of(account.verified, account.by_feide)
    other = getattr(account, "assistant", None)
    # As in `access.in_doubt()`.
    counts_merged = assistant.user_id in (None, account.pk)
    proven = [
        gettext("the user name") if assistant.username in proof.usernames else "",
        gettext("the e-mail address") if assistant.email.lower() in proof.addresses else "",
        *(
            gettext("the merged record %(username)s") % {"username": record.username}
            for record in merged
            if counts_merged and proof.fits(username=record.username, email=record.email)
        ),
    ]
    return Claimant(
        key=account.pk,
        name=account.name,
        username=account.username,
        addresses=_sentences(account.email, account.verified, account.unverified, account.by_feide),
        made_at=account.date_joined,
        last_login=account.last_login,
        coordinates=account.departments,
        is_linked=account.pk == assistant.user_id,
        is_active=account.is_active,
        other_record=identity_of(other) if other and other.pk != assistant.pk else "",
        proof=", ".join(filter(None, proven)),
    )


def addresses_of(account: User) -> list[str]:
    """Return the addresses of an account, each marked as confirmed or not."""
    known: tuple[list[str], list[str]] = ([], [])
    for address in EmailAddress.objects.filter(user=account):
        known[not address.verified].append(address.email)
    by_feide = FeideName.objects.filter(account__user=account).values_list("username", flat=True)
    return _sentences(account.email, *known, [*by_feide])


def _sentences(
    email: str, verified: list[str], unverified: list[str], by_feide: list[str]
) -> list[str]:
    sentences = {address: gettext("%(address)s (user name, by Feide)") for address in by_feide}
    sentences |= {address: gettext("%(address)s (confirmed)") for address in verified}
    for address in filter(None, (*unverified, email.lower())):
        sentences.setdefault(address, gettext("%(address)s (not confirmed)"))
    return [sentence % {"address": address} for address, sentence in sentences.items()]


class LearningAssistantForm(forms.ModelForm[LearningAssistant]):
    """Edit a learning assistant. Staff must compare the record and an account before linking them."""

    # The key of the account that staff have seen beside the record, and say is of the same person.
    compared = forms.IntegerField(required=False, widget=forms.HiddenInput)
    chosen: User | None = None
    must_compare = False

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        others = LearningAssistant.objects.exclude(pk=self.instance.pk)
        if owner := others.filter(username=username).first():
            sentence = _("The user name is used by %(name)s.")
            raise forms.ValidationError(sentence % {"name": owner.name})
        return username

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.chosen = user = data.get("user")
        if self.errors or user is None or "user" not in self.changed_data:
            return data
        if data.get("compared") != user.pk:
            self.must_compare = True
            self.add_error("user", _("Not linked yet. Compare the record and the account first."))
        return data

    @cached_property
    def claimants(self) -> list[Claimant]:
        is_known = self.instance.username and self.instance.email
        return claimants_of(self.instance, self.chosen) if is_known else []

    @property
    def is_in_doubt(self) -> bool:
        """Return whether the record lacks a linked account with proof, or another account has proof too."""
        linked = [claimant.is_linked for claimant in self.claimants if claimant.proof]
        return linked != [True]

    @property
    def changes(self) -> list[Change]:
        return (
            changes_of(self.instance, in_record, "user", "merged_into") if self.instance.pk else []
        )
