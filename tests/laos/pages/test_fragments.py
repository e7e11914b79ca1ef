"""A part of a page is rendered once for all who see the same; what is a reader's own stays theirs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.utils.translation import override

from laos.templatetags.fragments import NestedFragmentError


@pytest.fixture
def shown():
    """Return a function that shows a part of that name with these values, as one page after another does."""
    name = f"part{uuid4().hex}"

    def show(inside, tag="", **values):
        source = (
            f"{{% load fragments i18n %}}{{% fragment {name} {tag} %}}{inside}{{% endfragment %}}"
        )
        return Template(source).render(Context(values))

    return show


def test_it_is_rendered_once_for_each_of_its_facts(shown):
    assert shown("{{ fact }}{{ other }}", "fact", fact="a", other=1) == "a1"
    assert shown("{{ fact }}{{ other }}", "fact", fact="a", other=2) == "a1"
    assert shown("{{ fact }}{{ other }}", "fact", fact="b", other=2) == "b2"


def test_each_language_has_its_own(shown):
    said = []
    for language in ("en", "nb", "en"):
        with override(language):
            said.append(shown('{% translate "Log out" %}'))
    assert said == ["Log out", "Logg ut", "Log out"]


def test_what_is_ones_own_is_put_in_and_escaped(shown):
    inside = '{{ name }}: {% url "enrollment:change" key %}'
    tag = "with name=reader.name key=reader.key"
    assert shown(inside, tag, reader={"name": "Ada", "key": 7}) == "Ada: /my/places/7/change/"
    other = {"name": "<Ben> & co", "key": 8}
    assert shown(inside, tag, reader=other) == "&lt;Ben&gt; &amp; co: /my/places/8/change/"


def test_each_form_gets_the_token_of_its_reader(shown):
    first = shown("{% csrf_token %}", csrf_token="first")
    assert 'value="first"' in first
    assert shown("{% csrf_token %}", csrf_token="second") == first.replace("first", "second")


def test_what_is_ones_own_cannot_be_kept_in_the_part_around_it(shown):
    inner = "{% fragment inner with name=name %}{{ name }}{% endfragment %}"
    with pytest.raises(NestedFragmentError):
        shown(inner, name="Ada")


def test_a_part_within_a_part_gets_the_token_too(shown):
    inner = f"{{% fragment inner{uuid4().hex} %}}{{% csrf_token %}}{{% endfragment %}}"
    assert 'value="first"' in shown(inner, csrf_token="first")
    assert 'value="second"' in shown(inner, csrf_token="second")
