from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from enrollment.models import Exchange, ExchangeSide

from .base import Kept, ShownInline, ShownOnly, moments


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
