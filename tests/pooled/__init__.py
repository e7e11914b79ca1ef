"""Through a real PgBouncer in transaction mode: `make pooled`. It needs the program `pgbouncer`, as Debian has it."""
