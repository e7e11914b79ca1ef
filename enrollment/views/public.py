from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from enrollment import clock
from enrollment.models.terms import current_among
from enrollment.pages import agenda
from enrollment.pages.open_dates import all_terms, open_dates
from enrollment.sessions.learning_outcomes import LEAD_IN, LEARNING_OUTCOMES

# How old the places left may be that an open page shows, in seconds.
PLACES_LEFT_FOR = 2


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    term = current_among(all_terms(), at)
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
        "lead_in": LEAD_IN,
    }
    return render(request, "enrollment/public.html", context)


@require_safe
def places_left(request: HttpRequest) -> HttpResponse:
    """Return the places left on each date that can be registered for, the same answer to everyone for two seconds."""
    answer = caches["template_fragments"].get_or_set(
        f"places-left-{get_language()}", _places_left, PLACES_LEFT_FOR
    )
    return JsonResponse(answer)


def _places_left() -> dict[int, dict[str, object]]:
    return {
        session.pk: {
            "left": session.places_left,
            "tag": render_to_string("enrollment/_places_left.html", {"session": session}).strip(),
        }
        for session in open_dates(all_terms(), clock.now())
    }
