"""The database cache, for shared values that must survive when Redis is down or has been emptied."""

from __future__ import annotations

from typing import cast

from django.core.cache import BaseCache, caches
from django.utils.connection import ConnectionProxy

kept = cast(BaseCache, ConnectionProxy(caches, "kept"))
