"""Checks for every page: in both languages, in phone and laptop widths, in light and dark mode."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import resolve, reverse

from tests.browser.conftest import a_page, forget_visitor, home, written_for_the_server
from tests.browser.scenes import SCENES, Scene
from tests.size import IS_ALL, daily_or_all

from .judging import AT_THE_START, DARK, SHOWN, WHOLE, WORDS, Judge, Look
from .validating import validating

FIRST, OTHER = (code for code, _name in settings.LANGUAGES)
# Each width with the looks that axe takes at it; at every width, nothing may be wider than the screen.
Looks = dict[int, list[Look]]
IN_FULL: Looks = {320: [WHOLE], 390: [], 768: [], 1024: [], 1280: [WHOLE, DARK]}
# A laptop moves elements and shows some that a phone hides.
IN_FIRST_WORDS = daily_or_all({320: [WHOLE], 768: [], 1280: [SHOWN, DARK]}, IN_FULL)
IN_OTHER_WORDS = daily_or_all({320: [WORDS]}, IN_FULL)
# Of a view that another scene has shown already. The first language has the longer words.
IN_ANOTHER_STATE = daily_or_all({320: [WHOLE, DARK]}, IN_FULL)
FIRST_OF_ITS_VIEW = {scene.view: scene for scene in reversed(SCENES.values())}
# In everyday runs, the first scene of each view, and these: they show what the first does not.
ALSO_EVERY_DAY = {
    "admin_import_problems",
    "admin_session_with_too_few_places",
    "department_front_of_more_than_a_page",
    "import_a_file_of_people_that_is_wrong",
    "login_with_a_wrong_password",
    "module_with_evaluations_given_and_received",
    "my_page_when_exempt",
    "my_page_with_an_offer_a_queue_and_a_calendar",
    "my_page_with_some_of_the_20_hours",
    "paste_a_list_that_asks",
    "plan_of_meetings_with_mistakes",
    "register_of_one_meeting",
    "register_with_one_date_held",
    "register_when_the_date_has_filled_up",
    "roll_call_report_previewed",
}
assert SCENES.keys() >= ALSO_EVERY_DAY
# Lists and forms that Django draws: every day, those of the tables that are used most.
DRAWN_BY_DJANGO = re.compile(r"admin:(\w+)_(?:changelist|change|add)$")
USED_MOST = {
    "enrollment_coresession", "enrollment_learningassistant", "enrollment_registration", "post_office_emailtemplate",
}  # fmt: skip


DEAD_ENDS = """
    [...document.querySelectorAll("a[href^='#']:not([href='#'])")]
        .map((link) => link.getAttribute("href"))
        .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1))))
