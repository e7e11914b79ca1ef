from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from enrollment import watching
from laos import task_ages
from modules.models import PeerEvaluation

register = template.Library()


@register.inclusion_tag("admin/_watchdog.html", takes_context=True)
def watchdog(context: Context) -> dict[str, object]:
    """What staff must know of letters that did not go out, and on the front page, what authors wait for them to answer."""
    at, signs = timezone.now(), watching.signs(task_ages.TASKS.values())
    late = task_ages.late(signs, at)
    return {
        "gaps": signs.found,
        "held": settings.LAOS_HOLD_MAIL,
        "beat_is_late": signs.beat_is_late(at) or signs.watchdog_is_late(at),
        "late_tasks": [task_ages.WORDS[name] for name in late if name in task_ages.WORDS],
        "flags": _flags(context["request"]),
    }


def _flags(request: HttpRequest) -> int:
    sees = request.path == reverse("admin:index") and request.user.has_perm(
        "modules.view_peerevaluation"
    )
    return PeerEvaluation.objects.unanswered().count() if sees else 0
