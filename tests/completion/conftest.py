from __future__ import annotations

import pytest


@pytest.fixture
def lying(own_documents):
    """Return a function that lists the stored document files."""
    return lambda: [one for one in own_documents.rglob("*") if one.is_file()]
