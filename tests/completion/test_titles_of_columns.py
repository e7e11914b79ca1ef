"""Pages name the columns in the reader's language, and files may have these names as headings."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.translation import override

from completion.resources import TABLES
from enrollment.resources.columns import TITLES, title_of
from enrollment.resources.reading.synonyms import names_of, plain


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", TABLES)
def test_every_title_is_read_as_its_column(kind, language):
    columns = TABLES[kind].columns()
    assert {*columns} <= {*TITLES}
    with override(language):
        titles = {name: plain(title_of(name)) for name in columns}
    assert len({*titles.values()}) == len(titles)
    assert all(title in names_of(name) for name, title in titles.items())


def test_no_title_in_bokmal_is_a_key():
    with override("nb"):
        assert not [name for name in TITLES if "_" in title_of(name)]
