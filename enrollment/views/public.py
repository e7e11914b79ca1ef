from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enrollment import agenda
from enrollment.models import Term


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    term = Term.objects.current(at)
    context = {
        "term": term,
        "registration_state": term.registration_state(at) if term else "none",
        "timetable": agenda.timetable(term),
        "at": at,
    }
    return render(request, "enrollment/public.html", context)
