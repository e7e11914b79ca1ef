from django import template
from django.utils import timezone

from enrollment import watching
from laos.health import beat_is_late

register = template.Library()


@register.inclusion_tag("admin/_watchdog.html")
def watchdog() -> dict[str, object]:
    """What staff must know of letters that did not go out. A cache that is down is said by the same words."""
    try:
        late = beat_is_late() or watching.is_late(timezone.now())
        return {"gaps": watching.last_look(), "beat_is_late": late}
    except Exception:  # whatever is wrong with the cache, the page is shown
        return {"gaps": watching.NOTHING, "beat_is_late": True}
