"""Letter texts edited by Uniped: what they may contain; no text breaks, stalls or empties a letter."""

from __future__ import annotations

import pytest
from django.core import mail
from django.template import defaultfilters, defaulttags, loader_tags
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import html
from post_office.models import EmailTemplate

from completion.reminders import watching
from enrollment.admin.letters.texts import names_in
from enrollment.letters import delivering, rendering, texts
from enrollment.letters.engine import LIBRARY, LONGEST_RESULT, LONGEST_SOURCE, TextRefused
from enrollment.models import Language
from enrollment.models.kinds import LETTER_KINDS
from enrollment.plain_text import name_order
from tests.enrollment.admin_pages import shown
from tests.factories import NOW, LetterFactory

KIND, LISTS = "waitlisted", "session-cancelled"
TEXTS = reverse("admin:post_office_emailtemplate_changelist")


def refusal(source: str, kind: str = KIND, language: str = "en") -> str:
    """Return the message that refuses a text, or ""."""
    with override(language):
        try:
            rendering.check(kind, source)
        except TextRefused as refused:
            return str(refused)
    return ""


def test_every_text_that_is_shipped_can_be_sent():
    refused = {
        (kind, language): refusal(text.subject, kind) + refusal(text.body, kind)
        for kind in LETTER_KINDS
        for language in Language.values
        for text in [texts.shipped(kind, language)]
    }
    assert {name: sentence for name, sentence in refused.items() if sentence} == {}


MISTAKES = [
    ("Hello {{ nme }}", "Line 1: This letter has no “nme”. It has: date, position, name,"),
    ("{{ date.dya }}", "“date” has no “dya”. It has: module, day, start,"),
    ("{{ name.upper }}", "“name” has no “upper”."),
    ("{{ date.day.0 }}", "“date.day” has no “0”."),
    ("{% if nme %}x{% endif %}", "This letter has no “nme”."),
    ("{% if name == nme %}x{% endif %}", "This letter has no “nme”."),
    ("{% if not name and not nme %}x{% endif %}", "This letter has no “nme”."),
    ("{{ name|default:nme }}", "This letter has no “nme”."),
    ("Hello\n{% if name %}you", "Line 2: {% if name %} is not closed. Write {% endif %}"),
    ("{% if name %}a{% else %}b", "{% if name %} is not closed. Write {% endif %}"),
    ("Hello {% endif %}", "{% endif %} has no {% if %} before it."),
    ("{% if name %}{% endfor %}", "{% endfor %} has no {% for %} before it."),
    ("{% fi name %}", "A letter cannot use {% fi %}. It can use: {% if %},"),
    (
        "\n\n{{ name|shout }}",
        "Line 3: A letter cannot use the filter “shout”. It can use: capfirst,",
    ),
    ("{{ name name }}", "We cannot read “name name”."),
    ("{{ }}", "We cannot read “”."),
    ("{% if %}x{% endif %}", "After “if”, write what it is about, as in {% if name %}."),
    ("{% for %}x{% endfor %}", "After “for”, write what it is about, as in {% for item in … %}."),
    ("{{ name|default }}", "We cannot read “name|default”."),
    (
        "A\nB {{ name }\nC",
        "Line 2: “{{” is not part of a name or a tag. Write a name as {{ name }}",
    ),
    ("A % } B %}", "“%}” is not part of a name or a tag."),
    ("{{ date }}", "“date” has several parts. Write one of them: date.module, date.day,"),
    ("{{ date|lower }}", "The filter “lower” does not fit in “date|lower”."),
    ("{{ name|join:name }}", "The filter “join” does not fit"),
    ("{% for one in name %}x{% endfor %}", "“for” needs a list"),
    ("{% if name" + " and name" * 30 + " %}x{% endif %}", "Make it simpler."),
    ("{% if name %}" * 11 + "{% endif %}" * 11, "Make it simpler."),
    ("{% if name %}" * 200 + "{% endif %}" * 200, "Make it simpler."),
    ("x" * (LONGEST_SOURCE + 1), f"longer than {LONGEST_SOURCE} characters."),
]
MISTAKES_WITH_LISTS = [
    ("{{ open }}", "“open” is a list. Use it in {% for item in open %}."),
    ("{{ waits }}", "“waits” is yes or no. Use it in {% if waits %}."),
    ("{% for one in date %}x{% endfor %}", "“for” cannot use “date” here."),
    ("{% for a, b in open %}x{% endfor %}", "as in {% for item in open %}."),
    ("{% for one in open %}{{ two.day }}{% endfor %}", "This letter has no “two”."),
    ("{% for one in open %}{{ one.dya }}{% endfor %}", "“one” has no “dya”."),
    ("{% for one in open %}{% endfor %}{{ one.day }}", "This letter has no “one”."),
    ("{% for a in open %}{% for b in open %}{% endfor %}{% endfor %}", "this letter has none here"),
    ('{% for one in "abc" %}x{% endfor %}', "It can use: open."),
    ("{% for one in open|join:name %}x{% endfor %}", "It can use: open."),
    ("{{ open|join:name }}", "The filter “join” does not fit"),
    ('{{ open|join:", " }}', "The filter “join” does not fit"),
    ("{% if x in %}{% endif %}", "We cannot read"),
]


