"""Import and export of online modules and completions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.models import Letter
from modules.models import Choice, OnlineModule
from tests.enrollment.tables import everything, export_csv, import_csv
from tests.factories import NOW

from .factories import ChoiceFactory, EssayFactory, OnlineModuleFactory

pytestmark = pytest.mark.django_db

MODULES = """\
code,title_en,title_nb,hours
OM1,Giving feedback,Å gi tilbakemelding,3
OM2,Exercise tutoring,Øvingsveiledning,1.5
"""
HEADER = "username,module,completed_on\n"
COMPLETED = f"{HEADER}ada,OM1,2024-10-01\nben,OM2,2024-10-02\n"
# Not the next day: it may already have come if the tests run past midnight.
TO_COME = (NOW + timedelta(days=2)).date()


@pytest.fixture
def filled(tmp_path, ada, ben):
    assert import_csv(tmp_path, "online_modules", MODULES).code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "file"), [("online_modules", MODULES), ("online_completions", COMPLETED)]
)
def test_what_was_read_is_written_as_it_was_and_read_again_quietly(filled, kind, file):
    import_csv(filled, kind, file)
    assert export_csv(kind) == file
    before = everything()
    outcome = import_csv(filled, kind, file)
    assert (outcome.code, outcome.out) == (0, "2 rows in all: 0 new, 0 changed.\n")
    assert everything() == before


def test_dry_run_changes_nothing(filled):
    before = everything()
    assert import_csv(filled, "online_completions", COMPLETED, "--dry-run").code == 0
    assert everything() == before


def test_changed_title_changes_one_module_and_no_content(filled):
    OnlineModule.objects.update(prompt_en="Write.")
    outcome = import_csv(filled, "online_modules", MODULES.replace("Giving", "Getting"))
    assert outcome.out == "2 rows in all: 0 new, 1 changed.\n"
    assert set(OnlineModule.objects.values_list("prompt_en", flat=True)) == {"Write."}


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        ("online_modules", ",A,B,3", "code"),
        ("online_modules", "om3,A,B,3", "code"),
        ("online_modules", "OM3,,B,3", "title_en"),
        ("online_modules", "OM3,A,,3", "title_nb"),
        ("online_modules", "OM3,A,B,", "hours"),
        ("online_modules", "OM3,A,B,-1", "hours"),
        ("online_modules", 'OM3,A,B,"1.5,0"', "hours"),
        ("online_modules", "OM3,A,B,1000", "hours"),
        ("online_modules", f"OM3,{'x' * 201},B,3", "title_en"),
        ("online_completions", ",OM1,2024-10-01", "username"),
        ("online_completions", "nobody,OM1,2024-10-01", "username"),
        ("online_completions", "ada,,2024-10-01", "module"),
        ("online_completions", "ada,OM9,2024-10-01", "module"),
        ("online_completions", "ada,OM1,", "completed_on"),
        ("online_completions", "ada,OM1,01/10/2024", "completed_on"),
        ("online_completions", f"ada,OM1,{TO_COME}", "completed_on"),
    ],
)  # fmt: skip
def test_bad_row_is_told_and_the_good_one_above_it_stays_out(filled, kind, row, column):
    good = {"online_modules": "code,title_en,title_nb,hours\nOM8,A,B,3\n", "online_completions": f"{HEADER}ben,OM2,2024-10-02\n"}  # fmt: skip
    before = everything()
    outcome = import_csv(filled, kind, f"{good[kind]}{row}\n")
    assert outcome.code == 1
    assert [(number, named) for number, named, _ in outcome.problems] == [(3, column)]
    assert everything() == before


def test_today_is_no_day_to_come(filled):
    assert import_csv(filled, "online_completions", f"{HEADER}ada,OM1,{NOW.date()}\n").code == 0


def test_same_row_twice_is_told(filled):
    outcome = import_csv(filled, "online_completions", f"{COMPLETED}ada,OM1,2024-10-01\n")
    assert [number for number, _, _ in outcome.problems] == [4]
    assert not Choice.objects.exists()


def test_third_module_is_told_where_both_others_are_completed(filled):
    import_csv(filled, "online_completions", f"{HEADER}ada,OM1,2024-10-01\nada,OM2,2024-10-01\n")
    OnlineModuleFactory(code="OM3")
    before = everything()
    outcome = import_csv(
        filled, "online_completions", f"{HEADER}ben,OM1,2024-10-01\nada,OM3,2024-10-01\n"
    )
    assert [(number, named) for number, named, _ in outcome.problems] == [(3, "module")]
    assert everything() == before


def test_module_completed_here_keeps_its_date(filled, ada):
    ChoiceFactory(assistant=ada, module=OnlineModule.objects.get(code="OM1"), done=True)
    outcome = import_csv(filled, "online_completions", COMPLETED)
    assert outcome.code == 0
    assert Choice.objects.get(assistant=ada).completed_on == NOW.date()


def test_completion_takes_the_place_of_what_nothing_was_handed_in_for(filled, ada):
    begun, idle = OnlineModuleFactory.create_batch(2)
    ChoiceFactory(assistant=ada, module=begun, slot=1)
    ChoiceFactory(assistant=ada, module=idle, slot=2)
    EssayFactory(author=ada, module=begun)
    assert import_csv(filled, "online_completions", COMPLETED).code == 0
    chosen = Choice.objects.filter(assistant=ada).values_list("module__code", flat=True)
    assert set(chosen) == {begun.code, "OM1"}


def test_each_is_told_once_that_a_module_is_completed(filled, ada):
    for day in ("2024-10-01", "2024-10-05"):
        import_csv(filled, "online_completions", f"{HEADER}ada,OM1,{day}\n")
    assert str(Choice.objects.get().completed_on) == "2024-10-05"
    assert Letter.objects.filter(kind="module-completed", assistant=ada).count() == 1
