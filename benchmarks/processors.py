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
    servers = {pid for pid, (parent, *_) in processes.items() if parent == ours}
    database = str(
        connection.settings_dict["OPTIONS"].get("dbname") or connection.settings_dict["NAME"]
    )
    used: Counter[str] = Counter()
    ended = 0
    for pid, (parent, command, ticks, _) in processes.items():
        if parent in servers:
            used[WEB] += ticks
        elif command.startswith("postgres:") and database in command:
            used[DATABASE] += ticks
            ended = processes[parent][-1]
        elif pid == ours:
            used[CLIENTS] += ticks
    # Backends live for a minute; what they used is their server's afterwards.
    used[DATABASE] += ended
    return used


def _process(folder: Path) -> tuple[str, tuple[str, str, int, int]] | None:
    """Return the number of a process with its parent's, its command, and the ticks that it and its ended children used."""
    try:
        # What follows the name, which may have spaces.
        words = (folder / "stat").read_text().rpartition(")")[2].split()
        command = (folder / "cmdline").read_text().replace("\0", " ")
    except OSError:  # it has ended
        return None
    own, of_children = int(words[11]) + int(words[12]), int(words[13]) + int(words[14])
    return folder.name, (words[1], command, own, of_children)