@pytest.mark.parametrize(("source", "sentence"), MISTAKES)
def test_mistake_is_told_in_a_sentence(source, sentence):
    assert sentence in refusal(source)


@pytest.mark.parametrize(("source", "sentence"), MISTAKES_WITH_LISTS)
def test_mistake_with_a_list_is_told_in_a_sentence(source, sentence):
    assert sentence in refusal(source, LISTS)


def test_nothing_else_of_djangos_language_is_in_a_letters():
    for library in (defaulttags.register, loader_tags.register):
        for tag in library.tags.keys() - LIBRARY.tags.keys():
            assert refusal("{% " + tag + " name %}"), tag
    for name in defaultfilters.register.filters.keys() - LIBRARY.filters.keys():
        assert "cannot use the filter" in refusal("{{ name|" + name + ":99999999 }}"), name
    for tag in ("load i18n", "include 'letters/_frame.html'", "static 'x'", "lorem 99999999 w"):
        assert "A letter cannot use" in refusal("{% " + tag + " %}")


def test_a_loop_goes_through_what_the_item_of_another_has():
    source = (
        "{% for one in requirements %}{% for step in one.steps %}{{ step }}{% endfor %}{% endfor %}"
    )
    assert refusal(source, "what-is-missing") == ""
    twice = source.replace("{{ step }}", "{% for a in one.steps %}{{ a }}{% endfor %}")
    assert "this letter has none here" in refusal(twice, "what-is-missing")


