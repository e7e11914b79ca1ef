from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from completion.verdicts.evaluating import verdicts_of
from completion.verdicts.loading import appointed
from completion.verdicts.rules import Verdict
from enrollment import clock
from enrollment.models import LearningAssistant, Term
from enrollment.plain_text import as_code


class Command(BaseCommand):
    help = "Print the verdict on each person with an appointment in a term, and what is missing."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--term",
            required=True,
            type=as_code,
            metavar="CODE",
            help="Such as 2024H for autumn, 2025V for spring.",
        )
        parser.add_argument(
            "--username", type=as_code, metavar="NAME", help="Only this learning assistant."
        )
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        term = _term(options["term"])
        people = appointed(term)
        if options["username"] is not None:
            people = people.filter(username=options["username"])
            if not people.exists():
                raise CommandError(_reason_for_no_verdict(options["username"], term))
        verdicts = verdicts_of(people, term, clock.now())
        answer = [plain(assistant.username, verdict) for assistant, verdict in verdicts.items()]
        self.stdout.write(json.dumps(answer, indent=2))


def plain(username: str, verdict: Verdict) -> dict[str, Any]:
    """Return one verdict as JSON values (docs/tables.md, “The verdicts”)."""
    core, online, specific = (
        verdict.core_modules,
        verdict.online_modules,
        verdict.course_specific,
    )
    return {
        "username": username,
        "completed": verdict.is_completed,
        "exempt": verdict.is_exempt,
        "core_modules": {"met": core.is_met, "attended": list(core.attended)},
        "online_modules": {"met": online.is_met, "completed": sorted(online.completed)},
        "course_specific": {
            "met": specific.is_met,
            "course": specific.course_code,
            "hours": {str(part): float(hours) for part, hours in specific.hours.items()},
        },
        "missing": [str(code) for code in verdict.missing],
        "state": str(verdict.state),
    }


def _term(code: str) -> Term:
    term = Term.objects.filter(code=code).first()
    if term is None:
        known = ", ".join(Term.objects.values_list("code", flat=True)) or gettext("none")
        raise CommandError(
            gettext("There is no term %(code)s; there are: %(known)s.")
            % {"code": code, "known": known}
        )
    return term


def _reason_for_no_verdict(username: str, term: Term) -> str:
    is_known = LearningAssistant.objects.filter(username=username).exists()
    text = (
        gettext("%(username)s has no appointment in %(term)s.")
        if is_known
        else gettext("There is no learning assistant with the user name %(username)s.")
    )
    return text % {"username": username, "term": term.code}
