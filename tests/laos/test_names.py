"""Names in the product code: one class for one name, and loop variables named after what they hold."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("enrollment", "modules", "completion", "laos", "benchmarks")
# Django asks for these names.
OF_DJANGO = {"Meta", "Command", "Config"}


@cache
def modules() -> dict[str, ast.Module]:
    """Read the product code. Not at import: every test process imports this file, and one needs it."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        if "migrations" not in path.parts
    }


def test_no_two_classes_have_one_name():
    places = defaultdict(list)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in OF_DJANGO:
                places[node.name].append(f"{path}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", ["one", "it", "that"])
def test_no_variable_has_a_name_that_says_nothing(name):
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.arg) and node.arg == name)
    ]
    assert found == []


def test_no_text_to_translate_stands_inside_an_f_string():
    """Babel does not find it there with every version of Python."""
    found = [
        f"{path}:{call.lineno}"
        for path, tree in modules().items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"gettext", "ngettext", "pgettext", "_"}
    ]
    assert found == []
