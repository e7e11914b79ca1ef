"""Judge pages by the rules of HTML and by HTML_CodeSniffer (WCAG 2.1 AA), with ``make test-all`` only: both take long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from playwright.sync_api import Page, Response

from tests import nu
from tests.size import IS_ALL

SNIFFER = settings.BASE_DIR / "node_modules/html_codesniffer/build/HTMLCS.js"
# A colour may still be changing from dark to light.
AT_REST = """document.getAnimations()
    .filter((animation) => animation instanceof CSSTransition)
    .forEach((transition) => transition.finish())"""
SNIFF = """(notFaults) => new Promise((resolve) => HTMLCS.process("WCAG2AA", document, () => resolve(
    HTMLCS.getMessages()
        .filter(({type}) => type === HTMLCS.ERROR)
        .filter(({code, element}) => !notFaults.some(([end, which]) => code.endsWith(end) && element.matches?.(which)))
        .map(({code, msg, element}) => `${code}: ${msg} ${element.outerHTML?.slice(0, 200) ?? ""}`),
)))"""
# What HTML_CodeSniffer takes for a fault: the end of its code, the elements for which it is none, and why.
NOT_FAULTS = [
    ("H91.Button.Name", "[hidden]", "It is hidden from everyone."),
    ("H91.Textarea.Name", "[hidden]", "It is hidden from everyone."),
    ("H71.NoLegend", "fieldset[aria-labelledby]", "Its heading is its name, as a legend would be."),
    ("H63.1", "#result_list", "A header cell in a row of cells is the header of that row."),
    (
        "H32.2",
        "form:not(:has(input:not([type=hidden]), select, textarea, button))",
        "There is nothing to fill in, and so nothing to send.",
    ),
    (
        "H32.2",
        "form:is([action*='webauthn'], #webauthn_form)",
        "Only a script can use a passkey, so its button begins the script.",
    ),
]


class Validator:
    def __init__(self, page: Page, checker: nu.Checker) -> None:
        self.page, self.checker = page, checker
        self.documents: list[Response] = []
        page.on("response", self.note)

    def note(self, response: Response) -> None:
        if response.request.resource_type == "document" and not 300 <= response.status < 400:
            self.documents.append(response)

    def faults(self) -> list[str]:
        """Return what is wrong with the current page, as the server has answered it and as the browser shows it."""
        if self.page.evaluate("typeof HTMLCS") == "undefined":
            self.page.evaluate(SNIFFER.read_text())
        self.page.evaluate(AT_REST)
        sniffed: list[str] = self.page.evaluate(SNIFF, NOT_FAULTS)
        return self.checker.errors(self.documents[-1].body()) + sniffed


@contextmanager
def validating(page: Page) -> Iterator[Validator | None]:
    if not IS_ALL:
        yield None
        return
    with nu.running() as checker:
        yield Validator(page, checker)
