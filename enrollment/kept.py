"""The cache in the database: for what all processes must know also while Redis is away, or has come back empty."""

from __future__ import annotations

from typing import cast

from django.core.cache import BaseCache, caches
from django.utils.connection import ConnectionProxy

kept = cast(BaseCache, ConnectionProxy(caches, "kept"))
