"""The attendance register of a department: edited on one page, pasted, or exported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.forms.fields import keys_among
from enrollment.forms.roll_call import PastedLines
from enrollment.people.matching import match
from enrollment.refusals import Refusal
from enrollment.resources.writing import asked_format, file_response
from enrollment.views.posted import post_only
from modules.follow_up.marking import Saved, label_of, record
from modules.follow_up.register.attendance import (
    Register,
    RegisterRow,
    outline_register,
    read_register,
)
from modules.follow_up.register.file import register_table
from modules.follow_up.register.forms import PresentPeople, SentMarks, write_seen
from modules.follow_up.register.grid import Sent, lay_out, people_of
from modules.follow_up.register.narrowing import ALL, read_filter
from modules.models import FollowUpMeeting

from .department_pages import DepartmentPages, department_page


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Record attendance at the meetings that have begun, in one save."""
    if request.method != "POST":
        return register_page(request, pages, request.GET)
    query = narrowed(request, pages)
    form = SentMarks(request.POST)
    if not form.is_valid():
        return register_page(request, pages, query, form=form)
    sent = Sent(form.marks, form.seen_marks(), form.filled())
    if sent.fill:
        return register_page(request, pages, query, sent=sent)
    try:
        saved = record(
            scope=pages.scope,
            term=pages.term,
            marks=form.marks,
            seen=form.seen_marks(),
            by=request.user,
            at=clock.now(),
        )
    except Refusal as refusal:
        return register_page(request, pages, query, sent=sent, refusals=[refusal])
    return tell(request, pages, saved, query)


def narrowed(request: SignedInRequest, pages: DepartmentPages) -> QueryDict:
    """Return the query of the page, without a meeting cancelled meanwhile: then all meetings are shown.

    Raises ``Http404`` for a meeting outside the scope.
    """
    query = request.GET.copy()
    if (key := query.get("meeting", "")) not in ("", ALL):
        meetings = pages.scope.meetings(pages.term).values_list("pk", "cancelled_at")
        cancelled = {str(pk): at for pk, at in meetings}
        if key not in cancelled:
            raise Http404
        if cancelled[key] is not None:
            del query["meeting"]
    return query


def tell(
    request: SignedInRequest, pages: DepartmentPages, saved: Saved, query: QueryDict
) -> HttpResponse:
    """Report what was saved, and show conflicts with a colleague's marks."""
    if sentences := _saved_sentences(saved):
        messages.success(request, " ".join(sentences))
    if saved.not_theirs:
        text = ngettext(
            "%(count)d mark was not saved because you can no longer record it.",
            "%(count)d marks were not saved because you can no longer record them.",
            saved.not_theirs,
        )
        messages.warning(request, text % {"count": saved.not_theirs})
    if saved.differences:
        return register_page(request, pages, query, differences=saved.differences)
    return redirect(f"{pages.url('register')}?{query.urlencode()}".rstrip("?"))


def _saved_sentences(saved: Saved) -> list[str]:
    sentences = []
    if saved.changed:
        text = ngettext("%(count)d mark saved.", "%(count)d marks saved.", saved.changed)
        sentences.append(text % {"count": saved.changed})
    elif not saved.differences and not saved.not_theirs:
        sentences.append(gettext("Saved. No mark was changed."))
    if saved.by_colleagues:
        text = ngettext(
            "A colleague has recorded %(count)d mark since you opened the page. It is shown below.",
            "Colleagues have recorded %(count)d marks since you opened the page. They are shown below.",
            saved.by_colleagues,
        )
        sentences.append(text % {"count": saved.by_colleagues})
    return sentences


