"""Tests with a real PgBouncer in transaction mode: `make pooled`. Requires the program `pgbouncer`."""
