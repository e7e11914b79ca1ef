"""Shared helpers for tests of online module pages."""

from __future__ import annotations

import html

from django.urls import reverse


def url(name, *args):
    return reverse(f"modules:{name}", args=args)


def content(response):
    return html.unescape(response.content.decode())