"""
SKIPPED = """
    [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
        .filter((heading, at, all) => at && heading.tagName[1] > Number(all[at - 1].tagName[1]) + 1)
        .map((heading) => `${heading.tagName} ${heading.textContent.trim()}`)
"""
# How far the heading begins from the edge at which the name of the site begins; the admin has its own.
INDENT = """(() => {
    const left = (selector) => document.querySelector(selector)?.getBoundingClientRect().left;
    return left("main h1") - left(".brand");
})()"""


@dataclass
class Seen:
    """The observations of one page in one language."""

    scene: Scene
    title: str
    lang: str
    headings: list[str]
    complaints: list[str]
    # Links within the page that lead nowhere, and headings that skip a level.
    dead_ends: list[str]
    skipped: list[str]
    # By the Nu checker and HTML_CodeSniffer.
    faults: list[str] = field(default_factory=list)
    violations: dict[str, list[str]] = field(default_factory=dict)
    # Horizontal overflow in pixels, by width.
    sideways: dict[int, int] = field(default_factory=dict)
    indents: dict[int, float] = field(default_factory=dict)
    # After switching the language: the previous URL, the new URL and its language.
    switched: tuple[str, str, str] | None = None


class EveryPage:
    """Tests for every page. Each test module parametrizes ``seen`` with its share of the scenes."""

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, browser, server):
        """Share one page among all scenes: opening a window takes longer than most tests."""
        with a_page(browser, server) as page:
            page.add_init_script(AT_THE_START)
            yield page

    @pytest.fixture(scope="class")
    @classmethod
    def complaints(cls, page):
        """Collect the browser's errors since the list was last cleared."""
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.extend(policy_broken(line)))
        page.on("response", lambda answer: complaints.extend(missing(answer)))
        return complaints

    @pytest.fixture(scope="class")
    @classmethod
    def judge(cls, page):
        with validating(page) as validator:
            yield Judge(validator)

    @pytest.fixture(scope="class")
    @classmethod
    def seen(cls, request, page, complaints, judge, server, django_db_blocker):
        """Play a scene and return what was seen, by language; each test checks one aspect.

        If switching the language leaves the page otherwise the same, it is observed again; else ``make test-all`` replays
        the scene.
        """
        scene = SCENES[request.param]
        looked: dict[str, Seen] = {}
        is_in_both = len(languages_of(scene)) > 1
        with written_for_the_server(django_db_blocker):
            play(scene, page, server, FIRST, complaints)
            looks = IN_FIRST_WORDS if is_first(scene) else IN_ANOTHER_STATE
            looked[FIRST] = look_at(page, scene, complaints, judge, looks)
            if is_in_both and not scene.bare:
                before = structure(page)
                looked[FIRST].switched = switch_language(page)
                if structure(page) == before or not (IS_ALL or scene.is_error):
                    looked[OTHER] = look_at(page, scene, complaints, judge, IN_OTHER_WORDS)
        if is_in_both and OTHER not in looked:
            with written_for_the_server(django_db_blocker):
                play(scene, page, server, OTHER, complaints)
                looked[OTHER] = look_at(page, scene, complaints, judge, IN_OTHER_WORDS)
        return looked

    @pytest.fixture(scope="class")
    @classmethod
    def titles(cls, tmp_path_factory):
        """Return a folder shared by all test processes, which maps each title to its view."""
        own = tmp_path_factory.getbasetemp()
        folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "titles"
        folder.mkdir(exist_ok=True)
        return folder

    def test_axe_finds_nothing(self, seen):
        found = {
            f"{language} {where}": violations
            for language, observed in seen.items()
            for where, violations in observed.violations.items()
            if violations
        }
        assert not found, "\n".join(
            f"{where}: {violation}" for where in found for violation in found[where]
        )

    def test_nothing_is_wider_than_the_screen(self, seen):
        assert not {
            f"{language} {width}": overflow
            for language, observed in seen.items()
            for width, overflow in observed.sideways.items()
            if overflow
        }

    def test_html_is_valid_and_accessible_by_other_checkers_too(self, seen):
        assert not {
            language: observed.faults for language, observed in seen.items() if observed.faults
        }

    def test_page_begins_at_the_same_edge_as_all_others(self, seen):
        assert not {
            f"{language} {width}": indent
            for language, observed in seen.items()
            for width, indent in observed.indents.items()
            if abs(indent) > 1
        }

    def test_page_says_which_language_it_is_in(self, seen):
        languages = languages_of(seen[FIRST].scene)
        assert [observed.lang for observed in seen.values()] == [*seen] == languages

    def test_page_has_one_heading_above_all_others(self, seen):
        for observed in seen.values():
            assert len(observed.headings) == 1
            assert observed.headings[0].strip()

    def test_links_lead_somewhere_and_headings_skip_no_level(self, seen):
        for observed in seen.values():
            assert (observed.dead_ends, observed.skipped) == ([], [])

    def test_title_is_no_other_pages(self, seen, titles):
        for language, observed in seen.items():
            assert observed.title.partition("·")[0].strip()
            # A title may be longer than the name of a file.
            title = titles / sha256(f"{language} {observed.title}".encode()).hexdigest()
            # Creating a symlink is atomic, unlike writing a file.
            with suppress(FileExistsError):
                title.symlink_to(observed.scene.view)
            assert str(title.readlink()) == observed.scene.view, observed.title

    def test_browser_has_nothing_to_complain_of(self, seen):
        assert not any(observed.complaints for observed in seen.values())

    def test_language_can_be_changed_and_the_page_stays(self, seen):
        first = seen[FIRST]
        if first.scene.bare or languages_of(first.scene) == [FIRST]:
            assert first.switched is None
            return
        before, after, lang = first.switched
        assert after == before
        assert lang == OTHER


