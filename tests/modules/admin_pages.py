"""Helpers for reaching the admin pages for online modules."""

from __future__ import annotations

from django.urls import reverse


def listing(name: str) -> str:
    return reverse(f"admin:modules_{name}_changelist")


def adding(name: str) -> str:
    return reverse(f"admin:modules_{name}_add")


def change(thing) -> str:
    return own("change", thing)


def own(page: str, thing) -> str:
    return reverse(f"admin:modules_{thing._meta.model_name}_{page}", args=[thing.pk])


HOW_IT_GOES = reverse("admin:modules_onlinemodule_how_it_goes")