def register_page(
    request: SignedInRequest,
    pages: DepartmentPages,
    query: QueryDict,
    *,
    sent: Sent | None = None,
    **context: Any,
) -> HttpResponse:
    """Render a page of the register, narrowed by the query."""
    at = clock.now()
    outline = outline_register(pages.scope, pages.term)
    chosen = read_filter(outline, query.dict(), at)
    if chosen.meeting is not None:
        # The form comes back to this meeting, even if another one begins meanwhile.
        query = query.copy()
        query["meeting"] = str(chosen.meeting.pk)
    grid = lay_out(outline, chosen, page=query.get("page"), sent=sent, by=request.user, at=at)
    context |= {"pages": pages, "grid": grid, "query": query.urlencode(), "is_unsaved": bool(sent)}
    return render(request, "modules/department/register.html", context)


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Find the people meant by pasted lines. Nothing is recorded yet."""
    whole = read_register(pages.scope, pages.term, clock.now())
    return paste_page(request, pages, whole, begun_meeting(whole, pk))


@department_page
@post_only(lambda pages, pk: pages.url("paste_present", pk))
def confirm(request: SignedInRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Record the mark of the people ticked."""
    whole = read_register(pages.scope, pages.term, clock.now())
    meeting = begun_meeting(whole, pk)
    expected = whole.expected_at(meeting)
    form = PresentPeople(request.POST, {row.appointment.assistant_id for row in expected})
    pasted = PastedLines(request.POST)
    if not form.is_valid() or not pasted.is_valid():
        return paste_page(request, pages, whole, meeting, form=form)
    try:
        saved = record(
            scope=pages.scope,
            term=pages.term,
            marks={
                (meeting.pk, row.appointment.pk): pasted.cleaned_data["mark"]
                for row in expected
                if row.appointment.assistant_id in form.cleaned_data["present"]
            },
            seen=form.seen_marks(),
            by=request.user,
            at=clock.now(),
        )
    except Refusal as refusal:
        return paste_page(request, pages, whole, meeting, refusals=[refusal])
    return tell(request, pages, saved, QueryDict(f"meeting={meeting.pk}"))


def begun_meeting(register: Register, pk: int) -> FollowUpMeeting:
    """Return a meeting of the register that has begun. Raises ``Http404`` for any other."""
    meeting = next((meeting for meeting in register.meetings if meeting.pk == pk), None)
    if meeting is None or not meeting.has_begun(clock.now()):
        raise Http404
    return meeting


def paste_page(
    request: SignedInRequest,
    pages: DepartmentPages,
    whole: Register,
    meeting: FollowUpMeeting,
    **context: Any,
) -> HttpResponse:
    """Render the form for pasting, with the result of each line."""
    pasted = PastedLines(request.POST if request.method == "POST" else None)
    expected = whole.expected_at(meeting)
    people = people_of(expected)
    lines = pasted.cleaned_data["lines"].splitlines() if pasted.is_valid() else []
    mark = pasted.cleaned_data["mark"] if pasted.is_valid() else ""
    shown = {(meeting.pk, row.appointment.pk): row.marks[meeting.pk].value for row in expected}
    context = {
        "pages": pages,
        "meeting": meeting,
        "pasted": pasted,
        "answers": match(lines, people, {*people_of(whole.rows)} - {*people}),
        # Earlier choices are kept; the template ticks those found by the first check.
        "ticked": {person.key for person in people} & keys_among(request.POST.getlist("present")),
        "recorded": _marks_to_replace(expected, meeting, mark),
        "mark_label": label_of(mark),
        "is_first_answer": "seen" not in request.POST,
        "seen": request.POST.get("seen", write_seen(shown)),
        **context,
    }
    return render(request, "modules/department/paste.html", context)


def _marks_to_replace(rows: list[RegisterRow], meeting: FollowUpMeeting, by: str) -> dict[int, str]:
    """Return the labels of the marks that another mark would replace, by the key of the person."""
    return {
        row.appointment.assistant_id: label_of(mark)
        for row in rows
        if (mark := row.marks[meeting.pk].value) not in {"", by}
    }


@department_page
@require_safe
def export(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Export the whole register as a file."""
    whole = read_register(pages.scope, pages.term, clock.now())
    name = f"laos-{pages.scope.department.code}-{pages.term.code}"
    how = asked_format(request)
    return file_response(how, register_table(whole, is_canonical=how.is_canonical), name)
