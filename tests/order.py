"""The order of files: the longest begin first, so that no process is left alone with one of them at the end."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
# By the seconds they take, or the time they wait for other processes. New ones of more than ten seconds are added.
LONGEST = [
    "browser/pages",
    "faults/test_under_faults.py",
    "completion/verdicts/test_no_back_door.py",
    "laos/pages/test_every_button.py",
    "enrollment/test_gates.py",
    "browser",
    "enrollment/letters/test_delivery_faults.py",
    "laos/test_a_new_language.py",
    "laos/processes",
    "laos/demonstration",
    "modules/online/essays/test_peer_simulation.py",
    "enrollment/places/test_places_invariant.py",
    "enrollment/statements/test_statement_counts.py",
    "modules/department/test_attackers.py",
    "laos",
]
PATHS = [ROOT / name for name in LONGEST]
if missing := [str(path) for path in PATHS if not path.exists()]:
    raise FileNotFoundError(f"tests/order.py lists {missing}")


@cache
def turn_of(file: Path) -> int:
    """Return when it is the file's turn; files that are not listed come last, in their usual order."""
    for turn, path in enumerate(PATHS):
        if file == path or path in file.parents:
            return turn
    return len(PATHS)
