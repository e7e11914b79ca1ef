import pytest


@pytest.fixture(scope="module", autouse=True)
def stopped_clock():
    """Let the clock run, as it does in the servers."""
