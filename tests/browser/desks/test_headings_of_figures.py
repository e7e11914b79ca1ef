"""The headings of the figures stand apart, however narrow their columns and however large the text."""

from __future__ import annotations

import pytest

from tests.browser.conftest import a_page
from tests.browser.everyone.test_walks_for_everyone import LARGE_TEXT
from tests.browser.scenes import SCENES

LEAST = 10  # pixels
# Between the text of a heading and that of the next, of each table whose headings are shown.
GAPS = """() => [...document.querySelectorAll(".figures thead tr")].filter(
  (row) => getComputedStyle(row.parentElement).clipPath === "none",
).flatMap((row) => {
  const texts = [...row.cells].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getBoundingClientRect();
  }).filter((text) => text.width);
  return texts.slice(1).map((text, index) => text.left - texts[index].right);
})"""
SCROLLED = """() => [document.documentElement, ...document.querySelectorAll(".table-scroll")]
    .map((shown) => shown.scrollWidth - shown.clientWidth)"""


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(("width", "enlarged"), [(1280, False), (1280, True), (390, False)])
def test_headings_do_not_touch(browser, server, written, language, width, enlarged):
    with a_page(
        browser, server, language=language, viewport={"width": width, "height": 844}
    ) as page:
        if enlarged:
            page.add_init_script(LARGE_TEXT)
        SCENES["figures_of_a_term"].play(page)
        assert min(page.evaluate(GAPS)) >= LEAST
        if width == 1280 and not enlarged:
            assert max(page.evaluate(SCROLLED)) == 0
