"""Every page of the site has a scene, so that ``every_page`` checks it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.scenes import SCENES

from .every_page import subject_of

# Views without a page: they answer with a redirect, a file or data.
NO_PAGES = {
    "account_confirm_login_code",
    "completion:badge",
    "completion:badge_key",
    "completion:badge_keys",
    "completion:badge_status",
    "completion:certificate_pdf",
    "completion:count_figures",
    "completion:document",
    "completion:export_figures",
    "completion:export_figures_of_department",
    "completion:people",
    "completion:calendar",
    "completion:calendar_address",
    "enrollment:leave",
    "enrollment:places_left",
    "enrollment:prepared",
    "enrollment:roster_export",
    "feide_login",
    "healthz",
    "metrics",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "modules:begin_test",
    "modules:choose",
    "modules:confirm_present",
    "modules:evaluate",
    "modules:export_register",
    "modules:give_back",
    "modules:remove_coordinator",
    "modules:take_back",
    "modules:withdraw",
    "readyz",
    "set_language",
    "statusz",
    "who",
}


def test_every_page_is_looked_at():
    assert {*names()} - NO_PAGES == {*names()} & {scene.view for scene in SCENES.values()}


def test_every_scene_is_looked_at_once():
    shares = [
        import_module(f"tests.browser.pages.{path.stem}").SUBJECTS
        for path in Path(__file__).parent.glob("test_pages_of_*.py")
    ]
    looked_at = [subject for share in shares for subject in share]
    assert sorted(looked_at) == sorted({subject_of(scene) for scene in SCENES.values()})


def names(resolver=None, prefix: str = ""):
    """Yield the names of all URL patterns except those of Django's admin."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
