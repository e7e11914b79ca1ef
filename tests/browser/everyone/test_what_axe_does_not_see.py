"""Criteria of WCAG that axe leaves to people, on the pages where most time is spent. See docs/accessibility.md."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import a_page
from tests.browser.pages.judging import AT_REST
from tests.browser.scenes import SCENES
from tests.browser.scenes.stage import until_drawn
from tests.browser.test_registering import UNSEEN

PAGES = [
    "login",
    "register",
    "my_page_with_some_of_the_20_hours",
    "module_test",
    "register_of_one_meeting",
]
WIDE: ViewportSize = {"width": 1280, "height": 800}
ON_ITS_SIDE: ViewportSize = {"width": 844, "height": 390}
NARROW: ViewportSize = {"width": 320, "height": 640}

# 1.4.12: the spacing that a reader may ask for.
SPACED = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""
# The policy of the pages refuses a <style> element.
ADD_STYLE = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# Text that something hides: an element that cuts off what is wider or higher than itself.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((part) => {
  const { overflowX, overflowY, clipPath, position } = getComputedStyle(part);
  const cuts = overflowX === "hidden" || overflowX === "clip" || overflowY === "hidden" || overflowY === "clip";
  return cuts && clipPath === "none" && position !== "absolute" && part.clientWidth > 1
    && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
}).map((part) => part.outerHTML.slice(0, 120))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
# 1.3.2, 2.4.3: what is seen in another order than that of the source, which the keyboard and screen readers follow.
REORDERED = """() => [...document.querySelectorAll("body *")].filter((part) => {
  const { order, flexDirection, display } = getComputedStyle(part);
  return order !== "0" || (display.includes("flex") && flexDirection.endsWith("reverse")) || part.tabIndex > 0;
}).map((part) => part.outerHTML.slice(0, 120))"""
# 1.4.11: fields and marks whose edge does not stand out from what is around it.
FAINT = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [red, green, blue] = rgba(colour).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (part) => {
    for (let around = part.parentElement; around; around = around.parentElement) {
      const { backgroundColor } = getComputedStyle(around);
      if (rgba(backgroundColor)[3] === 255) return backgroundColor;
    }
    return "white";
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const fields = "input:not([type=hidden]):enabled, select, textarea";
  return [...document.querySelectorAll(fields)].filter((part) => part.checkVisibility({ opacityProperty: true })).filter((part) => {
    const { borderTopColor, backgroundColor } = getComputedStyle(part);
    const ground = behind(part);
    return Math.max(ratio(borderTopColor, ground), ratio(backgroundColor, ground)) < 3;
  }).map((part) => `${part.outerHTML.slice(0, 120)} ${getComputedStyle(part).borderTopColor}`);
}"""
# 2.5.3: a name that leaves out the words that are seen. 1.4.13: what appears only while the pointer rests on a thing.
MISNAMED = """() => [...document.querySelectorAll(":is(a, button)[aria-label], main [title]")].filter((part) => {
  const seen = part.innerText.trim().toLowerCase();
  return part.title || (seen.length > 1 && !part.getAttribute("aria-label").toLowerCase().includes(seen));
}).map((part) => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", PAGES)
def test_page_stands_what_its_reader_does_to_it(browser, server, written, name):
    with a_page(browser, server, language="nb", viewport=WIDE, reduced_motion="reduce") as page:
        SCENES[name].play(page)
        assert page.evaluate(REORDERED) == []
        assert page.evaluate(MISNAMED) == []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(AT_REST)
            assert page.evaluate(FAINT) == []

        cut_off_before = page.evaluate(CUT_OFF)
        page.evaluate(ADD_STYLE, SPACED)
        for size in (WIDE, ON_ITS_SIDE, NARROW):
            page.set_viewport_size(size)
            assert page.evaluate(SIDEWAYS) <= 0, size
            assert page.evaluate(CUT_OFF) == cut_off_before, size


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_goes_through_the_page_and_out_of_it(browser, server, written, name):
    with a_page(browser, server, viewport=WIDE, reduced_motion="reduce") as page:
        SCENES[name].play(page)
        until_drawn(page)
        page.evaluate("document.activeElement.blur()")
        seen = set()
        for _ in range(150):
            page.keyboard.press("Tab")
            assert page.evaluate(UNSEEN) is None
            at = page.evaluate(
                "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
            )
            if at in seen:
                break
            seen.add(at)
        else:
            pytest.fail("Tab never came back to where it began.")
        assert len(seen) > 3
