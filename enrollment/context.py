from django.conf import settings
from django.http import HttpRequest

from enrollment.accounts import feide


def contact(request: HttpRequest) -> dict[str, object]:
    """Tell every template whom to turn to; ``site`` is a name that allauth's views use for their own."""
    return {
        "contact": {
            "name": settings.LAOS_CONTACT_NAME,
            "email": settings.LAOS_CONTACT_EMAIL,
        },
        "feide_is_on": feide.is_on(),
    }
