"""Print the results of a run in plain sentences."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import quantiles

from .crowd.browser import Journal, Noted
from .schedule import Fault
from .watching import Heartbeats, Probe

ANSWER_WITHIN = 3.0  # seconds, with any other fault
ANSWER_AFTER_RESTART = 5.0  # seconds, when PostgreSQL is restarted
HEARTBEAT_WITHIN = 60.0  # seconds
RESTART = "PostgreSQL"


@dataclass
class Report:
    """Print the results and collect the failures in ``wrong``; if it is not empty, the run has failed."""

    wrong: list[str] = field(default_factory=list)

    def say(self, line: str = "") -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def promise(self, name: str, broken: list[str]) -> None:
        broken = list(dict.fromkeys(broken))
        self.say(f"{name:<58} {'kept' if not broken else f'BROKEN ({len(broken)} times)'}")
        self.wrong += [f"{name}: {case}" for case in broken]

    def goal(self, name: str, value: str, *, kept: bool) -> None:
        self.say(f"{name:<58} {value:<12} {'kept' if kept else 'MISSED'}")
        if not kept:
            self.wrong.append(f"{name}: {value}.")


def tell_requests(report: Report, journal: Journal) -> None:
    by_kind: defaultdict[str, list[Noted]] = defaultdict(list)
    for request in list(journal.requests):
        by_kind[request.kind].append(request)
    report.say(
        f"{'requests':<18} {'acknowledged':>12} {'p50 ms':>7} {'p95 ms':>7} {'longest':>8}  answers by status"
    )
    for kind, requests in sorted(by_kind.items()):
        answered = sorted(
            request.seconds for request in requests if request.status is not None
        ) or [0.0]
        middle, late = _percentiles(answered)
        statuses = Counter(str(request.status or "no answer") for request in requests)
        told = ", ".join(f"{number} × {status}" for status, number in sorted(statuses.items()))
        report.say(
            f"{kind:<18} {journal.acknowledged[kind] or '':>12} {middle:>7.0f} {late:>7.0f} "
            f"{answered[-1]:>6.1f} s  {told}"
        )


def _percentiles(seconds: list[float]) -> tuple[float, float]:
    if len(seconds) < 2:
        return 1000 * seconds[0], 1000 * seconds[0]
    cuts = quantiles(seconds, n=100)
    return 1000 * cuts[49], 1000 * cuts[94]


@dataclass(frozen=True, slots=True)
class Outage:
    """The interval between two correct answers to the same page, and the names of the faults during it."""

    seconds: float
    start: float
    path: str
    faults: list[str]
    is_of_restart: bool


def tell_outages(
    report: Report,
    probes: list[Probe],
    faults: list[Fault],
    began: float,
    ended: float,
    slack: float,
) -> None:
    """Print the longest outages. ``slack`` multiplies the goals, for a machine that runs other tests as well."""
    outages = sorted(
        (
            _outage(start, seconds, probe.path, faults)
            for probe in probes
            for start, seconds in probe.outages(began, ended)
        ),
        key=lambda outage: outage.seconds,
        reverse=True,
    )
    for name, found, goal in (
        (
            "Longest time without a correct answer, with a fault",
            [outage for outage in outages if outage.faults and not outage.is_of_restart],
            ANSWER_WITHIN,
        ),
        (
            "… when PostgreSQL is restarted",
            [outage for outage in outages if outage.is_of_restart],
            ANSWER_AFTER_RESTART,
        ),
        # A long outage here means that the machine is too busy for a reliable result.
        ("… with no fault", [outage for outage in outages if not outage.faults], ANSWER_WITHIN),
    ):
        longest = found[0].seconds if found else 0.0
        report.goal(
            f"{name} ({goal * slack:.0f} s)", f"{longest:.1f} s", kept=longest <= goal * slack
        )
    for fault in faults:
        if fault.name.startswith(RESTART):
            report.say(f"    {fault.ended - fault.began:.1f} s of that PostgreSQL itself takes")
    for outage in outages[:8]:
        report.say(
            f"    {outage.seconds:.1f} s without {outage.path}, from second {outage.start - began:.0f}: "
            f"{', '.join(outage.faults) or 'no fault'}"
        )


def _outage(start: float, seconds: float, path: str, faults: list[Fault]) -> Outage:
    meanwhile = [
        fault.name
        for fault in faults
        if fault.began <= start + seconds and start <= fault.ended + 1
    ]
    # The last correct answer arrives shortly before the fault.
    is_of_restart = any(
        fault.began - 1 <= start <= fault.ended
        for fault in faults
        if fault.name.startswith(RESTART)
    )
    return Outage(seconds, start, path, meanwhile, is_of_restart)


def tell_heartbeats(
    report: Report, heartbeats: Heartbeats, faults: list[Fault], began: float
) -> None:
    took = [(heartbeats.after(_can_beat_after(fault, faults)), fault) for fault in faults]
    waited = [seconds for seconds, _fault in took if seconds is not None]
    never = len(took) - len(waited)
    slowest = max(waited, default=0.0)
    report.goal(
        f"Longest time to the next heartbeat (goal: {HEARTBEAT_WITHIN:.0f} s)",
        f"{never} × never" if never else f"{slowest:.0f} s",
        kept=not never and slowest <= HEARTBEAT_WITHIN,
    )
    for seconds, fault in took:
        told = "never" if seconds is None else f"{seconds:.0f} s"
        report.say(f"    {told:>5} after second {fault.ended - began:.0f}: {fault.name}")


def _can_beat_after(fault: Fault, faults: list[Fault]) -> float:
    """Return when this fault and every overlapping one that blocks heartbeats have ended."""
    moment = fault.ended
    for fault in sorted(faults, key=lambda fault: fault.began):
        if fault.silences and fault.began <= moment:
            moment = max(moment, fault.ended)
    return moment


def errors_after_restart(journal: Journal, faults: list[Fault]) -> list[str]:
    """Return the requests sent after PostgreSQL was back that got a 500, counted by kind."""
    back = [fault.ended for fault in faults if fault.name.startswith(RESTART)]
    late = Counter(
        request.kind
        for request in list(journal.requests)
        if request.status == 500 and back and request.began > min(back)
    )
    return [f"{number} × {kind}" for kind, number in late.items()]
