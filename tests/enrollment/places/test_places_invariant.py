"""In any order of events: no session is oversold, no person has two places, and the module order is kept."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from enrollment.eligibility import refusal_to_switch, status_of
from enrollment.letters.writing import gathered
from enrollment.models import CoreSession, ExchangeSide, Registration, Term, WaitlistEntry
from enrollment.models.sessions import Mark
from enrollment.places import cancelling, exchanging, moving, promoting, registering, waiting
from enrollment.refusals import Refusal
from enrollment.rehearsal.rehearsing import Consent, Unseen, carry_out
from enrollment.sessions import marking, scheduling
from tests.factories import NOW, AppointedFactory, CoreSessionFactory, UserFactory
from tests.size import daily_or_all

SESSIONS = 6
PEOPLE = 5
number = st.integers(0, 10_000)


class Places(RuleBasedStateMachine):
    """Random steps by learning assistants and staff; a refusal is fine, everything else must keep the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def set_up(self) -> None:
        self.now = NOW
        self.staff = UserFactory()
        self.people = AppointedFactory.create_batch(PEOPLE)
        # Three dates of each core module, interleaved so that the wrong order comes up often.
        self.sessions = [
            CoreSessionFactory(
                core_module=1 + position % 2, days_ahead=3 + position, capacity=1 + position % 3
            )
            for position in range(SESSIONS)
        ]

        self.given_up: set[int] = set()
        self.let_in_by_hand: set[int] = set()
        self.look()

    def look(self) -> None:
        """Remember places and waitlists, to compare them after the next step."""
        self.held = {place.pk: place for place in self.places() if place.withdrawn_at is None}
        self.queues: dict[int, list[WaitlistEntry]] = {}
        for entry in self.waits():
            self.queues.setdefault(entry.session_id, []).append(entry)

    def session(self, position: int) -> CoreSession:
        return CoreSession.objects.select_related("term").get(
            pk=self.sessions[position % SESSIONS].pk
        )

    def places(self) -> list[Registration]:
        return list(
            Registration.objects.order_by("pk").select_related("assistant", "session__term")
        )

    @rule(who=number, first=number, second=number)
    def register(self, who, first, second):
        sessions = {
            session.core_module: session for session in (self.session(first), self.session(second))
        }
        attempt(
            registering.register,
            assistant=self.people[who % PEOPLE],
            sessions=list(sessions.values()),
            at=self.now,
        )

    @rule(which=number, by_staff=st.booleans())
    def give_up(self, which, by_staff):
        if places := self.places():
            leave = registering.remove if by_staff else registering.withdraw
            self.given_up.add(places[which % len(places)].pk)
            attempt(leave, registration=places[which % len(places)], at=self.now)

    @rule(which=number, to=number)
    def move(self, which, to):
        places = [
            place for place in self.places() if place.core_module == self.session(to).core_module
        ]
        if places:
            place = places[which % len(places)]
            attempt(moving.move, registration=place, to=self.session(to), at=self.now)

    @rule(which=number, to=number, cancels=st.booleans())
    def move_all(self, which, to, cancels):
        """What is shown before many are moved is what then happens."""
        session, target = self.session(which), self.session(to)
        if session == target or session.core_module != target.core_module:
            return
        use_case = partial(moving.cancel_and_move, session=session) if cancels else moving.move_all
        act = partial(use_case, registrations=self.roster(session), to=target, at=self.now)
        with suppress(Refusal):
            shown = rehearsed(act, self.now)
            with gathered(withhold=False) as letters:
                assert in_short(act(), recipients_of(letters.drafts)) == shown

    @staticmethod
    def roster(session) -> list[Registration]:
        return list(Registration.objects.on_roster().filter(session=session))

    @rule(which=number, capacity=st.integers(1, 4), days=st.integers(-3, 3))
    def change_session(self, which, capacity, days):
        session = self.session(which)
        moved_by = timedelta(days=days)
        attempt(
            change,
            session=session,
            at=self.now,
            capacity=capacity,
            starts_at=session.starts_at + moved_by,
            ends_at=session.ends_at + moved_by,
        )

    @rule(which=number)
    def cancel(self, which):
        attempt(cancelling.cancel_session, session=self.session(which), at=self.now)

    @rule(which=number, mark=st.sampled_from(Mark.values))
    def mark(self, which, mark):
        if places := self.places():
            place = places[which % len(places)]
            attempt(
                marking.mark,
                session=place.session,
                marks={place.pk: mark},
                by=self.staff,
                at=self.now,
            )

    @rule(who=number, which=number)
    def join(self, who, which):
        attempt(
            waiting.join,
            assistant=self.people[who % PEOPLE],
            session=self.session(which),
            at=self.now,
        )

    def waits(self) -> list[WaitlistEntry]:
        return list(WaitlistEntry.objects.in_order().select_related("session__term", "assistant"))

    @rule(which=number)
    def leave(self, which):
        if waits := self.waits():
            waiting.leave(entry=waits[which % len(waits)])

    @rule(which=number)
    def move_up(self, which):
        if waits := self.waits():
            entry = waits[which % len(waits)]
            waiting.move_up(entry=entry, by=self.staff, because="She teaches that day.")

    @rule(which=number)
    def let_in(self, which):
        if waits := self.waits():
            self.let_in_by_hand.add(waits[which % len(waits)].pk)
            attempt(waiting.let_in, entry=waits[which % len(waits)], at=self.now)

    @rule(which=number, to=number)
    def change_date(self, which, to):
        places = [
            place for place in self.places() if place.core_module == self.session(to).core_module
        ]
        if places:
            place = places[which % len(places)]
            attempt(registering.change, registration=place, to=self.session(to), at=self.now)

    @rule()
    def find_exchanges(self):
        exchanging.refresh(self.now)

    @rule(which=number, yes=st.booleans())
    def answer_an_offer(self, which, yes):
        if sides := list(ExchangeSide.objects.filter(closed_at=None).order_by("pk")):
            side = sides[which % len(sides)]
            if yes:
                attempt(exchanging.agree, side=side, shows_name=False, at=self.now)
            else:
                exchanging.decline(side=side, at=self.now)

    @rule(hours=st.integers(0, 96))
    def move_the_deadline(self, hours):
        Term.objects.update(deadline_hours=hours)
        promoting.promote_all(self.now)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @invariant()
    def no_session_is_oversold(self):
        taken = Count("registrations", filter=Q(registrations__withdrawn_at=None))
        sessions = CoreSession.objects.annotate(number=taken)
        for number, capacity in sessions.values_list("number", "capacity"):
            assert number <= capacity

    @invariant()
    def no_one_holds_two_places_of_one_core_module(self):
        held = [
            (place.assistant_id, place.core_module)
            for place in self.places()
            if place.withdrawn_at is None and place.mark in {"", "present"}
        ]
        assert len(held) == len(set(held))

    @invariant()
    def core_module_2_is_never_before_core_module_1(self):
        days: dict[int, dict[int, date]] = {}
        for place in self.places():
            if place.withdrawn_at is None and place.mark in {"", "present"}:
                days.setdefault(place.assistant_id, {})[place.core_module] = localdate(
                    place.session.starts_at
                )
        assert all(dates[1] < dates[2] for dates in days.values() if len(dates) == 2)

    @invariant()
    def no_place_is_free_while_a_person_waits_who_may_have_it(self):
        for entry in self.waits():
            session = CoreSession.objects.with_places().get(pk=entry.session_id)
            if session.is_full or self.now >= session.deadline:
                continue
            status = status_of(entry.assistant, self.now)
            assert refusal_to_switch(session, status, self.now) is not None

    @invariant()
    def no_one_loses_a_place_they_did_not_give_up(self):
        now = {place.pk: place for place in self.places()}
        held = {
            (place.assistant_id, place.core_module)
            for place in now.values()
            if place.withdrawn_at is None and place.mark in {"", "present"}
        }
        for key, before in self.held.items():
            lost = now[key].withdrawn_at is not None and key not in self.given_up
            swapped = (before.assistant_id, before.core_module) in held
            assert not lost or swapped or now[key].session.cancelled_at is not None

    @invariant()
    def no_one_is_promoted_past_a_person_who_may_have_the_place(self):
        waiting_now = {entry.pk: entry for entry in self.waits()}
        holding = set(Registration.objects.live().values_list("assistant", "session"))
        for queue in self.queues.values():
            for position, entry in enumerate(queue):
                promoted = (entry.assistant_id, entry.session_id) in holding
                if not promoted or entry.pk in waiting_now or entry.pk in self.let_in_by_hand:
                    continue
                for ahead in queue[:position]:
                    if ahead.pk in waiting_now:
                        status = status_of(ahead.assistant, self.now)
                        assert refusal_to_switch(ahead.session, status, self.now) is not None
        self.look()

    @invariant()
    def no_one_waits_for_a_date_they_hold(self):
        held = set(Registration.objects.live().values_list("assistant", "session"))
        assert not held & {(entry.assistant_id, entry.session_id) for entry in self.waits()}

    @invariant()
    def no_one_has_a_place_in_a_cancelled_session(self):
        assert not Registration.objects.live().exclude(session__cancelled_at=None).exists()


