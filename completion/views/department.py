"""The front page for coordinators: what waits, and one table of the department's learning assistants."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from completion.department.forms import LetterForm, PeopleTable
from completion.department.people import HOURS_IN_ALL, people_of
from completion.department.person_page import requirements_of
from completion.department.waiting import waits_at
from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.letters.by_staff import to_groups
from enrollment.letters.by_staff.to_groups import GroupLetter, Said
from enrollment.models import LearningAssistant, Term
from enrollment.pages.long_list import ROWS_ON_A_PAGE
from enrollment.plain_text import NameOrder
from modules.department import addressing
from modules.views.department_pages import DepartmentPages, department_page

MESSAGES_ON_A_PAGE = 20


@department_page
@require_safe
def department(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """Show what waits for the coordinator, and how far each learning assistant is and what is missing."""
    at = clock.now()
    people = people_of(pages.scope.appointments(pages.term), pages.term, at)
    table = PeopleTable(request.GET, people)
    found = table.found
    context = {
        "pages": pages,
        "terms": Term.objects.all(),
        "waiting": waits_at(pages.scope, pages.term, people, at),
        "table": table,
        "people": Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "to_write_to": sum(person.ended_on is None for person in found),
        "asked": HOURS_IN_ALL,
        "query": request.GET.urlencode(),
    }
    return render(request, "completion/department/front.html", context)


@department_page
@require_safe
def people(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """Redirect the former list of people to the table on the front page."""
    return redirect(f"{pages.front}?{request.GET.urlencode()}".rstrip("?"))


@department_page
@require_safe
def person(request: HttpRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Show the three requirements of one learning assistant, with the next steps and the appointments."""
    own = pages.scope.appointments(pages.term).filter(assistant=pk)
    found = people_of(own, pages.term, clock.now())
    if not found:
        raise Http404
    requirements = requirements_of(found[0], pages.term)
    context = {
        "pages": pages,
        "person": found[0],
        "requirements": requirements,
        "said": {requirement.missing for requirement in requirements},
    }
    return render(request, "completion/department/person.html", context)


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, pages: DepartmentPages) -> HttpResponse:
    """Write a letter to learning assistants; those listed on the front page are preselected."""
    at = clock.now()
    table = PeopleTable(
        request.GET, people_of(pages.scope.appointments(pages.term), pages.term, at)
    )
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, table.current, table.chosen)
    context: dict[str, object] = {"pages": pages, "form": form}
    if form.is_valid():
        letter = _letter(request, pages, form)
        recipients = LearningAssistant.objects.filter(pk__in=form.cleaned_data["to"])
        recipients = recipients.order_by(NameOrder("name"), "pk").select_related("user")
        if "preview" not in request.POST and form.is_settled:
            _tell(request, len(to_groups.write_to(recipients, letter, at)))
            return redirect(pages.front)
        form.note_shown(request)
        context["previews"] = to_groups.previews(recipients, letter)
        context["number"] = len(form.cleaned_data["to"])
    return render(request, "completion/department/write.html", context)


def _letter(request: SignedInRequest, pages: DepartmentPages, form: LetterForm) -> GroupLetter:
    said = Said(form.cleaned_data["subject"], form.cleaned_data["text"])
    return addressing.from_coordinator(said, request.user, pages.scope, pages.term)


@department_page
@require_safe
def sent(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """List the letters written to groups of the department's people, with their recipients and texts."""
    letters = addressing.letters_kept(pages.scope, pages.term)
    page = Paginator(to_groups.keys_of(letters), MESSAGES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    messages_shown = to_groups.read(letters, [message["key"] for message in page])
    own = pages.scope.appointments(pages.term)
    context = {
        "pages": pages,
        "page": page,
        "sent": messages_shown,
        "can_write": own.live(clock.now()).exists(),
    }
    return render(request, "completion/department/sent.html", context)


def _tell(request: HttpRequest, number: int) -> None:
    sentence = ngettext(
        "The letter is on its way to %(number)d person. Answers go to your e-mail address.",
        "The letter is on its way to %(number)d people. Answers go to your e-mail address.",
        number,
    )
    messages.success(request, sentence % {"number": number})
