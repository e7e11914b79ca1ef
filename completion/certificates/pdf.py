"""The certificate as a PDF, generated on request from the snapshot alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext, override

from completion.models import CompletionReport
from enrollment import languages
from enrollment.models import CoreModule, Term
from enrollment.plain_text import is_right_to_left
from modules.follow_up.wording import in_hours
from modules.models.meetings import Part

from .letters import address_of
from .refusals import CannotBePrinted
from .snapshot import lead_in_of
from .typesetting import printed, unprintable

TEMPLATE = Path(settings.BASE_DIR, "templates", "completion", "certificate.typ")


def pdf(report: CompletionReport, language: str) -> bytes:
    """Return the PDF. The same report and language always give the same bytes.

    Raises ``CannotBePrinted`` if no font has a glyph for a character: a name must not be printed incomplete.
    """
    words = all_words(report, language)
    if lacking := unprintable(_texts(words)):
        raise CannotBePrinted(lacking)
    pictures = {"qr.svg": _qr(address_of(report))}
    if settings.LAOS_CERTIFICATE_MARK:
        mark = Path(settings.LAOS_CERTIFICATE_MARK)
        pictures[f"mark{mark.suffix}"] = mark.read_bytes()
    return printed(TEMPLATE.read_bytes(), words, report.issued_at, pictures)


def refusal_to_print(report: CompletionReport) -> CannotBePrinted | None:
    """Return the refusal if a certificate, issued or not, cannot be printed in every language, else ``None``."""
    texts: list[str] = []
    for language in languages.codes():
        texts += _texts(all_words(report, language))
    lacking = unprintable(texts)
    return CannotBePrinted(lacking) if lacking else None


def _texts(words: Any) -> list[str]:
    match words:
        case dict():
            return _texts(list(words.values()))
        case list():
            return [text for part in words for text in _texts(part)]
        case str():
            return [words]
        case _:
            raise AssertionError(words)


def _qr(address: str) -> bytes:
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=0, xmldecl=False, dark="#000"
    )
    return drawing.getvalue()


def all_words(report: CompletionReport, language: str) -> dict[str, Any]:
    """Return all texts of the certificate; the verification page shows the same ones."""
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
        "mark": gettext("The mark of NTNU"),
        "name": evidence["name"],
        "direction": "rtl" if is_right_to_left(evidence["name"]) else "ltr",
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
                gettext("Course-specific follow-up"),
                hours["course_specific"],
                _follow_up(evidence["course_specific"], language),
            ),
        ],
        "outcomes_heading": gettext("Learning outcomes"),
        "lead_in": lead_in_of(evidence, language),
        "outcomes": languages.in_language(evidence["outcomes"], language),
        "signatory": _signatory(evidence.get("signatory"), language),
        "issued": gettext("Issued %(day)s") % {"day": _day(localdate(report.issued_at))},
        "serial_label": gettext("Serial number"),
        "serial": report.serial,
        "genuine": gettext("See whether it is genuine and valid at"),
        "address": address_of(report),
        "qr": gettext("QR code with the address %(address)s") % {"address": address_of(report)},
    }


def _signatory(signatory: Mapping[str, Any] | None, language: str) -> dict[str, str]:
    if not signatory:
        return {}
    title = languages.in_language(signatory["title"], language)
    return {"name": signatory["name"], "title": title}


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
            "what": CoreModule(seminar["core_module"]).label,
            "campus": seminar["campus"],
            "day": _day(seminar["day"]),
        }
        for seminar in evidence["core_modules"]
    ]


def _modules(evidence: Mapping[str, Any], language: str) -> list[str]:
    return [
        f"{module['code']} {languages.in_language(module['title'], language)}, {_day(module['day'])}"
        for module in evidence["online_modules"]
    ]


def _follow_up(specific: Mapping[str, Any], language: str) -> list[str]:
    course, term = specific["course"], Term(code=specific["term"])
    parts = [
        gettext("%(hours)s of %(part)s")
        % {"hours": in_hours(Decimal(str(specific["hours"][part]))), "part": part.label}
        for part in Part
    ]
    days = [_day(day) for day in sorted({meeting["day"] for meeting in specific["meetings"]})]
    return [
        f"{course['code']} {languages.in_language(course['name'], language)}, "
        f"{languages.in_language(specific['department'], language)}",
        f"{term}: {', '.join(parts)}",
        ", ".join(days),
    ]


def _day(day: str | date) -> str:
    """Format a date without its weekday."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{date_format(day, 'MONTH_DAY_FORMAT')} {day.year}"