def languages_of(scene: Scene) -> list[str]:
    """Return the languages to look at a scene in.

    In everyday runs, only the first scene of a view comes in both, and none of those that only Uniped or coordinators see.
    """
    in_both = is_first(scene) and not subject_of(scene).startswith("department_")
    return daily_or_all([FIRST, OTHER] if in_both else [FIRST], [FIRST, OTHER])


def is_first(scene: Scene) -> bool:
    """Return whether a scene is the first of a view that others than Uniped see."""
    return scene is FIRST_OF_ITS_VIEW[scene.view] and not is_for_uniped(scene)


def play(scene: Scene, page, server, language: str, complaints: list[str]) -> None:
    # Leave the previous page; another site would cost a new process.
    page.goto(reverse("healthz"))
    page.unroute_all()
    page.emulate_media(color_scheme="light")
    forget_visitor(page.context, server, language)
    forget_drafts(page, server)
    complaints.clear()
    scene.play(page)
    page.wait_for_load_state()
    assert scene.is_error or view_of(page) == scene.view


def forget_drafts(page, server) -> None:
    """Clear the drafts of the previous scene, whose users have the same keys."""
    tools = page.context.new_cdp_session(page)
    origin = {"origin": home(server), "storageTypes": "local_storage"}
    tools.send("Storage.clearDataForOrigin", origin)
    tools.detach()


def view_of(page) -> str:
    """Return the view name of the current page."""
    return resolve(urlsplit(page.url).path).view_name


def policy_broken(line) -> list[str]:
    is_policy = line.type == "error" and "Content Security Policy" in line.text
    return [line.text] if is_policy else []


def missing(answer) -> list[str]:
    """Return a complaint if a stylesheet, script, image, font or manifest could not be loaded."""
    # Requests made by scripts are excluded: the scripts report those errors themselves.
    is_part = answer.request.resource_type in ("stylesheet", "script", "image", "font", "manifest")
    return [] if answer.ok or not is_part else [f"{answer.status} {answer.url}"]


def look_at(page, scene: Scene, complaints: list[str], judge: Judge, looks: Looks) -> Seen:
    """Observe the current page, including the browser's complaints so far."""
    seen = Seen(
        scene=scene,
        title=page.title(),
        lang=page.locator("html").get_attribute("lang"),
        headings=page.locator("h1:visible").all_inner_texts(),
        complaints=[*complaints],
        dead_ends=page.evaluate(DEAD_ENDS),
        skipped=page.evaluate(SKIPPED),
    )
    complaints.clear()
    for width, at_this_width in looks.items():
        seen.sideways[width] = sideways(page, width)
        seen.indents[width] = page.evaluate(INDENT) or 0
        for look in at_this_width:
            found = seen.violations.setdefault(f"{width} {look.scheme}", [])
            found += judge.violations(page, look)
    seen.faults = judge.faults()
    return seen


def sideways(page, width: int) -> int:
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def structure(page) -> str:
    """Return the page's elements without their text."""
    return page.evaluate(
        "[...document.querySelectorAll('body *')].map(element => element.tagName + (element.open ?? '')).join(' ')"
    )


def switch_language(page) -> tuple[str, str, str]:
    before = page.url
    with page.expect_navigation():
        page.locator(".language button:visible").first.click()
    return before, page.url, page.locator("html").get_attribute("lang")


def of(*subjects: str):
    """Parametrize ``seen`` with the scenes of these modules; ``make test-all`` plays every scene."""
    firsts = {scene for scene in FIRST_OF_ITS_VIEW.values() if not is_like_others(scene)}
    daily = firsts | {SCENES[name] for name in ALSO_EVERY_DAY}
    played = daily_or_all(daily, {*SCENES.values()})
    names = [
        name for name, scene in SCENES.items() if subject_of(scene) in subjects and scene in played
    ]
    return pytest.mark.parametrize("seen", names, indirect=True)


def is_for_uniped(scene: Scene) -> bool:
    return scene.view.startswith("admin:") or subject_of(scene) == "behalf"


def is_like_others(scene: Scene) -> bool:
    drawn = DRAWN_BY_DJANGO.match(scene.view)
    return drawn is not None and drawn[1] not in USED_MOST


def subject_of(scene: Scene) -> str:
    return scene.play.__module__.rpartition(".")[2]
