"""A password hasher that counts how often it is asked: the time an answer takes is the time of its hashes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import MD5PasswordHasher

_hashes = [0]


class CountingHasher(MD5PasswordHasher):
    """Hash in no time, once for making a password and once for checking one."""

    algorithm = "counted"

    def encode(self, password: str, salt: str) -> str:
        _hashes[0] += 1
        return super().encode(password, salt)


@contextmanager
def count_hashes() -> Iterator[list[int]]:
    """Fill a list of one with how many hashes are made in the block."""
    counted = [0]
    before = _hashes[0]
    yield counted
    counted[0] = _hashes[0] - before
