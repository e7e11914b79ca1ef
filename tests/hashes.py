"""A password hasher that counts its calls. Hashing dominates response time, so equal counts mean equal timing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import MD5PasswordHasher

_hashes = [0]


class CountingHasher(MD5PasswordHasher):
    """A fast hasher that counts one hash per password set or checked."""

    algorithm = "counted"

    def encode(self, password: str, salt: str) -> str:
        _hashes[0] += 1
        return super().encode(password, salt)


@contextmanager
def count_hashes() -> Iterator[list[int]]:
    """Yield a one-item list; after the block it holds the number of hashes made."""
    counted = [0]
    before = _hashes[0]
    yield counted
    counted[0] = _hashes[0] - before