PIECES = [
    "{% for one in open %}",
    "{% for date in open %}",
    "{% empty %}",
    "{% endfor %}",
    "{% if open %}",
    "{% if open|length == 2 %}",
    "{% else %}",
    "{% endif %}",
    "{{ one.day }}",
    "{{ date.where|lower|default:name }}",
    "{{ forloop.counter }}",
    "{{ name|upper|upper }}",
    "words",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@hypothesis_settings(max_examples=300)
def test_a_text_that_is_taken_makes_no_more_than_its_source_and_its_facts(source):
    if refusal(source, LISTS):
        return
    known = rendering.known(LISTS, "en")
    longest = max(len(str(sample)) for sample in known.values())
    filled = rendering._text(LISTS, source).fill(known)
    assert len(filled) <= len(source) * len(known["open"]) * longest


def test_letter_that_would_be_endless_is_refused():
    text = rendering._text(KIND, "{{ name }}" * 400)
    facts = rendering.known(KIND, "en") | {"name": "x" * 400}
    with pytest.raises(TextRefused, match=str(LONGEST_RESULT)):
        text.fill(facts)


def test_what_is_filled_in_is_no_text_of_its_own():
    """For example, a message written by a coordinator."""
    words = "{{ name }} {% include 'letters/_frame.html' %}"
    text = texts.shipped("from-coordinator", "en")
    rendered = rendering.render("from-coordinator", text.subject, text.body, {"words": words}, "en")
    assert words in rendered.text


def test_a_list_is_joined_by_little():
    kind = "registration-closing"
    assert "does not fit" in refusal('{{ modules|join:"' + "x" * 11 + '" }}', kind)
    assert refusal('{{ modules|join:" or " }}', kind) == ""


def test_a_list_that_a_letter_lacks_is_empty():
    source = '{% if modules|join:"" %}x{% else %}y{% endif %}'
    facts: dict[str, object] = {"name": "Ada", "term": "spring", "closes": "soon"}
    rendered = rendering.render("registration-closing", "x", source, facts, "en")
    assert rendered.text == "y\n"


def test_numbers_are_joined():
    text = texts.shipped("registration-closing", "en")
    facts: dict[str, object] = {
        "name": "Ada",
        "modules": [1, 2],
        "term": "spring",
        "closes": "soon",
    }
    rendered = rendering.render("registration-closing", text.subject, text.body, facts, "en")
    assert "core module 1 and 2." in rendered.text


# In the admin


def change(kind: str = KIND, language: str = "en") -> str:
    template = EmailTemplate.objects.get(name=kind, language=language)
    return reverse("admin:post_office_emailtemplate_change", args=[template.pk])


def stored(kind: str = KIND) -> dict[str, str]:
    """Return the stored texts as the fields of their page."""
    return {
        f"{template.language}-{field}": getattr(template, field)
        for template in EmailTemplate.objects.filter(name=kind)
        for field in ("subject", "content")
    }


def fields(uniped) -> dict[str, str]:
    """Return what a browser sends from the page, the values that it was opened with among it."""
    form = html.fromstring(uniped.get(change()).content.decode()).forms[-1]
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


@pytest.mark.django_db
def test_texts_are_listed_by_title_with_their_subjects_as_readers_get_them(uniped, settings):
    for language, subject in (
        ("en", "LAOS: Registration closes "),
        ("nb", "LAOS: Påmeldingen stenger "),
    ):
        uniped.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = uniped.get(TEXTS)
        with override(language):
            titles = [str(LETTER_KINDS[row.name].title) for row in page.context["cl"].result_list]
        assert titles == sorted(titles, key=name_order)
        assert subject in page.content.decode()
        assert "{{" not in page.content.decode()


def test_both_languages_are_saved_from_one_page(uniped, english):
    sent = fields(uniped) | {"nb-subject": "Kø", "en-content": "{{ date.day }}", "_save": ""}
    assert uniped.post(change(), sent).status_code == 302
    now = stored()
    assert (now["nb-subject"], now["en-content"]) == ("Kø", "{{ date.day }}")
    columns = uniped.get(change()).context["columns"]
    assert [column.is_original for column in columns] == [False, False]
    assert ("+", "Kø") in columns[0].differences
    assert (
        "Subject: LAOS: Du står på venteliste"
        in uniped.get(change(language="nb").replace("change", "history")).content.decode()
    )


@pytest.mark.django_db
def test_preview_and_original_save_nothing(uniped, english):
    before = stored()
    sent = fields(uniped) | {"nb-content": "Hei {{ name }}!", "en-content": "Hi {{ name }}!"}
    columns = uniped.post(change(), sent | {"_preview": ""}).context["columns"]
    assert [column.preview.text for column in columns] == [
        "Hei Kari Lyngmo!\n",
        "Hi Kari Lyngmo!\n",
    ]
    page = uniped.post(change(), sent | {"_restore": "nb"})
    bokmål, english_text = page.context["columns"]
    assert (bokmål.is_original, english_text.is_original) == (True, False)
    assert "Nothing is saved yet." in page.content.decode()
    assert stored() == before


@pytest.mark.django_db
def test_text_that_is_the_original_again_follows_it_when_laos_is_upgraded(uniped, english):
    sent = fields(uniped)
    uniped.post(change(), sent | {"nb-content": "Hei!"})
    uniped.post(change(), fields(uniped) | {"nb-content": sent["nb-content"]})
    template = EmailTemplate.objects.get(name=KIND, language="nb")
    assert texts._is_unedited(template)
    assert uniped.get(change()).context["columns"][0].is_original


@pytest.mark.django_db
def test_every_name_is_explained():
    for kind in LETTER_KINDS:
        for language in Language.values:
            names_in(rendering.known(kind, language), language)


@pytest.mark.django_db
def test_mistake_stands_at_its_field_in_the_readers_language(uniped, settings):
    wrong = {"subject": "Hei {{ nme }}", "content": "{% if name %}"}
    before = stored()
    sent = fields(uniped) | {f"en-{field}": text for field, text in wrong.items()}
    for language in ("en", "nb"):
        settings.LANGUAGE_CODE = language
        bokmål, english = uniped.post(change(), sent).context["columns"]
        told = {field: [refusal(text, language=language)] for field, text in wrong.items()}
        assert english.form.errors == told
        assert not bokmål.form.errors
    assert stored() == before


@pytest.mark.django_db
def test_page_lists_what_the_text_can_name(uniped, english):
    page = uniped.get(change(LISTS)).content.decode()
    for written in (
        "{{ date.day }}",
        "{{ my_page }}",
        "{% for item in open %}",
        "{{ item.where }}",
    ):
        assert written in page
    assert "{{ position }}" not in page


@pytest.mark.django_db
def test_only_the_samples_are_in_the_language_of_the_text(uniped, english):
    page = html.fromstring(uniped.get(change(LISTS)).content.decode())
    (names,) = page.xpath("//section[@aria-labelledby='names']/ul")
    assert not names.xpath("ancestor-or-self::ul/@lang | .//ul/@lang | .//li/@lang")
    assert {*names.xpath(".//span/@lang")} == {"nb"}
    (inner,) = names.xpath(".//ul")
    assert "{{ item.where }}" in inner.text_content()
    assert "for each of them" in inner.getparent().text_content()


@pytest.mark.django_db
def test_a_text_is_called_by_what_it_tells_and_never_by_a_key(uniped, english):
    for page in (change(), change().replace("change", "history")):
        crumbs = html.fromstring(uniped.get(page).content.decode()).find_class("breadcrumbs")
        text = " ".join(crumbs[0].text_content().split())
        assert KIND not in text
        assert str(LETTER_KINDS[KIND].title) in text


# A text saved when the rules were looser


@pytest.fixture
def old_text(db):
    template = EmailTemplate.objects.get(name=KIND, language="nb")
    EmailTemplate.objects.filter(pk=template.pk).update(content="{% now 'Y' %} {{ name }}")
    return template


def test_where_a_text_cannot_be_sent_the_one_shipped_is(old_text):
    LetterFactory(kind=KIND)
    assert delivering.deliver() == 1
    assert mail.outbox[0].subject.startswith("LAOS: Du står på venteliste")
    assert "Du er nummer" in mail.outbox[0].body


def test_text_that_cannot_be_sent_is_told_and_found(uniped, old_text, english):
    assert watching.look(NOW).texts == 1
    index = uniped.get(reverse("admin:index")).content.decode()
    assert "1 text of a letter cannot be sent." in index
    listed = EmailTemplate.objects.get(name=old_text.name, language="en")
    assert shown(uniped.get(TEXTS, {"usable": "no"})) == {listed.pk}
    page = uniped.get(change(language="nb")).content.decode()
    assert "A letter cannot use {% now %}." in page
    assert "Du står på venteliste" in page
