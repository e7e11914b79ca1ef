"""The dates that a learning assistant may register for now, and those nearest to a date that is no longer free."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from enrollment.eligibility import refusal_to_hold_both
from enrollment.models import CoreSession, Term
from enrollment.statements.compiled import CompiledQuery

from .agenda import DateOption, ModuleChoice

# How many dates are offered instead of one that is no longer free.
NEAREST = 3

_all_terms: CompiledQuery[Term] = CompiledQuery(lambda: Term.objects.all())
_open_dates: CompiledQuery[CoreSession] = CompiledQuery(
    lambda terms, at: (
        CoreSession.objects.upcoming(at)
        .filter(term__among=terms)
        .with_places()
        .select_related("campus")
    )
)


def all_terms() -> list[Term]:
    """Return every term: there are two a year, and most pages ask for more than one of them."""
    return _all_terms()


def open_dates(terms: Iterable[Term], at: datetime) -> list[CoreSession]:
    """Return the coming sessions of those of the terms whose registration is open, ``with_places()``."""
    by_key = {term.pk: term for term in terms if term.is_open(at)}
    sessions = _open_dates(terms=list(by_key), at=at)
    for session in sessions:
        # Reading a term with each session takes longer than all the rest.
        session.term = by_key[session.term_id]
    return sessions


def left_instead(modules: Iterable[ModuleChoice], refused: CoreSession) -> list[ModuleChoice]:
    """Return what is left of a choice of which ``refused`` could not be taken.

    A date chosen that is still free stays; for one that is not, the nearest dates that fit are offered. The first of
    them is chosen.
    """
    modules = list(modules)
    wanted = {
        option.session.core_module: option
        for module in modules
        for option in module.options
        if option.chosen
    }
    kept = [
        option for option in wanted.values() if option.refusal is None and option.session != refused
    ]
    chosen = [option.session for option in kept]
    found = []
    for module in modules:
        option = wanted.get(module.core_module)
        if option in kept:
            found.append(replace(module, options=[option]))
        elif option is not None or module.core_module == refused.core_module:
            nearest = _nearest(module, option.session if option else refused, chosen)
            chosen += [option.session for option in nearest[:1]]
            found.append(replace(module, options=nearest))
    return found


def _nearest(
    module: ModuleChoice, lost: CoreSession, chosen: Collection[CoreSession]
) -> list[DateOption]:
    """Return the free dates that fit those chosen: on the same campus and in the same language first, then by time."""

    def distance(option: DateOption) -> tuple[bool, bool, timedelta]:
        session = option.session
        return (
            session.campus_id != lost.campus_id,
            session.language != lost.language,
            abs(session.starts_at - lost.starts_at),
        )

    fitting = [
        option
        for option in module.options
        if option.refusal is None and refusal_to_hold_both(option.session, chosen) is None
    ]
    nearest = sorted(fitting, key=distance)[:NEAREST]
    return [replace(option, chosen=option is nearest[0]) for option in nearest]
