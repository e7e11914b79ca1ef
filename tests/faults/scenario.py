"""A complete run: start the servers, play the load and the faults, and judge the result."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.db import connection

from enrollment import clock

from . import report as telling
from . import verdict
from .crowd.actors import Actor
from .crowd.assistants import Assistants
from .crowd.browser import Browser, Journal, NoAnswerError
from .crowd.others import Accounts, Essays
from .crowd.staff import Capacity, Importing, Marking, Writing
from .crowd.world import World, build
from .ledger import Ledger
from .mailing import Accepted, read
from .report import Report
from .schedule import LETTERS, TASKS, Schedule, of_ten_seconds, of_three_minutes
from .servers import Database, NotRunningError, Stand, stand
from .watching import Heartbeats, Keeper, Probe

COMMON = ["register", "change", "wait", "withdraw", "mark", "essay"]
ISSUE = "completion.tasks.issue_certificates"


@dataclass(frozen=True)
class Scenario:
    seconds: float
    people: int
    browsers: int
    rows: int  # in a large import
    wanted: int  # acknowledged writes of each common kind
    schedule: Callable[[Stand], Schedule]
    at_most: float  # seconds; a slow machine may run this long to reach ``wanted``
    settling: float  # seconds allowed for the last letters
    has_heartbeats: bool
    slack: float  # factor on the time goals, for when other tests run in parallel


LONG = Scenario(
    seconds=180,
    at_most=360,
    people=480,
    browsers=6,
    rows=300,
    wanted=300,
    schedule=of_three_minutes,
    settling=150,
    has_heartbeats=True,
    slack=1,
)
SHORT = Scenario(
    seconds=10,
    at_most=40,
    people=96,
    browsers=3,
    rows=20,
    wanted=1,
    schedule=of_ten_seconds,
    settling=60,
    has_heartbeats=False,
    slack=4,
)


def run(scenario: Scenario, folder: Path, environment: dict[str, str], seed: int) -> Report:
    report = Report()
    report.say(f"Seed {seed}")
    Database.spare_the_disk()
    world = build(scenario.people)
    journal, ledger = Journal(), Ledger()
    # The servers must not share this process's connection.
    connection.close()
    with stand(folder, environment) as servers:
        load = Load(scenario, servers, world, journal, ledger, random.Random(seed))
        load.play(report)
        load.judge(report)
    return report


class Load:
    """The browsers and probes that run while the schedule plays."""

    def __init__(
        self,
        scenario: Scenario,
        servers: Stand,
        world: World,
        journal: Journal,
        ledger: Ledger,
        chance: random.Random,
    ) -> None:
        self.scenario, self.servers, self.world = scenario, servers, world
        self.journal, self.ledger, self.chance = journal, ledger, chance
        self.over, self.settled = threading.Event(), threading.Event()
        self.schedule = scenario.schedule(servers)
        self.actors = self._actors()
        self.probes = [
            Probe(self._browser(), "/", "", 'id="dates"'),
            Probe(self._browser(), "/my/", world.onlooker.cookie, "/accounts/logout/"),
        ]
        self.heartbeats = Heartbeats(self._browser(), self.settled)
        self.keeper = Keeper(servers.site, self.settled)

    def play(self, report: Report) -> None:
        self._wait_until_it_answers()
        self.began = time.monotonic()
        threads = [*self.actors, *self.probes]
        for thread in [*threads, self.heartbeats, self.keeper]:
            thread.start()
        self.schedule.play(self.began, report.say)
        while not self._is_enough():
            time.sleep(0.1)
        self.over.set()
        self.ended = time.monotonic()
        for thread in threads:
            thread.join(60)
        # Check immediately, before beat's next run can repair a missed promotion.
        self.unserved = verdict.free_place_while_a_person_waits(clock.now())
        self._settle()

    def _is_enough(self) -> bool:
        """Return whether the time is over and enough was written. A slow machine gets up to ``at_most`` seconds."""
        seconds, wanted = time.monotonic() - self.began, self.scenario.wanted
        written = min(self.journal.acknowledged[kind] for kind in COMMON)
        return seconds >= self.scenario.seconds and (
            written >= wanted or seconds >= self.scenario.at_most
        )

    def _browser(self) -> Browser:
        return Browser(self.servers.site.port, self.journal, self.over)

    def _actors(self) -> list[Actor]:
        world, browsers = self.world, self.scenario.browsers

        def about() -> tuple[Browser, Ledger, Journal, random.Random]:
            chance = random.Random(self.chance.random())
            return self._browser(), self.ledger, self.journal, chance

        sessions = [*world.rosters]
        return [
            *(
                Assistants(*about(), people=world.people[number::browsers], world=world)
                for number in range(browsers)
            ),
            *(
                Marking(
                    *about(),
                    rosters={session: world.rosters[session] for session in sessions[half::2]},
                    last=world.last_marks[half::2],
                    world=world,
                )
                for half in range(2)
            ),
            Essays(*about(), writers=world.writers, world=world),
            Capacity(*about(), world=world),
            Importing(*about(), world=world, many=self.scenario.rows),
            Writing(*about(), world=world),
            Accounts(*about(), people=world.people),
        ]

    def _wait_until_it_answers(self) -> None:
        browser = self._browser()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if browser.get("start", "/").status == 200:
                    self.journal.requests.clear()
                    return
            except NoAnswerError:
                time.sleep(0.1)
        raise NoAnswerError("The site does not start: see site.log.")

    def _settle(self) -> None:
        """After the faults, wait until all certificates are issued and all letters are sent."""
        try:
            for name in (TASKS, LETTERS):
                self.servers.site.worker_child(name)
        except NotRunningError as error:
            self.schedule.failures.append(str(error))
        for _twice in range(2):
            current_app.send_task(ISSUE)
        self._write_once_more()
        deadline = time.monotonic() + self.scenario.settling
        while time.monotonic() < deadline and (
            verdict.letters_under_way() or verdict.certificates(self._completed())
        ):
            time.sleep(0.5)
        self.took_to_settle = time.monotonic() - self.ended
        self.settled.set()
        connection.close()

    def _write_once_more(self) -> None:
        """Send one more letter, which triggers delivery of all waiting letters."""
        actor = next(actor for actor in self.actors if isinstance(actor, Writing))
        actor.browser.over = threading.Event()
        threading.Timer(30, actor.browser.over.set).start()
        actor.turn()

    def _completed(self) -> list[int]:
        """Return the assistants whose last mark the site has acknowledged."""
        return [
            assistant
            for assistant, (_session, key) in zip(
                self.world.nearly_done, self.world.last_marks, strict=True
            )
            if self.ledger.is_certain(("mark", key), "present")
        ]

    def judge(self, report: Report) -> None:
        accepted = list(read(self.servers.mail.record))
        faults = self.schedule.faults
        report.say(f"\nThe load lasted {self.ended - self.began:.0f} seconds.\n")
        telling.tell_requests(report, self.journal)
        report.say()
        self._tell_promises(report, accepted)
        report.say()
        telling.tell_outages(
            report, self.probes, faults, self.began, self.ended, self.scenario.slack
        )
        fewest = min(COMMON, key=lambda kind: self.journal.acknowledged[kind])
        number = self.journal.acknowledged[fewest]
        report.goal(
            f"Fewest acknowledged writes of a common kind ({self.scenario.wanted})",
            f"{number} × {fewest}",
            kept=number >= self.scenario.wanted,
        )
        if self.scenario.has_heartbeats:
            telling.tell_heartbeats(report, self.heartbeats, faults, self.began)
        report.say(
            f"Letters and certificates were done {self.took_to_settle:.0f} s after the load."
        )

    def _tell_promises(self, report: Report, accepted: list[Accepted]) -> None:
        excused = sum(fault.cuts_delivery for fault in self.schedule.faults)
        report.promise("No session is oversold", verdict.oversold())
        report.promise(
            "No one has two places of one core module", verdict.two_places_of_one_core_module()
        )
        report.promise(
            "No place is free while a person waits who may have it",
            self.unserved + verdict.free_place_while_a_person_waits(clock.now()),
        )
        report.promise("No letter is lost or doubled", verdict.letters(accepted, excused=excused))
        report.promise(
            "Each who has completed LAOS has one certificate",
            verdict.certificates(self._completed()),
        )
        report.promise(
            "No acknowledged write is missing",
            verdict.acknowledged_writes(self.ledger, accepted),
        )
        report.promise(
            "No 500 after PostgreSQL is back",
            telling.errors_after_restart(self.journal, self.schedule.faults),
        )
        ended = [f"at second {moment - self.began:.0f}" for moment in self.keeper.ended]
        report.promise("The processes run on, whatever one of them meets", ended)
        errors = [f"{actor.name}: {actor.error!r}" for actor in self.actors if actor.error]
        report.promise("The harness itself", [*errors, *self.schedule.failures])
        report.say(
            f"{len(accepted)} letters accepted, {verdict.repeated_letters(accepted)} of them once more after a crash; "
            f"{len(self._completed())} people have completed LAOS."
        )
