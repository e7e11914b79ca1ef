from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_noop, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from post_office.models import STATUS, Attachment, Email, EmailTemplate, Log

from enrollment import clock
from enrollment.access import runs_sessions
from enrollment.admin.base import Kept, ShownOnly, in_short, moments
from enrollment.admin_site.log import done
from enrollment.letters import delivering, queueing
from enrollment.models import Letter
from enrollment.pages.queues import WorkQueue
from enrollment.plain_text import name_order

from .groups import WritesToGroups

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


FAILED = WorkQueue(
    ngettext_lazy(
        "Next failed letter (%(number)d waiting)",
        "Next failed letter (%(number)d waiting)",
        "number",
    ),
    _("No other letter has failed in the last seven days."),
)


def _page_of(letter: Letter) -> str:
    """Return where a failed letter can be sent again: the person's page, or the list for an account's."""
    if letter.assistant is None:
        return reverse(
            "admin:enrollment_letter_changelist", query={StatusFilter.parameter_name: LATELY}
        )
    person = reverse("admin:enrollment_learningassistant_person", args=[letter.assistant.pk])
    return f"{person}#letters"


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


class KindFilter(admin.ChoicesFieldListFilter):
    """Kinds of letters in order of their names."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        everything, *kinds = super().choices(changelist)
        yield everything
        yield from sorted(kinds, key=lambda kind: name_order(str(kind["display"])))


class LetterAdmin(WritesToGroups, ShownOnly, Kept, admin.ModelAdmin[Letter]):
    """Letters with recipient, text and delivery status.

    Registered by ``completion.admin.letters_to_come``, which adds the letters that are not written yet.
    """

    list_display = ["recipient", "kind", "written", "status"]
    list_select_related = ["assistant", "user", "email"]
    list_filter = [StatusFilter, ("kind", KindFilter)]
    search_fields = ["assistant__found_by", "user__found_by", "^key"]
    date_hierarchy = "written_at"
    change_list_template = "admin/enrollment/letter/change_list.html"
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
        failed = Letter.objects.filter(email__in=delivering.failed_lately(clock.now()).values("pk"))
        had_failed = failed.contains(letter)
        if queueing.send_once_more(letter):
            self.log_change(request, letter, done(SENT_AGAIN))
            said = gettext("The letter is sent again.")
            if had_failed:
                rest = failed.select_related("assistant").order_by("pk")
                said = FAILED.after(said, rest, _page_of)
            messages.success(request, said)
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
