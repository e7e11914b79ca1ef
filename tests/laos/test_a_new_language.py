"""A language is data: one that is added to the settings has every page, letter and document, in the language that its
readers read instead where it has no text of its own."""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.urls import resolve
from django.utils.translation import override

from completion.certificates.pdf import all_words
from enrollment import languages
from enrollment.letters import rendering, texts
from enrollment.models.kinds import LETTER_KINDS
from tests.buttons import links_of
from tests.completion.certificate_factories import CompletionReportFactory
from tests.enrollment import test_gates
from tests.enrollment.gates import log_in
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

people, world = test_gates.people, test_gates.world

# What superusers see more of, the admin draws by itself.
ROLES = ["assistant", "coordinator", "leader", "uniped", *daily_or_all([], ["superuser"])]
# The page of one letter text in each language is one page more per kind: a few are enough.
MOST_ALIKE = daily_or_all(1, 2)


@pytest.fixture
def added(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("nn", "Norsk nynorsk")]


@pytest.fixture
def nynorsk(added, db):
    texts.add_missing_templates(sender=apps.get_app_config("enrollment"))


def walk(client, start: str):
    """Open every kind of page that can be reached by links, and yield each address with its answer."""
    waiting, seen = deque([start]), {start}
    alike: dict[str, int] = {}
    while waiting:
        address = waiting.popleft()
        page = client.get(address)
        yield address, page
        for link in sorted(set(links_of(address, page)) - seen):
            path = urlsplit(link).path
            if not link.startswith("/") or path.startswith(("/static/", "/accounts/logout")):
                continue
            seen.add(link)
            route = resolve(path).route
            alike[route] = alike.get(route, 0) + 1
            if alike[route] <= MOST_ALIKE:
                waiting.append(link)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_shown_in_a_language_that_is_added(people, world, nynorsk, role):
    client = log_in(people[role])
    client.cookies["django_language"] = "nn"
    opened = {}
    for address, page in walk(client, "/admin/" if role in {"uniped", "superuser"} else "/"):
        opened[address] = page.status_code
        if page.status_code == 200 and "text/html" in page.headers["Content-Type"]:
            assert '<html lang="nn"' in page.content.decode(), address
    assert len(opened) > 5
    assert {address: status for address, status in opened.items() if status >= 400} == {}


def test_a_certificate_can_be_had_in_a_language_that_is_added(nynorsk, client, ada):
    report = CompletionReportFactory(assistant=ada)
    client.force_login(report.assistant.user)
    client.cookies["django_language"] = "nn"
    page = client.get("/my/certificate/").content.decode()
    assert "nynorsk" in page
    paper = client.get("/my/certificate/nn.pdf")
    assert paper.content.startswith(b"%PDF")
    checked = client.get(f"/verify/{report.serial}/")
    assert '<html lang="nn"' in checked.content.decode()
    assert all_words(report, "nn")["outcomes"] == all_words(report, "nb")["outcomes"]
    with pytest.raises(LookupError):
        languages.in_language({}, "nn")


def test_a_text_is_looked_for_in_the_order_in_which_its_readers_read():
    assert languages.tried("nn") == ["nn", "nb", "en"]
    assert languages.tried("en") == ["en", "nb"]
    assert languages.in_language({"en": "two", "nb": "to"}, "nn") == "to"
    assert languages.in_language({"en": "two", "nb": ""}, "nn") == "two"
    assert languages.teaching_language("nn") == "nb"


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_letter_has_a_text_in_a_language_that_is_added(added, kind):
    text = texts.shipped(kind, "nn")
    assert text == texts.shipped(kind, "nb")
    with override("nn"):
        letter = rendering.render(
            kind, text.subject, text.body, texts.sample_facts(kind, "nn"), "nn"
        )
    assert letter.subject
    assert "{" not in letter.text
