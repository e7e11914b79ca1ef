"""Product code has one clock, which tests set."""

import ast
from datetime import UTC, date, datetime

import pytest

from enrollment import clock
from tests.laos.test_names import modules

# allauth notes log-ins by the machine's clock, and is asked how long ago they were.
MAY_READ = {"enrollment/clock.py", "enrollment/accounts/recently.py"}
READS = {"now", "utcnow", "today"}
READS_WITHOUT_ARGUMENT = {"localdate", "localtime", "gmtime", "ctime"}


def reads_the_machine(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="clock"))):
            return False
        case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr="time")):
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=args):
            return name in READS or (name in READS_WITHOUT_ARGUMENT and not args)
        # As a default, ``timezone.now`` is called by Django.
        case ast.Attribute(value=ast.Name(id="timezone"), attr="now"):
            return True
        case ast.keyword(arg="auto_now" | "auto_now_add"):
            return True
    return False


@pytest.mark.parametrize(
    "code",
    [
        "timezone.now()",
        "now()",
        "localdate()",
        "timezone.localtime()",
        "datetime.now(UTC)",
        "date.today()",
        "time.time()",
        "DateTimeField(default=timezone.now)",
        "DateTimeField(auto_now=True)",
    ],
)
def test_each_way_to_read_the_machines_clock_is_found(code):
    assert any(map(reads_the_machine, ast.walk(ast.parse(code))))


def test_no_other_module_reads_the_machines_clock():
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if path not in MAY_READ
        for node in ast.walk(tree)
        if isinstance(node, ast.expr | ast.keyword) and reads_the_machine(node)
    ]
    assert found == []


def test_a_clock_stopped_elsewhere_goes_back_afterwards():
    before, at = clock.now(), datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with clock.stopped(at):
        assert clock.now() == at
        assert clock.today() == date(2027, 1, 1)
    assert clock.now() == before
