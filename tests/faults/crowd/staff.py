"""Staff and coordinators who mark attendance, change capacities, import files and write letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count, cycle
from typing import Any

from lxml import html

from tests.faults.ledger import becomes

from .actors import Actor
from .browser import Answer, NoAnswerError
from .world import World

MARKS = ["present", "partial", "absent"]
EXPIRED = "The preview has expired."
COLUMNS = "term,username,name,email,department,course"


class Marking(Actor):
    """Record attendance for one or two people at a time. Some marks complete LAOS and lead to a certificate."""

    kind = "mark"

    def __init__(
        self,
        *about: Any,
        rosters: dict[int, list[int]],
        last: Sequence[tuple[int, int]],
        world: World,
    ) -> None:
        super().__init__(*about)
        self.rosters = {session: [*keys] for session, keys in rosters.items()}
        self.last, self.world = [*last], world
        self.marks = {key: "" for keys in rosters.values() for key in keys}
        self.marks |= {key: "" for _session, key in last}
        for key in self.marks:
            self.ledger.begin(("mark", key), "")

    def turn(self) -> bool:
        if self.last and self.chance.random() < 0.2:
            session, key = self.last.pop()
            return self._mark(session, {key: "present"}) or True
        session = self.chance.choice([*self.rosters])
        keys = self.chance.sample(self.rosters[session], k=self.chance.randint(1, 2))
        marks = {
            key: self.chance.choice([mark for mark in MARKS if mark != self.marks[key]])
            for key in keys
        }
        if not self._mark(session, marks):
            # An unanswered request may still take effect, so leave these people alone.
            self.rosters[session] = [key for key in self.rosters[session] if key not in marks]
            self.rosters = {
                session: rest for session, rest in self.rosters.items() if len(rest) > 1
            }
        return bool(self.rosters)

    def _mark(self, session: int, marks: dict[int, str]) -> bool:
        path = f"/roll-call/{session}/"
        data = {f"mark-{key}": mark for key, mark in marks.items()} | {
            f"seen-{key}": self.marks[key] for key in marks
        }
        answer, is_settled = self.write(
            self.kind,
            lambda: self.browser.post(self.kind, path, self.world.uniped.cookie, data),
            [(("mark", key), becomes(mark)) for key, mark in marks.items()],
            lambda answer: answer.status == 302 and answer.goes_to == path,
        )
        if answer is not None and answer.status == 302:
            self.marks |= marks
        return is_settled


class Capacity(Actor):
    """Raise and lower the capacity of sessions in the admin."""

    pause = 1.5

    def __init__(self, *about: Any, world: World) -> None:
        super().__init__(*about)
        self.world = world
        self.sessions = cycle(self.chance.sample([*world.capacities], k=len(world.capacities)))
        for session, capacity in world.capacities.items():
            self.ledger.begin(("capacity", session), capacity)

    def turn(self) -> bool:
        session = next(self.sessions)
        path = f"/admin/enrollment/coresession/{session}/change/"
        cookie = self.world.uniped.cookie
        page, _settled = self.browser.insist(
            lambda: self.browser.get("capacity form", path, cookie)
        )
        if page is None:
            return True
        form = html.fromstring(page.body).get_element_by_id("coresession_form")
        data: dict[str, object] = dict(form.form_values())
        places = max(1, int(str(data["capacity"])) + self.chance.choice([-2, -1, 1, 2]))
        data |= {"capacity": places, "_save": "Save"}
        self.write(
            "capacity",
            lambda: self._apply(path, cookie, data),
            [(("capacity", session), becomes(places))],
            lambda answer: answer.status == 302,
        )
        return True

    def _apply(self, path: str, cookie: str, data: dict[str, object]) -> Answer:
        """Save, and apply the consequences that are shown; others may change them meanwhile."""
        answer = self.browser.post("capacity", path, cookie, data)
        for _attempt in range(5):
            if answer.status != 200 or 'value="apply"' not in answer.body:
                break
            (form,) = html.fromstring(answer.body).xpath("//form[.//button[@value='apply']]")
            sent = {**dict(form.form_values()), "what_if-choice": "apply"}
            answer = self.browser.post("capacity", path, cookie, sent)
        return answer


class Importing(Actor):
    """Import appointments: small files on the department's page, which sends letters, and large ones in the admin."""

    pause = 3.0

    def __init__(self, *about: Any, world: World, many: int) -> None:
        super().__init__(*about)
        self.world, self.many, self.number = world, many, count()

    def turn(self) -> bool:
        number = next(self.number)
        if number % 4 == 1:
            cookie, rows = self.world.uniped.cookie, self.many
            path = "/admin/enrollment/appointment/import/"
            confirm = "/admin/enrollment/appointment/process_import/"
        else:
            cookie, rows = self.world.coordinator.cookie, 10
            path = confirm = f"{self.world.coordinator.address}people/import/"
        names = [f"import{number}-{row}" for row in range(rows)]
        for name in names:
            self.ledger.begin(("appointment", name), False)
        file = "\n".join([COLUMNS, *map(self._row, names)])
        self.write(
            "import",
            lambda: self._import(path, confirm, cookie, file),
            [(("appointment", name), becomes(True)) for name in names],
            lambda answer: answer.status == 302 and answer.goes_to != path,
        )
        return True

    def _import(self, path: str, confirm: str, cookie: str, file: str) -> Answer:
        """Upload the file and confirm the preview; raise ``NoAnswerError`` to retry if the preview has expired."""
        page = self.browser.upload("import preview", path, cookie, {"file": _Csv(file)})
        stored = re.search(r'name="stored" value="([^"]+)"', page.body)
        if page.status >= 500 or stored is None:
            return page
        answer = self.browser.post("import", confirm, cookie, {"stored": stored[1]})
        if answer.goes_to == path or EXPIRED in answer.body:
            raise NoAnswerError("The preview has expired.")
        return answer

    def _row(self, name: str) -> str:
        department = self.world.coordinator.address.split("/")[2]
        return f"{self.world.term},{name},{name.title()},{name}@example.org,{department},{self.world.course}"


class _Csv:
    """A CSV file to upload."""

    name = "people.csv"
    content_type = "text/csv"

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self) -> bytes:
        return self.text.encode()


class Writing(Actor):
    """Write to some learning assistants as a coordinator. Repeating a request on the same day sends no second letter."""

    pause = 1.5

    def __init__(self, *about: Any, world: World) -> None:
        super().__init__(*about)
        self.world, self.number = world, count()

    def turn(self) -> bool:
        recipients = self.chance.sample(self.world.writers, k=3)
        subject = f"Letter {next(self.number)}"
        path = f"{self.world.coordinator.address}write/"
        data = {
            "subject": subject,
            "text": "Hello.",
            "to": [recipient.pk for recipient in recipients],
        }
        told = [("letter", (recipient.pk, subject)) for recipient in recipients]
        for letter in told:
            self.ledger.begin(letter, 0)
        self.write(
            "letter",
            lambda: self.browser.post("letter", path, self.world.coordinator.cookie, data),
            [(letter, becomes(1)) for letter in told],
            lambda answer: answer.status == 302,
        )
        return True
