"""The nginx and Caddy examples agree with the settings that they repeat."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from laos.masking import SECRET_ADDRESSES

EXAMPLES = Path(__file__).parents[3] / "docs" / "operators"


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_logs_mask_every_secret_address(name):
    (listed,) = re.findall(r"\((?:\?:)?(accounts/[^()]*)\)", (EXAMPLES / name).read_text())
    assert [f"/{name}/" for name in listed.split("|")] == SECRET_ADDRESSES


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("nginx.conf", f"client_max_body_size {settings.LARGEST_REQUEST >> 20}m;"),
        ("Caddyfile", f"max_size {settings.LARGEST_REQUEST}\n"),
    ],
)
def test_the_largest_request_is_that_of_the_site(name, size):
    assert size in (EXAMPLES / name).read_text()


@pytest.mark.parametrize(
    ("name", "how"), [("nginx.conf", r"^\s*gzip off;"), ("Caddyfile", r"\A(?!.*^\s*encode\b)")]
)
def test_compression_is_left_to_the_site(name, how):
    """A proxy would compress the pages that LAOS leaves uncompressed for a reason."""
    assert re.search(how, (EXAMPLES / name).read_text(), re.MULTILINE | re.DOTALL)
