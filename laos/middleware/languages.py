"""Choose the page's language for visitors who have not chosen one."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.middleware import locale

from enrollment import languages

# A reader of one of these prefers the Norwegian that the site has to English.
SCANDINAVIAN = re.compile(
    r"(?<![\w-])(?P<code>nn|no|da|sv)(?:-\w+)*(?=\s*(?:[,;]|$))", re.IGNORECASE
)


class LocaleMiddleware(locale.LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """Treat Scandinavian languages that the site lacks as bokmål before choosing the language."""
        wanted = request.headers.get("Accept-Language", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = SCANDINAVIAN.sub(_one_the_site_has, wanted)
        super().process_request(request)


def _one_the_site_has(match: re.Match[str]) -> str:
    return match["code"] if match["code"].lower() in languages.codes() else "nb"
