"""docs/accessibility.md has a row for each A and AA criterion of WCAG 2.2, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[3]
PAGE = (PROJECT / "docs/accessibility.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d\.\d+\.\d+) [^|]+ \| (A{1,2}) \| (\S.*) \|$", PAGE, re.MULTILINE)
# By guideline, the numbers of its criteria at level A and AA (https://www.w3.org/TR/WCAG22/).
CRITERIA = {
    "1.1": [1],
    "1.2": [1, 2, 3, 4, 5],
    "1.3": [1, 2, 3, 4, 5],
    "1.4": [1, 2, 3, 4, 5, 10, 11, 12, 13],
    "2.1": [1, 2, 4],
    "2.2": [1, 2],
    "2.3": [1],
    "2.4": [1, 2, 3, 4, 5, 6, 7, 11],
    "2.5": [1, 2, 3, 4, 7, 8],
    "3.1": [1, 2],
    "3.2": [1, 2, 3, 4, 6],
    "3.3": [1, 2, 3, 4, 7, 8],
    "4.1": [2, 3],
}


def test_every_criterion_has_a_row():
    wanted = [f"{guideline}.{number}" for guideline, some in CRITERIA.items() for number in some]
    assert [criterion for criterion, _level, _held in ROWS] == wanted


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|templates)/[^`]+)`", PAGE))))
def test_what_it_names_exists(path):
    assert (PROJECT / path).exists()
