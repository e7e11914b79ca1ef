"""Where people go after log-in if they asked for no page."""

from __future__ import annotations

from django.urls import reverse

from .models import Coordinator, User


def landing_page(user: User) -> str:
    """Staff go to the admin, coordinators to their department, all others to My page, which begins with what they lead."""
    if user.is_staff:
        return reverse("admin:index")
    if Coordinator.objects.filter(user=user).exists():
        return reverse("modules:departments")
    return reverse("enrollment:my")
