"""Judge pages with axe. In everyday runs, no structure is judged twice by the same rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from playwright.sync_api import Page

from tests.size import IS_ALL

from .validating import Validator

SOURCES = [
    settings.BASE_DIR / "node_modules/axe-core/axe.min.js",
    Path(__file__).with_name("unjudged.js"),
]
# Only the pages that are judged pay for running axe; passing it to each of them takes longer.
AT_THE_START = "window.startAxe = () => {{\n{}\n}};".format(
    "\n".join(source.read_text() for source in SOURCES)
)
# Wait for transitions, also for those that end before their time: colours halfway through one cannot be judged.
AT_REST = "Promise.allSettled(document.getAnimations().map(animation => animation.finished)).then(() => true)"
RUN = """async ({how, judged, isOfShown}) => {
    window.axe ?? startAxe();
    const isShown = element => element.checkVisibility();
    window.hiddenBefore ??= [...document.querySelectorAll("body *")].filter(element => !isShown(element));
    const known = new Set(judged.split(" "));
    const {digests, isKnown, exclude} = unjudged(known);
    const isUnjudged = element => !exclude.some(part => part.contains(element));
    const include = isOfShown ? hiddenBefore.filter(isShown).filter(isUnjudged) : [document.documentElement];
    const isDone = isKnown || !include.length;
    const {violations} = isDone ? {violations: []} : await axe.run({include, exclude}, how);
    return {violations, digests: digests.filter(digest => !known.has(digest)).join(" ")};
}"""
HOW = {"resultTypes": ["violations"], "preload": False}


@dataclass(frozen=True)
class Look:
    """One run of axe: which rules, in which colour scheme."""

    tags_or_rules: tuple[str, ...]
    scheme: Literal["light", "dark"] = "light"
    # What this look has judged need not be judged again.
    after: Look | None = None
    # Only what the first look at the page did not show.
    is_of_shown: bool = False

    @property
    def how(self) -> dict[str, Any]:
        return {
            **HOW,
            "runOnly": [*self.tags_or_rules],
            "rules": {"target-size": {"enabled": True}} if "wcag22aa" in self.tags_or_rules else {},
        }


WHOLE = Look(("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
SHOWN = replace(WHOLE, is_of_shown=True)
# Dark mode changes only the colours, another width only where elements are: one run for both.
DARK = Look(
    ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"),
    scheme="dark",
)
# Another language changes only the text: check names and language attributes, where the first has other structures.
WORDS = Look(
    (
        "aria-command-name", "aria-input-field-name", "aria-toggle-field-name", "aria-valid-attr-value",
        "button-name", "document-title", "duplicate-id-aria", "empty-heading", "frame-title", "html-has-lang",
        "html-lang-valid", "image-alt", "input-button-name", "label", "label-title-only", "link-name",
        "select-name", "summary-name", "valid-lang",
    ),
    after=WHOLE,
)  # fmt: skip


class Judge:
    """Remembers which structures each look has judged. ``make test-all`` judges every page as a whole."""

    def __init__(self, validator: Validator | None) -> None:
        self.validator = validator
        self.judged: dict[Look, set[str]] = defaultdict(set)

    def violations(self, page: Page, look: Look) -> list[str]:
        page.emulate_media(color_scheme=look.scheme)
        page.evaluate(AT_REST)
        judged = self.judged[look] | (self.judged[look.after] if look.after else set())
        answer = page.evaluate(
            RUN, {"how": look.how, "judged": " ".join(judged), "isOfShown": look.is_of_shown}
        )
        if not IS_ALL:
            self.judged[look].update(answer["digests"].split())
        return [told(violation) for violation in answer["violations"]]

    def faults(self) -> list[str]:
        """Return what other checkers find on the current page."""
        return self.validator.faults() if self.validator else []


def told(violation: dict[str, Any]) -> str:
    places = "\n    ".join(
        f"{' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    )
    return f"{violation['id']}: {violation['help']}\n    {places}"
