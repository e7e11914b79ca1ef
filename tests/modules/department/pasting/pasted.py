"""Helpers that check a pasted list, and paste it into a department's page as a browser does."""

from __future__ import annotations

from lxml import html

from modules.department.pasting import bringing_in
from modules.department.pasting.checked_list import LineState
from modules.scope import Scope
from tests.factories import (
    NOW,
)

NEW = "dora; Dora Dal; dora@example.org; TMA4100"


def read(cleo, term, *lines, course=None, scope=None, answers=None):
    return bringing_in.check(
        text="\n".join(lines),
        answers=answers or {},
        course=course,
        scope=scope or Scope(cleo.department),
        term=term,
        by=cleo.user,
        at=NOW,
    )


def bring_in(cleo, term, *lines, correct=(), **how):
    checked = read(cleo, term, *lines, **how)
    bringing_in.appoint(
        checked=checked,
        correct=correct,
        scope=Scope(cleo.department),
        term=term,
        by=cleo.user,
        at=NOW,
    )
    return checked


def only(checked):
    (line,) = checked.lines
    return line


def asked(checked):
    """Return the question about the only line, and its choices."""
    line = only(checked)
    assert line.state == LineState.TO_MEND
    assert line.appointment is None
    return line.question.sentence, [choice.label for choice in line.question.choices]


def answered(cleo, term, line, code, **how):
    """Return the line checked again with an answer to its question."""
    question = only(read(cleo, term, line, **how))
    return only(read(cleo, term, line, answers={question.field_name: code}, **how))


def hidden_fields(page):
    """Return the hidden fields of the page's form, with the answers given so far."""
    document = html.fromstring(page.content.decode())
    hidden = document.xpath("//main//form//input[@type='hidden'][@name]")
    return {field.get("name"): field.get("value", "") for field in hidden}


def text_in(page):
    return page.context["form"]["people"].value()


def confirm(client, url, people, **sent):
    """Check a list, then appoint what the page offers."""
    page = client.post(url, {"people": people, **sent})
    if page.status_code != 200:
        return page
    again = {"people": text_in(page), "confirm": "1", **hidden_fields(page), **sent}
    return client.post(url, again)


def answer_to(page, number=0):
    """Return the name of the field that answers the question about a line to be mended."""
    return page.context["checked"].to_mend[number].field_name
