"""The page after log-in, if no other page was requested."""

from __future__ import annotations

from django.urls import reverse

from enrollment.models import Coordinator, User


def landing_page(user: User) -> str:
    """Return the URL of the admin for staff, of the department for coordinators, and of “My page” for all others."""
    if user.is_staff:
        return reverse("admin:index")
    if Coordinator.objects.filter(user=user).exists():
        return reverse("modules:departments")
    return reverse("enrollment:my")
