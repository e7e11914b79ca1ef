from __future__ import annotations

import pytest


@pytest.fixture
def lying(own_documents):
    """Return a function that lists the stored documents."""
    return lambda: [path for path in own_documents.rglob("*") if path.is_file()]
