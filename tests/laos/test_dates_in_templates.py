"""Templates write dates for people in the formats of the language."""

from __future__ import annotations

import re

from django.conf import settings

FILTER = re.compile(r"""\|(?:date|time):["']([^"']+)["']""")
FOR_MACHINES = {"Y-m-d", r"Y-m-d\TH:iO", "Y-m-d H:i:s"}


def test_no_template_has_a_date_format_of_its_own():
    wrong = {
        (str(path.relative_to(settings.BASE_DIR)), how)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for how in FILTER.findall(path.read_text())
        # A weekday or a year alone is written alike.
        if not how.endswith("_FORMAT") and how not in FOR_MACHINES | {"l", "Y"}
    }
    assert not wrong