def change(session: CoreSession, at, **values) -> None:
    """Change a session as its admin form does."""
    with transaction.atomic():
        scheduling.check_change(
            session=session, capacity=values["capacity"], starts_at=values["starts_at"], at=at
        )
        for name, value in values.items():
            setattr(session, name, value)
        session.full_clean()
        session.save()
        promoting.promote_all(at)


def rehearsed(act, at):
    with pytest.raises(Unseen) as undone:
        carry_out(act, Consent(), at, has_saved=bool, asks_always=True)
    letters = [
        (letters.kind.code, recipient)
        for letters in undone.value.consequences.letters
        for recipient in letters.recipients
    ]
    return in_short(undone.value.result, letters)


def recipients_of(drafts):
    return [(draft.kind.code, draft.recipient) for draft in drafts]


def in_short(outcome, letters):
    """Return who is moved, who is not and why, and who gets which letter."""
    return (
        [place.assistant_id for place in outcome.moved],
        [(place.pk, refusal.code) for place, refusal in outcome.refused],
        Counter(letters),
    )


def attempt(use_case, **arguments) -> None:
    with suppress(Refusal, ValidationError):
        use_case(**arguments)


@pytest.mark.django_db
def test_places_stay_right_through_thousands_of_random_steps():
    run_state_machine_as_test(
        Places, settings=settings(max_examples=daily_or_all(8, 300), stateful_step_count=40)
    )
