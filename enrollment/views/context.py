from django.conf import settings
from django.http import HttpRequest

from enrollment.accounts import feide


def contact(request: HttpRequest) -> dict[str, object]:
    """Add the site's contact and whether Feide is on to every template.

    Do not add a variable named ``site``: allauth's views use that name.
    """
    return {
        "contact": {
            "name": settings.LAOS_CONTACT_NAME,
            "email": settings.LAOS_CONTACT_EMAIL,
            "accessibility_statement": settings.LAOS_ACCESSIBILITY_STATEMENT,
        },
        "feide_is_on": feide.is_on(),
    }
