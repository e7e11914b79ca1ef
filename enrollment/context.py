from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, dict[str, str]]:
    """Tell every template whom to turn to."""
    return {
        "site": {
            "contact_name": settings.LAOS_CONTACT_NAME,
            "contact_email": settings.LAOS_CONTACT_EMAIL,
        }
    }
