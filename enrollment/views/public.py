from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollment import clock
from enrollment.models import Term
from enrollment.pages import agenda
from enrollment.sessions.learning_outcomes import LEARNING_OUTCOMES


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    term = Term.objects.current(at)
    shown, timetable = term, agenda.timetable(term)
    running = None if timetable else agenda.running_term(at)
    if running is not None:
        shown, timetable = running, agenda.timetable(running)
    context = {
        "term": term,
        "registration_state": term.registration_state(at) if term else "none",
        "timetable": timetable,
        "timetable_facts": [block.facts(at) for block in timetable],
        "timetable_term": shown,
        "timetable_state": shown.registration_state(at) if shown else "none",
        "at": at,
        "learning_outcomes": LEARNING_OUTCOMES,
    }
    return render(request, "enrollment/public.html", context)
