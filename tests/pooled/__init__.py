"""Tests through a real PgBouncer in transaction mode (``make pooled``); needs Debian's ``pgbouncer``."""
