"""Sample values of the facts that letters use."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from enrollment.models import Campus, CoreSession, Term

from .kinds import FACTS
from .telling import date_of


def facts(kind: str, language: str) -> dict[str, object]:
    """Return sample facts for a kind of letter, from unsaved sample sessions."""
    samples = _samples(language)
    return {name: samples[name] for name in (*FACTS[kind], "name")}


def _samples(language: str) -> dict[str, object]:
    term = Term(code="2031H")
    campus = Campus(name="Trondheim")
    now = timezone.now()
    today = timezone.localtime(now).replace(hour=9, minute=0)
    first, second = (
        CoreSession(
            term=term,
            campus=campus,
            core_module=number,
            starts_at=today + timedelta(days=14 * number),
            ends_at=today + timedelta(days=14 * number, hours=3),
            place="R1",
            capacity=40,
        )
        for number in (1, 2)
    )
    with override(language):
        dates = [date_of(first), date_of(second)]
        return {
            "name": "Kari Lyngmo",
            "dates": dates,
            "date": dates[0],
            "old": dates[1],
            "open": dates,
            "position": 3,
            "by_themselves": True,
            "from_waitlist": True,
            "other_name": "Nils Issund",
            "expires": date_format(now, "DATETIME_FORMAT"),
            "exchange_page": "https://laos.example.org/my/exchanges/1/",
            "term": term.name,
            "closes": date_format(now, "DATETIME_FORMAT"),
            "modules": [1, 2],
            "prepared": False,
            "lapsed": False,
            "waits": False,
            "module": "OM1 Giving feedback" if language == "en" else "OM1 Å gi tilbakemelding",
            "module_page": "https://laos.example.org/my/modules/OM1/",
            "hand_in_by": date_format(now, "DATE_FORMAT"),
            "complete_by": date_format(now, "DATE_FORMAT"),
            "due": date_format(now, "DATE_FORMAT"),
            "ends": date_format(now, "DATETIME_FORMAT"),
            "test_passed": True,
            "handed_in": False,
            "because": "…",
            "answer": "…",
            "is_withheld": True,
            "qualification": "a teacher education with practical training"
            if language == "en"
            else "en lærerutdanning med praksis",
            "equivalents_page": "https://laos.example.org/my/equivalents/",
            "holds": False,
            "department": "Department of Physics" if language == "en" else "Institutt for fysikk",
            "courses": ["TFY4104 Physics" if language == "en" else "TFY4104 Fysikk"],
            "address": "kari.lyngmo@example.org",
            "sender": "Guro Haugdal",
            "reply_to": "guro.haugdal@example.org",
            "about": "…",
            "words": "…",
            "meetings": [_meeting(now, language)],
            "meeting": _meeting(now, language),
            "is_held": False,
            "serial": "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV",
            "certificate_page": "https://laos.example.org/my/certificate/",
            "verify_page": "https://laos.example.org/verify/0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV/",
            "has_account": False,
            "requirements": [_requirement(language)],
            "mark": "present" if language == "en" else "til stede",
        }


def _requirement(language: str) -> dict[str, object]:
    english = language == "en"
    return {
        "name": "Core modules" if english else "Kjernemoduler",
        "missing": "core module 2" if english else "kjernemodul 2",
        "steps": ["Come to core module 2." if english else "Kom på kjernemodul 2."],
    }


def _meeting(day: datetime, language: str) -> dict[str, object]:
    english = language == "en"
    return {
        "title": "First meeting" if english else "Første møte",
        "department": "Department of Physics" if english else "Institutt for fysikk",
        "day": date_format(day, "DATE_FORMAT"),
        "start": "14:15",
        "end": "15:15",
        "where": "R7",
        "parts": "1 hour of first meeting" if english else "1 time første møte",
        "is_mandatory": True,
        "makes_up_for": "",
        "language": "",
    }
