"""Any user text is shown as lightly formatted text, with no other effect."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from modules.online.essays.writing import LONGEST
from modules.online.formatting import essay, material

TAGS = {
    "p",
    "br",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "s",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "hr",
}
TAGS_OF_MATERIAL = TAGS | {"a", "table", "thead", "tbody", "tr", "th", "td"}
BOTH = pytest.mark.parametrize("form", [essay, material])


class Page(HTMLParser):
    """A page as a browser would parse it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_link_that_leads_nowhere_is_none():
    assert "href" not in material("[]()")


def assert_harmless(html: str, tags: set[str]) -> None:
    page = Page(html)
    assert not page.others
    for tag, attributes in page.tags:
        assert tag in tags
        for name, value in attributes.items():
            match name:
                case "dir":
                    assert value == "auto"
                case "start":
                    assert tag == "ol"
                    assert value.isdigit()
                case _:
                    assert (tag, name) == ("a", "href")
                    assert re.match(r"https?://|mailto:", value or "", re.IGNORECASE)


PIECES = [
    "<", ">", "&", '"', "'", "`", "*", "_", "~", "#", "-", "+", "1.", "|", "!", "[", "]", "(", ")", "\\", "\n", "\t",
    " ", "    ", "<script>", "</script>", "<!--", "-->", "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    "data:text/html,x", "[a](", "![a](", "[a]: ", "https://x.no", "&#106;", "&lt;", "<a href=", "```", "style=", ":-|",
    "\u202e", "\u2067", "\u200f", "\x00", "שלום", "👩‍🏫", "ordet",
]  # fmt: skip
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS)
@example('[a](http://x "title")')
@example("```js onclick=x\na\n```")
@example("|a|\n|-:|\n|b|")
@example("<http://x>\n\n<javascript:alert(1)>")
@example("[a](ftp://x) [b](/my) [c](//x) [d](tel:1)")
def test_no_text_makes_more_than_a_few_plain_tags(text):
    assert_harmless(essay(text), TAGS)
    assert_harmless(material(text), TAGS_OF_MATERIAL)


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- hidden -->",
        "<![CDATA[x]]>",
        "<?php x ?>",
        "<p onclick='x'>text</p>",
        "[a](javascript:alert(1))",
        "[a](JAVASCRIPT:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
    ],
)
def test_what_could_do_harm_stands_there_as_it_is_written(form, text):
    page = Page(form(text))
    assert page.text.strip() == text
    assert {tag for tag, _ in page.tags} == {"p"}


@BOTH
def test_address_that_hides_its_letters_is_no_link(form):
    assert "<a" not in form("[a](&#106;avascript:alert(1)) [b](java\nscript:alert(1))")


def test_essay_has_no_links_and_no_pictures():
    html = essay("[me](https://me.example) <https://me.example> ![a](https://me.example/a.png)")
    assert {tag for tag, _ in Page(html).tags} == {"p"}
    assert "https://me.example" in html


def test_sources_at_the_end_of_an_essay_stay():
    """In Markdown such a line only defines a link, and is not shown."""
    sources = "[1]: https://doi.org/10.1000/182"
    assert Page(essay(f"As Biggs says [1].\n\n{sources}")).text.endswith(f"{sources}\n")


def test_material_links_to_the_web_and_to_mail():
    html = material(
        "[a](https://ntnu.no) [b](http://ntnu.no) <mailto:a@ntnu.no> [c](ftp://x) [d](/my)"
    )
    links = [attributes["href"] for tag, attributes in Page(html).tags if tag == "a"]
    assert links == ["https://ntnu.no", "http://ntnu.no", "mailto:a@ntnu.no"]


def test_material_has_no_pictures():
    assert "<img" not in material("![a](https://ntnu.no/a.png)")


@BOTH
def test_headings_stand_below_those_of_the_page(form):
    html = form("# one\n\n## two\n\n###### six\n\nunderlined\n===")
    assert not re.search(r"<h1", html)
    assert len(re.findall(r"<h[2-6]", html)) == 4


@BOTH
def test_every_block_has_its_own_direction(form):
    """Right-to-left text and direction overrides do not affect the next block."""
    html = form("שלום עולם\n\n\u202eturned\n\nplain\n\n- item\n\n> quoted")
    assert html.count('dir="auto"') == 5
    assert "\u202eturned</p>" in html


@BOTH
def test_emoji_and_letters_of_all_the_world_stay_as_they_are(form):
    text = "👩‍🏫 blåbærsyltetøy 日本語 ﷽ é"
    assert Page(form(text)).text.strip() == text


def test_line_of_an_essay_ends_where_its_author_ended_it():
    assert essay("one\ntwo").count("<br>") == 1


@BOTH
@pytest.mark.parametrize("piece", ["word ", "*a ", "\n", "`", "<b ", "> "])
def test_a_million_characters_are_formatted_too(form, piece):
    tags = TAGS if form is essay else TAGS_OF_MATERIAL
    assert_harmless(form(piece * (1_000_000 // len(piece))), tags)


@pytest.mark.parametrize("piece", ["- a\n", "# a\n", "[", "**a ", "_a_ ", "~~a", "`a"])
def test_longest_essay_of_nothing_but_marks_is_formatted_too(piece):
    assert_harmless(essay(piece * (LONGEST // len(piece))), TAGS)
