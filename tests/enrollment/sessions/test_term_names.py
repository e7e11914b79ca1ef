"""A term's name fits inside a sentence, and stands alone as a heading."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from enrollment.models import Term
from enrollment.refusals import Closed, NotAppointed, NotOpenYet
from laos.words import messages
from tests.factories import NOW, CoreSessionFactory, TermFactory

AUTUMN = Term(code="2031H", registration_opens_at=NOW, registration_closes_at=NOW)
SPRING = Term(code="2032V")


@pytest.mark.parametrize(
    ("language", "by_itself", "in_sentences"),
    [
        ("nb", ["Høst 2031", "Vår 2032"], ["høsten 2031", "våren 2032"]),
        ("en", ["Autumn 2031", "Spring 2032"], ["autumn 2031", "spring 2032"]),
    ],
)
def test_both_forms(language, by_itself, in_sentences):
    with override(language):
        assert [str(term) for term in (AUTUMN, SPRING)] == by_itself
        assert [term.name for term in (AUTUMN, SPRING)] == in_sentences


@pytest.mark.parametrize("refusal", [NotAppointed(AUTUMN), Closed(AUTUMN), NotOpenYet(AUTUMN)])
def test_a_refusal_says_it_in_the_midst_of_a_sentence(refusal):
    with override("nb"):
        assert re.search(r"(for|læringsassistent) høsten 2031\b", refusal.sentence)


@pytest.mark.django_db
def test_the_front_page_says_it_too(client):
    CoreSessionFactory()
    page = re.sub(r"\s+", " ", client.get("/").content.decode())
    assert "Påmeldingen for høsten 2031 er åpen" in page
    assert "Datoer og ledige plasser, høsten 2031" in page
    assert "Høst 2031" not in page


@pytest.mark.django_db
def test_the_admin_lists_it_by_itself(uniped):
    TermFactory()
    page = uniped.get("/admin/enrollment/term/").content.decode()
    assert ">Høst 2031<" in page


def test_no_sentence_in_bokmål_has_a_preposition_too_many():
    sentences = [
        text
        for message in messages.read_catalog("nb")
        for text in (
            message.string if isinstance(message.string, list | tuple) else [message.string or ""]
        )
    ]
    assert [sentence for sentence in sentences if re.search(r"\bi %\(term\)s", sentence)] == []
