"""Merged migrations never change, and an upgraded database equals a new one."""

from __future__ import annotations

import hashlib

import pgtrigger
from django.db import connection

from tests.released import PROJECT, database, dump, upgraded
from tests.server import test_database_url

LIST = PROJECT / "tests" / "migrations.sha256"
MERGED = {path: digest for digest, path in map(str.split, LIST.read_text().splitlines())}


def digest(path):
    file = PROJECT / path
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None


def test_merged_migrations_stay_as_they_are():
    changed = [path for path in MERGED if digest(path) != MERGED[path]]
    assert not changed, f"Restore {changed}, and put the change into a new migration."


def test_every_migration_is_listed():
    migrations = {str(file.relative_to(PROJECT)) for file in PROJECT.glob("*/migrations/0*.py")}
    new = " ".join(sorted(migrations - MERGED.keys()))
    assert not new, f"List the new ones: sha256sum {new} >> {LIST.relative_to(PROJECT)}"


def test_the_triggers_are_those_of_the_models(db):
    wrong = [
        f"{trigger.get_pgid(model)}: {status}"
        for model, trigger in pgtrigger.registered()
        if (status := trigger.get_installation_status(model)) != ("INSTALLED", True)
    ]
    assert wrong == []
    assert pgtrigger.prunable() == []


def test_a_database_of_the_last_release_becomes_what_a_new_one_is(django_db_setup):
    new = test_database_url()
    name = connection.settings_dict["NAME"]
    with upgraded(new, f"{name}_upgraded") as url:
        assert schema(url, f"{name}_copy") == schema(new, f"{name}_copy")


def schema(url, copy):
    """Return the schema as dumped after a restore, which rewords some conditions."""
    with database(url, copy, dump(url, "--schema-only")) as restored:
        return dump(restored, "--schema-only").splitlines()
