from __future__ import annotations

import pytest


@pytest.fixture
def lying(own_documents):
    """The files that lie where documents are kept."""
    return lambda: [one for one in own_documents.rglob("*") if one.is_file()]
