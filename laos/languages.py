"""In which language a page is shown to somebody who has not chosen one."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.middleware import locale

# Who reads one of these before English reads bokmål before English.
READ_AS_BOKMAL = re.compile(r"(?<![\w-])(?:nn|no|da|sv)(?:-\w+)*(?=\s*(?:[,;]|$))", re.IGNORECASE)


class LocaleMiddleware(locale.LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """Choose the language, with ``Accept-Language`` as a Scandinavian means it."""
        wanted = request.headers.get("Accept-Language", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = READ_AS_BOKMAL.sub("nb", wanted)
        super().process_request(request)
