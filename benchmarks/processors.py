"""Who used the processors while something was measured."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from django.db import connection

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
WEB, DATABASE, CLIENTS = "web workers", "PostgreSQL", "the clients"


def processor_ticks() -> Counter[str]:
    """Return what our web workers, the database's backends and this process have used since they began."""
    ours = str(os.getpid())
    processes = dict(filter(None, map(_process, Path("/proc").glob("[0-9]*"))))
    servers = {pid for pid, (parent, _, _) in processes.items() if parent == ours}
    database = str(
        connection.settings_dict["OPTIONS"].get("dbname") or connection.settings_dict["NAME"]
    )
    used: Counter[str] = Counter()
    for pid, (parent, command, ticks) in processes.items():
        if parent in servers:
            used[WEB] += ticks
        elif command.startswith("postgres:") and database in command:
            used[DATABASE] += ticks
        elif pid == ours:
            used[CLIENTS] += ticks
    return used


def _process(folder: Path) -> tuple[str, tuple[str, str, int]] | None:
    """Return the number of a process with its parent's, its command and the ticks it has used."""
    try:
        # What follows the name, which may have spaces.
        words = (folder / "stat").read_text().rpartition(")")[2].split()
        command = (folder / "cmdline").read_text().replace("\0", " ")
    except OSError:  # it has ended
        return None
    return folder.name, (words[1], command, int(words[11]) + int(words[12]))
