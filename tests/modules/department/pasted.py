"""Helpers that paste a list into a department's page as a browser does."""

from __future__ import annotations

from lxml import html


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
