from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from completion.certificates import issuing
from completion.reminders import watching
from enrollment import clock
from enrollment.models import LearningAssistant
from laos.processes import late_tasks

register = template.Library()


@register.inclusion_tag("admin/_watchdog.html", takes_context=True)
def watchdog(context: Context) -> dict[str, object]:
    """Show problems with letters and scheduled tasks; on the home page, also texts that no certificate can be printed with."""
    at, signs = clock.now(), watching.signs(late_tasks.TASKS.values())
    # After a pause, beat first catches up with what it has missed.
    late = [] if signs.is_starting(at) else late_tasks.late(signs, at)
    return {
        "gaps": signs.found,
        "held": settings.LAOS_HOLD_MAIL,
        "beat_is_late": signs.beat_is_late(at) or signs.watchdog_is_late(at),
        "late_tasks": [late_tasks.WORDS[name] for name in late if name in late_tasks.WORDS],
        "unprintable": _unprintable(context["request"]),
    }


def _unprintable(request: HttpRequest) -> list[tuple[str, int, LearningAssistant]]:
    """Return each unprintable text that blocks certificates, how many it blocks, and one of the assistants."""
    is_home = request.path == reverse("admin:index")
    if not (is_home and request.user.has_perm("completion.view_completionreport")):
        return []
    people: dict[str, list[int]] = {}
    for pk, texts in issuing.waiting().items():
        for text in texts:
            people.setdefault(text, []).append(pk)
    first = LearningAssistant.objects.in_bulk([keys[0] for keys in people.values()])
    return [(text, len(keys), first[keys[0]]) for text, keys in people.items() if keys[0] in first]
