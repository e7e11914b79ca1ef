"""The certificate as a PDF that everybody can read, PDF/UA: made when it is asked for, from the frozen evidence alone."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext, override

from enrollment.models import CoreModule, Term
from modules.announcing import in_hours
from modules.models.meetings import Part

from .announcing import address_of
from .models import CompletionReport

TEMPLATE = Path(settings.BASE_DIR, "templates", "completion", "certificate.typ")
# The alphabets that the fonts have all of, with their punctuation. The PDF must not hold what none has a shape for.
NO_SHAPE = re.compile(r"[^ -~\u00a0-\u024f\u0370-\u04ff\u1e00-\u1fff\u2010-\u2026]")
INSTEAD = "?"


def pdf(report: CompletionReport, language: str) -> bytes:
    """The same bytes whenever it is asked for."""
    words = all_words(report, language)
    qr = _qr(address_of(report))
    try:
        return _made(words, qr, report)
    except typst.TypstError:
        return _made(_in_shapes(words), qr, report)


def _made(words: Any, qr: str, report: CompletionReport) -> bytes:
    made = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"words": json.dumps(words, ensure_ascii=False), "qr": qr},
        # No font of the machine's, no date but that of the issue: it is the same everywhere and always.
        ignore_system_fonts=True,
        timestamp=int(report.issued_at.timestamp()),
        format="pdf",
        pdf_standards=["ua-1"],
    )
    assert isinstance(made, bytes)
    return made


def _in_shapes(words: Any) -> Any:
    """All texts with what can be printed for certain; marks go with the letters that they stand on."""
    match words:
        case dict():
            return {key: _in_shapes(one) for key, one in words.items()}
        case list():
            return [_in_shapes(one) for one in words]
        case str():
            whole = unicodedata.normalize("NFC", words)
            seen = (one for one in whole if unicodedata.category(one)[0] not in "CM")
            return NO_SHAPE.sub(INSTEAD, "".join(seen))
        case _:
            raise AssertionError(words)


def _qr(address: str) -> str:
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=0, xmldecl=False, dark="#000"
    )
    return drawing.getvalue().decode()


def all_words(report: CompletionReport, language: str) -> dict[str, Any]:
    """Return all that is printed; the page that verifies a certificate shows the same."""
    with override(language):
        return _words(report, language)


def _words(report: CompletionReport, language: str) -> dict[str, Any]:
    evidence = report.evidence
    hours = evidence["hours"]
    return {
        "language": language,
        "title": gettext("Certificate: learning assistant training"),
        "heading": gettext("Certificate"),
        "university": gettext("NTNU – Norwegian University of Science and Technology"),
        "unit": gettext("Uniped, the Educational Development Unit"),
        "name": evidence["name"],
        "completed": gettext("has completed LAOS, the learning assistant training of NTNU"),
        "hours": gettext("%(sum)s hours: %(core)s + %(online)s + %(specific)s")
        % {
            "sum": sum(hours.values()),
            "core": hours["core_modules"],
            "online": hours["online_modules"],
            "specific": hours["course_specific"],
        },
        "parts": [
            _part(gettext("Core modules"), hours["core_modules"], _seminars(evidence)),
            _part(gettext("Online modules"), hours["online_modules"], _modules(evidence, language)),
            _part(
                gettext("Course-specific modules"),
                hours["course_specific"],
                _follow_up(evidence["course_specific"], language),
            ),
        ],
        "outcomes_heading": gettext("Learning outcomes"),
        "outcomes": evidence["outcomes"][language],
        "issued": gettext("Issued %(day)s") % {"day": _day(localdate(report.issued_at))},
        "serial_label": gettext("Serial number"),
        "serial": report.serial,
        "genuine": gettext("See whether it is genuine and valid at"),
        "address": address_of(report),
        "qr": gettext("QR code with the address %(address)s") % {"address": address_of(report)},
    }


def _part(heading: str, hours: int, lines: list[str]) -> dict[str, Any]:
    return {
        "heading": heading,
        "hours": gettext("%(number)s hours") % {"number": hours},
        "lines": lines,
    }


def _seminars(evidence: Mapping[str, Any]) -> list[str]:
    return [
        gettext("%(what)s, %(campus)s, %(day)s")
        % {
            "what": CoreModule(one["core_module"]).label,
            "campus": one["campus"],
            "day": _day(one["day"]),
        }
        for one in evidence["core_modules"]
    ]


def _modules(evidence: Mapping[str, Any], language: str) -> list[str]:
    return [
        f"{one['code']} {one['title'][language]}, {_day(one['day'])}"
        for one in evidence["online_modules"]
    ]


def _follow_up(specific: Mapping[str, Any], language: str) -> list[str]:
    course, term = specific["course"], Term(code=specific["term"])
    parts = [
        gettext("%(hours)s of %(part)s")
        % {"hours": in_hours(Decimal(str(specific["hours"][part]))), "part": part.label}
        for part in Part
    ]
    days = [_day(day) for day in sorted({one["day"] for one in specific["meetings"]})]
    return [
        f"{course['code']} {course['name'][language]}, {specific['department'][language]}",
        f"{term}: {', '.join(parts)}",
        ", ".join(days),
    ]


def _day(day: str | date) -> str:
    """Without its weekday."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{date_format(day, 'MONTH_DAY_FORMAT')} {day.year}"
