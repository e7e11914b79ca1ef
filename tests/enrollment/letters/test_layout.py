"""The HTML of a letter: one button, real lists, readable in the dark; and what its headers say."""

from __future__ import annotations

from email.utils import parseaddr

import pytest
from django.conf import settings
from django.core import mail
from lxml import html

from enrollment.letters import delivering, texts
from enrollment.letters.combining import framed, in_all_languages, in_one_letter
from enrollment.letters.rendering import render
from enrollment.models.kinds import LETTER_KINDS, LetterGroup
from tests.enrollment.accounts.test_accounts import sign_up
from tests.factories import LetterFactory

PAGE = f"{settings.SITE_URL}/my/"


def letter_of(rendered):
    return html.fromstring(rendered.html)


def buttons(page):
    return [(link.text, link.get("href")) for link in page.xpath("//p[@class='button']/a")]


def test_first_link_to_laos_is_the_button_and_others_are_links():
    text = (
        f"Hello Ada,\n\nZoom: https://zoom.example/1\n\nYour dates: {PAGE}\nThe module: {PAGE}1/\n"
    )
    page = letter_of(framed("LAOS: Hello", text))
    assert buttons(page) == [("Your dates", PAGE)]
    assert [link.get("href") for link in page.xpath("//p[not(@class)]/a")] == [
        "https://zoom.example/1",
        f"{PAGE}1/",
    ]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_letter_has_one_clear_button(db, language):
    without = [
        kind
        for kind in LETTER_KINDS
        for text in [texts.shipped(kind, language)]
        for facts in [texts.sample_facts(kind, language)]
        if len(buttons(letter_of(render(kind, text.subject, text.body, facts, language)))) != 1
    ]
    assert without == []


def test_lines_with_a_dash_or_number_are_lists():
    page = letter_of(framed("LAOS: To do", "Do this:\n- One\n- Two\n\n1. First\n2. Second\n"))
    assert [item.text for item in page.xpath("//ul/li")] == ["One", "Two"]
    assert [item.text for item in page.xpath("//ol/li")] == ["First", "Second"]


def test_nothing_in_a_name_or_room_is_markup_or_leads_anywhere():
    said = "*Ada* _Aas_ [x](y) <b>#1</b> evil.com `R7`"
    page = letter_of(framed("LAOS: Hello", said))
    assert page.xpath("//p[not(@class)]")[0].text_content() == said
    assert page.xpath("//a") == []


def test_parts_have_headings_and_each_language_its_button():
    parts = [framed(f"LAOS: {day}", f"Hello,\n\n{day}.\n\nPage: {PAGE}") for day in ("Mon", "Fri")]
    joined = in_one_letter(parts, LetterGroup.CHANGES)
    assert [part.text for part in letter_of(joined).xpath("//h2")] == ["Mon", "Fri"]
    both = letter_of(in_all_languages([joined, framed("LAOS: Hei", f"Hei!\n\nSiden din: {PAGE}")]))
    assert buttons(both) == [("Page", PAGE), ("Siden din", PAGE)]
    assert len(both.xpath("//hr")) == 1
    assert len(both.xpath("//h2")) == 2


def test_it_is_made_for_light_and_dark():
    page = letter_of(framed("LAOS: Hello", "Hello"))
    assert page.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert "prefers-color-scheme: dark" in page.xpath("string(//style)")


@pytest.mark.django_db
class TestHeaders:
    def test_no_machine_answers_and_the_id_is_of_the_senders_domain(self, ada, settings):
        settings.DEFAULT_FROM_EMAIL = "LAOS <laos@training.example.org>"
        LetterFactory(assistant=ada, email=None)
        delivering.deliver()
        headers = mail.outbox[0].extra_headers
        assert "OOF" in headers["X-Auto-Response-Suppress"]
        assert headers["Auto-Submitted"] == "auto-generated"
        assert parseaddr(headers["Message-ID"])[1].endswith("@training.example.org")

    def test_letters_about_accounts_are_laid_out_and_answered_alike(self, client, settings):
        sign_up(client, "ada@example.org")
        delivering.deliver()
        (message,) = mail.outbox
        assert message.extra_headers["Reply-To"] == settings.LAOS_CONTACT_EMAIL
        page = html.fromstring(message.alternatives[0][0])
        ((label, address),) = buttons(page)
        assert address in message.body
        assert f"LAOS: {label}" == message.subject
