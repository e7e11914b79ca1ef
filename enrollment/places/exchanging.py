"""Exchanges: find two learning assistants who hold each other's wished sessions, and swap them if both agree.

An exchange needs no free place. Until both have agreed, each keeps their session and their waitlist entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from enrollment.eligibility import RegistrationStatus, refusal_to_switch, statuses_of
from enrollment.letters import about_places
from enrollment.models import CoreSession, Exchange, ExchangeSide, LearningAssistant, WaitlistEntry
from enrollment.models.keys import AssistantKey, SessionKey
from enrollment.places import taking
from enrollment.refusals import ExchangeOver

from .promoting import freeing

OFFER_STANDS = timedelta(days=2)


def refresh(at: datetime) -> list[Exchange]:
    """Close offers that have expired or lapsed, and make those that are possible now. Idempotent.

    Returns the new exchanges.
    """
    # Usually there is nothing to do: find that out without locks, so that registrations do not wait.
    if not any(_outdated(at)) and not any(_pairs(_to_come(at), at)):
        return []
    with freeing(at) as sessions:
        for exchange, outcome in list(_outdated(at)):
            _close(exchange, outcome, at)
        return [_offer(pair, sessions, at) for pair in _pairs(sessions, at)]


def agree(*, side: ExchangeSide, shows_name: bool, at: datetime) -> ExchangeSide:
    """Agree to an exchange; the second agreement swaps the places in the same transaction. Idempotent.

    Raises ``ExchangeOver`` if the offer has expired, was declined, or is no longer possible.
    """
    impossible = False
    with freeing(at) as sessions:
        current, other = _reread(side)
        if current.exchange.outcome == Exchange.Outcome.DONE:
            return current
        if not current.exchange.is_open(at):
            raise ExchangeOver(current)
        taking.lock_assistants([current.assistant_id, other.assistant_id])
        current.agreed_at = current.agreed_at or at
        current.shows_name = shows_name
        current.save(update_fields=["agreed_at", "shows_name"])
        statuses = statuses_of([current.assistant, other.assistant], at)
        impossible = not all(
            _still_possible(side, statuses, sessions, at) for side in (current, other)
        )
        if impossible:
            _close(current.exchange, Exchange.Outcome.LAPSED, at)
        elif other.agreed_at is not None:
            _swap([current, other], statuses, sessions, at)
    if impossible:
        raise ExchangeOver(current)
    return current


def decline(*, side: ExchangeSide, at: datetime) -> None:
    """Decline an exchange; both keep their sessions. Idempotent.

    Raises ``ExchangeOver`` if the exchange is already done, as after a click on an outdated page.
    """
    with freeing(at):
        current, _other = _reread(side)
        if current.exchange.outcome == Exchange.Outcome.DONE:
            raise ExchangeOver(current)
        if current.exchange.closed_at is None:
            _close(current.exchange, Exchange.Outcome.DECLINED, at, by=current.assistant)


def lapse(session: CoreSession, columns: Collection[str], at: datetime) -> None:
    """Close the open offers of a session whose time has changed, since they were made for the old time.

    The session must be locked. ``refresh`` may make the offers again.
    """
    if {"starts_at", "ends_at"}.isdisjoint(columns):
        return
    for exchange in Exchange.objects.open().filter(sides__takes=session):
        _close(exchange, Exchange.Outcome.LAPSED, at)


def lapse_offers_to(assistants: Collection[int], at: datetime) -> int:
    """Close the open offers to these learning assistants, who must be locked. Returns how many there were."""
    exchanges = list(Exchange.objects.open().filter(sides__assistant__in=assistants).distinct())
    for exchange in exchanges:
        _close(exchange, Exchange.Outcome.LAPSED, at)
    return len(exchanges)


def names_shown(side: ExchangeSide, other: ExchangeSide) -> bool:
    """Return whether both have agreed to show their names to each other."""
    return side.shows_name and other.shows_name


def _reread(side: ExchangeSide) -> tuple[ExchangeSide, ExchangeSide]:
    sides = ExchangeSide.objects.filter(exchange=side.exchange_id).select_related(
        "exchange", "assistant", "gives__campus", "gives__term", "takes__campus", "takes__term"
    )
    first, second = sides
    return (first, second) if first.pk == side.pk else (second, first)


def _still_possible(
    side: ExchangeSide,
    statuses: dict[AssistantKey, RegistrationStatus],
    sessions: dict[SessionKey, CoreSession],
    at: datetime,
) -> bool:
    wished = sessions.get(side.takes_id)
    return (
        _holds(side, statuses)
        and wished is not None
        and at < wished.deadline
        and refusal_to_switch(wished, statuses[side.assistant_id], at) is None
    )


def _swap(
    sides: list[ExchangeSide],
    statuses: dict[AssistantKey, RegistrationStatus],
    sessions: dict[SessionKey, CoreSession],
    at: datetime,
) -> None:
    given = [statuses[side.assistant_id].registrations[side.core_module] for side in sides]
    taking.free(given, at)
    registered = taking.take(
        taking.place_in(sessions[side.takes_id], side.assistant, at, instead_of=old)
        for side, old in zip(sides, given, strict=True)
    )
    for side in sides:
        WaitlistEntry.objects.filter(assistant=side.assistant, session=side.takes).delete()
    _close(sides[0].exchange, Exchange.Outcome.DONE, at)
    about_places.write_exchange_done(sides, registered, given, names=names_shown(*sides), at=at)


def _close(
    exchange: Exchange,
    outcome: Exchange.Outcome,
    at: datetime,
    by: LearningAssistant | None = None,
) -> None:
    exchange.outcome, exchange.closed_at = outcome, at
    exchange.save(update_fields=["outcome", "closed_at"])
    sides = exchange.sides.select_related(
        "exchange", "assistant", "gives__campus", "gives__term", "takes__campus", "takes__term"
    )
    sides.update(closed_at=at)
    if outcome == Exchange.Outcome.DECLINED:
        about_places.write_exchange_declined([side for side in sides if side.assistant != by], at)
    elif outcome != Exchange.Outcome.DONE:
        # Write only to those who have agreed: the others were not waiting for an answer.
        agreed = [side for side in sides if side.agreed_at is not None]
        about_places.write_exchange_declined(agreed, at, lapsed=outcome == Exchange.Outcome.LAPSED)


def _to_come(at: datetime) -> dict[SessionKey, CoreSession]:
    return CoreSession.objects.upcoming(at).select_related("term").in_bulk()


def _outdated(at: datetime) -> Iterator[tuple[Exchange, Exchange.Outcome]]:
    """Yield the open offers that have expired or lapsed, in a constant number of queries."""
    exchanges = list(Exchange.objects.open().prefetch_related("sides__assistant"))
    assistants = {side.assistant for exchange in exchanges for side in exchange.sides.all()}
    if not assistants:
        return
    statuses = statuses_of(assistants, at)
    waits = set(
        WaitlistEntry.objects.filter(assistant__in=assistants)
        .order_by()
        .values_list("assistant", "session")
    )
    for exchange in exchanges:
        if at >= exchange.expires_at:
            yield exchange, Exchange.Outcome.EXPIRED
        elif not all(
            _holds(side, statuses) and (side.assistant_id, side.takes_id) in waits
            for side in exchange.sides.all()
        ):
            yield exchange, Exchange.Outcome.LAPSED


def _holds(side: ExchangeSide, statuses: dict[AssistantKey, RegistrationStatus]) -> bool:
    """Return whether the learning assistant still holds the session to give."""
    held = statuses[side.assistant_id].held(side.core_module)
    return held is not None and held.session_id == side.gives_id


Pair = tuple[WaitlistEntry, WaitlistEntry]


def _pairs(sessions: dict[SessionKey, CoreSession], at: datetime) -> Iterator[Pair]:
    """Yield pairs of entries for each other's sessions without an open offer, in waitlist order."""
    open_sides = ExchangeSide.objects.filter(closed_at=None)
    busy = set(open_sides.values_list("assistant", "core_module"))
    tried = _tried()
    entries = [
        entry
        for entry in WaitlistEntry.objects.standing(at)
        .select_related("assistant")
        .order_by("-priority", "created_at", "pk")
        if entry.session_id in sessions
    ]
    statuses = statuses_of({entry.assistant for entry in entries}, at)
    willing: list[tuple[WaitlistEntry, SessionKey]] = []
    # Entries by (session wished, session held). This runs under the locks, so avoid comparing all pairs.
    partners: dict[tuple[SessionKey, SessionKey], list[WaitlistEntry]] = defaultdict(list)
    for entry in entries:
        status = statuses[entry.assistant_id]
        held = status.held(entry.core_module)
        if held is not None and _is_eligible(entry, status, sessions, at):
            willing.append((entry, held.session_id))
            partners[entry.session_id, held.session_id].append(entry)
    for entry, gives in willing:
        for other in partners[gives, entry.session_id]:
            if _key(entry) in busy:
                break
            if _key(other) not in busy and _fingerprint(entry, other) not in tried:
                busy |= {_key(entry), _key(other)}
                yield entry, other


