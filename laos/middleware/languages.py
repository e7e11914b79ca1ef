"""Choose the page's language for visitors who have not chosen one."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.middleware import locale

# Readers who prefer one of these to English also prefer bokmål to English.
READ_AS_BOKMAL = re.compile(r"(?<![\w-])(?:nn|no|da|sv)(?:-\w+)*(?=\s*(?:[,;]|$))", re.IGNORECASE)


class LocaleMiddleware(locale.LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """Treat Scandinavian languages in ``Accept-Language`` as bokmål before choosing the language."""
        wanted = request.headers.get("Accept-Language", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = READ_AS_BOKMAL.sub("nb", wanted)
        super().process_request(request)
