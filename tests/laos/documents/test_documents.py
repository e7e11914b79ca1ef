"""The documents match the code."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from completion import resources
from completion.reminders import watching
from enrollment import clock, demo
from laos import environment
from laos.processes import procfile
from laos.tasks import heartbeat

PROJECT = Path(__file__).parents[3]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
CONFIGURATION = (PROJECT / "docs/operators/configuration.md").read_text(encoding="utf-8")
TABLES = (PROJECT / "docs/tables.md").read_text(encoding="utf-8")
HISTORY = (PROJECT / "docs/history.md").read_text(encoding="utf-8")
READERS = {name for name, _ in inspect.getmembers(environment, inspect.isfunction)}
# For development only; the example is for production.
NOT_FOR_PRODUCTION = {"DEBUG", "LAOS_DEMO", "SECURE"}


def settings_read() -> dict[str, str]:
    """Return each variable that the settings read, with its default as written in the documents."""
    found = {}
    for call in ast.walk(ast.parse((PROJECT / "laos/settings.py").read_text(encoding="utf-8"))):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") in READERS):
            continue
        name = ast.literal_eval(call.args[0])
        default = next(
            (keyword.value for keyword in call.keywords if keyword.arg == "default"), None
        )
        found[name] = as_written(default)
    return found


def as_written(default: ast.expr | None) -> str:
    if default is None:
        return "required"
    if isinstance(default, ast.Name):
        return f"as {default.id}"
    if isinstance(default, ast.Call):
        assert isinstance(default.func, ast.Name)
        assert default.func.id == "local"
        return f"{as_written(default.args[0])}; required in production"
    value = ast.literal_eval(default)
    return str(int(value) if isinstance(value, bool) else value) or "empty"


def rows(heading: str, text: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its header row."""
    (section,) = re.findall(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_every_setting_is_listed_with_its_default():
    listed = {
        name.strip("`"): default.replace("`", "")
        for name, default, _ in rows("Configuration", CONFIGURATION)
    }
    assert listed == settings_read()


def test_example_names_every_setting_of_production():
    example = (PROJECT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert named == settings_read().keys() - NOT_FOR_PRODUCTION


def test_every_table_is_listed_with_its_columns():
    listed = {
        kind.strip("`"): re.sub(r"…|\([^)]*\)", "", columns).replace(" ", "").split(",")
        for kind, columns in rows("The columns", TABLES)
    }
    assert listed == {
        kind: list(resource().get_export_headers()) for kind, resource in resources.TABLES.items()
    }


def test_readme_lists_the_demo_accounts_and_their_password():
    assert [row[0].strip("`") for row in rows("The two commands", README)] == [
        account.username for account in demo.ACCOUNTS
    ]
    assert f"`{demo.PASSWORD}`" in README


DOCUMENTS = sorted(
    str(file.relative_to(PROJECT))
    for file in [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")]
)
FOR_OPERATORS = sorted(
    str(file.relative_to(PROJECT)) for file in PROJECT.glob("docs/operators/*.md")
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_linked_to_is_there(document):
    file = PROJECT / document
    links = re.findall(r"\]\(([^)]+)\)", file.read_text(encoding="utf-8"))
    for link in (link for link in links if "://" not in link):
        name, _hash, heading = link.partition("#")
        target = file.parent / name if name else file
        assert target.exists(), link
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]
            assert heading in anchors, link


def test_headings_that_the_code_cites_are_there():
    cited = {
        (document, heading)
        for folder in ("enrollment", "modules", "completion", "laos", "tests")
        for file in PROJECT.glob(f"{folder}/**/*.py")
        for document, heading in re.findall(
            r"(docs/\w+\.md), “([^”]+)”", file.read_text(encoding="utf-8")
        )
    }
    assert cited
    for document, heading in cited:
        titles = re.findall(
            r"^#+ (.+)$", (PROJECT / document).read_text(encoding="utf-8"), re.MULTILINE
        )
        assert any(title.startswith(heading) for title in titles), (document, heading)


def test_files_that_operators_load_and_copy_are_there():
    text = "".join((PROJECT / document).read_text(encoding="utf-8") for document in FOR_OPERATORS)
    for name in re.findall(
        r"(?<![\w/])(?:enrollment|modules|docs|requirements|laos)/[\w./*-]+\w", text
    ):
        assert list(PROJECT.glob(name)), name


def test_operators_are_told_of_every_word_of_status_and_every_metric(client, db):
    text = (PROJECT / "docs/operators/watching.md").read_text(encoding="utf-8")
    for word in client.get("/statusz/").json():
        assert f"| `{word}` |" in text, word
    heartbeat()
    watching.look(clock.now())
    for line in client.get("/metrics/").content.decode().splitlines():
        name = re.split(r"[{ ]", line)[0]
        assert f"`{name}" in text, name


@pytest.mark.parametrize("part", ["web", "worker", "letters", "beat"])
def test_systemd_starts_what_the_procfile_starts(part):
    """Paths and log levels differ; queues and flags do not."""
    unit = (PROJECT / f"docs/operators/systemd/laos-{part}.service").read_text(encoding="utf-8")
    command = procfile.read(PROJECT / "Procfile")[part]
    (started,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    flags = [word for word in command.split() if word.startswith("--")]
    assert [word for word in started.split() if word.startswith("--")] == flags
    assert "Restart=always" in unit
    assert ("laos.processes.guard" in started) == ("laos.processes.guard" in command)


@pytest.mark.parametrize("document", FOR_OPERATORS)
def test_commands_for_operators_exist(document):
    text = (PROJECT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:manage\.py|laos-manage) ([a-z]\w+)", text))
    assert named <= get_commands().keys()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/uniped.md"])
def test_commands_that_are_named_exist(document):
    text = (PROJECT / document).read_text(encoding="utf-8")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^|`| )make ([a-z]+)\b", text)) <= targets
    assert set(re.findall(r"manage\.py (\w+)", text)) <= get_commands().keys()


def test_the_image_has_every_app_of_ours():
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    ignored = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for folder in ("laos", "enrollment", "modules", "completion", "templates", "locale"):
        if (PROJECT / folder).is_dir():
            assert f"COPY {folder} {folder}\n" in dockerfile
            assert f"!{folder}" in ignored


def test_the_documents_have_a_place_in_the_image_whatever_env_says():
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    (folder,) = re.findall(r"\bLAOS_DOCUMENTS=(\S+)", dockerfile)
    assert f"--owner laos --mode 700 {folder}\n" in dockerfile
    services = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
    # The services that store or delete documents.
    for name in ("web", "worker"):
        assert f"documents:{folder}" in services["services"][name]["volumes"]


def test_every_way_to_write_who_is_who_is_held_by_a_test_that_is_there():
    text = (PROJECT / "docs/identity.md").read_text(encoding="utf-8")
    ways = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(ways) > 10
    for way in ways:
        path = ""
        tests = re.findall(r"`((?:tests/[\w/]+\.py::)?test_\w+)`", way)
        assert tests, way
        for name in tests:
            *given, name = name.split("::")
            path = given[0] if given else path
            assert f"def {name}(" in (PROJECT / path).read_text(encoding="utf-8"), name


def test_every_decision_about_the_past_is_held_by_a_test_that_is_there():
    sources = "".join(file.read_text(encoding="utf-8") for file in PROJECT.glob("tests/**/*.py"))
    written = set(re.findall(r"def (test_\w+)\(", sources))
    decisions = rows("What staff can edit, and what depends on it", HISTORY)
    assert len(decisions) > 40
    for edited, *_, tests in decisions:
        named = set(re.findall(r"`(test_\w+)`", tests))
        assert named, edited
        assert named <= written, edited
