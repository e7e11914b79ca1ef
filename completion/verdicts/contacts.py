"""Whom a learning assistant can ask, and what a seminar asks of them, read along with what is about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from enrollment.models import Coordinator, Preparation, User


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str


def coordinators_of_appointment() -> ArraySubquery:
    """Annotate an appointment with the coordinators of its course and of its department."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("user"), verified=True)
    address = Subquery(confirmed.order_by("-primary", "pk").values("email")[:1])
    return ArraySubquery(
        Coordinator.objects.filter(
            Q(course=None) | Q(course=OuterRef("course")),
            department=OuterRef("department"),
            user__is_active=True,
        )
        .order_by("user__name", "pk")
        .values(
            row=JSONObject(
                course="course", name="user__name", email=Coalesce(address, F("user__email"))
            )
        )
    )


def contacts_among(rows: Iterable[Mapping[str, str]]) -> list[Contact]:
    """Return the coordinators of the course if there are any, else those of the department."""
    rows = [row for row in rows if row["email"]]
    own = [row for row in rows if row["course"]]
    return [Contact(row["name"], row["email"]) for row in own or rows]


def leaders_of_registration() -> ArraySubquery:
    leaders = User.objects.filter(leads=OuterRef("session"))
    return ArraySubquery(leaders.order_by("name", "pk").values("name"))


def preparations_of_registration() -> ArraySubquery:
    """Annotate a registration with the preparations for its core module, in every language."""
    found = Preparation.objects.filter(
        term=OuterRef("session__term"), core_module=OuterRef("core_module")
    )
    return ArraySubquery(
        found.order_by().values(row=JSONObject(language="language", text="text", url="url"))
    )
