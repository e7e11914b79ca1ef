from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from enrollment import clock
from enrollment.letters import delivering


def moment(words: str) -> datetime:
    """Parse a date or date-time in Norwegian time, such as 2031-09-01 or 2031-09-01T08:30.

    Raises ``ArgumentTypeError`` for anything else.
    """
    try:
        read = datetime.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is no time like 2031-09-01T08:30.") from None
    return timezone.make_aware(read) if timezone.is_naive(read) else read


class Command(BaseCommand):
    help = (
        "Discard the letters that wait to be sent, such as those that the original site has sent since the back-up "
        "that this copy was restored from. They stay on record as given up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--written-before",
            type=moment,
            required=True,
            help="only letters written before then, such as 2031-09-01T08:30",
        )
        parser.add_argument("--no-input", action="store_false", dest="ask", help="do not ask")

    def handle(self, *args: Any, written_before: datetime, ask: bool, **options: Any) -> None:
        number = delivering.written_before(written_before).count()
        if ask and number and not self._agrees(number, written_before):
            raise CommandError("Nothing was discarded.")
        number = delivering.discard(written_before, clock.now())
        self.stdout.write(f"Discarded: {number}.")

    def _agrees(self, number: int, written_before: datetime) -> bool:
        local = timezone.localtime(written_before)
        letters = "1 letter" if number == 1 else f"{number} letters"
        self.stdout.write(f"{letters} written before {local:%Y-%m-%d %H:%M} will never be sent.")
        return input('Type "discard" to go on: ') == "discard"
