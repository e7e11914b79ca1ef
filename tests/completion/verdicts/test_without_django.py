"""The rules and their tests need no settings and no database: only so can ``make mutants`` try them hundreds of times."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib

from django.conf import settings

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())


def test_the_tests_that_mutants_are_tried_with_are_imported_without_settings():
    files = PROJECT["tool"]["mutmut"]["pytest_add_cli_args_test_selection"]
    modules = [file.removesuffix(".py").replace("/", ".") for file in files]
    subprocess.run(
        [sys.executable, "-c", f"import {', '.join(modules)}"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"]},
        check=True,
    )
