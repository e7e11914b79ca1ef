"""Import and export of applications for exemption."""

from __future__ import annotations

import pytest

from completion.models import EquivalentQualification
from enrollment.models import LearningAssistant, Letter, Registration
from tests.completion.factories import APPROVABLE, ApplicationFactory
from tests.enrollment.tables import everything, export_csv, import_csv
from tests.factories import CoreSessionFactory, RegistrationFactory, WaitlistEntryFactory

pytestmark = pytest.mark.django_db

HEADER = "username,kind,decision\n"
FILE = f"""{HEADER}\
ada,eit,rejected
ada,teacher_education_with_practice,approved
ada,teacher_education_year_2,approved
ben,teacher_education_year_2,rejected
"""


@pytest.fixture
def folder(tmp_path, ada, ben):
    return tmp_path


def test_what_was_read_is_written_as_it_was_and_read_again_quietly(folder):
    outcome = import_csv(folder, "equivalents", FILE)
    assert (outcome.code, outcome.out) == (0, "4 rows in all: 4 new, 0 changed.\n")
    assert export_csv("equivalents") == FILE
    before = everything()
    outcome = import_csv(folder, "equivalents", FILE)
    assert (outcome.code, outcome.out) == (0, "4 rows in all: 0 new, 0 changed.\n")
    assert everything() == before


def test_approved_one_exempts_and_frees_places(folder, ada, ben):
    session = CoreSessionFactory(capacity=1)
    RegistrationFactory(assistant=ada, session=session)
    waiting = WaitlistEntryFactory(session=session)
    import_csv(folder, "equivalents", FILE)
    exempt = LearningAssistant.objects.exclude(exempt_since=None)
    assert exempt.get() == ada
    assert Registration.objects.live().get().assistant == waiting.assistant


def test_dry_run_changes_nothing(folder):
    before = everything()
    assert import_csv(folder, "equivalents", FILE, "--dry-run").code == 0
    assert everything() == before


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",eit,rejected", "username"),
        ("nobody,eit,rejected", "username"),
        ("ada,,rejected", "kind"),
        ("ada,law,rejected", "kind"),
        ("ada,eit,", "decision"),
        ("ada,eit,perhaps", "decision"),
        ("ada,eit,approved", "decision"),
        ("ada,officer_candidate_school,approved", "decision"),
        ("ada,theoretical_pedagogy,approved", "decision"),
        ("ben,teacher_education_year_2,approved", ""),
    ],
)
def test_bad_row_is_told_and_the_good_one_above_it_stays_out(folder, row, column):
    before = everything()
    outcome = import_csv(
        folder, "equivalents", f"{HEADER}ben,teacher_education_year_2,rejected\n{row}\n"
    )
    assert outcome.code == 1
    assert [(number, named) for number, named, _ in outcome.problems] == [(3, column)]
    assert everything() == before


def test_rejection_of_what_exempts_is_told(folder, ada):
    import_csv(folder, "equivalents", FILE)
    before = everything()
    outcome = import_csv(folder, "equivalents", f"{HEADER}ada,{APPROVABLE},rejected\n")
    ((row, column, reason),) = outcome.problems
    assert (row, column) == (2, "decision")
    assert "An exemption can be withdrawn" in reason
    assert everything() == before


def test_approval_after_a_rejection_is_new(folder, ada):
    ApplicationFactory(assistant=ada, rejected=True)
    outcome = import_csv(folder, "equivalents", f"{HEADER}ada,{APPROVABLE},approved\n")
    assert outcome.out == "1 row in all: 1 new, 0 changed.\n"
    assert export_csv("equivalents") == f"{HEADER}ada,{APPROVABLE},approved\n"


def test_open_application_is_decided_by_a_file(folder, ada):
    ApplicationFactory(assistant=ada)
    outcome = import_csv(folder, "equivalents", f"{HEADER}ada,{APPROVABLE},approved\n")
    assert outcome.out == "1 row in all: 0 new, 1 changed.\n"
    assert EquivalentQualification.objects.get().decision == "approved"
    assert Letter.objects.get().kind == "equivalent-approved"


def test_neither_open_applications_nor_withdrawn_exemptions_are_written(ada, ben):
    ApplicationFactory(assistant=ada)
    ApplicationFactory(assistant=ben, revoked=True)
    assert export_csv("equivalents") == HEADER


def test_decisions_made_here_are_written_too(ada):
    ApplicationFactory(assistant=ada, approved=True)
    assert export_csv("equivalents") == f"{HEADER}ada,{APPROVABLE},approved\n"
