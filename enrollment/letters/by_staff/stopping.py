"""Stop letters before they are sent: all of a kind on a day, or some of them; and resume them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext
from post_office.models import STATUS, Email

from enrollment.letters import delivering, queueing
from enrollment.letters.writing import Draft, NaturalKey, one_writer, unwritten, write
from enrollment.models import Letter, LetterStop, StoppedLetter, User
from enrollment.models.kinds import LetterKind
from enrollment.refusals import LettersHaveGone, StoppedAlready

WAITING = (STATUS.queued, STATUS.requeued)


@dataclass(frozen=True, slots=True)
class StopsInForce:
    """The stops that have not been resumed, as the tasks and the page of letters to come read them."""

    whole: Mapping[tuple[str, date], LetterStop]
    single: Mapping[NaturalKey, LetterStop]

    @classmethod
    def load(cls) -> StopsInForce:
        """Load them in one query if there are none, else in two."""
        stops = LetterStop.objects.filter(resumed_at=None).select_related("stopped_by").in_bulk()
        letters = StoppedLetter.objects.filter(stop__in=stops) if stops else ()
        return cls(
            {(stop.kind, stop.day): stop for stop in stops.values() if stop.is_whole},
            {
                (letter.assistant_id, letter.user_id, stops[letter.stop_id].kind, letter.key): (
                    stops[letter.stop_id]
                )
                for letter in letters
            },
        )

    def of(self, draft: Draft, day: date) -> LetterStop | None:
        """Return the stop that holds back a letter which is due on the day."""
        whole = self.whole.get((draft.kind.code, day))
        return self.single.get(draft.natural_key) or whole

    def are_of(self, kind: LetterKind) -> bool:
        """Return whether letters of a kind are held back."""
        codes = {code for code, _day in self.whole} | {code for *_to, code, _key in self.single}
        return kind.code in codes


def write_due(drafts: Iterable[Draft], at: datetime) -> list[Letter]:
    """Write those letters that have not been written yet and are not stopped.

    What a stop of a whole day holds back stays stopped after that day.
    """
    drafts = list(drafts)
    with one_writer():
        stops = StopsInForce.load()
        stopped = [(stops.of(draft, localdate(at)), draft) for draft in drafts]
        _keep([(stop, draft.natural_key) for stop, draft in stopped if stop is not None])
        return write(unwritten([draft for stop, draft in stopped if stop is None]), at)


def unstopped(drafts: Iterable[Draft], at: datetime) -> list[Draft]:
    stops = StopsInForce.load()
    return [draft for draft in drafts if stops.of(draft, localdate(at)) is None]


def stop(
    *,
    kind: LetterKind,
    day: date,
    letters: Iterable[NaturalKey],
    is_whole: bool,
    because: str,
    by: User,
    at: datetime,
) -> tuple[LetterStop, int]:
    """Stop letters of one kind, written or not, and return the stop and how many of them have been sent already.

    Once this is committed, none of them is sent: it waits for the task that writes them and for a letter that is
    being sent. Raises ``StoppedAlready``, or ``LettersHaveGone`` if there is nothing left to stop.
    """
    keys = set(letters)
    with one_writer():
        in_force = StopsInForce.load()
        if is_whole and (kind.code, day) in in_force.whole:
            raise StoppedAlready
        if not is_whole and keys <= in_force.single.keys():
            raise StoppedAlready
        written = _lock(kind, keys, day if is_whole else None)
        gone = _hold_back(written, at)
        keys |= {natural_key(letter) for letter in written}
        keys -= gone | in_force.single.keys()
        if not keys and not is_whole:
            raise LettersHaveGone
        made = LetterStop.objects.create(
            kind=kind.code,
            day=day,
            is_whole=is_whole,
            because=because,
            stopped_by=by,
            stopped_at=at,
        )
        _keep([(made, key) for key in keys])
    return made, len(gone)


def resume(*, stop: LetterStop, by: User, at: datetime) -> int:
    """Take a stop back, once, and return how many written letters it had held back: they are sent now.

    Letters that were not written are written by the next run of their task, if they still are due.
    """
    with one_writer():
        resumed = LetterStop.objects.filter(pk=stop.pk, resumed_at=None)
        if not resumed.update(resumed_by=by, resumed_at=at):
            return 0
        keys = {
            (letter.assistant_id, letter.user_id, stop.kind, letter.key)
            for letter in StoppedLetter.objects.filter(stop=stop)
        }
        held = _matching(Letter.objects.filter(email__in=delivering.discarded().values("pk")), keys)
        return queueing.send_again(Letter.objects.filter(pk__in=[letter.pk for letter in held]))


def _keep(stopped: Collection[tuple[LetterStop, NaturalKey]]) -> None:
    StoppedLetter.objects.bulk_create(
        [
            StoppedLetter(stop=stop, assistant_id=assistant, user_id=user, key=key)
            for stop, (assistant, user, _kind, key) in stopped
        ],
        ignore_conflicts=True,
    )


def natural_key(letter: Letter) -> NaturalKey:
    return letter.assistant_id, letter.user_id, letter.kind, letter.key


def _matching(letters: QuerySet[Letter], keys: Collection[NaturalKey]) -> list[Letter]:
    found = letters.filter(
        kind__in={kind for _assistant, _user, kind, _key in keys},
        key__in={key for _assistant, _user, _kind, key in keys},
    )
    return [letter for letter in found if natural_key(letter) in keys]


def _lock(kind: LetterKind, keys: Collection[NaturalKey], day: date | None) -> list[Letter]:
    """Lock and return the letters written already, among them all of the kind written on the day."""
    letters = Letter.objects.select_related("assistant", "user").select_for_update(of=("self",))
    found = {letter.pk: letter for letter in _matching(letters.order_by("pk"), keys)}
    if day is not None:
        of_day = letters.filter(kind=kind.code, written_at__date=day).order_by("pk")
        found |= {letter.pk: letter for letter in of_day}
    return [*found.values()]


def _hold_back(letters: Collection[Letter], at: datetime) -> set[NaturalKey]:
    """Give up the e-mails of letters not sent yet, and return the keys of those that were sent.

    The other letters of a shared e-mail are sent without them.
    """
    shared = {letter.email_id for letter in letters} - {None}
    emails = {
        email.pk: email
        for email in Email.objects.filter(pk__in=shared).order_by("pk").select_for_update()
    }
    gone = set()
    for letter in letters:
        email = emails.get(letter.email_id or 0)
        if email is not None and email.status not in WAITING:
            gone |= {natural_key(letter)} if email.status == STATUS.sent else set()
            continue
        if email is None or Letter.objects.filter(email=email).exclude(pk=letter.pk).exists():
            email = queueing.email_of(letter)
            email.save()
            letter.email = email
            letter.save(update_fields=["email"])
        delivering.give_up([email], gettext("Stopped by staff."), at)
    return gone
