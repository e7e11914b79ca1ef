from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from enrollment import watching
from laos.health import beat_is_late
from modules.models import PeerEvaluation

register = template.Library()


@register.inclusion_tag("admin/_watchdog.html", takes_context=True)
def watchdog(context: Context) -> dict[str, object]:
    """What staff must know of letters that did not go out. A cache that is down is said by the same words.

    And on the front page, what authors wait for them to answer.
    """
    flags = _flags(context["request"])
    try:
        late = beat_is_late() or watching.is_late(timezone.now())
        return {"gaps": watching.last_look(), "beat_is_late": late, "flags": flags}
    except Exception:  # whatever is wrong with the cache, the page is shown
        return {"gaps": watching.NOTHING, "beat_is_late": True, "flags": flags}


def _flags(request: HttpRequest) -> int:
    sees = request.path == reverse("admin:index") and request.user.has_perm(
        "modules.view_peerevaluation"
    )
    return PeerEvaluation.objects.unanswered().count() if sees else 0