def _key(entry: WaitlistEntry) -> tuple[AssistantKey, int]:
    return entry.assistant_id, entry.core_module


def _is_eligible(
    entry: WaitlistEntry,
    status: RegistrationStatus,
    sessions: dict[SessionKey, CoreSession],
    at: datetime,
) -> bool:
    wished = sessions[entry.session_id]
    return at < wished.deadline and refusal_to_switch(wished, status, at) is None


def _fingerprint(
    entry: WaitlistEntry, other: WaitlistEntry
) -> frozenset[tuple[AssistantKey, SessionKey]]:
    return frozenset(
        {(entry.assistant_id, entry.session_id), (other.assistant_id, other.session_id)}
    )


def _tried() -> set[frozenset[tuple[AssistantKey, SessionKey]]]:
    """Return the pairs whose earlier offer was declined or expired: they are not offered again."""
    sides: dict[int, set[tuple[AssistantKey, SessionKey]]] = {}
    unwanted = [Exchange.Outcome.DECLINED, Exchange.Outcome.EXPIRED]
    rows = ExchangeSide.objects.filter(exchange__outcome__in=unwanted).order_by()
    for exchange, assistant, takes in rows.values_list("exchange", "assistant", "takes"):
        sides.setdefault(exchange, set()).add((assistant, takes))
    return {frozenset(pair) for pair in sides.values()}


def _offer(pair: Pair, sessions: dict[SessionKey, CoreSession], at: datetime) -> Exchange:
    wished = [sessions[entry.session_id] for entry in pair]
    exchange = Exchange.objects.create(
        core_module=pair[0].core_module,
        offered_at=at,
        expires_at=min(at + OFFER_STANDS, *(session.deadline for session in wished)),
    )
    sides = ExchangeSide.objects.bulk_create(
        ExchangeSide(
            exchange=exchange,
            assistant=entry.assistant,
            core_module=entry.core_module,
            gives=gives,
            takes=takes,
        )
        for entry, takes, gives in zip(pair, wished, reversed(wished), strict=True)
    )
    about_places.write_exchange_offered(sides, at)
    return exchange
